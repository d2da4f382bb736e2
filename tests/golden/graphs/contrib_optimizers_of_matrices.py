"""`tf.contrib.opt`: Shampoo, and powers of matrices by iteration."""

import importlib


def _functions(tf):
    return importlib.import_module(tf.contrib.opt.__name__ + ".python.training.matrix_functions")


def _train(tf, shape=(3, 2), use_resource=False, steps=True, **options):
    w = tf.get_variable("w", shape, use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1))
    loss = tf.reduce_mean(tf.square(w - 1.0) * tf.constant(1.5))
    step = tf.train.get_or_create_global_step()
    train = tf.contrib.opt.ShampooOptimizer(step, **options).minimize(loss, global_step=step)
    with tf.control_dependencies([train]):
        return tf.identity(w.read_value()) if steps else None


def shampoo(tf):
    return _train(tf)


def shampoo_on_resources(tf):
    return _train(tf, use_resource=True)


def shampoo_with_vectors_and_momentum(tf):
    return _train(tf, max_matrix_size=2, gbar_decay=0.5, gbar_weight=0.5, mat_gbar_decay=0.9)


def shampoo_of_a_vector(tf):
    return _train(tf, (4,), max_matrix_size=2, alpha=lambda step: 0.5 / step)


def shampoo_now_and_then(tf):
    """Its branches read variables that others write: what it gives is a race."""
    _train(tf, (3,), steps=False, svd_interval=2, precond_update_interval=2, learning_rate=lambda step: 1.0 / step)


def shampoo_by_iteration(tf):
    """One gradient makes a matrix of rank one: where the iteration of its root stops is up to rounding."""
    _train(tf, (2,), steps=False, use_iterative_root=True)


def roots_by_iteration(tf):
    matrix = tf.constant([[2.0, 0.5], [0.5, 1.0]])
    functions = _functions(tf)
    return functions.matrix_square_root(matrix, 2), functions.matrix_inverse_pth_root(matrix, 2, -0.25)


def the_root_of_one_number(tf):
    return _functions(tf).matrix_inverse_pth_root(tf.constant([[4.0]]), 1, -0.5)
