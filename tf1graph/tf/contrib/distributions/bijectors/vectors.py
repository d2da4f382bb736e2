"""Maps of vectors: `SoftmaxCentered`, `FillTriangular`, `ScaleTriL`, and `SinhArcsinh` of numbers."""

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
    math_ops,
    ops,
    tensor_shape,
)
from tf1graph.tf.contrib.distributions.bijectors.affine import AffineScalar
from tf1graph.tf.contrib.distributions.bijectors.composed import Chain, TransformDiagonal
from tf1graph.tf.contrib.distributions.bijectors.elementwise import Softplus
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.bijectors.SoftmaxCentered", today="tfp.bijectors.SoftmaxCentered", gone="2.0")
class SoftmaxCentered(bijector_impl.Bijector):
    """The softmax of vectors with a 0 put after them."""

    def __init__(self, validate_args: bool = False, name: str = "softmax_centered"):
        self._graph_parents: list[Any] = []
        self._name = name
        super().__init__(forward_min_event_ndims=1, validate_args=validate_args, name=name)

    def _forward_event_shape(self, input_shape: Any) -> Any:
        size = _last(input_shape)
        return input_shape if size is None else tensor_shape.TensorShape([size + 1])

    def _forward_event_shape_tensor(self, input_shape: Any) -> Any:
        return (input_shape[-1] + 1)[..., array_ops.newaxis]

    def _inverse_event_shape(self, output_shape: Any) -> Any:
        size = _last(output_shape)
        if size is None:
            return output_shape
        if size <= 1:
            raise ValueError(f"output_shape[-1] = {size} <= 1")
        return tensor_shape.TensorShape([size - 1])

    def _inverse_event_shape_tensor(self, output_shape: Any) -> Any:
        if self.validate_args:
            words = "Need last dimension greater than 1."
            check = check_ops.assert_greater(output_shape[-1], 1, message=words)
            output_shape = control_flow_ops.with_dependencies([check], output_shape)
        return (output_shape[-1] - 1)[..., array_ops.newaxis]

    def _forward(self, x: Any) -> Any:
        return compat_v1.nn.softmax(_sized(distribution_util.pad(x, axis=-1, back=True), x, 1))

    def _inverse(self, y: Any) -> Any:
        x = math_ops.log(y)
        norm = (-x[..., -1])[..., array_ops.newaxis]
        return _sized(x[..., :-1] + norm, y, -1)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        return -math_ops.reduce_sum(math_ops.log(y), axis=-1)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        norm = compat_v1.nn.softplus(math_ops.reduce_logsumexp(x, axis=-1, keepdims=True))
        shares = -norm + math_ops.reduce_sum(x - norm, axis=-1, keepdims=True)
        return array_ops.squeeze(shares, axis=-1)


def _last(shape: Any) -> Any:
    return None if shape.ndims is None else compat_v1.dimension_value(shape[-1])


def _sized(tensor: Any, like: Any, longer: int) -> Any:
    """`tensor` with the shape of `like`, whose last axis is `longer` shorter."""
    if like.shape.ndims is not None:
        size = _last(like.shape)
        shape = like.shape[:-1].concatenate([None if size is None else size + longer])
        tensor.shape.assert_is_compatible_with(shape)
        tensor.set_shape(shape)
    return tensor


@provide("tf.contrib.distributions.bijectors.FillTriangular", today="tfp.bijectors.FillTriangular", gone="2.0")
class FillTriangular(bijector_impl.Bijector):
    """Vectors [..., n (n + 1) / 2] as triangles [..., n, n]."""

    def __init__(self, upper: bool = False, validate_args: bool = False, name: str = "fill_triangular"):
        self._upper = upper
        super().__init__(forward_min_event_ndims=1, inverse_min_event_ndims=2, validate_args=validate_args, name=name)

    def _forward(self, x: Any) -> Any:
        return distribution_util.fill_triangular(x, upper=self._upper)

    def _inverse(self, y: Any) -> Any:
        return distribution_util.fill_triangular_inverse(y, upper=self._upper)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        return array_ops.zeros_like(x[..., 0])

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        return array_ops.zeros_like(y[..., 0, 0])

    def _forward_event_shape(self, input_shape: Any) -> Any:
        count = compat_v1.dimension_value(input_shape[-1])
        rows = None
        if count is not None:
            exact = (-1 + np.sqrt(1 + 8 * count)) / 2.0
            rows = int(exact)
            if rows != exact:
                raise ValueError("Vector length is not a triangular number.")
        return input_shape[:-1].concatenate([rows, rows])

    def _inverse_event_shape(self, output_shape: Any) -> Any:
        rows, columns = (compat_v1.dimension_value(size) for size in output_shape[-2:])
        count = None
        if rows is not None and columns is not None:
            if rows != columns:
                raise ValueError(f"Matrix must be square. (saw [{rows}, {columns}])")
            count = rows * (rows + 1) // 2
        return output_shape[:-2].concatenate([count])

    def _forward_event_shape_tensor(self, input_shape_tensor: Any) -> Any:
        batch_shape, count = input_shape_tensor[:-1], input_shape_tensor[-1]
        with compat_v1.name_scope("vector_size_to_square_matrix_size"):
            rows = (-1.0 + math_ops.sqrt(1 + 8.0 * math_ops.cast(count, compat_v1.float32))) / 2.0
            if self.validate_args:
                whole = math_ops.cast(math_ops.cast(rows, compat_v1.int32), compat_v1.float32)
                check = check_ops.assert_equal(whole, rows, message="Vector length is not a triangular number")
                with compat_v1.control_dependencies([check]):
                    rows = array_ops.identity(rows)
            rows = math_ops.cast(rows, count.dtype)
        return array_ops.concat([batch_shape, [rows, rows]], axis=0)

    def _inverse_event_shape_tensor(self, output_shape_tensor: Any) -> Any:
        batch_shape, rows = output_shape_tensor[:-2], output_shape_tensor[-1]
        if self.validate_args:
            check = check_ops.assert_equal(rows, output_shape_tensor[-2], message="Matrix must be square.")
            with compat_v1.control_dependencies([check]):
                rows = array_ops.identity(rows)
        count = math_ops.cast(rows * (rows + 1) / 2, output_shape_tensor.dtype)
        return array_ops.concat([batch_shape, [count]], axis=0)


@provide(
    "tf.contrib.distributions.bijectors.ScaleTriL",
    fidelity="approximate",
    today="tfp.bijectors.ScaleTriL",
    gone="2.0",
    note="1.15.5's nodes; today's graph optimizer loses the sign of a forward_log_det_jacobian that is itself fetched",
)
class ScaleTriL(Chain):
    """Vectors as lower triangles whose diagonal is positive.

    Args:
      diag_bijector: of the diagonal; `Softplus` where it is None.
      diag_shift: added to the diagonal; not where it is None.
      validate_args: whether arguments are checked when the graph runs.
      name: of the bijector.
    """

    def __init__(
        self,
        diag_bijector: Any = None,
        diag_shift: Any = 1e-5,
        validate_args: bool = False,
        name: str = "scale_tril",
    ):
        of_diagonal = Softplus(validate_args=validate_args) if diag_bijector is None else diag_bijector
        if diag_shift is not None:
            of_diagonal = Chain([AffineScalar(shift=diag_shift), of_diagonal])
        maps = [TransformDiagonal(diag_bijector=of_diagonal), FillTriangular()]
        super().__init__(maps, validate_args=validate_args, name=name)


@provide("tf.contrib.distributions.bijectors.SinhArcsinh", today="tfp.bijectors.SinhArcsinh", gone="2.0")
class SinhArcsinh(bijector_impl.Bijector):
    """`sinh((asinh(x) + skewness) · tailweight)`, of numbers; 0 and 1 where they are None."""

    def __init__(
        self,
        skewness: Any = None,
        tailweight: Any = None,
        validate_args: bool = False,
        name: str = "SinhArcsinh",
    ):
        self._graph_parents: list[Any] = []
        self._name = name
        self._validate_args = validate_args
        with self._name_scope("init", values=[skewness, tailweight]):
            skewness = 0.0 if skewness is None else skewness
            tailweight = 1.0 if tailweight is None else tailweight
            self._skewness = ops.convert_to_tensor(skewness, name="skewness")
            self._tailweight = ops.convert_to_tensor(tailweight, name="tailweight", dtype=self._skewness.dtype)
            check_ops.assert_same_float_dtype([self._skewness, self._tailweight])
            if validate_args:
                words = "Argument tailweight was not positive"
                check = check_ops.assert_positive(self._tailweight, message=words)
                self._tailweight = control_flow_ops.with_dependencies([check], self._tailweight)
        super().__init__(forward_min_event_ndims=0, validate_args=validate_args, name=name)

    @property
    def skewness(self) -> Any:
        return self._skewness

    @property
    def tailweight(self) -> Any:
        return self._tailweight

    def _forward(self, x: Any) -> Any:
        return math_ops.sinh((math_ops.asinh(x) + self.skewness) * self.tailweight)

    def _inverse(self, y: Any) -> Any:
        return math_ops.sinh(math_ops.asinh(y) / self.tailweight - self.skewness)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        steepness = math_ops.cosh(math_ops.asinh(y) / self.tailweight - self.skewness) / _root(y)
        return math_ops.log(steepness) - math_ops.log(self.tailweight)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        steepness = math_ops.cosh((math_ops.asinh(x) + self.skewness) * self.tailweight) / _root(x)
        return math_ops.log(steepness) + math_ops.log(self.tailweight)


def _root(x: Any) -> Any:
    """`sqrt(x² + 1)` without overflow."""
    small = math_ops.abs(x) * np.sqrt(np.finfo(x.dtype.as_numpy_dtype).eps) <= 1.0
    return compat_v1.where_v2(small, math_ops.sqrt(x**2.0 + 1.0), math_ops.abs(x))
