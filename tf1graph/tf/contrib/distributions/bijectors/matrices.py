"""Maps of lower triangles: `CholeskyOuterProduct`, `MatrixInverseTriL`."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    bijector_impl,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution_util,
    gen_math_ops,
    linalg_ops,
    math_ops,
)
from tf1graph.tf.names import provide


class _OfMatrices(bijector_impl.Bijector):
    def __init__(self, validate_args: bool, name: str):
        self._graph_parents: list[Any] = []
        self._name = name
        super().__init__(forward_min_event_ndims=2, validate_args=validate_args, name=name)


@provide(
    "tf.contrib.distributions.bijectors.CholeskyOuterProduct", today="tfp.bijectors.CholeskyOuterProduct", gone="2.0"
)
class CholeskyOuterProduct(_OfMatrices):
    """`x · xᵀ` of lower triangles [..., n, n] with a positive diagonal; what lies above it is passed over."""

    def __init__(self, validate_args: bool = False, name: str = "cholesky_outer_product"):
        super().__init__(validate_args, name)

    def _forward(self, x: Any) -> Any:
        if self.validate_args:
            x = control_flow_ops.with_dependencies(_is_square_matrix(x, None, None), x)
        x = compat_v1.matrix_band_part(x, -1, 0)
        return math_ops.matmul(x, x, adjoint_b=True)

    def _inverse(self, y: Any) -> Any:
        return compat_v1.cholesky(y)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        diagonal = _as_rows(array_ops.matrix_diag_part(x))
        if self.validate_args:
            checks = _is_square_matrix(
                x, "Input must be a (batch of) matrix.", "Input must be a (batch of) square matrix."
            )
            checks.append(check_ops.assert_positive(diagonal, message="Input must be positive definite."))
            x = control_flow_ops.with_dependencies(checks, x)
        size: Any = None if x.shape.ndims is None else compat_v1.dimension_value(x.shape[-1])
        if size is None:
            size = array_ops.shape(x)[-1]
            first = math_ops.cast(size, dtype=x.dtype)
        else:
            first = np.array(size, dtype=x.dtype.as_numpy_dtype)
        weights = gen_math_ops.lin_space(first, 1.0, size, name="LinSpace")
        logs = math_ops.log(diagonal)
        weighted = array_ops.squeeze(math_ops.matmul(logs, weights[..., array_ops.newaxis]), axis=-1)
        found = first * np.log(2.0) + weighted
        if x.shape.ndims is not None:
            return array_ops.squeeze(found, axis=-1) if x.shape.ndims == 2 else found
        shape = array_ops.shape(found)
        before = shape[:-1]
        is_one = math_ops.equal(array_ops.rank(x), 2)
        last = distribution_util.pick_vector(is_one, np.array([], dtype=np.int32), shape[-1:])
        return array_ops.reshape(found, array_ops.concat([before, last], 0))


def _as_rows(x: Any) -> Any:
    """`x` [..., n], with an axis before its only one."""
    if x.shape.ndims is not None:
        return x[array_ops.newaxis, :] if x.shape.ndims == 1 else x
    shape = array_ops.shape(x)
    before = shape[:-1]
    is_one = math_ops.equal(array_ops.rank(x), 1)
    added = distribution_util.pick_vector(is_one, [1], np.array([], dtype=np.int32))
    return array_ops.reshape(x, array_ops.concat([before, added, shape[-1:]], 0))


def _is_square_matrix(x: Any, of_rank: str | None, of_size: str | None) -> list[Any]:
    is_matrix = check_ops.assert_rank_at_least(x, 2, message=of_rank)
    shape = array_ops.shape(x)
    return [is_matrix, check_ops.assert_equal(shape[-2], shape[-1], message=of_size)]


@provide("tf.contrib.distributions.bijectors.MatrixInverseTriL", today="tfp.bijectors.MatrixInverseTriL", gone="2.0")
class MatrixInverseTriL(_OfMatrices):
    """The inverses of lower triangles [..., n, n]."""

    def __init__(self, validate_args: bool = False, name: str = "matrix_inverse_tril"):
        super().__init__(validate_args, name)

    def _forward(self, x: Any) -> Any:
        with compat_v1.control_dependencies(self._checks(x)):
            shape = array_ops.shape(x)
            identity = compat_v1.eye(shape[-1], batch_shape=shape[:-2])
            return linalg_ops.matrix_triangular_solve(x, identity, lower=True)

    def _inverse(self, y: Any) -> Any:
        return self._forward(y)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        with compat_v1.control_dependencies(self._checks(x)):
            size = -2.0 * math_ops.cast(array_ops.shape(x)[-1], x.dtype.base_dtype)
            logs = math_ops.log(math_ops.abs(array_ops.matrix_diag_part(x)))
            return size * math_ops.reduce_sum(logs, axis=-1)

    def _checks(self, x: Any) -> list[Any]:
        if not self.validate_args:
            return []
        shape = array_ops.shape(x)
        checks = [
            check_ops.assert_rank_at_least(x, 2, message="Input must have rank at least 2."),
            check_ops.assert_equal(shape[-2], shape[-1], message="Input must be a square matrix."),
        ]
        no_diagonal = array_ops.matrix_set_diag(x, array_ops.zeros(shape[:-1], dtype=compat_v1.float32))
        above = compat_v1.matrix_band_part(no_diagonal, 0, -1)
        words = "Input must be lower triangular."
        checks.append(check_ops.assert_equal(above, array_ops.zeros_like(above), message=words))
        diagonal = array_ops.matrix_diag_part(x)
        words = "Input must have all diagonal entries nonzero."
        checks.append(check_ops.assert_none_equal(diagonal, array_ops.zeros_like(diagonal), message=words))
        return checks
