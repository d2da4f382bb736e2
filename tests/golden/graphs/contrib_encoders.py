"""Embeddings of `tf.contrib.layers`."""


def _ids(tf, *shape):
    return tf.placeholder(tf.int64, shape, name="below_6")


def sequences_embedded(tf):
    layers = tf.contrib.layers
    ids = _ids(tf, 2, 3)
    return [
        layers.embed_sequence(ids, 6, 4),
        layers.embed_sequence(ids, 6, 4, unique=True, scope="unique", initializer=tf.ones_initializer()),
        layers.embed_sequence(_ids(tf, None, None), 6, 4, scope="unique", reuse=True),
    ]


def ids_looked_up_once(tf):
    return tf.contrib.layers.embedding_lookup_unique(tf.get_variable("e", [6, 3]), _ids(tf, None, 2))


def bags_of_words(tf):
    layers = tf.contrib.layers
    return [
        layers.bow_encoder(_ids(tf, 2, 3), 6, 4),
        layers.bow_encoder(_ids(tf, 2, 3), 6, 4, sparse_lookup=False, scope="dense"),
    ]


def sparse_ids_looked_up(tf):
    layers = tf.contrib.layers
    ids = tf.SparseTensor([[0, 0], [0, 1], [2, 0]], tf.constant([1, 2, -1], tf.int64), [3, 2])
    counts = tf.SparseTensor([[0, 0], [0, 1], [2, 0]], [1.0, 2.0, 0.0], [3, 2])
    weights = tf.get_variable("e", [6, 3])
    return [
        layers.safe_embedding_lookup_sparse([weights], ids, combiner="mean"),
        layers.safe_embedding_lookup_sparse(weights, ids, counts, combiner="sqrtn", default_id=3),
        layers.safe_embedding_lookup_sparse([weights], ids, counts, combiner="sum", name="look"),
    ]
