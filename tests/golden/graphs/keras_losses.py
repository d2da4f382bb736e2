"""`tf.keras.losses` and `tf.keras.metrics` as functions."""


def _pair(tf):
    return tf.placeholder(tf.float32, [3, 3], name="y_true"), tf.placeholder(tf.float32, [None, 3], name="y_pred")


def distances(tf):
    losses = tf.keras.losses
    y, z = _pair(tf)
    return [
        losses.mean_squared_error(y, z),
        losses.mean_absolute_error(y, z),
        losses.mean_absolute_percentage_error(y, z),
        losses.mean_squared_logarithmic_error(y, z),
        losses.mape(y, z),
        losses.logcosh(y, z),
        losses.cosine_similarity(y, z),
        losses.poisson(y, tf.abs(z)),
        losses.kullback_leibler_divergence(y, z),
    ]


def hinges(tf):
    losses = tf.keras.losses
    y, z = _pair(tf)
    return [losses.hinge(y, z), losses.squared_hinge(y, z), losses.categorical_hinge(y, z)]


def crossentropies(tf):
    losses = tf.keras.losses
    y, z = _pair(tf)
    labels = tf.placeholder(tf.int64, [3], name="below_3")
    return [
        losses.categorical_crossentropy(y, tf.nn.softmax(z)),
        losses.categorical_crossentropy(y, z, from_logits=True, label_smoothing=0.1),
        losses.binary_crossentropy(y, tf.sigmoid(z)),
        losses.binary_crossentropy(y, z, label_smoothing=0.1),
        losses.sparse_categorical_crossentropy(labels, z, from_logits=True),
        losses.sparse_categorical_crossentropy(labels, tf.nn.softmax(z)),
    ]


def objects(tf):
    losses = tf.keras.losses
    y, z = _pair(tf)
    return [
        losses.MeanSquaredError()(y, z),
        losses.Huber()(y, z, sample_weight=tf.constant([1.0, 2.0, 3.0])),
        losses.CategoricalCrossentropy(from_logits=True)(y, z),
        losses.BinaryCrossentropy(from_logits=True, reduction="sum")(y, z),
        losses.MeanAbsoluteError(reduction="none")(y, z),
    ]


def accuracies(tf):
    metrics = tf.keras.metrics
    y, z = _pair(tf)
    labels = tf.placeholder(tf.float32, [3, 1], name="labels")
    return [
        metrics.binary_accuracy(y, z),
        metrics.categorical_accuracy(y, z),
        metrics.sparse_categorical_accuracy(labels, z),
        metrics.top_k_categorical_accuracy(y, z, k=2),
        metrics.sparse_top_k_categorical_accuracy(tf.constant([0, 1, 2]), z, k=2),
    ]
