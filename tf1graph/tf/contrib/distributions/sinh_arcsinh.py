"""Normal distributions made skewed and heavy-tailed: `SinhArcsinh`, `VectorSinhArcsinhDiag`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, control_flow_ops, ops
from tf1graph.tf.contrib.distributions.bijectors import vectors
from tf1graph.tf.contrib.distributions.bijectors.affine import Affine, AffineScalar
from tf1graph.tf.contrib.distributions.bijectors.composed import Chain
from tf1graph.tf.contrib.distributions.scalar import broadcast_shape_of, check_scalar
from tf1graph.tf.contrib.distributions.scale import make_diag_scale, shapes_of, tensor_of
from tf1graph.tf.contrib.distributions.transformed_distribution import TransformedDistribution
from tf1graph.tf.names import provide


class _Skewed(TransformedDistribution):
    _loc: Any
    _scale: Any
    _skewness: Any
    _tailweight: Any

    @property
    def loc(self) -> Any:
        return self._loc

    @property
    def scale(self) -> Any:
        return self._scale

    @property
    def skewness(self) -> Any:
        return self._skewness

    @property
    def tailweight(self) -> Any:
        return self._tailweight


def _base(distribution: Any, like: Any, validate_args: bool, allow_nan_stats: bool) -> tuple[Any, Any]:
    """The distribution before the map, and `like` after its checks."""
    dtype = like.dtype
    if distribution is not None:
        checks = check_scalar(distribution, dtype, validate_args)
        return distribution, control_flow_ops.with_dependencies(checks, like) if checks else like
    zero, one = array_ops.zeros([], dtype=dtype), array_ops.ones([], dtype=dtype)
    return compat_v1.distributions.Normal(loc=zero, scale=one, allow_nan_stats=allow_nan_stats), like


def _map(scale: Any, skewness: Any, tailweight: Any, is_skewed: bool, affine: Any) -> Any:
    """The skewing map and an affine one after it, so that 2 stays where it is but for `scale`."""
    skewing = symmetric = vectors.SinhArcsinh(skewness=skewness, tailweight=tailweight)
    if is_skewed:
        zero = skewness.dtype.as_numpy_dtype(0.0)
        symmetric = vectors.SinhArcsinh(skewness=zero, tailweight=tailweight)
    scale = 2 * scale / symmetric.forward(ops.convert_to_tensor(2, dtype=skewness.dtype))
    return Chain([affine(scale), skewing])


@provide("tf.contrib.distributions.SinhArcsinh", today="tfp.distributions.SinhArcsinh", gone="2.0")
class SinhArcsinh(_Skewed):
    """`loc + scale · sinh((asinh(z) + skewness) · tailweight)` times a constant, of a `z` that is normal.

    Args:
      loc, scale: floating tensors that broadcast.
      skewness, tailweight: tensors of their dtype; 0 and 1 where they are None.
      distribution: of `z`, scalar and without a batch; the standard normal one where it is None.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      TypeError: `distribution` is of another dtype.
      ValueError: it is not scalar.
    """

    def __init__(
        self,
        loc: Any,
        scale: Any,
        skewness: Any = None,
        tailweight: Any = None,
        distribution: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "SinhArcsinh",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[loc, scale, skewness, tailweight]) as scope:
            loc = ops.convert_to_tensor(loc, name="loc")
            dtype = loc.dtype
            scale = ops.convert_to_tensor(scale, name="scale", dtype=dtype)
            is_skewed = skewness is not None
            weight = ops.convert_to_tensor(1.0 if tailweight is None else tailweight, name="tailweight", dtype=dtype)
            skewness = ops.convert_to_tensor(skewness if is_skewed else 0.0, name="skewness", dtype=dtype)
            batch_shape = broadcast_shape_of(loc, scale, weight, skewness)
            distribution, loc = _base(distribution, loc, validate_args, allow_nan_stats)

            def affine(scale: Any) -> Any:
                return AffineScalar(shift=loc, scale=scale, validate_args=validate_args)

            super().__init__(
                distribution=distribution,
                bijector=_map(scale, skewness, weight, is_skewed, affine),
                batch_shape=batch_shape,
                validate_args=validate_args,
                name=scope,
            )
        self._parameters = parameters
        self._loc, self._scale, self._tailweight, self._skewness = loc, scale, weight, skewness


@provide("tf.contrib.distributions.VectorSinhArcsinhDiag", gone="2.0")
class VectorSinhArcsinhDiag(_Skewed):
    """`SinhArcsinh` of vectors whose parts are independent.

    Args:
      loc: a tensor [..., size]; zero where it is None.
      scale_diag: the scales, [..., size].
      scale_identity_multiplier: added to all of them, [...]; they are one where neither is given.
      skewness, tailweight, distribution: as of `SinhArcsinh`.
      validate_args, allow_nan_stats, name: as of `SinhArcsinh`; the name is that of another one in 1.15.5.

    Raises:
      TypeError, ValueError: as of `SinhArcsinh`; nothing tells the size.
    """

    def __init__(
        self,
        loc: Any = None,
        scale_diag: Any = None,
        scale_identity_multiplier: Any = None,
        skewness: Any = None,
        tailweight: Any = None,
        distribution: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "MultivariateNormalLinearOperator",
    ):
        parameters = dict(locals())
        given = [loc, scale_diag, scale_identity_multiplier, skewness, tailweight]
        with compat_v1.name_scope(name, values=given) as scope:
            loc = tensor_of(loc, "loc")
            is_skewed = skewness is not None
            scale = make_diag_scale(loc, scale_diag, scale_identity_multiplier)
            batch_shape, event_shape = shapes_of(loc, scale)
            diagonal = scale.diag_part()
            dtype = diagonal.dtype
            distribution, diagonal = _base(distribution, diagonal, validate_args, allow_nan_stats)
            skewness = ops.convert_to_tensor(skewness if is_skewed else 0.0, dtype=dtype, name="skewness")
            weight = ops.convert_to_tensor(1.0 if tailweight is None else tailweight, dtype=dtype, name="tailweight")

            def affine(scale: Any) -> Any:
                return Affine(shift=loc, scale_diag=scale, validate_args=validate_args)

            super().__init__(
                distribution=distribution,
                bijector=_map(diagonal, skewness, weight, is_skewed, affine),
                batch_shape=batch_shape,
                event_shape=event_shape,
                validate_args=validate_args,
                name=scope,
            )
        self._parameters = parameters
        self._loc, self._scale, self._tailweight, self._skewness = loc, scale, weight, skewness
