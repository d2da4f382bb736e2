"""Models ready made: deep, linear, both and baselines, on feature columns of several kinds."""

import numpy as np

SEED = 11


def _input(tf, labels, weights=False):
    draw = np.random.RandomState(2)
    x = {
        "age": draw.randint(18, 80, 24).astype("float32"),
        "size": draw.randn(24, 2).astype("float32"),
        "job": draw.choice(["cook", "smith", "none"], 24),
        "town": draw.choice(["a", "b", "c", "d"], (24, 1)),
    }
    if weights:
        x["weight"] = draw.rand(24).astype("float32")
    y = {
        "two": draw.randint(0, 2, 24),
        "three": draw.randint(0, 3, (24, 1)),
        "words": draw.choice(["yes", "no"], 24),
        "number": draw.randn(24).astype("float32"),
        "pair": draw.randn(24, 2).astype("float32"),
    }[labels]
    return tf.estimator.inputs.numpy_input_fn(x, y, batch_size=8, num_epochs=1, shuffle=False)


def _columns(tf):
    fc = tf.feature_column
    age = fc.numeric_column("age", normalizer_fn=lambda x: x / 100)
    years = fc.bucketized_column(fc.numeric_column("age"), [30, 50])
    job = fc.categorical_column_with_vocabulary_list("job", ["cook", "smith"], num_oov_buckets=1)
    town = fc.categorical_column_with_hash_bucket("town", 5)
    wide = [years, job, town, fc.crossed_column([years, "town"], 7), fc.numeric_column("size", [2])]
    deep = [age, fc.indicator_column(job), fc.embedding_column(town, 2), fc.numeric_column("size", [2])]
    return wide, deep


def _config(tf, **settings):
    return tf.estimator.RunConfig(tf_random_seed=SEED, **dict({"save_summary_steps": 2}, **settings))


def _run(tf, estimator, watch, labels, weights=False):
    estimator.train(_input(tf, labels, weights=weights), [watch])
    found = estimator.evaluate(_input(tf, labels, weights=weights), hooks=[watch])
    predictions = estimator.predict(_input(tf, labels, weights=weights), hooks=[watch])
    return {"metrics": found, "first": next(predictions), "names": estimator.get_variable_names()}


def a_deep_classifier_of_three(tf, folder, watch):
    estimator = tf.estimator.DNNClassifier([4, 3], _columns(tf)[1], folder, 3, config=_config(tf))
    return _run(tf, estimator, watch, "three")


def a_deep_classifier_of_words_with_dropout_and_weights(tf, folder, watch):
    estimator = tf.estimator.DNNClassifier(
        [4],
        _columns(tf)[1],
        folder,
        weight_column="weight",
        label_vocabulary=["no", "yes"],
        optimizer=lambda: tf.train.AdamOptimizer(tf.train.exponential_decay(0.1, tf.train.get_global_step(), 2, 0.9)),
        activation_fn=tf.nn.tanh,
        dropout=0.5,
        config=_config(tf),
        loss_reduction=tf.losses.Reduction.MEAN,
    )
    return _run(tf, estimator, watch, "words", weights=True)


def a_deep_regressor_of_pairs_with_batch_norm(tf, folder, watch):
    estimator = tf.estimator.DNNRegressor(
        [4], _columns(tf)[1], folder, 2, optimizer="SGD", config=_config(tf), batch_norm=True
    )
    return _run(tf, estimator, watch, "pair")


def a_linear_classifier_of_two(tf, folder, watch):
    estimator = tf.estimator.LinearClassifier(_columns(tf)[0], folder, config=_config(tf))
    return _run(tf, estimator, watch, "two")


def a_linear_classifier_of_three(tf, folder, watch):
    optimizer = tf.train.FtrlOptimizer(0.1, l1_regularization_strength=0.01)
    estimator = tf.estimator.LinearClassifier(
        _columns(tf)[0], folder, 3, optimizer=optimizer, config=_config(tf), sparse_combiner="mean"
    )
    return _run(tf, estimator, watch, "three")


def a_linear_regressor_with_weights(tf, folder, watch):
    weight = tf.feature_column.numeric_column("weight")
    estimator = tf.estimator.LinearRegressor(_columns(tf)[0], folder, weight_column=weight, config=_config(tf))
    return _run(tf, estimator, watch, "number", weights=True)


def wide_and_deep(tf, folder, watch):
    wide, deep = _columns(tf)
    estimator = tf.estimator.DNNLinearCombinedClassifier(
        folder, wide, dnn_feature_columns=deep, dnn_hidden_units=[4, 2], config=_config(tf)
    )
    return _run(tf, estimator, watch, "two")


def wide_and_deep_regression(tf, folder, watch):
    wide, deep = _columns(tf)
    estimator = tf.estimator.DNNLinearCombinedRegressor(
        folder, wide, "Adagrad", deep, "Adam", [3], dnn_dropout=0.2, config=_config(tf)
    )
    return _run(tf, estimator, watch, "number")


def baselines(tf, folder, watch):
    found = []
    kinds = [
        (tf.estimator.BaselineClassifier, {"n_classes": 3}, "three"),
        (tf.estimator.BaselineRegressor, {"optimizer": "Adagrad"}, "number"),
    ]
    for number, (kind, about, labels) in enumerate(kinds):
        estimator = kind("%s/%d" % (folder, number), config=_config(tf), **about)
        found.append(_run(tf, estimator, watch, labels))
    return found


def specs_to_parse_examples(tf, folder, watch):
    spec = tf.estimator.classifier_parse_example_spec(_columns(tf)[1], "label", weight_column="weight")
    numbers = tf.estimator.regressor_parse_example_spec(_columns(tf)[0], "label", label_dimension=2)
    return [{key: str(value) for key, value in each.items() if key != "town"} for each in (spec, numbers)]
