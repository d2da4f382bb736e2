"""Models ready made with heads of the program's choice, their logits in a model function, and warm starts."""

import os

import numpy as np

from golden.estimators.canned import _columns, _config, _input, _run


def a_baseline(tf, folder, watch):
    head = tf.contrib.estimator.multi_class_head(3)
    return _run(tf, tf.estimator.BaselineEstimator(head, folder, config=_config(tf)), watch, "three")


def a_linear_model(tf, folder, watch):
    head = tf.contrib.estimator.poisson_regression_head(name="counts")
    estimator = tf.estimator.LinearEstimator(head, _columns(tf)[0], folder, config=_config(tf), sparse_combiner="mean")
    return _run(tf, estimator, watch, "three")


def a_deep_and_linear_model(tf, folder, watch):
    head = tf.contrib.estimator.logistic_regression_head()
    wide, deep = _columns(tf)
    estimator = tf.estimator.DNNLinearCombinedEstimator(
        head,
        folder,
        linear_feature_columns=wide,
        dnn_feature_columns=deep,
        dnn_hidden_units=[3],
        dnn_optimizer="Adam",
        dnn_dropout=0.3,
        config=_config(tf),
    )
    return _run(tf, estimator, watch, "two")


def logits_of_builders(tf, folder, watch):
    wide, deep = _columns(tf)

    def model_fn(features, labels, mode, config):
        parts = tf.estimator.experimental
        deep_logits = parts.dnn_logit_fn_builder(2, [3], deep, tf.nn.relu, None, None, True)
        linear_logits = tf.contrib.estimator.linear_logit_fn_builder(2, wide)
        head = tf.contrib.estimator.regression_head(label_dimension=2)
        with tf.variable_scope("deep"):
            logits = deep_logits(features=features, mode=mode)
        with tf.variable_scope("wide"):
            logits += linear_logits(features=features)
        return head.create_estimator_spec(features, mode, logits, labels, tf.train.AdamOptimizer())

    return _run(tf, tf.estimator.Estimator(model_fn, folder, _config(tf)), watch, "pair")


def warm_start_with_other_words(tf, folder, watch):
    def words(*found):
        path = os.path.join(folder, "%d.txt" % len(found))
        with open(path, "w") as file:
            file.write("\n".join(found))
        return path

    def classifier(place, path, size, start=None):
        column = tf.feature_column.categorical_column_with_vocabulary_file("job", path, size)
        column = tf.feature_column.embedding_column(column, 2)
        where = os.path.join(folder, place)
        return tf.estimator.DNNClassifier([2], [column], where, config=_config(tf), warm_start_from=start)

    before, now = words("cook", "smith"), words("smith", "none", "cook")
    classifier("before", before, 2).train(_input(tf, "two"))
    weights = "dnn/input_from_feature_columns/input_layer/job_embedding/embedding_weights"
    vocabulary = tf.estimator.VocabInfo(now, 3, 0, before, 2)
    settings = tf.estimator.WarmStartSettings(
        os.path.join(folder, "before"), var_name_to_vocab_info={weights: vocabulary}
    )
    model = classifier("now", now, 3, settings)
    model.train(_input(tf, "two"), [watch], steps=1)
    return {name: np.asarray(model.get_variable_value(name)) for name in model.get_variable_names() if "job" in name}
