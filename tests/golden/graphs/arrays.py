"""Ops on the shape, order and choice of elements, with every option."""

import numpy as np


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def shapes_and_sizes(tf):
    x, u = _x(tf, 2, 3), tf.placeholder(tf.float32, [None, 3], name="u")
    n = tf.placeholder_with_default(tf.ones([2, 3]), None)
    return [op(tensor) for op in (tf.shape, tf.size, tf.rank) for tensor in (x, u, n, [[1, 2]])] + [
        tf.shape(x, out_type=tf.int64),
        tf.shape(u, name="named", out_type=tf.int64),
        tf.size(x, out_type=tf.int64),
        tf.shape_n([x, u])[1],
        tf.broadcast_dynamic_shape(tf.shape(u), [3]),
    ]


def ranges_and_lines(tf):
    n = tf.placeholder(tf.int32, [], name="below_5")
    return [
        tf.range(5),
        tf.range(n),
        tf.range(1, 5, 2),
        tf.range(0.0, 1.0, 0.25),
        tf.range(n, delta=2),
        tf.range(1, n, dtype=tf.int32, name="named"),
        tf.range(3, dtype=tf.float32),
        tf.range(tf.constant(3, tf.int64)),
        tf.linspace(0.0, 1.0, 5),
        tf.lin_space(0.0, tf.constant(1.0), 3, name="line"),
        tf.meshgrid([1, 2], [3, 4, 5]),
        tf.meshgrid(tf.range(2), tf.range(3), indexing="ij"),
    ]


def reshapes(tf):
    x, u = _x(tf, 2, 3), tf.placeholder(tf.float32, [None, 1, 3], name="u")
    n = tf.placeholder(tf.int64, [], name="two_below_2")
    return [
        tf.reshape(x, [3, 2]),
        tf.reshape(x, (-1,)),
        tf.reshape(x, np.array([3, -1])),
        tf.reshape(x, tf.TensorShape([6])),
        tf.reshape(u, [tf.shape(u)[0], 3]),
        tf.reshape(tf.ones([1]), [], name="scalar"),
        tf.reshape(u, [n * 0 - 1, 3]),
        tf.expand_dims(x, 0),
        tf.expand_dims(x, axis=-1, name="named"),
        tf.expand_dims(x, dim=1),
        tf.squeeze(u, [1]),
        tf.squeeze(u, axis=1),
        tf.squeeze(tf.ones([1, 2, 1]), squeeze_dims=[0]),
        tf.squeeze(tf.ones([1, 2, 1])),
        tf.transpose(x),
        tf.transpose(u, [2, 0, 1]),
        tf.transpose(u),
        tf.transpose(x, name="t"),
        tf.matrix_transpose(u),
        tf.broadcast_to(x, [2, 2, 3]),
        tf.tile(x, [1, 2]),
        tf.ensure_shape(u, [None, 1, 3]),
    ]


def joins_and_splits(tf):
    x, u = _x(tf, 2, 3), tf.placeholder(tf.float32, [None, 3], name="u")
    return [
        tf.concat([x, x], 0),
        tf.concat([x, u], axis=0, name="named"),
        tf.concat(x, 1),
        tf.concat([x], -1),
        tf.stack([x, x]),
        tf.stack([x, x], axis=-1),
        tf.stack([1, 2, 3]),
        tf.stack([1.0, tf.reduce_sum(x)]),
        tf.stack([[1, 2], [3, 4]], name="rows"),
        tf.unstack(x),
        tf.unstack(u, 3, axis=1, name="columns"),
        tf.parallel_stack([tf.constant([1.0]), tf.constant([2.0])]),
    ]


def slices(tf):
    x, u = _x(tf, 4, 6), tf.placeholder(tf.float32, [None, 3], name="u")
    i = tf.placeholder(tf.int32, [], name="below_3")
    j = tf.cast(i, tf.int64)
    return [
        x[0], x[-1], x[1:3], x[:, 1], x[..., 2], x[::2], x[::-1, 1:-1], x[tf.newaxis], x[:, tf.newaxis, 3], x[i], x[i:],
        x[:i], x[i, 1], x[j], x[j:3], x[:, : i + 1], u[0], u[:, 0], u[1:], u[tf.shape(u)[0] - 1],
        x[tf.constant(1) :: 2],
        tf.slice(x, [0, 1], [2, -1]),
        tf.slice(x, [i, 0], [1, 2], name="named"),
        tf.strided_slice(x, [0, 1], [3, 5], [1, 2]),
        tf.strided_slice(x, [1], [2], shrink_axis_mask=1),
        x[x > 0.0],
        tf.constant([1, 2, 3])[1],
    ]  # fmt: skip


def choices(tf):
    x = _x(tf, 4, 3)
    ids = tf.placeholder(tf.int32, [2], name="below_3")
    return [
        tf.gather(x, ids),
        tf.gather(x, ids, axis=1),
        tf.gather(x, 1, name="named"),
        tf.gather(x, [[0], [1]], axis=-1),
        tf.gather(x, tf.constant([[0, 1]] * 4), batch_dims=1, axis=1),
        tf.batch_gather(x, tf.constant([[0]] * 4)),
        tf.gather_nd(x, [[0, 1], [2, 2]]),
        tf.boolean_mask(x, [True, False, True, True]),
        tf.boolean_mask(x, x > 0.0, name="named_mask"),
        tf.boolean_mask(x, [True, False, True], axis=1),
        tf.where(x > 0.0),
        tf.where(x > 0.0, x, -x),
        tf.where(x[:, 0] > 0.0, x, -x, name="rows"),
        tf.where(tf.constant(True), 1.0, 2.0),
        tf.where_v2(x > 0.0, x, 0.0),
        tf.nn.top_k(x, 2),
        tf.sort(x),
        tf.sort(x, axis=0, direction="DESCENDING"),
        tf.argsort(x),
        tf.searchsorted([[1.0, 2.0, 3.0]], [[1.5, 2.5]]),
    ]


def masks_and_hots(tf):
    i = tf.placeholder(tf.int32, [3], name="below_4")
    return [
        tf.one_hot(i, 4),
        tf.one_hot(i, 4, on_value=5.0, off_value=-1.0, axis=0),
        tf.one_hot(i, depth=4, dtype=tf.int32, name="named"),
        tf.one_hot(i, 4, True, False),
        tf.one_hot([0, -1], tf.constant(3)),
        tf.sequence_mask(i),
        tf.sequence_mask(i, 5),
        tf.sequence_mask(i, maxlen=tf.constant(6), dtype=tf.float32, name="mask"),
        tf.unique(i)[0],
        tf.unique_with_counts(i),
        tf.setdiff1d(i, [1]),
        tf.invert_permutation([2, 0, 1]),
    ]


def paddings_and_reversals(tf):
    x = _x(tf, 3, 4)
    return [
        tf.pad(x, [[1, 1], [0, 2]]),
        tf.pad(x, [[1, 1], [0, 2]], "REFLECT"),
        tf.pad(x, tf.constant([[1, 1], [0, 2]]), mode="SYMMETRIC", name="named"),
        tf.pad(x, [[1, 1], [0, 2]], constant_values=9),
        tf.reverse(x, [0]),
        tf.reverse(x, axis=[-1]),
        tf.reverse_sequence(x, [1, 2, 3], seq_axis=1),
        tf.reverse_sequence(x, [1, 2, 3], seq_dim=1, batch_dim=0),
        tf.roll(x, 1, 0),
        tf.roll(x, [1, 2], [0, 1]),
    ]


def matrices(tf):
    x, v = _x(tf, 3, 3), tf.placeholder(tf.float32, [3], name="v")
    return [
        tf.diag(v), tf.diag_part(x), tf.matrix_diag(v), tf.matrix_diag_part(x), tf.matrix_set_diag(x, v), tf.trace(x),
        tf.linalg.diag(v), tf.linalg.diag_part(x), tf.linalg.set_diag(x, v), tf.matrix_band_part(x, 0, -1),
        tf.linalg.band_part(x, 1, 1), tf.eye(2), tf.eye(2, batch_shape=[3]), tf.linalg.eye(tf.size(v)),
        tf.linalg.tensor_diag(v), tf.linalg.adjoint(x), tf.matrix_transpose(x),
    ]  # fmt: skip


def scatters(tf):
    x = _x(tf, 2, 3)
    t = tf.zeros([4, 3])
    return [
        tf.scatter_nd([[1], [3]], x, [4, 3]),
        tf.scatter_nd(tf.constant([[0], [0]]), x, tf.constant([4, 3]), name="named"),
        tf.tensor_scatter_update(t, [[1], [3]], x),
        tf.tensor_scatter_nd_add(t, [[1], [3]], x),
        tf.tensor_scatter_sub(t, [[1], [3]], x),
        tf.dynamic_partition(x, [0, 1], 2),
        tf.dynamic_stitch([[0], [1]], [x[:1], x[1:]]),
        tf.stack([x, x]),
    ]


def blocks(tf):
    x = tf.placeholder(tf.float32, [1, 4, 4, 2], name="x")
    return [
        tf.space_to_batch(x, [[0, 0], [0, 0]], 2),
        tf.space_to_batch(x, paddings=[[2, 0], [0, 2]], block_size=2, name="named"),
        tf.space_to_batch_nd(x, [2, 2], [[0, 0], [0, 0]]),
        tf.space_to_depth(x, 2),
        tf.depth_to_space(tf.space_to_depth(x, 2), block_size=2),
        tf.required_space_to_batch_paddings([4, 4], [2, 3]),
        tf.extract_image_patches(x, [1, 2, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1], "SAME"),
        tf.image.extract_image_patches(
            x, ksizes=[1, 2, 2, 1], strides=[1, 2, 2, 1], rates=[1, 1, 1, 1], padding="VALID"
        ),
    ]


def guards_and_identities(tf):
    x = _x(tf, 2, 3)
    i = tf.placeholder_with_default([[1.0]], [1, None], name="default")
    return [
        tf.identity(x, name="named"),
        tf.identity([1, 2]),
        tf.identity_n([x, x])[1],
        tf.stop_gradient(x),
        tf.guarantee_const(x),
        tf.check_numerics(x, "bad"),
        i,
        tf.tuple([x, None, i])[0],
        tf.group(x, i),
        tf.no_op(),
        tf.constant([[1, 2]], tf.float32, [2, 3], "filled"),
        tf.constant(np.arange(6).reshape(2, 3)),
        tf.convert_to_tensor([x, x]),
        tf.convert_to_tensor([[1, 2], [3, 4]], preferred_dtype=tf.float32, name="converted"),
    ]


def edit_distances(tf):
    a = tf.SparseTensor([[0, 0], [0, 1]], ["a", "b"], [1, 2])
    b = tf.SparseTensor([[0, 0]], ["a"], [1, 1])
    return [tf.edit_distance(a, b), tf.edit_distance(a, b, normalize=False, name="named")]
