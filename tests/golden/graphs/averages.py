"""Moving averages."""

import importlib


def average_of_variables(tf):
    w = tf.get_variable("w", [2], initializer=tf.ones_initializer())
    average = tf.train.ExponentialMovingAverage(0.9)
    update = average.apply([w])
    assert average.average_name(w) == "w/ExponentialMovingAverage"
    return [update, average.average(w)]


def average_with_updates_counted(tf):
    step = tf.Variable(3.0, trainable=False, name="step")
    w = tf.get_variable("w", [2])
    tf.train.ExponentialMovingAverage(0.99, num_updates=step, name="Mine").apply()
    tf.train.ExponentialMovingAverage(0.5, zero_debias=True, name="Other").apply([w * 2.0])


def average_of_tensors(tf):
    w = tf.get_variable("w", [2])
    with tf.variable_scope("scope"):
        tf.train.ExponentialMovingAverage(0.9).apply([tf.reduce_sum(w, name="total"), w])


def average_of_resource_variables(tf):
    w = tf.get_variable("w", [2], use_resource=True)
    average = tf.train.ExponentialMovingAverage(0.9)
    average.apply([w])
    average.variables_to_restore()


def moving_averages_by_hand(tf):
    root = "tf1graph.tf" if tf.__name__.startswith("tf1graph") else "tensorflow"
    moving_averages = importlib.import_module(root + ".python.training.moving_averages")
    w = tf.get_variable("w", [2], trainable=False)
    moving_averages.assign_moving_average(w, [1.0, 2.0], 0.9, zero_debias=False)
    moving_averages.assign_moving_average(w, [1.0, 2.0], 0.9)
    moving_averages.weighted_moving_average(tf.constant([1.0]), 0.5, tf.constant(2.0))
