"""The columns of `tf.contrib.layers` for networks: numbers, buckets, one-hots and embeddings."""


def _features(tf):
    return {
        "age": tf.placeholder(tf.float32, [4, 1], name="age"),
        "sizes": tf.placeholder(tf.float64, [4, 3], name="sizes"),
        "city": tf.constant([["Rom"], ["Bonn"], ["Ulm"], [""]], name="city"),
        "words": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], ["a", "b", "c", "a"], [4, 3]),
        "weights": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], [0.5, 2.0, 1.0, -1.0], [4, 3]),
        "ids": tf.SparseTensor([[0, 0], [1, 0], [3, 1]], tf.constant([3, 1, 17], tf.int64), [4, 2]),
    }


def numbers(tf):
    layers = tf.contrib.layers
    columns = [
        layers.real_valued_column("sizes", 3, normalizer=lambda x: x / 2),
        layers.real_valued_column("age", default_value=1),
    ]
    return layers.input_from_feature_columns(_features(tf), columns)


def buckets(tf):
    layers = tf.contrib.layers
    columns = [
        layers.bucketized_column(layers.real_valued_column("sizes", 3), [0.0, 0.0, 1.0]),
        layers.bucketized_column(layers.real_valued_column("age"), (-1, 0.5)),
    ]
    return layers.input_from_feature_columns(_features(tf), columns, scope="buckets")


def one_hots(tf):
    layers = tf.contrib.layers
    columns = [
        layers.one_hot_column(layers.sparse_column_with_keys("city", ["Rom", "Ulm"])),
        layers.one_hot_column(layers.sparse_column_with_integerized_feature("ids", 5)),
        layers.one_hot_column(layers.sparse_column_with_hash_bucket("words", 3)),
    ]
    outputs = {}
    layer = layers.input_from_feature_columns(_features(tf), columns, cols_to_outs=outputs)
    return [layer] + [outputs[column] for column in columns]


def a_one_hot_of_weights(tf):
    layers = tf.contrib.layers
    words = layers.sparse_column_with_keys("words", ["a", "b", "c"])
    column = layers.one_hot_column(layers.weighted_sparse_column(words, "weights"))
    return layers.input_from_feature_columns(_features(tf), [column])


def embeddings(tf):
    layers = tf.contrib.layers
    words = layers.sparse_column_with_keys("words", ["a", "b", "c"])
    column = layers.embedding_column(layers.weighted_sparse_column(words, "weights"), 2, combiner="sqrtn")
    return layers.input_from_feature_columns(_features(tf), [column], weight_collections=["mine"])


def shared_embeddings(tf):
    layers = tf.contrib.layers
    words = layers.sparse_column_with_hash_bucket("words", 5)
    city = layers.sparse_column_with_hash_bucket("city", 5)
    columns = layers.shared_embedding_columns([words, city], 2, initializer=tf.constant_initializer(0.5))
    return layers.input_from_feature_columns(_features(tf), columns, trainable=False)


def what_a_network_of_that_time_was_fed(tf):
    layers = tf.contrib.layers
    age = layers.real_valued_column("age")
    columns = [layers.bucketized_column(age, [0.0, 1.0]), age]
    net = layers.stack(layers.input_from_feature_columns(_features(tf), columns), layers.fully_connected, [3])
    return tf.reduce_sum(net)


def sequences(tf):
    layers = tf.contrib.layers
    features = {
        "steps": tf.placeholder(tf.float32, [2, 3, 2], name="steps"),
        "flat": tf.placeholder(tf.float32, [2, 3], name="flat"),
        "words": tf.SparseTensor([[0, 0], [0, 2], [1, 1]], ["a", "b", "c"], [2, 3]),
    }
    words = layers.sparse_column_with_keys("words", ["a", "b", "c"])
    columns = [
        layers.real_valued_column("steps", 2),
        layers.real_valued_column("flat"),
        layers.one_hot_column(words),
        layers.embedding_column(words, 2),
    ]
    return layers.sequence_input_from_feature_columns(features, columns)


def columns_that_are_inferred(tf):
    features = {"a": tf.placeholder(tf.float32, [4, 2], name="a"), "b": tf.placeholder(tf.int32, [4], name="b")}
    columns = tf.contrib.layers.infer_real_valued_columns({"a": features["a"]})
    alone = tf.contrib.layers.infer_real_valued_columns(features["a"])
    return [
        tf.contrib.layers.input_from_feature_columns(features, columns),
        tf.contrib.layers.input_from_feature_columns({"": features["a"]}, alone),
    ]


def specs_and_placeholders(tf):
    layers = tf.contrib.layers
    words = layers.sparse_column_with_keys("words", ["a", "b", "c"])
    columns = [
        layers.real_valued_column("age", 2, default_value=[1, 2.5]),
        layers.bucketized_column(layers.real_valued_column("size"), [0.0]),
        layers.weighted_sparse_column(words, "weights"),
    ]
    placeholders = layers.make_place_holder_tensors_for_base_features(columns[:2])
    serialized = tf.constant([tf.train.Example().SerializeToString()])
    parsed = layers.parse_feature_columns_from_examples(serialized, columns[:1])
    transformed = layers.transform_features(placeholders, columns[:1])
    assert sorted(layers.create_feature_spec_for_parsing(columns)) == ["age", "size", "weights", "words"]
    return [parsed["age"], parsed[columns[0]], transformed[columns[0]]]


def columns_in_the_core_layer(tf):
    layers = tf.contrib.layers
    age = layers.real_valued_column("age")
    words = layers.sparse_column_with_keys("words", ["a", "b"])
    columns = [age, layers.bucketized_column(age, [0.0]), layers.one_hot_column(words)]
    return tf.feature_column.input_layer(_features(tf), columns)
