"""Normal distributions of vectors: `MultivariateNormalDiag`, `MultivariateNormalTriL` and their like."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    control_flow_ops,
    distribution_util,
    kullback_leibler,
    math_ops,
    ops,
)
from tf1graph.tf.contrib.distributions.bijectors.affine import AffineLinearOperator
from tf1graph.tf.contrib.distributions.linear import OfLinearOperator
from tf1graph.tf.contrib.distributions.scale import (
    check_scale,
    is_diagonal,
    linalg,
    low_rank_update,
    make_diag_scale,
    shapes_of,
    tensor_of,
)
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.MultivariateNormalLinearOperator", gone="2.0")
class MultivariateNormalLinearOperator(OfLinearOperator):
    """A normal distribution of vectors [..., size], whose covariance is `scale · scaleᵀ`.

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

    def __init__(
        self,
        loc: Any = None,
        scale: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "MultivariateNormalLinearOperator",
    ):
        parameters = dict(locals())
        check_scale(scale)
        with compat_v1.name_scope(name, values=[loc]) as scope:
            loc = tensor_of(loc, "loc")
            batch_shape, event_shape = shapes_of(loc, scale)
        super().__init__(
            distribution=compat_v1.distributions.Normal(
                loc=array_ops.zeros([], dtype=scale.dtype), scale=array_ops.ones([], dtype=scale.dtype)
            ),
            bijector=AffineLinearOperator(shift=loc, scale=scale, validate_args=validate_args),
            batch_shape=batch_shape,
            event_shape=event_shape,
            validate_args=validate_args,
            name=scope,
        )
        self._parameters = parameters


@provide(
    "tf.contrib.distributions.MultivariateNormalDiag", today="tfp.distributions.MultivariateNormalDiag", gone="2.0"
)
class MultivariateNormalDiag(MultivariateNormalLinearOperator):
    """A normal distribution of vectors whose parts are independent.

    Args:
      loc: the mean, [..., size]; zero where it is None.
      scale_diag: the standard deviations, [..., size].
      scale_identity_multiplier: added to all of them, [...]; they are one where neither is given.
      validate_args, allow_nan_stats, name: as of `MultivariateNormalLinearOperator`.

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
        name: str = "MultivariateNormalDiag",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name) as scope, compat_v1.name_scope("init"):
            scale = make_diag_scale(loc, scale_diag, scale_identity_multiplier)
        super().__init__(loc=loc, scale=scale, validate_args=validate_args, allow_nan_stats=allow_nan_stats, name=scope)
        self._parameters = parameters


@provide("tf.contrib.distributions.MultivariateNormalDiagWithSoftplusScale", gone="2.0")
class MultivariateNormalDiagWithSoftplusScale(MultivariateNormalDiag):
    """`MultivariateNormalDiag` whose standard deviations are the softplus of `scale_diag`."""

    def __init__(
        self,
        loc: Any,
        scale_diag: Any,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "MultivariateNormalDiagWithSoftplusScale",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[scale_diag]) as scope:
            super().__init__(
                loc=loc,
                scale_diag=compat_v1.nn.softplus(scale_diag),
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                name=scope,
            )
        self._parameters = parameters


@provide(
    "tf.contrib.distributions.MultivariateNormalTriL", today="tfp.distributions.MultivariateNormalTriL", gone="2.0"
)
class MultivariateNormalTriL(MultivariateNormalLinearOperator):
    """A normal distribution of vectors by the lower triangle of its scale.

    Args:
      loc: the mean, [..., size]; zero where it is None.
      scale_tril: [..., size, size], of which the lower triangle counts; the identity where it is None.
      validate_args, allow_nan_stats, name: as of `MultivariateNormalLinearOperator`.

    Raises:
      ValueError: neither is given.
    """

    def __init__(
        self,
        loc: Any = None,
        scale_tril: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "MultivariateNormalTriL",
    ):
        parameters = dict(locals())
        if loc is None and scale_tril is None:
            raise ValueError("Must specify one or both of `loc`, `scale_tril`.")
        with compat_v1.name_scope(name) as scope, compat_v1.name_scope("init", values=[loc, scale_tril]):
            loc = tensor_of(loc, "loc")
            scale_tril = tensor_of(scale_tril, "scale_tril")
            if scale_tril is None:
                scale = linalg.LinearOperatorIdentity(
                    num_rows=distribution_util.dimension_size(loc, -1),
                    dtype=loc.dtype,
                    is_self_adjoint=True,
                    is_positive_definite=True,
                    assert_proper_shapes=validate_args,
                )
            else:  # as it is: the operator reads its lower triangle alone
                scale = linalg.LinearOperatorLowerTriangular(
                    scale_tril, is_non_singular=True, is_self_adjoint=False, is_positive_definite=False
                )
        super().__init__(loc=loc, scale=scale, validate_args=validate_args, allow_nan_stats=allow_nan_stats, name=scope)
        self._parameters = parameters


@provide("tf.contrib.distributions.MultivariateNormalFullCovariance", gone="2.0")
class MultivariateNormalFullCovariance(MultivariateNormalTriL):
    """A normal distribution of vectors by its covariance.

    Args:
      loc: the mean, [..., size]; zero where it is None.
      covariance_matrix: [..., size, size]; the identity where it is None.
      validate_args, allow_nan_stats, name: as of `MultivariateNormalLinearOperator`.
    """

    def __init__(
        self,
        loc: Any = None,
        covariance_matrix: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "MultivariateNormalFullCovariance",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name) as scope, compat_v1.name_scope("init", values=[loc, covariance_matrix]):
            scale_tril = None
            if covariance_matrix is not None:
                covariance_matrix = ops.convert_to_tensor(covariance_matrix, name="covariance_matrix")
                if validate_args:
                    transposed = compat_v1.matrix_transpose(covariance_matrix)
                    check = compat_v1.debugging.assert_near(
                        covariance_matrix, transposed, message="Matrix was not symmetric"
                    )
                    covariance_matrix = control_flow_ops.with_dependencies([check], covariance_matrix)
                scale_tril = compat_v1.cholesky(covariance_matrix)
            super().__init__(
                loc=loc,
                scale_tril=scale_tril,
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                name=scope,
            )
        self._parameters = parameters


@provide("tf.contrib.distributions.MultivariateNormalDiagPlusLowRank", gone="2.0")
class MultivariateNormalDiagPlusLowRank(MultivariateNormalLinearOperator):
    """A normal distribution of vectors whose scale is a diagonal plus a matrix of low rank.

    Args:
      loc: the mean, [..., size]; zero where it is None.
      scale_diag, scale_identity_multiplier: as of `MultivariateNormalDiag`.
      scale_perturb_factor, scale_perturb_diag: `factor · diag · factorᵀ`, [..., size, rank] and [..., rank].
      validate_args, allow_nan_stats, name: as of `MultivariateNormalLinearOperator`.
    """

    def __init__(
        self,
        loc: Any = None,
        scale_diag: Any = None,
        scale_identity_multiplier: Any = None,
        scale_perturb_factor: Any = None,
        scale_perturb_diag: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "MultivariateNormalDiagPlusLowRank",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name) as scope, compat_v1.name_scope("init", values=[loc]):
            perturbed = scale_perturb_factor is not None or scale_perturb_diag is not None
            scale = make_diag_scale(
                loc,
                scale_diag,
                scale_identity_multiplier,
                validate_args=validate_args,
                assert_positive=perturbed,
            )
            factor = tensor_of(scale_perturb_factor, "scale_perturb_factor")
            diag = tensor_of(scale_perturb_diag, "scale_perturb_diag")
            if perturbed:
                scale = low_rank_update(scale, factor, diag)
        super().__init__(loc=loc, scale=scale, validate_args=validate_args, allow_nan_stats=allow_nan_stats, name=scope)
        self._parameters = parameters


@kullback_leibler.RegisterKL(MultivariateNormalLinearOperator, MultivariateNormalLinearOperator)
def _kl_of_normals(a: Any, b: Any, name: str | None = None) -> Any:
    def squared_norm(matrix: Any) -> Any:
        return math_ops.reduce_sum(math_ops.square(matrix), axis=[-2, -1])

    with compat_v1.name_scope(name, "kl_mvn", values=[a.loc, b.loc]):
        if is_diagonal(a.scale) and is_diagonal(b.scale):
            ratio = (a.stddev() / b.stddev())[..., array_ops.newaxis]
        else:
            ratio = b.scale.solve(a.scale.to_dense())
        divergence = b.scale.log_abs_determinant() - a.scale.log_abs_determinant()
        size = -math_ops.cast(a.scale.domain_dimension_tensor(), a.dtype)
        spread = size + squared_norm(ratio)
        apart = squared_norm(b.scale.solve((b.mean() - a.mean())[..., array_ops.newaxis]))
        divergence += 0.5 * (spread + apart)
        divergence.set_shape(compat_v1.broadcast_static_shape(a.batch_shape, b.batch_shape))
        return divergence
