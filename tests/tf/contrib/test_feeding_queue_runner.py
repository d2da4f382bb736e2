"""A queue runner of `tf.contrib.training` feeds what functions give."""

from tf1graph import tf


def test_a_queue_is_filled_by_a_function_until_it_ends():
    with tf.Graph().as_default(), tf.Session() as session:
        fed = tf.placeholder(tf.int32, [])
        queue = tf.FIFOQueue(10, tf.int32, shapes=[[]])
        numbers = iter(range(3))

        def feed():
            number = next(numbers, None)
            if number is None:
                raise tf.errors.OutOfRangeError(None, None, "no more")
            return {fed: number}

        runner = tf.contrib.training.FeedingQueueRunner(queue, [queue.enqueue(fed)], feed_fns=[feed])
        coordinator = tf.train.Coordinator()
        threads = runner.create_threads(session, coordinator, start=True)
        first = queue.dequeue()
        assert [session.run(first) for _ in range(3)] == [0, 1, 2]
        coordinator.request_stop()
        coordinator.join(threads)
