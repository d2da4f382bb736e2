"""Names that the last versions of TensorFlow 1 brought: repetitions, gathering in batches."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def repeated(tf):
    x = _x(tf, 2, 3)
    return [
        tf.repeat(x, 2),
        tf.repeat(x, [1, 2], axis=0),
        tf.repeat(x, tf.constant([2, 0, 1]), axis=-1, name="mine"),
        tf.repeat(_x(tf, None, 2), 3, axis=1),
        tf.repeat([3, 5], [2, 1]),
        tf.repeat(tf.constant(4), 3),
    ]


def gathered_by_positions(tf):
    x, y = _x(tf, 3, 4, 2), _x(tf, None, 4, 2)
    places = tf.placeholder(tf.int32, [3, 2, 1], name="below_4")
    return [
        tf.gather_nd(x, [[0, 1], [2, 3]]),
        tf.gather_nd(x, places, batch_dims=1),
        tf.gather_nd(y, places, name="mine", batch_dims=1),
        tf.gather_nd(x, [[[0], [1], [1], [1]], [[0], [0], [0], [1]], [[1], [0], [1], [0]]], batch_dims=2),
    ]


def a_sequence_example(tf):
    lists = tf.train.FeatureLists(
        feature_list={
            "steps": tf.train.FeatureList(
                feature=[tf.train.Feature(float_list=tf.train.FloatList(value=[n, n + 1.0])) for n in (1.0, 3.0)]
            ),
            "words": tf.train.FeatureList(
                feature=[tf.train.Feature(bytes_list=tf.train.BytesList(value=[w])) for w in (b"a", b"b")]
            ),
        }
    )
    context = tf.train.Features(feature={"length": tf.train.Feature(int64_list=tf.train.Int64List(value=[2]))})
    serialized = tf.train.SequenceExample(context=context, feature_lists=lists).SerializeToString()
    found, steps = tf.parse_single_sequence_example(
        serialized,
        context_features={
            "length": tf.FixedLenFeature([], tf.int64),
            "missing": tf.FixedLenFeature([1], tf.float32, default_value=[3.0]),
            "rare": tf.VarLenFeature(tf.string),
        },
        sequence_features={
            "steps": tf.FixedLenSequenceFeature([2], tf.float32),
            "words": tf.VarLenFeature(tf.string),
            "absent": tf.FixedLenSequenceFeature([], tf.int64, allow_missing=True),
        },
        example_name="example",
    )
    _, alone = tf.io.parse_single_sequence_example(
        tf.constant(serialized), sequence_features={"steps": tf.FixedLenSequenceFeature([2], tf.float32)}, name="mine"
    )
    return [
        found["length"],
        found["missing"],
        found["rare"].dense_shape,
        steps["steps"],
        steps["words"].values,
        steps["absent"],
        alone["steps"],
    ]
