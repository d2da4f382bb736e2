"""`tf.contrib.training.stratified_sample`."""


def _counter(tf):
    """0, 1, 2, … a number a run."""
    numbers = tf.train.range_input_producer(8, shuffle=False)
    return numbers.dequeue()


def a_stratified_sample(tf):
    number = _counter(tf)
    tf.contrib.training.stratified_sample([number], number % 2, [0.5, 0.5], 2, init_probs=[0.25, 0.75])


def a_stratified_sample_that_counts(tf):
    labels = tf.constant([0, 1, 2, 2, 1, 0])
    x = tf.random_normal([6, 2])
    tf.contrib.training.stratified_sample([x], labels, [0.2, 0.3, 0.5], 2, enqueue_many=True, name="strata")
