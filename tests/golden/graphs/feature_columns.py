"""`tf.feature_column`: dense columns, categorical columns, and what `input_layer` makes of them."""


def _features(tf):
    return {
        "age": tf.placeholder(tf.float32, [4, 1], name="age"),
        "sizes": tf.placeholder(tf.float32, [4, 3], name="sizes"),
        "count": tf.constant([[1], [5], [2], [9]], name="count"),
        "city": tf.constant([["Rom"], ["Bonn"], ["Ulm"], [""]], name="city"),
        "flat": tf.constant(["Rom", "Bonn", "Ulm", "Rom"], name="flat"),
        "words": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], ["a", "b", "c", "a"], [4, 3]),
        "weights": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], [0.5, 2.0, 1.0, -1.0], [4, 3]),
        "ids": tf.SparseTensor(
            tf.constant([[0, 0], [1, 0], [1, 1]], tf.int64), tf.constant([3, 1, 7], tf.int64), [4, 2]
        ),
    }


def numeric_columns_and_the_input_layer(tf):
    fc = tf.feature_column
    return fc.input_layer(_features(tf), [fc.numeric_column("sizes", shape=(3,)), fc.numeric_column("age")])


def a_numeric_column_that_is_normalised(tf):
    fc = tf.feature_column
    column = fc.numeric_column("sizes", 3, default_value=2.0, dtype=tf.float32, normalizer_fn=lambda x: (x - 3.0) / 4.2)
    return fc.input_layer(_features(tf), column)


def an_integer_becomes_a_number(tf):
    fc = tf.feature_column
    return fc.input_layer(_features(tf), [fc.numeric_column("count", dtype=tf.int64)])


def bucketized_columns(tf):
    fc = tf.feature_column
    one = fc.bucketized_column(fc.numeric_column("age"), [-1.0, 0.0, 1.5])
    many = fc.bucketized_column(fc.numeric_column("sizes", 3), [0.0, 1.0])
    return fc.input_layer(_features(tf), [one, many])


def an_indicator_of_a_list(tf):
    fc = tf.feature_column
    column = fc.categorical_column_with_vocabulary_list("city", ["Rom", "Bonn"])
    return fc.input_layer(_features(tf), [fc.indicator_column(column)])


def an_indicator_of_a_list_with_buckets(tf):
    fc = tf.feature_column
    column = fc.categorical_column_with_vocabulary_list("words", ("a", "b"), num_oov_buckets=2)
    return fc.input_layer(_features(tf), [fc.indicator_column(column)])


def an_indicator_of_a_list_of_integers(tf):
    fc = tf.feature_column
    column = fc.categorical_column_with_vocabulary_list("count", [1, 2, 9], default_value=1)
    return fc.input_layer(_features(tf), [fc.indicator_column(column)])


def an_indicator_of_hashes(tf):
    fc = tf.feature_column
    words = fc.categorical_column_with_hash_bucket("words", 5)
    count = fc.categorical_column_with_hash_bucket("count", 4, dtype=tf.int32)
    return fc.input_layer(_features(tf), [fc.indicator_column(words), fc.indicator_column(count)])


def an_indicator_of_identities(tf):
    fc = tf.feature_column
    plain = fc.categorical_column_with_identity("count", 10)
    lenient = fc.categorical_column_with_identity("ids", 5, default_value=0)
    return fc.input_layer(_features(tf), [fc.indicator_column(plain), fc.indicator_column(lenient)])


def an_indicator_of_weights(tf):
    fc = tf.feature_column
    words = fc.categorical_column_with_vocabulary_list("words", ["a", "b", "c"])
    column = fc.indicator_column(fc.weighted_categorical_column(words, "weights"))
    return fc.input_layer(_features(tf), [column])


def an_indicator_of_crosses(tf):
    fc = tf.feature_column
    age = fc.bucketized_column(fc.numeric_column("age"), [0.0, 1.0])
    crossed = fc.crossed_column(["words", "city"], 7)
    deeper = fc.crossed_column([age, fc.categorical_column_with_identity("count", 10)], 6, hash_key=9)
    return fc.input_layer(_features(tf), [fc.indicator_column(crossed), fc.indicator_column(deeper)])


def two_layers_with_their_columns(tf):
    fc = tf.feature_column
    features = _features(tf)
    columns = [fc.numeric_column("age"), fc.numeric_column("sizes", 3)]
    tensors, variables = {}, []
    first = fc.input_layer(features, columns, cols_to_vars={}, cols_to_output_tensors=tensors)
    second = fc.input_layer(features, columns, weight_collections=["mine"], trainable=False)
    assert not variables
    assert len(tensors) == 2
    return [first, second]


def specs_for_parsing(tf):
    fc = tf.feature_column
    words = fc.categorical_column_with_vocabulary_list("words", ["a", "b"])
    spec = fc.make_parse_example_spec(
        [
            fc.numeric_column("age", default_value=1.0),
            fc.bucketized_column(fc.numeric_column("sizes", 3), [0.0]),
            fc.indicator_column(words),
            fc.embedding_column(fc.categorical_column_with_hash_bucket("city", 3), 2),
            fc.weighted_categorical_column(words, "weights"),
            fc.crossed_column(["left", "right"], 3),
        ]
    )
    serialized = tf.constant([b"", b""])
    parsed = tf.parse_example(serialized, {key: value for key, value in spec.items() if key != "sizes"})
    return [parsed["age"], parsed["words"].dense_shape]
