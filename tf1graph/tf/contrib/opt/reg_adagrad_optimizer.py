"""`tf.contrib.opt.RegAdagradOptimizer`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import gen_training_ops, math_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.RegAdagradOptimizer", gone="2.0")
class RegAdagradOptimizer(tf.train.AdagradOptimizer):
    """Adagrad whose accumulators can be left as they are: for the gradients of a regulariser, say."""

    _update_slots = True

    def __init__(
        self,
        learning_rate: Any,
        initial_accumulator_value: float = 0.1,
        use_locking: bool = False,
        name: str = "RegAdagrad",
    ):
        super().__init__(learning_rate, initial_accumulator_value, use_locking, name)

    @contextmanager
    def avoid_updating_slots(self) -> Iterator[None]:
        """Gradients that are applied in the block leave the accumulators as they are."""
        before, self._update_slots = self._update_slots, False
        try:
            yield
        finally:
            self._update_slots = before

    @property
    def _options(self) -> dict[str, bool]:
        return {"use_locking": self._use_locking, "update_slots": self._update_slots}

    def _rate(self, dtype: Any) -> Any:
        return math_ops.cast(self._learning_rate_tensor, dtype.base_dtype)

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        sums = self.get_slot(var, "accumulator")
        return gen_training_ops.apply_adagrad(var, sums, self._rate(var.dtype), grad, **self._options)

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        sums = self.get_slot(var, "accumulator")
        return gen_training_ops.resource_apply_adagrad(
            var.handle, sums.handle, self._rate(grad.dtype), grad, **self._options
        )

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        sums = self.get_slot(var, "accumulator")
        return gen_training_ops.sparse_apply_adagrad(
            var, sums, self._rate(var.dtype), grad.values, grad.indices, **self._options
        )

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        sums = self.get_slot(var, "accumulator")
        return gen_training_ops.resource_sparse_apply_adagrad(
            var.handle, sums.handle, self._rate(grad.dtype), grad, indices, **self._options
        )
