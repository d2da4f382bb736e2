"""Embeddings, dense and sparse, whole and in shards, with gradients."""


def _ids(tf, below, *shape):
    return tf.placeholder(tf.int64, shape, name="below_%d" % below)


def embeddings(tf):
    table = tf.get_variable("table", [20, 6])
    return [
        tf.nn.embedding_lookup(table, _ids(tf, 20, 4, 3)),
        tf.nn.embedding_lookup([table], _ids(tf, 20, 4), name="own"),
        tf.nn.embedding_lookup(table, _ids(tf, 20, None), max_norm=0.1),
    ]


def embeddings_of_resources(tf):
    table = tf.get_variable("table", [20, 6], use_resource=True)
    outputs = tf.nn.embedding_lookup(table, _ids(tf, 20, 4))
    return [outputs, tf.gather(table, [3, 1]), tf.gradients(outputs, table)[0].values]


def embeddings_of_shards(tf):
    table = tf.get_variable("table", [20, 6], partitioner=tf.fixed_size_partitioner(3))
    return [
        tf.nn.embedding_lookup(table, _ids(tf, 20, 4)),
        tf.nn.embedding_lookup(table, _ids(tf, 20, 2, 2), partition_strategy="div", name="own"),
        tf.nn.embedding_lookup(list(table), _ids(tf, 20, 4), "mod", max_norm=0.2),
    ]


def gradients_of_embeddings(tf):
    table = tf.get_variable("table", [20, 6])
    loss = tf.nn.l2_loss(tf.nn.embedding_lookup(table, _ids(tf, 20, 4)))
    return [loss, tf.train.GradientDescentOptimizer(0.1).minimize(loss)]


def gradients_of_embeddings_of_shards(tf):
    table = tf.get_variable("table", [20, 6], partitioner=tf.fixed_size_partitioner(2))
    loss = tf.nn.l2_loss(tf.nn.embedding_lookup(table, _ids(tf, 20, 4), partition_strategy="div"))
    return [loss, tf.train.GradientDescentOptimizer(0.1).minimize(loss)]


def _sparse(tf, values):
    return tf.SparseTensor([[0, 0], [0, 2], [2, 1]], values, [4, 3])


def sparse_embeddings(tf):
    table = tf.get_variable("table", [20, 6])
    ids, weights = _sparse(tf, tf.constant([3, 5, 3], tf.int64)), _sparse(tf, [1.0, 2.0, 0.5])
    return [
        tf.nn.embedding_lookup_sparse(table, ids, None, combiner="sum"),
        tf.nn.embedding_lookup_sparse(table, ids, None, combiner="mean", name="own"),
        tf.nn.embedding_lookup_sparse(table, ids, weights, combiner="mean"),
        tf.nn.embedding_lookup_sparse(table, ids, weights, combiner="sqrtn", max_norm=0.5),
    ]


def sparse_embeddings_without_missing_rows(tf):
    table = tf.get_variable("table", [20, 6])
    ids, weights = _sparse(tf, tf.constant([3, 5, 3], tf.int64)), _sparse(tf, [1.0, 2.0, 0.5])
    return [
        tf.nn.safe_embedding_lookup_sparse(table, ids),
        tf.nn.safe_embedding_lookup_sparse(table, ids, weights, combiner="sum", default_id=1, name="own"),
    ]
