"""Linear estimators of `tf.contrib.learn` by stochastic dual coordinate ascent.

A batch is one example: the kernel takes those of a batch in an order that nobody knows.
"""

X = [[1.0, 0.5], [-1.0, 2.0], [0.25, -1.5], [2.0, 1.0]]
WORDS = ["a", "b", "c", "a"]


def _input(tf, labels=(1, 0, 0, 1)):
    def input_fn():
        given = [tf.constant(X), WORDS, ["1", "2", "3", "4"], [1.0, 2.0, 1.0, 0.5], tf.constant(labels)]
        one = tf.train.slice_input_producer(given, shuffle=False)
        x, word, name, weight, label = tf.train.batch(one, 1)
        words = tf.SparseTensor(tf.constant([[0, 0]], tf.int64), word, tf.constant([1, 1], tf.int64))
        return {"x": x, "words": words, "id": name, "weight": weight, "height": x[:, :1]}, label

    return input_fn


def _columns(tf):
    layers = tf.contrib.layers
    words = layers.sparse_column_with_keys("words", ["a", "b", "c"])
    height = layers.bucketized_column(layers.real_valued_column("height"), [0.0, 1.0])
    return [layers.real_valued_column("x", 2), words, height]


def _config(tf):
    return tf.contrib.learn.RunConfig(tf_random_seed=3, gpu_memory_fraction=0.5)


def _watched(estimator, input_fn, watch, **asked):
    estimator.fit(input_fn=input_fn, steps=6, monitors=[watch])
    metrics = estimator.evaluate(input_fn=input_fn, steps=4, hooks=[watch])
    predictions = [value for value, _ in zip(estimator.predict(input_fn=input_fn, **asked), range(4))]
    weights = {name: estimator.get_variable_value(name) for name in estimator.get_variable_names() if "linear" in name}
    return {"metrics": metrics, "predictions": predictions, "weights": weights}


def _options():
    return {"example_id_column": "id", "adaptive": False, "symmetric_l1_regularization": 0.1}


def a_support_vector_machine(tf, folder, watch):
    machine = tf.contrib.learn.SVM(
        example_id_column="id",
        feature_columns=_columns(tf),
        weight_column_name="weight",
        model_dir=folder,
        l1_regularization=0.05,
        l2_regularization=2.0,
        config=_config(tf),
    )
    found = _watched(machine, _input(tf), watch)
    classes = machine.predict_classes(input_fn=_input(tf))
    return dict(found, classes=[one for one, _ in zip(classes, range(4))])


def a_linear_classifier(tf, folder, watch):
    optimizer = tf.contrib.linear_optimizer.SDCAOptimizer(**_options())
    classifier = tf.contrib.learn.LinearClassifier(_columns(tf), folder, optimizer=optimizer, config=_config(tf))
    return _watched(classifier, _input(tf), watch, outputs=["logits", "probabilities"])


def a_linear_regressor(tf, folder, watch):
    optimizer = tf.contrib.linear_optimizer.SDCAOptimizer(num_table_shards=2, **_options())
    regressor = tf.contrib.learn.LinearRegressor(
        _columns(tf)[:1], folder, weight_column_name="weight", optimizer=optimizer, config=_config(tf)
    )
    return _watched(regressor, _input(tf, (0.5, -1.0, 2.0, 0.25)), watch)
