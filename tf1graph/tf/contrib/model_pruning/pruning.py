"""`Pruning`: masks more and more of the smallest weights while a model trains (Zhu and Gupta, 2017)."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.model_pruning.core_layers import (
    MASK_COLLECTION,
    MASKED_WEIGHT_COLLECTION,
    MASKED_WEIGHT_NAME,
    THRESHOLD_COLLECTION,
    WEIGHT_COLLECTION,
)
from tf1graph.tf.contrib.model_pruning.masks import get_masks, get_thresholds, get_weights
from tf1graph.tf.contrib.model_pruning.pruning_utils import (
    expand_tensor,
    factorized_pool,
    partitioned_variable_assign,
    variable_assign,
)
from tf1graph.tf.names import provide

__all__ = [
    "MASKED_WEIGHT_COLLECTION",
    "MASKED_WEIGHT_NAME",
    "MASK_COLLECTION",
    "THRESHOLD_COLLECTION",
    "WEIGHT_COLLECTION",
    "Pruning",
    "get_pruning_hparams",
]
PLACE = "tf.contrib.model_pruning."
T = TypeVar("T")


@provide(PLACE + "get_pruning_hparams", gone="2.0")
def get_pruning_hparams() -> Any:
    """A `tf.contrib.training.HParams` with the defaults of what `Pruning` takes.

    - `name`: of the scope of its ops.
    - `begin_pruning_step`, `end_pruning_step`: the steps between which masks move; -1 for no end.
    - `pruning_frequency`: the number of steps between two updates.
    - `initial_sparsity`, `target_sparsity`: the part of the weights that is masked, at first and in the end;
      `sparsity_function_begin_step`, `sparsity_function_end_step` and `sparsity_function_exponent`: when and how it
      goes from one to the other.
    - `weight_sparsity_map`: a list of `name:sparsity`, of weights with a target of their own; names are patterns.
    - `threshold_decay`: of the moving average of the thresholds.
    - `block_height`, `block_width`: of blocks that are masked whole; -1 for the size of the weights;
      `block_dims_map`: a list of `name:heightxwidth`; `block_pooling_function`: `AVG` or `MAX` of a block.
    - `nbins`: unused; `use_tpu`: whether the ops are to be such as a TPU has.
    """
    return tf.contrib.training.HParams(
        name="model_pruning",
        begin_pruning_step=0,
        end_pruning_step=-1,
        weight_sparsity_map=[""],
        block_dims_map=[""],
        threshold_decay=0.0,
        pruning_frequency=10,
        nbins=256,
        block_height=1,
        block_width=1,
        block_pooling_function="AVG",
        initial_sparsity=0.0,
        target_sparsity=0.5,
        sparsity_function_begin_step=0,
        sparsity_function_end_step=100,
        sparsity_function_exponent=3.0,
        use_tpu=False,
    )


@provide(PLACE + "Pruning", gone="2.0")
class Pruning:
    """Updates the masks of the graph's weights.

    Args:
      spec: see `get_pruning_hparams`.
      global_step: the graph's own where it is None.
      sparsity: a scalar tensor, the part of the weights to be masked; that of the `spec` where it is None.

    Raises:
      ValueError: a number of the `spec` is out of its range.
    """

    def __init__(self, spec: Any = None, global_step: Any = None, sparsity: Any = None):
        self._spec = spec or get_pruning_hparams()
        _check(self._spec)
        step = tf.train.get_global_step() if global_step is None else global_step
        self._global_step = math_ops.cast(step, tf.int32)
        self._sparsity = self._sparsity_of_spec() if sparsity is None else sparsity
        self._assign_ops: list[Any] = []
        self._last_update_step = self._last_step()
        self._block_dims = [self._spec.block_height, self._spec.block_width]
        self._block_dims_map = {re.compile(name): _dims(name, given) for name, given in _pairs(spec, "block_dims_map")}
        self._weight_sparsity_map = {
            re.compile(name): _sparsity(given) for name, given in _pairs(spec, "weight_sparsity_map")
        }

    def _sparsity_of_spec(self) -> Any:
        spec = self._spec
        begin, end = spec.sparsity_function_begin_step, spec.sparsity_function_end_step
        with tf.name_scope(spec.name):
            passed = math_ops.div(math_ops.cast(self._global_step - begin, tf.float32), end - begin)
            left = math_ops.pow(
                1 - math_ops.minimum(1.0, math_ops.maximum(0.0, passed)), spec.sparsity_function_exponent
            )
            lacking = math_ops.multiply(spec.initial_sparsity - spec.target_sparsity, left)
            return math_ops.add(lacking, spec.target_sparsity, name="sparsity")

    def _last_step(self) -> Any:
        name = "last_mask_update_step"
        with tf.variable_scope(self._spec.name, use_resource=self._spec.use_tpu) as scope:
            try:
                initializer = tf.zeros_initializer()
                return tf.get_variable(name, [], initializer=initializer, trainable=False, dtype=tf.int32)
            except ValueError:  # a Pruning of this name has made it
                scope.reuse_variables()
                return tf.get_variable(name, dtype=tf.int32)

    def _sparsity_of(self, name: str) -> Any:
        target = _only(self._weight_sparsity_map, name, "weight_sparsity_map")
        if target is None:
            return self._sparsity
        return math_ops.multiply(self._sparsity, math_ops.div(target, self._spec.target_sparsity))

    def _update_mask(self, weights: Any, threshold: Any) -> tuple[Any, Any]:
        """The new threshold, and the mask of what is not below it, a tensor like `weights`."""
        sparsity = self._sparsity_of(weights.op.name)
        decay = self._spec.threshold_decay
        with tf.name_scope(weights.op.name + "_pruning_ops"):
            sizes = math_ops.abs(weights)
            kept = math_ops.round(math_ops.cast(tf.size(sizes), tf.float32) * (1 - sparsity))
            kept = math_ops.cast(kept, tf.int32)
            # the count is made after the list of the sizes, as 1.15.5 evaluated its arguments
            flat = tf.reshape(sizes, [-1])
            ordered, _ = tf.nn.top_k(flat, k=tf.size(sizes))
            current = tf.gather(ordered, kept - 1)
            smoothed = tf.add_n([math_ops.multiply(current, 1 - decay), math_ops.multiply(threshold, decay)])
            return smoothed, math_ops.cast(math_ops.greater_equal(sizes, smoothed), tf.float32)

    def _update_blocks(self, weights: Any, threshold: Any) -> tuple[Any, Any]:
        """The same, of blocks where the weights are a matrix and blocks are asked for."""
        dims = _only(self._block_dims_map, weights.op.name, "block_dims_map") or self._block_dims
        squeezed = tf.squeeze(weights)
        if squeezed.get_shape().ndims != 2 or dims == [1, 1]:
            return self._update_mask(weights, threshold)
        rows, columns = squeezed.get_shape().as_list()
        dims = [size if dim == -1 else dim for dim, size in zip(dims, (rows, columns), strict=True)]
        pooling = self._spec.block_pooling_function
        if pooling not in ("AVG", "MAX"):
            raise ValueError(f"Unknown pooling function for block sparsity: {pooling}")
        name = weights.op.name
        with tf.name_scope(name + "_pruning_ops"):
            sizes, squeezed_axes, pool = math_ops.abs(squeezed), None, factorized_pool
            if not self._spec.use_tpu:
                sizes, squeezed_axes, pool = tf.reshape(sizes, [1, rows, columns, 1]), [0, 3], tf.nn.pool
            pooled = pool(
                sizes, window_shape=dims, pooling_type=pooling, strides=dims, padding="SAME", name=name + "_pooled"
            )
            if pooled.get_shape().ndims != 2:
                pooled = tf.squeeze(pooled, axis=squeezed_axes)
            smoothed, of_blocks = self._update_mask(pooled, threshold)
            mask = tf.slice(expand_tensor(of_blocks, dims), [0, 0], [rows, columns])
        return smoothed, tf.reshape(mask, tf.shape(weights))

    def _make_assignments(self) -> None:
        masks, thresholds = get_masks(), get_thresholds()
        if len(masks) != len(thresholds):
            raise ValueError(f"Number of masks {len(masks)} and number of thresholds {len(thresholds)} mismatch")
        for mask, weights, threshold in zip(masks, get_weights(), thresholds, strict=True):
            in_parts = hasattr(weights, "as_tensor")
            whole = weights.as_tensor() if in_parts else weights
            smoothed, new_mask = self._update_blocks(whole, threshold)
            self._assign_ops.append(variable_assign(threshold, smoothed))
            assign = partitioned_variable_assign if in_parts else variable_assign
            self._assign_ops.append(assign(mask, new_mask))

    def mask_update_op(self) -> Any:
        """An op that updates all masks and thresholds."""
        with tf.name_scope(self._spec.name):
            if not self._assign_ops:
                self._make_assignments()
            noted = tf.assign(self._last_update_step, self._global_step, name="last_mask_update_step_assign")
            with tf.control_dependencies([noted]), tf.control_dependencies(self._assign_ops):
                tf.logging.info("Updating masks.")
                return tf.no_op("mask_update")

    def conditional_mask_update_op(self) -> Any:
        """An op that updates them in the steps that the `spec` tells, to be run in every step."""
        spec, step = self._spec, self._global_step
        with tf.name_scope(spec.name):
            # an end below 0 is none
            begun = math_ops.greater_equal(step, spec.begin_pruning_step)
            not_ended = math_ops.logical_or(
                math_ops.less_equal(step, spec.end_pruning_step), math_ops.less(spec.end_pruning_step, 0)
            )
            within = math_ops.logical_and(begun, not_ended)
            due = math_ops.less_equal(math_ops.add(self._last_update_step, spec.pruning_frequency), step)
            update = math_ops.logical_and(within, due)
        return tf.cond(update, self.mask_update_op, tf.no_op)

    def add_pruning_summaries(self) -> None:
        """Write the sparsities and the thresholds to summaries."""
        with tf.name_scope(self._spec.name + "_summaries"):
            tf.summary.scalar("sparsity", self._sparsity)
            tf.summary.scalar("last_mask_update_step", self._last_update_step)
            for mask, threshold in zip(get_masks(), get_thresholds(), strict=False):
                tf.summary.scalar(mask.op.name + "/sparsity", tf.nn.zero_fraction(mask))
                tf.summary.scalar(threshold.op.name + "/threshold", threshold)

    def print_hparams(self) -> None:
        """Log the `spec` as JSON."""
        tf.logging.info(self._spec.to_json())


def _check(spec: Any) -> None:
    for name in ("begin_pruning_step", "sparsity_function_begin_step"):
        if getattr(spec, name) < 0:
            raise ValueError(f"Illegal value for {name}")
    if spec.end_pruning_step != -1 and spec.begin_pruning_step >= spec.end_pruning_step:
        raise ValueError(
            f"Pruning must begin before it can end. begin_step={spec.begin_pruning_step}, "
            f"end_step={spec.end_pruning_step}. Set end_pruning_step to -1 if pruning is required till training stops"
        )
    if spec.sparsity_function_begin_step >= spec.sparsity_function_end_step:
        raise ValueError("Sparsity function requires begin_step < end_step")
    for name in ("threshold_decay", "initial_sparsity", "target_sparsity"):
        if not 0.0 <= getattr(spec, name) < 1.0:
            raise ValueError(f"{name} must be in range [0,1)")


def _pairs(spec: Any, key: str) -> list[tuple[str, str]]:
    """The names and values of an entry of the `spec`, which has them as `name:value`."""
    given = [] if spec is None else getattr(spec, key)
    return [tuple(one.split(":")) for one in given if one]


def _dims(name: str, given: str) -> list[int]:
    dims = given.split("x")
    if len(dims) != 2:
        raise ValueError(f"Expected 2 values for block dim for {name}, got {dims}")
    return [int(dim) for dim in dims]


def _sparsity(given: str) -> float:
    if float(given) >= 1.0:
        raise ValueError("Weight sparsity can not exceed 1.0")
    return float(given)


def _only(found_by: dict[re.Pattern[str], T], name: str, what: str) -> T | None:
    """What belongs to the one pattern that is found in a weight's name; None where there is none."""
    found = [value for pattern, value in found_by.items() if pattern.search(name)]
    if len(found) > 1:
        raise ValueError(f"Multiple matches in {what} for weight {name}")
    return found[0] if found else None
