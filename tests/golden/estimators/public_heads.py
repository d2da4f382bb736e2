"""`tf.estimator.Head` and those that derive from it, with metrics of Keras, with a small net under each."""

from golden.estimators.heads import SEED, _input


def _sort_variables(tf):
    """The variables of metrics in the order of their names: TensorFlow 1 adds them in that of a set."""
    for collection in (tf.GraphKeys.LOCAL_VARIABLES, tf.GraphKeys.METRIC_VARIABLES):
        tf.get_collection_ref(collection).sort(key=lambda variable: variable.name)


def _run(tf, folder, watch, head, labels, keras=False):
    def model_fn(features, labels, mode):
        with tf.variable_scope("net", use_resource=keras):
            logits = tf.layers.dense(features["x"], head.logits_dimension)
        penalties = [tf.nn.l2_loss(logits)]
        how = {"train_op_fn": lambda loss: tf.train.AdagradOptimizer(0.1).minimize(loss, tf.train.get_global_step())}
        if keras:
            optimizer = tf.keras.optimizers.SGD(0.1)
            optimizer.iterations = tf.train.get_or_create_global_step()
            how = {"optimizer": optimizer, "trainable_variables": tf.trainable_variables(), "update_ops": []}
        spec = head.create_estimator_spec(features, mode, logits, labels, regularization_losses=penalties, **how)
        _sort_variables(tf)
        return spec

    estimator = tf.estimator.Estimator(model_fn, folder, tf.estimator.RunConfig(tf_random_seed=SEED))
    estimator.train(_input(tf, labels), [watch])
    found = estimator.evaluate(_input(tf, labels), hooks=[watch])
    first = next(estimator.predict(_input(tf, labels), hooks=[watch]))
    return {"metrics": found, "first": {str(key): value for key, value in first.items()}}


def of_one_of_three(tf, folder, watch):
    head = tf.estimator.MultiClassHead(3, weight_column="weight", name="kind")
    return _run(tf, folder, watch, head, "three", keras=True)


def of_one_of_two_at_thresholds(tf, folder, watch):
    return _run(tf, folder, watch, tf.estimator.BinaryClassHead("weight", thresholds=[0.3, 0.6]), "two")


def of_several_labels(tf, folder, watch):
    head = tf.estimator.MultiLabelHead(
        3,
        "weight",
        [0.5],
        ["a", "b", "c"],
        classes_for_class_based_metrics=["b"],
        loss_reduction="sum",
    )
    return _run(tf, folder, watch, head, "several")


def of_numbers(tf, folder, watch):
    return _run(tf, folder, watch, tf.estimator.RegressionHead(2, "weight"), "pair")


def of_counts(tf, folder, watch):
    return _run(tf, folder, watch, tf.estimator.PoissonRegressionHead(), "counts")


def of_probabilities(tf, folder, watch):
    return _run(tf, folder, watch, tf.estimator.LogisticRegressionHead(name="chance"), "two")


def of_several_heads(tf, folder, watch):
    parts = tf.estimator
    heads = [parts.RegressionHead(label_dimension=2, name="pair"), parts.MultiClassHead(3, name="three")]
    return _run(tf, folder, watch, parts.MultiHead(heads, [1.0, 0.5]), ["pair", "three"])


def of_the_programs_own_kind(tf, folder, watch):
    class Halved(tf.estimator.RegressionHead):
        def predictions(self, logits):
            return {"half": 0.5 * logits}

        def create_estimator_spec(self, features, mode, logits, labels=None, train_op_fn=None, **others):
            predictions = self.predictions(logits)
            if mode == tf.estimator.ModeKeys.PREDICT:
                return tf.estimator.EstimatorSpec(mode, predictions)
            loss = self.loss(labels, logits, features, mode, others["regularization_losses"])
            return tf.estimator.EstimatorSpec(mode, predictions, loss, train_op_fn(loss))

    return _run(tf, folder, watch, Halved(name="halved"), "counts")
