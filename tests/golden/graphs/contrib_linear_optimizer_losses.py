"""What linear models trained by stochastic dual coordinate ascent predict, and their losses."""


def _losses(tf, loss):
    examples = {
        "sparse_features": [tf.contrib.linear_optimizer.SparseFeatureColumn([0, 1, 1], [2, 0, 1], [1.0, 0.5, 2.0])],
        "dense_features": [tf.constant([[1.0, -1.0], [0.5, 2.0]])],
        "example_labels": [0.0, 1.0],
        "example_weights": [1.0, 3.0],
        "example_ids": ["a", "b"],
    }
    variables = {
        "sparse_features_weights": [tf.Variable([0.5, -0.5, 0.25], name="first")],
        "dense_features_weights": [tf.Variable([1.0, -2.0], name="second")],
    }
    options = {"loss_type": loss, "symmetric_l1_regularization": 0.5, "symmetric_l2_regularization": 0.5}
    model = tf.contrib.linear_optimizer.SdcaModel(examples, variables, options)
    return [model.predictions(examples), model.regularized_loss(examples)]


def losses_of_squares(tf):
    return _losses(tf, "squared_loss")


def losses_of_logits(tf):
    return _losses(tf, "logistic_loss")


def losses_of_margins(tf):
    return _losses(tf, "smooth_hinge_loss")


def losses_of_counts(tf):
    return _losses(tf, "poisson_loss")
