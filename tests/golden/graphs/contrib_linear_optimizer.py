"""Linear models by stochastic dual coordinate ascent: `SdcaModel` with each loss, in parts, in tables.

No two examples share a feature, since the kernel takes the examples in an order that nobody knows.
"""


def _data(tf):
    column = tf.contrib.linear_optimizer.SparseFeatureColumn
    return {
        "sparse_features": [column([0, 1, 2, 2], [0, 2, 1, 4], [1.0, 0.5, 2.0, 1.0])],
        "dense_features": [tf.constant([[1.0, 0.0, 0.0], [0.0, -2.0, 0.0], [0.0, 0.0, 0.5]])],
        "example_labels": [0.0, 1.0, 1.0],
        "example_weights": [1.0, 2.0, 1.0],
        "example_ids": ["a", "b", "c"],
    }


def _variables(tf):
    sparse, dense = [0.5, -0.5, 0.25, 0.0, 1.0], [1.0, 0.0, -2.0]
    return {
        "sparse_features_weights": [tf.Variable(sparse, name="first")],
        "dense_features_weights": [tf.Variable(dense, name="second")],
    }


def _model(tf, loss, **others):
    options = {"loss_type": loss, "symmetric_l1_regularization": 0.0, "symmetric_l2_regularization": 1.0}
    examples, variables = _data(tf), _variables(tf)
    options = dict(dict(options, adaptive=False), **others)
    return tf.contrib.linear_optimizer.SdcaModel(examples, variables, options), examples, variables


def _trained(tf, loss, global_step=None, **others):
    """The weights after each step: a run is a step."""
    model, _, variables = _model(tf, loss, **others)
    step = model.update_weights(model.minimize(global_step=global_step))
    with tf.control_dependencies([step]):
        return [each.read_value() for name in sorted(variables) for each in variables[name]]


def logistic_loss(tf):
    return _trained(tf, "logistic_loss")


def squared_loss(tf):
    step = tf.train.get_or_create_global_step()
    return _trained(tf, "squared_loss", step, symmetric_l1_regularization=0.25)


def hinge_loss_in_tables(tf):
    return _trained(tf, "hinge_loss", symmetric_l2_regularization=0.5, num_table_shards=2, num_loss_partitions=2)


def poisson_loss(tf):
    return _trained(tf, "poisson_loss", symmetric_l2_regularization=4.0)


def weights_in_parts(tf):
    with tf.variable_scope("model", partitioner=tf.fixed_size_partitioner(2)):
        sparse = tf.get_variable("sparse", [5], initializer=tf.zeros_initializer())
        dense = list(tf.get_variable("dense", [3], initializer=tf.zeros_initializer()))
    options = {"loss_type": "logistic_loss", "symmetric_l1_regularization": 0.0, "symmetric_l2_regularization": 1.0}
    variables = {"sparse_features_weights": [sparse], "dense_features_weights": [dense]}
    model = tf.contrib.linear_optimizer.SdcaModel(_data(tf), variables, dict(options, adaptive=False))
    step = model.update_weights(model.minimize())
    with tf.control_dependencies([step]):
        return [each.read_value() for each in [*sparse, *dense]]
