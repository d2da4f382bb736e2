"""Moving averages of variables and tensors, global steps."""


def _model(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    w = tf.get_variable("w", [3, 2], initializer=tf.random_normal_initializer(seed=1))
    b = tf.get_variable("b", [2], initializer=tf.zeros_initializer())
    return tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1.0)), w, b


def moving_averages(tf):
    _, w, b = _model(tf)
    average = tf.train.ExponentialMovingAverage(0.9)
    update = average.apply([w, b])
    with tf.control_dependencies([update]):
        return [
            tf.identity(average.average(w).value()),
            tf.constant(average.average_name(w)),
            tf.constant(sorted(average.variables_to_restore())),
        ]


def moving_averages_counted(tf):
    loss, _, b = _model(tf)
    step = tf.train.get_or_create_global_step()
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, step)
    average = tf.train.ExponentialMovingAverage(0.9, step, name="mean")
    with tf.control_dependencies([train]):
        update = average.apply(tf.trainable_variables())
    with tf.control_dependencies([update]):
        return [tf.identity(average.average(b).value())]


def moving_averages_of_tensors(tf):
    loss, _, _ = _model(tf)
    average = tf.train.ExponentialMovingAverage(0.9, zero_debias=True)
    update = average.apply([loss])
    with tf.control_dependencies([update]):
        return tf.identity(average.average(loss))


def assigned_moving_averages(tf):
    from tensorflow.python.training import moving_averages as averages

    v = tf.get_variable("v", [2], initializer=tf.zeros_initializer(), trainable=False)
    u = tf.get_variable("u", [2], initializer=tf.zeros_initializer(), trainable=False)
    value = tf.placeholder(tf.float32, [2], name="value")
    return [
        averages.assign_moving_average(v, value, 0.9),
        averages.assign_moving_average(u, value, 0.9, zero_debias=False),
        averages.weighted_moving_average(value, 0.9, tf.constant(2.0)),
    ]


def global_steps(tf):
    created = tf.train.create_global_step()
    found = tf.train.get_or_create_global_step()
    return [
        created,
        found,
        tf.train.get_global_step(),
        tf.assign_add(found, 2),
        tf.constant(tf.train.get_global_step().name),
    ]
