"""Layers of `tf.contrib.layers` that only reorder, and those that encode labels."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, ops, variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.scopes import check_format
from tf1graph.tf.contrib.layers.utils import collect_named_outputs


@layer("flatten", today="tf.reshape(inputs, [tf.shape(inputs)[0], -1])")
@add_arg_scope
def flatten(inputs: Any, outputs_collections: Any = None, scope: Any = None) -> Any:
    """`inputs` [N, ...] as [N, k]: all axes but the first made one.

    Args:
      inputs: a tensor of rank 1 or more.
      outputs_collections: names of collections of the graph that the output is added to, or one name.
      scope: the name scope; `Flatten` where it is None.
    """
    with tf.name_scope(scope, "Flatten", [inputs]) as sc:
        outputs = tf.layers.flatten(ops.convert_to_tensor(inputs))
        return collect_named_outputs(outputs_collections, sc, outputs)


@add_arg_scope
def inner_flatten(inputs: Any, new_rank: int, output_collections: Any = None, scope: Any = None) -> Any:
    """`inputs`, dense or sparse, with the last axes made one, so that `new_rank` are left."""
    with tf.name_scope(scope, "InnerFlatten", [inputs, new_rank]) as sc:
        if isinstance(inputs, tf.SparseTensor):
            outputs = _flatten_sparse(inputs, new_rank)
        else:
            outputs = _flatten_dense(ops.convert_to_tensor(inputs), new_rank)
    return collect_named_outputs(output_collections, sc, outputs)


def _flatten_sparse(inputs: Any, new_rank: int) -> Any:
    rank = inputs.dense_shape.get_shape().as_list()[0]
    if rank < new_rank:
        raise ValueError(
            f"Inputs has rank less than new_rank. {inputs} must have rank at least {new_rank}. "
            f"Received rank {rank}, shape {inputs.get_shape()}"
        )
    outer, inner = inputs.dense_shape[: new_rank - 1], inputs.dense_shape[new_rank - 1 :]
    return tf.sparse_reshape(inputs, array_ops.concat((outer, [math_ops.reduce_prod(inner)]), 0))


def _flatten_dense(inputs: Any, new_rank: int) -> Any:
    checked = tf.assert_rank_at_least(inputs, new_rank, message="inputs has rank less than new_rank")
    with tf.control_dependencies([checked]):
        outer = array_ops.strided_slice(array_ops.shape(inputs), [0], [new_rank - 1])
        outputs = array_ops.reshape(inputs, array_ops.concat((outer, [-1]), 0))
    if inputs.get_shape().dims is not None and isinstance(new_rank, int):
        sizes = inputs.get_shape()
        outputs.set_shape([*sizes[: new_rank - 1].as_list(), sizes[new_rank - 1 :].num_elements()])
    return outputs


@layer("one_hot_encoding", today="tf.one_hot")
@add_arg_scope
def one_hot_encoding(
    labels: Any,
    num_classes: int,
    on_value: float = 1.0,
    off_value: float = 0.0,
    outputs_collections: Any = None,
    scope: str | None = None,
) -> Any:
    """Labels [N] of integers as a float tensor [N, num_classes]: `on_value` at the label, else `off_value`."""
    with tf.name_scope(scope, "OneHotEncoding", [labels, num_classes]) as sc:
        labels = ops.convert_to_tensor(labels)
        if labels.dtype == tf.int32:
            labels = tf.to_int64(labels)
        outputs = tf.one_hot(labels, num_classes, on_value=on_value, off_value=off_value)
        return collect_named_outputs(outputs_collections, sc, outputs)


@layer("dense_to_sparse", today="tf.sparse.from_dense")
@add_arg_scope
def dense_to_sparse(tensor: Any, eos_token: Any = 0, outputs_collections: Any = None, scope: Any = None) -> Any:
    """`tensor` as a sparse one that leaves `eos_token` out."""
    with variable_scope.variable_scope(scope, "dense_to_sparse", [tensor]) as sc:
        tensor = ops.convert_to_tensor(tensor)
        indices = tf.where(math_ops.not_equal(tensor, tf.constant(eos_token, tensor.dtype)))
        values = array_ops.gather_nd(tensor, indices)
        outputs = tf.SparseTensor(indices, values, array_ops.shape(tensor, out_type=tf.int64))
        return collect_named_outputs(outputs_collections, sc.name, outputs)


@layer("images_to_sequence")
@add_arg_scope
def images_to_sequence(
    inputs: Any, data_format: str = "NHWC", outputs_collections: Any = None, scope: str | None = None
) -> Any:
    """Pictures [N, height, width, depth] as sequences [width, N * height, depth]: a row each."""
    check_format(data_format)
    with tf.name_scope(scope, "ImagesToSequence", [inputs]) as sc:
        inputs = ops.convert_to_tensor(inputs)
        if data_format == "NCHW":
            inputs = array_ops.transpose(inputs, [0, 2, 3, 1])
        _, _, width, depth = inputs.get_shape().as_list()
        shape = array_ops.shape(inputs)
        batch_size, height = shape[0], shape[1]
        columns = array_ops.transpose(inputs, [2, 0, 1, 3])
        outputs = array_ops.reshape(columns, [width, batch_size * height, depth])
        return collect_named_outputs(outputs_collections, sc, outputs)


@layer("sequence_to_images")
@add_arg_scope
def sequence_to_images(
    inputs: Any,
    height: int,
    output_data_format: str = "channels_last",
    outputs_collections: Any = None,
    scope: str | None = None,
) -> Any:
    """Sequences [width, N * height, depth] as pictures [N, height, width, depth], or with `channels_first`."""
    with tf.name_scope(scope, "SequenceToImages", [inputs]) as sc:
        inputs = ops.convert_to_tensor(inputs)
        width, rows, depth = inputs.get_shape().as_list()
        columns = array_ops.reshape(inputs, [width, -1 if rows is None else rows // height, height, depth])
        order = [1, 3, 2, 0] if output_data_format == "channels_first" else [1, 2, 0, 3]
        return collect_named_outputs(outputs_collections, sc, array_ops.transpose(columns, order))
