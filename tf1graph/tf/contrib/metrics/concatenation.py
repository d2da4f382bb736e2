"""`tf.contrib.metrics.streaming_concat`: all batches, one behind the other."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, metrics_impl
from tf1graph.tf.contrib.metrics.metric_ops import publish
from tf1graph.tf.names import provide

GROWTH = 1.5


@provide("tf.contrib.metrics.streaming_concat", gone="2.0")
def streaming_concat(
    values: Any,
    axis: int = 0,
    max_size: int | None = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The `values` of all batches along `axis`, and the update.

    Args:
      values: its rank and all sizes but that of `axis` must be known.
      max_size: what comes beyond that many is dropped; else the memory grows as it must.

    Raises:
      ValueError: a size is not known, or there is no such axis.
    """
    with tf.variable_scope(name, "streaming_concat", (values,)):
        if values.shape.dims is None:
            raise ValueError("`values` must have known statically known rank")
        rank = len(values.shape)
        if axis < 0:
            axis += rank
        if not 0 <= axis < rank:
            raise ValueError(f"axis = {axis} not in [0, {rank})")
        others = [i for i in range(rank) if i != axis]
        fixed = [values.shape.as_list()[i] for i in others]
        if None in fixed:
            raise ValueError(
                "all dimensions of `values` other than the dimension to concatenate along "
                "must have statically known size"
            )
        kept = metrics_impl.metric_variable([max_size or 0, *fixed], values.dtype, validate_shape=False, name="array")
        size = metrics_impl.metric_variable([], tf.int32, name="size")
        rows = kept[:size]
        rows.set_shape([None, *fixed])  # it is kept with `axis` in front
        back = [0 if i == axis else i + (i < axis) for i in range(rank)]
        value = tf.transpose(rows, back, name="concat")
        more = tf.shape(values)[axis]
        if max_size is not None:
            more = math_ops.minimum(more, max_size - size)
        batch = tf.transpose(values, [axis, *others])[:more]
        new_size = size + more
        room = array_ops.shape_internal(kept, optimize=False)[0]
        enough = tf.cond(new_size > room, lambda: _grown(kept, size, new_size, fixed), tf.no_op)
        with tf.control_dependencies([enough]):
            appended = kept[size:new_size].assign(batch)
        with tf.control_dependencies([appended]):
            update = size.assign(new_size)
        return publish(value, update, metrics_collections, updates_collections)


def _grown(kept: Any, size: Any, least: Any, fixed: list[int]) -> Any:
    """The op that gives the memory room for `least` rows, a power of `GROWTH`."""
    exponent = math_ops.ceil(tf.log(math_ops.cast(least, tf.float32)) / tf.log(math_ops.cast(GROWTH, tf.float32)))
    room = math_ops.cast(math_ops.ceil(GROWTH**exponent), tf.int32)
    empty = tf.zeros(tf.stack([room, *fixed]), dtype=kept.dtype.base_dtype)
    old = kept.value()
    with tf.control_dependencies([old]):
        emptied = tf.assign(kept, empty, validate_shape=False)
    with tf.control_dependencies([emptied]):
        copied = kept[:size].assign(old[:size])
    with tf.control_dependencies([copied]):
        return tf.no_op()


def labels_are_binary(labels: Any) -> list[Any]:
    """Assertions that int64 labels are 0 or 1."""
    return [
        tf.assert_greater_equal(
            labels, tf.zeros_like(labels, tf.int64), message="labels must be 0 or 1, at least one is <0"
        ),
        tf.assert_less_equal(
            labels, tf.ones_like(labels, tf.int64), message="labels must be 0 or 1, at least one is >1"
        ),
    ]
