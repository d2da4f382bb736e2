"""Gradients of gathers, embeddings, scatters, partitions, rankings."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def gathers(tf):
    x = _x(tf, 5, 4)
    ids = tf.placeholder(tf.int32, [3], name="below_4")
    ys = [
        tf.gather(x, ids),
        tf.gather(x, ids, axis=1),
        tf.gather(x, [[0, 1], [2, 1]]),
        tf.gather(x, tf.constant([[0], [1], [2], [3], [0]]), batch_dims=1, axis=1),
        tf.gather_nd(x, [[0, 1], [2, 3]]),
        tf.gather_nd(x, tf.constant([[0], [2]])),
        tf.batch_gather(x, tf.constant([[0], [1], [2], [3], [0]])),
    ]
    return [tf.gradients(y, [x]) for y in ys]


def embedding_lookups(tf):
    table = tf.get_variable("table", [5, 3], initializer=tf.ones_initializer())
    resource = tf.get_variable("resource", [5, 3], initializer=tf.ones_initializer(), use_resource=True)
    ids = tf.placeholder(tf.int32, [None], name="below_5")
    found = []
    for params in (table, resource, [table, resource]):
        y = tf.nn.embedding_lookup(params, ids)
        grads = tf.gradients(tf.reduce_sum(tf.square(y)), params)
        found += [tf.convert_to_tensor(grad) for grad in grads]
    return found


def scatters(tf):
    x = _x(tf, 2, 3)
    t = tf.placeholder(tf.float32, [4, 3], name="t")
    ids = tf.constant([[1], [3]])
    ys = [
        tf.scatter_nd(ids, x, [4, 3]),
        tf.tensor_scatter_update(t, ids, x),
        tf.tensor_scatter_add(t, ids, x),
        tf.tensor_scatter_sub(t, ids, x),
    ]
    return [grad for y in ys for grad in tf.gradients(tf.square(y), [x, t]) if grad is not None]


def partitions(tf):
    x = _x(tf, 4, 3)
    parts = tf.dynamic_partition(x, [0, 1, 0, 1], 2)
    stitched = tf.dynamic_stitch([[0, 2], [1, 3]], [x[:2], x[2:]])
    return [tf.gradients(parts[0] * 2.0, [x]), tf.gradients(tf.square(stitched), [x])]


def ranking(tf):
    x = _x(tf, 3, 5)
    ys = [tf.nn.top_k(x, 2)[0], tf.sort(x), tf.reduce_max(x, 1)]
    return [tf.gradients(tf.square(y), [x]) for y in ys]
