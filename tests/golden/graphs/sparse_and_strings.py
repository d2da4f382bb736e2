"""Sparse tensors, sets and strings."""


def _sparse(tf, name="values"):
    values = tf.placeholder(tf.float32, [3], name=name)
    return tf.SparseTensor([[0, 1], [1, 0], [2, 2]], values, [3, 4])


def sparse_arithmetic(tf):
    a, b = _sparse(tf), _sparse(tf, "more")
    d = tf.placeholder(tf.float32, [3, 4], name="d")
    return [
        tf.sparse_add(a, b).values,
        tf.sparse_add(a, d),
        tf.sparse.add(a, b, threshold=0.1).values,
        (a * d).values,
        (a / d).values,
        tf.sparse_maximum(a, b).values,
        tf.sparse_minimum(a, b).values,
        tf.sparse_tensor_dense_matmul(a, tf.transpose(d)),
        tf.sparse.sparse_dense_matmul(a, d, adjoint_a=True),
        tf.sparse_softmax(a).values,
        tf.sparse_matmul(d, tf.transpose(d), a_is_sparse=True),
    ]


def sparse_reductions(tf):
    a = _sparse(tf)
    return [
        tf.sparse_reduce_sum(a),
        tf.sparse_reduce_sum(a, 1),
        tf.sparse_reduce_sum(a, axis=[0], keep_dims=True),
        tf.sparse_reduce_max(a, 1),
        tf.sparse_reduce_sum_sparse(a, 1).values,
        tf.sparse.reduce_sum(a, axis=0, keepdims=True),
    ]


def sparse_shapes(tf):
    a = _sparse(tf)
    return [
        tf.sparse_reshape(a, [4, 3]).indices,
        tf.sparse_reshape(a, [-1]).indices,
        tf.sparse_transpose(a).indices,
        tf.sparse_slice(a, [0, 0], [2, 2]).values,
        tf.sparse_split(sp_input=a, num_split=2, axis=1)[0].values,
        tf.sparse_concat(0, [a, a]).values,
        tf.sparse_concat(axis=1, sp_inputs=[a, a]).indices,
        tf.sparse_reorder(a).values,
        tf.sparse_retain(a, [True, False, True]).values,
        tf.sparse_reset_shape(a).dense_shape,
        tf.sparse_fill_empty_rows(tf.SparseTensor([[1, 0]], [1.0], [3, 2]), 9.0)[0].values,
        tf.sparse.expand_dims(a, 0).indices,
        tf.sparse.from_dense(tf.placeholder(tf.float32, [2, 2], name="d")).values,
    ]


def sparse_conversions(tf):
    a = _sparse(tf)
    ids = tf.SparseTensor([[0, 0], [1, 1]], tf.constant([2, 0], tf.int64), [2, 3])
    return [
        tf.sparse_tensor_to_dense(a),
        tf.sparse_tensor_to_dense(a, -1.0, name="named"),
        tf.sparse_to_dense([[0, 1]], [2, 3], 5.0),
        tf.sparse_to_indicator(ids, 4),
        tf.sparse_merge(ids, tf.SparseTensor(ids.indices, [1.0, 2.0], ids.dense_shape), 4).values,
        tf.shape(a),
        tf.sparse_mask(tf.IndexedSlices(tf.ones([3, 2]), tf.constant([0, 1, 2])), [1]).values,
    ]


def embeddings_of_sparse_ids(tf):
    table = tf.get_variable("table", [4, 2], initializer=tf.random_normal_initializer(seed=1))
    ids = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], tf.constant([2, 0, 1], tf.int64), [2, 2])
    weights = tf.SparseTensor(ids.indices, [1.0, 2.0, 3.0], ids.dense_shape)
    lookup = tf.nn.embedding_lookup_sparse
    return [lookup(table, ids, None, combiner=how) for how in ("sum", "mean", "sqrtn")] + [
        lookup(table, ids, weights, combiner="mean"),
        tf.nn.safe_embedding_lookup_sparse(table, ids),
    ]


def sets_of_numbers(tf):
    a, b = tf.constant([[1, 2, 3]]), tf.constant([[2, 3, 4]])
    s = tf.sets
    return [
        s.intersection(a, b).values,
        s.difference(a, b).values,
        s.union(a, b).values,
        s.size(s.union(a, b)),
    ]


def strings(tf):
    s = tf.constant(["Ab c", "d"])
    t = tf.strings
    return [
        tf.string_join([s, s], "-"), tf.string_split(s).values,
        tf.string_split(s, delimiter="", skip_empty=False).values,
        tf.string_strip(s), tf.substr(s, 0, 1), tf.as_string([1.5, 2.0]), tf.as_string([1.5], precision=1),
        tf.string_to_number(["1.5", "2"]), tf.string_to_number(["3"], tf.int32), tf.string_to_hash_bucket(s, 10),
        tf.string_to_hash_bucket_fast(s, 10), tf.string_to_hash_bucket_strong(s, 10, [1, 2]), tf.encode_base64(s),
        tf.regex_replace(s, "[a-z]", "x"), t.regex_full_match(s, "d"), t.length(s), t.lower(s),
        t.upper(s), t.substr(s, 0, 1), t.join([s, s]),
        t.unicode_script([66]), t.to_number(["1"]), tf.reduce_join(s), t.format("{}", tf.constant(1)),
        t.unsorted_segment_join(s, [0, 0], 1),
    ]  # fmt: skip


def parsing(tf):
    example = tf.placeholder_with_default(tf.constant([""]), [None], name="example")
    features = {
        "a": tf.FixedLenFeature([2], tf.float32, default_value=[0.0, 1.0]),
        "b": tf.VarLenFeature(tf.int64),
        "c": tf.FixedLenSequenceFeature([], tf.string, allow_missing=True),
    }
    parsed = tf.parse_example(example, features)
    one = tf.parse_single_example(tf.constant(""), {"a": tf.FixedLenFeature([], tf.float32, 3.0)})
    return [
        parsed["a"],
        parsed["b"].values,
        parsed["c"],
        one["a"],
        tf.decode_raw(tf.constant(["abcd"]), tf.uint8),
        tf.decode_csv(tf.constant(["1,2.5,x"]), [[0], [0.0], [""]]),
    ]


def parsing_of_a_sequence(tf):
    example = tf.placeholder_with_default(tf.constant(""), [], name="example")
    context = {"a": tf.FixedLenFeature([], tf.int64, 1), "v": tf.VarLenFeature(tf.float32)}
    lists = {"b": tf.FixedLenSequenceFeature([], tf.int64, allow_missing=True), "c": tf.VarLenFeature(tf.int64)}
    of_context, of_lists = tf.parse_single_sequence_example(example, context, lists)
    return [of_context["a"], of_context["v"].values, of_lists["b"], of_lists["c"].values]
