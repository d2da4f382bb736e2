"""Affine maps: `AffineLinearOperator`, `Affine`, `AffineScalar`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    array_ops,
    bijector_impl,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution_util,
    math_ops,
    ops,
)
from tf1graph.tf.contrib.distributions.scale import low_rank_update, make_tril_scale, parents_of, tensor_of
from tf1graph.tf.contrib.distributions.shape import DistributionShape
from tf1graph.tf.names import provide


class _Operator(bijector_impl.Bijector):
    """`scale · x + shift` of vectors, where `scale` is a linear operator or None."""

    _scale: Any
    _shift: Any
    _shaper: Any

    @property
    def shift(self) -> Any:
        return self._shift

    @property
    def scale(self) -> Any:
        return self._scale

    def _forward(self, x: Any) -> Any:
        y = x
        if self.scale is not None:
            y, samples = self._shaper.make_batch_of_event_sample_matrices(y, expand_batch_dim=False)
            with compat_v1.control_dependencies(self._checks()):
                y = self.scale.matmul(y)
            y = self._shaper.undo_make_batch_of_event_sample_matrices(y, samples, expand_batch_dim=False)
        return y if self.shift is None else y + self.shift

    def _inverse(self, y: Any) -> Any:
        x = y if self.shift is None else y - self.shift
        if self.scale is not None:
            x, samples = self._shaper.make_batch_of_event_sample_matrices(x, expand_batch_dim=False)
            x = self.scale.solve(x)
            x = self._shaper.undo_make_batch_of_event_sample_matrices(x, samples, expand_batch_dim=False)
        return x

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        if self.scale is None:
            return compat_v1.constant(0.0, dtype=x.dtype.base_dtype)
        with compat_v1.control_dependencies(self._checks()):
            return self.scale.log_abs_determinant()

    def _checks(self) -> list[Any]:
        if not self.validate_args:
            return []
        try:
            return [self.scale.assert_non_singular()]
        except NotImplementedError:
            return []

    def _batch_ndims(self, scale: Any) -> Any:
        return scale.tensor_rank_tensor() - 2 if scale.tensor_rank is None else scale.tensor_rank - 2


@provide("tf.contrib.distributions.bijectors.AffineLinearOperator", today="tfp.bijectors", gone="2.0")
class AffineLinearOperator(_Operator):
    """`scale · x + shift` of vectors, with a linear operator.

    Args:
      shift: a tensor [..., size]; zero where it is None.
      scale: a `tf.linalg.LinearOperator`; the identity where it is None.
      validate_args: whether the operator is checked when the graph runs.
      name: of the bijector.

    Raises:
      TypeError: `scale` is no operator, or of another dtype.
      ValueError: it is not known to be non-singular and `validate_args` holds.
    """

    def __init__(
        self, shift: Any = None, scale: Any = None, validate_args: bool = False, name: str = "affine_linear_operator"
    ):
        self._graph_parents: list[Any] = []
        self._name = name
        self._validate_args = validate_args
        parents = []
        with self._name_scope("init", values=[shift]):
            dtype, batch_ndims = compat_v1.float32, 0
            if shift is not None:
                shift = ops.convert_to_tensor(shift, name="shift")
                parents.append(shift)
                dtype = shift.dtype.base_dtype
            self._shift = shift
            if scale is not None:
                if shift is not None and shift.dtype.base_dtype != scale.dtype.base_dtype:
                    raise TypeError(f"shift.dtype({shift.dtype}) is incompatible with scale.dtype({scale.dtype}).")
                if not isinstance(scale, compat_v1.linalg.LinearOperator):
                    raise TypeError("scale is not an instance of tf.LinearOperator")
                if validate_args and not scale.is_non_singular:
                    raise ValueError("Scale matrix must be non-singular.")
                parents += parents_of(scale)
                batch_ndims = self._batch_ndims(scale)
                dtype = dtype if scale.dtype is None else scale.dtype.base_dtype
            self._scale = scale
            self._shaper = DistributionShape(batch_ndims, 1, validate_args)
            super().__init__(
                forward_min_event_ndims=1,
                graph_parents=parents,
                is_constant_jacobian=True,
                dtype=dtype,
                validate_args=validate_args,
                name=name,
            )


@provide("tf.contrib.distributions.bijectors.Affine", today="tfp.bijectors", gone="2.0")
class Affine(_Operator):
    """`scale · x + shift` of vectors, where the scale is the sum of what is given.

    Args:
      shift: a tensor [..., size]; zero where it is None.
      scale_identity_multiplier: of the identity.
      scale_diag: a diagonal, [..., size].
      scale_tril: a lower triangle, [..., size, size].
      scale_perturb_factor, scale_perturb_diag: `factor · diag · factorᵀ`, [..., size, rank] and [..., rank].
      validate_args: whether the scale is checked when the graph runs.
      name: of the bijector.

    Raises:
      TypeError: `shift` and scale are of different dtypes.
      ValueError: there is a diagonal of the perturbation without its factor.
    """

    def __init__(
        self,
        shift: Any = None,
        scale_identity_multiplier: Any = None,
        scale_diag: Any = None,
        scale_tril: Any = None,
        scale_perturb_factor: Any = None,
        scale_perturb_diag: Any = None,
        validate_args: bool = False,
        name: str = "affine",
    ):
        self._graph_parents: list[Any] = []
        self._name = name
        self._validate_args = validate_args
        if scale_perturb_diag is not None and scale_perturb_factor is None:
            raise ValueError("When scale_perturb_diag is specified, scale_perturb_factor must be specified.")
        self._is_multiplier = scale_tril is None and scale_diag is None and scale_perturb_factor is None
        with self._name_scope("init", values=[shift]):
            dtype = compat_v1.float32
            if shift is not None:
                shift = ops.convert_to_tensor(shift, name="shift")
                dtype = shift.dtype.base_dtype
            self._shift = shift
            if self._is_multiplier and scale_identity_multiplier is None:
                scale_identity_multiplier = ops.convert_to_tensor(1.0, dtype=dtype)
            parts = [
                tensor_of(x, called)
                for x, called in (
                    (scale_identity_multiplier, "identity_multiplier"),
                    (scale_diag, "diag"),
                    (scale_tril, "tril"),
                    (scale_perturb_diag, "perturb_diag"),
                    (scale_perturb_factor, "perturb_factor"),
                )
            ]
            scale = self._make_scale(*parts)
            batch_ndims = 0
            dtype = dtype if scale.dtype is None else scale.dtype.base_dtype
            if not self._is_multiplier:
                if shift is not None and shift.dtype.base_dtype != scale.dtype.base_dtype:
                    raise TypeError(f"shift.dtype({shift.dtype}) is incompatible with scale.dtype({scale.dtype}).")
                batch_ndims = self._batch_ndims(scale)
            self._scale = scale
            self._shaper = DistributionShape(batch_ndims, 1, validate_args)
            super().__init__(
                forward_min_event_ndims=1,
                graph_parents=[scale] if self._is_multiplier else parents_of(scale),
                is_constant_jacobian=True,
                dtype=dtype,
                validate_args=validate_args,
                name=name,
            )

    def _make_scale(self, multiplier: Any, diag: Any, tril: Any, perturb_diag: Any, perturb_factor: Any) -> Any:
        hint = None if perturb_factor is None else distribution_util.dimension_size(perturb_factor, axis=-2)
        if self._is_multiplier:
            if not self._validate_args:
                return multiplier
            zero = array_ops.zeros([], multiplier.dtype)
            check = check_ops.assert_none_equal(multiplier, zero, ["identity_multiplier should be non-zero."])
            return control_flow_ops.with_dependencies([check], multiplier)
        scale = make_tril_scale(self._shift, tril, diag, multiplier, hint, self._validate_args)
        return scale if perturb_factor is None else low_rank_update(scale, perturb_factor, perturb_diag)

    def _forward(self, x: Any) -> Any:
        if not self._is_multiplier:
            return super()._forward(x)
        y = x * self._scale
        return y if self.shift is None else y + self.shift

    def _inverse(self, y: Any) -> Any:
        if not self._is_multiplier:
            return super()._inverse(y)
        x = y if self.shift is None else y - self.shift
        return x / self._scale

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        if not self._is_multiplier:
            return self.scale.log_abs_determinant()
        size = math_ops.cast(array_ops.shape(x)[-1], dtype=self._scale.dtype)
        return math_ops.log(math_ops.abs(self._scale)) * size


@provide("tf.contrib.distributions.bijectors.AffineScalar", today="tfp.bijectors", gone="2.0")
class AffineScalar(bijector_impl.Bijector):
    """`scale · x + shift` of numbers; one and zero where they are None."""

    def __init__(self, shift: Any = None, scale: Any = None, validate_args: bool = False, name: str = "affine_scalar"):
        self._graph_parents: list[Any] = []
        self._name = name
        self._validate_args = validate_args
        with self._name_scope("init", values=[scale, shift]):
            self._shift = tensor_of(shift, "shift")
            self._scale = tensor_of(scale, "scale")
            if self._scale is not None and validate_args:
                check = check_ops.assert_none_equal(self._scale, array_ops.zeros([], dtype=self._scale.dtype))
                self._scale = control_flow_ops.with_dependencies([check], self._scale)
            super().__init__(
                forward_min_event_ndims=0, is_constant_jacobian=True, validate_args=validate_args, name=name
            )

    @property
    def shift(self) -> Any:
        return self._shift

    @property
    def scale(self) -> Any:
        return self._scale

    def _forward(self, x: Any) -> Any:
        y = array_ops.identity(x)
        y = y if self.scale is None else y * self.scale
        return y if self.shift is None else y + self.shift

    def _inverse(self, y: Any) -> Any:
        x = array_ops.identity(y)
        x = x if self.shift is None else x - self.shift
        return x if self.scale is None else x / self.scale

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        if self.scale is None:
            return compat_v1.constant(0.0, dtype=x.dtype.base_dtype)
        return math_ops.log(math_ops.abs(self.scale))
