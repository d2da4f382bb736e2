"""Exponential distributions of vectors: `VectorExponentialDiag` and its base."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1
from tf1graph.tf.contrib.distributions.bijectors.affine import AffineLinearOperator
from tf1graph.tf.contrib.distributions.linear import OfLinearOperator
from tf1graph.tf.contrib.distributions.scale import check_scale, make_diag_scale, shapes_of, tensor_of
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.VectorExponentialLinearOperator", gone="2.0")
class VectorExponentialLinearOperator(OfLinearOperator):
    """`scale · z + loc` of independent `z` that are exponential with the rate 1.

    Args:
      loc: a tensor [..., size]; zero where it is None.
      scale: a `tf.linalg.LinearOperator`.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      ValueError: there is no `scale`.
      TypeError: it is of whole numbers.
    """

    def __init__(
        self,
        loc: Any = None,
        scale: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "VectorExponentialLinearOperator",
    ):
        parameters = dict(locals())
        check_scale(scale)
        with compat_v1.name_scope(name, values=[loc]) as scope:
            loc = tensor_of(loc, "loc")
            batch_shape, event_shape = shapes_of(loc, scale)
            super().__init__(
                distribution=compat_v1.distributions.Exponential(
                    rate=array_ops.ones([], dtype=scale.dtype), allow_nan_stats=allow_nan_stats
                ),
                bijector=AffineLinearOperator(shift=loc, scale=scale, validate_args=validate_args),
                batch_shape=batch_shape,
                event_shape=event_shape,
                validate_args=validate_args,
                name=scope,
            )
        self._parameters = parameters

    def _mean(self) -> Any:
        return self._mapped(array_ops.ones)

    def _mode(self) -> Any:
        return self._mapped(array_ops.zeros)

    def _mapped(self, numbers: Any) -> Any:
        shape, _ = self._shape()
        scaled = self.scale.matvec(numbers(shape, self.dtype))
        return scaled if self.loc is None else array_ops.identity(self.loc) + scaled


@provide("tf.contrib.distributions.VectorExponentialDiag", gone="2.0")
class VectorExponentialDiag(VectorExponentialLinearOperator):
    """An exponential distribution of vectors whose parts are independent.

    Args:
      loc: where it begins, [..., size]; at zero where it is None.
      scale_diag: the scales, [..., size].
      scale_identity_multiplier: added to all of them, [...]; they are one where neither is given.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      ValueError: nothing tells the size.
    """

    def __init__(
        self,
        loc: Any = None,
        scale_diag: Any = None,
        scale_identity_multiplier: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "VectorExponentialDiag",
    ):
        parameters = dict(locals())
        with (
            compat_v1.name_scope(name) as scope,
            compat_v1.name_scope("init", values=[loc, scale_diag, scale_identity_multiplier]),
        ):
            scale = make_diag_scale(loc, scale_diag, scale_identity_multiplier)
        super().__init__(loc=loc, scale=scale, validate_args=validate_args, allow_nan_stats=allow_nan_stats, name=scope)
        self._parameters = parameters
