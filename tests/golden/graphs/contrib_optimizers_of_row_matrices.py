"""`tf.contrib.opt`: Shampoo with gradients of rows."""


def _rows(tf, use_resource, **options):
    table = tf.get_variable(
        "table", [5, 2], use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1)
    )
    loss = tf.reduce_mean(tf.square(tf.gather(table, tf.constant([1, 3])) - 1.0))
    train = tf.contrib.opt.ShampooOptimizer(**options).minimize(loss)
    with tf.control_dependencies([train]):
        return tf.identity(table.read_value())


def shampoo_of_rows(tf):
    return _rows(tf, False, max_matrix_size=3)


def shampoo_of_rows_made_dense(tf):
    return _rows(tf, True)
