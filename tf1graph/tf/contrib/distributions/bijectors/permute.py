"""`Permute`: the parts of vectors in another order."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    bijector_impl,
    check_ops,
    compat_v1,
    control_flow_ops,
    math_ops,
    ops,
    tensor_util,
)
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.bijectors.Permute", today="tfp.bijectors.Permute", gone="2.0")
class Permute(bijector_impl.Bijector):
    """The parts of vectors in the order `permutation`, a vector of the numbers from 0 on."""

    def __init__(self, permutation: Any, validate_args: bool = False, name: str | None = None):
        words = "Permutation over `d` must contain exactly one of each of `{0, 1, ..., d}`."
        with compat_v1.name_scope(name, "permute", values=[permutation]):
            permutation = ops.convert_to_tensor(permutation, name="permutation")
            if not permutation.dtype.is_integer:
                raise TypeError(f"permutation.dtype ({permutation.dtype.name}) should be `int`-like.")
            known = tensor_util.constant_value(permutation)
            if known is not None:
                if set(known) != set(np.arange(known.size)):
                    raise ValueError(words)
            elif validate_args:
                order, _ = compat_v1.nn.top_k(-permutation, k=array_ops.shape(permutation)[-1], sorted=True)
                check = check_ops.assert_equal(-order, math_ops.range(array_ops.size(order)), message=words)
                permutation = control_flow_ops.with_dependencies([check], permutation)
            self._permutation = permutation
            super().__init__(
                forward_min_event_ndims=1,
                is_constant_jacobian=True,
                validate_args=validate_args,
                name=name or "permute",
            )

    @property
    def permutation(self) -> Any:
        return self._permutation

    def _forward(self, x: Any) -> Any:
        return array_ops.gather(x, self.permutation, axis=-1)

    def _inverse(self, y: Any) -> Any:
        return array_ops.gather(y, array_ops.invert_permutation(self.permutation), axis=-1)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        return compat_v1.constant(0.0, dtype=y.dtype.base_dtype)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        return compat_v1.constant(0.0, dtype=x.dtype.base_dtype)
