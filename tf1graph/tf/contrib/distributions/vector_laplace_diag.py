"""Laplace distributions of vectors: `VectorLaplaceDiag` and its base."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1
from tf1graph.tf.contrib.distributions.bijectors.affine import AffineLinearOperator
from tf1graph.tf.contrib.distributions.linear import OfLinearOperator
from tf1graph.tf.contrib.distributions.scale import check_scale, make_diag_scale, shapes_of, tensor_of
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.VectorLaplaceLinearOperator", gone="2.0")
class VectorLaplaceLinearOperator(OfLinearOperator):
    """`scale · z + loc` of independent `z` of Laplace's distribution.

    Args:
      loc: the mean, [..., size]; zero where it is None.
      scale: a `tf.linalg.LinearOperator`.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      ValueError: there is no `scale`.
      TypeError: it is of whole numbers.
    """

    _variance_of_number = 2.0

    def __init__(
        self,
        loc: Any = None,
        scale: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "VectorLaplaceLinearOperator",
    ):
        parameters = dict(locals())
        check_scale(scale)
        with compat_v1.name_scope(name, values=[loc]):  # and the name once more inside, as in 1.15.5
            loc = tensor_of(loc, "loc")
            batch_shape, event_shape = shapes_of(loc, scale)
            super().__init__(
                distribution=compat_v1.distributions.Laplace(
                    loc=array_ops.zeros([], dtype=scale.dtype), scale=array_ops.ones([], dtype=scale.dtype)
                ),
                bijector=AffineLinearOperator(shift=loc, scale=scale, validate_args=validate_args),
                batch_shape=batch_shape,
                event_shape=event_shape,
                validate_args=validate_args,
                name=name,
            )
        self._parameters = parameters


@provide("tf.contrib.distributions.VectorLaplaceDiag", gone="2.0")
class VectorLaplaceDiag(VectorLaplaceLinearOperator):
    """A Laplace distribution of vectors whose parts are independent.

    Args:
      loc: the mean, [..., size]; zero where it is None.
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
        name: str = "VectorLaplaceDiag",
    ):
        parameters = dict(locals())
        with (
            compat_v1.name_scope(name),
            compat_v1.name_scope("init", values=[loc, scale_diag, scale_identity_multiplier]),
        ):
            scale = make_diag_scale(loc, scale_diag, scale_identity_multiplier)
        super().__init__(loc=loc, scale=scale, validate_args=validate_args, allow_nan_stats=allow_nan_stats, name=name)
        self._parameters = parameters
