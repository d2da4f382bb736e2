"""The graphs that compiling and training a `tf.keras` model makes."""


def _compiled(tf, optimizer, loss, metrics=None, units=3, activation=None):
    keras = tf.keras
    layers = [keras.layers.Dense(4, activation="tanh", input_shape=(6,)), keras.layers.Dense(units, activation)]
    model = keras.Sequential(layers)
    model.compile(optimizer, loss, metrics=metrics)
    return model


def with_sgd_and_mse(tf):
    _compiled(tf, "sgd", "mse")._make_train_function()


def with_adam_and_accuracy(tf):
    model = _compiled(tf, "adam", "categorical_crossentropy", ["accuracy"], activation="softmax")
    model._make_train_function()
    model._make_test_function()
    model._make_predict_function()


def with_a_tf_optimizer_and_sparse_labels(tf):
    optimizer = tf.train.GradientDescentOptimizer(0.01)
    _compiled(tf, optimizer, "sparse_categorical_crossentropy", ["acc"])._make_train_function()


def with_binary_crossentropy(tf):
    _compiled(tf, "sgd", "binary_crossentropy", ["acc", "mae"], 1, "sigmoid")._make_test_function()


def with_the_metrics_cosine_proximity_and_cosine_similarity(tf):
    metrics = ["cosine_proximity", tf.keras.losses.cosine_similarity, tf.keras.metrics.CosineSimilarity()]
    _compiled(tf, "sgd", "mse", metrics)._make_test_function()
