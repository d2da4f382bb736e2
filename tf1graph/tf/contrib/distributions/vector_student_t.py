"""Student's distribution of vectors, which 1.15.5 left out of what it published."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, distribution_util
from tf1graph.tf.contrib.distributions.bijectors.affine import Affine
from tf1graph.tf.contrib.distributions.scale import shapes_of
from tf1graph.tf.contrib.distributions.transformed_distribution import TransformedDistribution


class _VectorStudentT(TransformedDistribution):
    """`scale · z + loc` of independent `z` of Student's distribution.

    Args:
      df: the degrees of freedom.
      loc: a tensor [..., size]; zero where it is None.
      scale_identity_multiplier, scale_diag, scale_tril, scale_perturb_factor, scale_perturb_diag: as of `Affine`.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: is passed over, as in 1.15.5.
      name: of the distribution.
    """

    def __init__(
        self,
        df: Any,
        loc: Any = None,
        scale_identity_multiplier: Any = None,
        scale_diag: Any = None,
        scale_tril: Any = None,
        scale_perturb_factor: Any = None,
        scale_perturb_diag: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "VectorStudentT",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name) as scope, compat_v1.name_scope("init", values=[df, loc]):
            affine = Affine(
                shift=loc,
                scale_identity_multiplier=scale_identity_multiplier,
                scale_diag=scale_diag,
                scale_tril=scale_tril,
                scale_perturb_factor=scale_perturb_factor,
                scale_perturb_diag=scale_perturb_diag,
                validate_args=validate_args,
            )
            zero, one = (number([], dtype=affine.dtype) for number in (array_ops.zeros, array_ops.ones))
            distribution = compat_v1.distributions.StudentT(df=df, loc=zero, scale=one)
            batch_shape, event_shape = shapes_of(affine.shift, affine.scale)
            none = compat_v1.constant([], dtype=compat_v1.int32)
            super().__init__(
                distribution=distribution,
                bijector=affine,
                batch_shape=distribution_util.pick_vector(distribution.is_scalar_batch(), batch_shape, none),
                event_shape=event_shape,
                validate_args=validate_args,
                name=scope,
            )
        self._parameters = parameters

    @property
    def df(self) -> Any:
        return self.distribution.df

    @property
    def loc(self) -> Any:
        return self.bijector.shift

    @property
    def scale(self) -> Any:
        return self.bijector.scale
