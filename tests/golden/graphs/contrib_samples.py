"""`tf.contrib.training`: rows and examples drawn by chance, variables spread over servers."""


def _counter(tf):
    """0, 1, 2, … a number a run."""
    numbers = tf.train.range_input_producer(8, shuffle=False)
    return numbers.dequeue()


def rows_repeated_at_rates(tf):
    x = tf.placeholder(tf.float32, [4, 2], name="x")
    return tf.contrib.training.resample_at_rate([x, x * 2.0], [0.0, 1.0, 2.0, 5.0])


def rows_repeated_with_a_seed_and_gradients(tf):
    x = tf.placeholder(tf.float32, [3], name="x")
    (drawn,) = tf.contrib.training.resample_at_rate([x], [3.0, 1.0, 2.0], scope="again", seed=5, back_prop=True)
    return drawn, tf.gradients(drawn, x)[0]


def rows_repeated_by_weight(tf):
    x = tf.placeholder(tf.float32, [4, 2], name="x")
    return tf.contrib.training.weighted_resample([x], tf.constant([1.0, 2.0, 3.0, 4.0]), 0.7, seed=3)


def rejection(tf):
    number = _counter(tf)
    tf.contrib.training.rejection_sample([number], lambda example: tf.cast(example[0], tf.float32) / 10.0, 2)


def rejection_of_many_with_checks(tf):
    x = tf.constant([0.5, -1.0, 2.0, 0.1, 0.2, 0.3])
    tf.contrib.training.rejection_sample(
        [x, x], lambda example: tf.sigmoid(example[0]), 2, enqueue_many=True, runtime_checks=True, name="some"
    )


def variables_spread_over_servers(tf):
    training = tf.contrib.training
    for strategy in (
        training.RandomStrategy(3, seed=1),
        training.GreedyLoadBalancingStrategy(3, training.byte_size_load_fn),
    ):
        with tf.Graph().as_default(), tf.device(tf.train.replica_device_setter(ps_tasks=3, ps_strategy=strategy)):
            variables = [tf.Variable(tf.zeros([size]), name="v") for size in (1, 9, 2, 4)]
        tf.constant(0, name="on" + "".join(variable.device[-1] for variable in variables))
