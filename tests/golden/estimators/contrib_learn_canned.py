"""The ready-made estimators of `tf.contrib.learn`."""

import numpy as np

SEED = 3


def _data():
    draw = np.random.RandomState(0)
    x = draw.randn(24, 3).astype("float32")
    return x, (x.sum(1) > 0).astype("int64") + (x[:, 0] > 1)


def _config(tf, **settings):
    return tf.contrib.learn.RunConfig(tf_random_seed=SEED, gpu_memory_fraction=0.5, **settings)


def _input(tf, classes=3):
    def input_fn():
        x, y = _data()
        words = np.array([["a"], ["b"], ["c"]] * 8)
        return {"x": tf.constant(x), "words": tf.constant(words)}, tf.constant(np.minimum(y, classes - 1))

    return input_fn


def _numbers(tf):
    def input_fn():
        features, _ = _input(tf)()
        return features, tf.reduce_sum(features["x"], 1)

    return input_fn


def _columns(tf):
    layers = tf.contrib.layers
    words = layers.sparse_column_with_keys("words", ["a", "b", "c"])
    return layers.real_valued_column("x", 3), words, layers.embedding_column(words, 2)


def _descend(tf):
    def train(loss):
        return tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())

    return train


def _watched(estimator, input_fn, watch, steps=3, **asked):
    estimator.fit(input_fn=input_fn, steps=steps, monitors=[watch])
    metrics = estimator.evaluate(input_fn=input_fn, steps=1, hooks=[watch])
    predictions = [value for value, _ in zip(estimator.predict(input_fn=input_fn, **asked), range(3))]
    return {"metrics": metrics, "predictions": predictions, "names": estimator.get_variable_names()}


def a_network_for_three_classes(tf, folder, watch):
    number, _, embedded = _columns(tf)
    estimator = tf.contrib.learn.DNNClassifier(
        [4, 3], [number, embedded], folder, n_classes=3, dropout=0.2, config=_config(tf)
    )
    return _watched(estimator, _input(tf), watch)


def a_network_of_arrays_as_in_the_tutorial_of_irises(tf, folder, watch):
    x, y = _data()
    columns = tf.contrib.learn.infer_real_valued_columns_from_input(x)
    estimator = tf.contrib.learn.DNNClassifier(
        feature_columns=columns, hidden_units=[3], n_classes=3, model_dir=folder, config=_config(tf)
    )
    estimator.fit(x=x, y=y, steps=4, monitors=[watch], batch_size=8)
    accuracy = estimator.evaluate(x=x, y=y)["accuracy"]
    return {"accuracy": accuracy, "classes": list(estimator.predict(x, as_iterable=True))[:5]}


def a_network_for_numbers(tf, folder, watch):
    number, _, _ = _columns(tf)
    estimator = tf.contrib.learn.DNNRegressor(
        [3], [number], folder, optimizer="Adam", gradient_clip_norm=1.0, config=_config(tf)
    )
    return _watched(estimator, _numbers(tf), watch)


def a_linear_model_for_two_classes(tf, folder, watch):
    number, words, _ = _columns(tf)
    estimator = tf.contrib.learn.LinearClassifier([number, words], folder, config=_config(tf))
    return _watched(estimator, _input(tf, 2), watch)


def a_linear_model_for_numbers(tf, folder, watch):
    number, _, _ = _columns(tf)
    estimator = tf.contrib.learn.LinearRegressor(
        [number], folder, optimizer=tf.train.GradientDescentOptimizer(0.1), config=_config(tf)
    )
    return _watched(estimator, _numbers(tf), watch)


def a_wide_and_deep_model(tf, folder, watch):
    number, words, embedded = _columns(tf)
    estimator = tf.contrib.learn.DNNLinearCombinedClassifier(
        folder,
        linear_feature_columns=[words],
        dnn_feature_columns=[number, embedded],
        dnn_hidden_units=[3],
        config=_config(tf),
        fix_global_step_increment_bug=True,
    )
    return _watched(estimator, _input(tf, 2), watch)


def columns_of_the_core(tf, folder, watch):
    fc = tf.feature_column
    words = fc.categorical_column_with_vocabulary_list("words", ["a", "b"])
    estimator = tf.contrib.learn.DNNLinearCombinedRegressor(
        folder,
        linear_feature_columns=[words],
        dnn_feature_columns=[fc.numeric_column("x", 3)],
        dnn_hidden_units=[2],
        config=_config(tf),
    )
    return _watched(estimator, _numbers(tf), watch, outputs=["scores"])


def heads_of_a_models_own(tf, folder, watch):
    learn = tf.contrib.learn
    head = learn.multi_head(
        [
            learn.multi_class_head(3, label_name="class", head_name="class", metric_class_ids=[1]),
            learn.poisson_regression_head(label_name="count", head_name="count"),
        ],
        loss_weights=[1.0, 0.5],
    )

    def model_fn(features, labels, mode):
        logits = tf.contrib.layers.fully_connected(features["x"], head.logits_dimension, None)
        return head.create_model_fn_ops(features, mode, labels, _descend(tf), logits)

    def input_fn():
        features, classes = _input(tf)()
        return features, {"class": classes, "count": tf.cast(classes, tf.float32)}

    estimator = learn.Estimator(model_fn, folder, _config(tf))
    estimator.fit(input_fn=input_fn, steps=2, monitors=[watch])
    return estimator.evaluate(input_fn=input_fn, steps=1, hooks=[watch])


def a_head_of_labels_with_weights(tf, folder, watch):
    learn = tf.contrib.learn
    labels = learn.multi_label_head(2, weight_column_name="weight", metric_class_ids=[0])
    svm = learn.binary_svm_head(head_name="svm")

    def model_fn(features, given, mode):
        logits = tf.contrib.layers.fully_connected(features["x"], 2, None)
        found = labels.create_model_fn_ops(features, mode, given, _descend(tf), logits)
        svm.create_model_fn_ops(features, mode, given[:, 0], _descend(tf), logits_input=features["x"])
        return found

    def input_fn():
        features, classes = _input(tf, 2)()
        return dict(features, weight=tf.abs(features["x"][:, :1])), tf.stack([classes, 1 - classes], 1)

    estimator = learn.Estimator(model_fn, folder, _config(tf))
    estimator.fit(input_fn=input_fn, steps=2, monitors=[watch])
    return estimator.evaluate(input_fn=input_fn, steps=1, hooks=[watch])
