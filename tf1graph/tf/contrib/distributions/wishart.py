"""Wishart's distribution of matrices: `WishartCholesky`, `WishartFull`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution,
    distribution_util,
    gen_math_ops,
    math_ops,
    ops,
    random_ops,
    tensor_shape,
    tensor_util,
)
from tf1graph.tf.contrib.distributions.scale import linalg, parents_of
from tf1graph.tf.names import provide


class _WishartLinearOperator(distribution.Distribution):
    """Wishart's distribution by the operator whose product with its adjoint is the scale."""

    def __init__(
        self,
        df: Any,
        scale_operator: Any,
        cholesky_input_output_matrices: bool = False,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str | None = None,
    ):
        parameters = dict(locals())
        self._cholesky_input_output_matrices = cholesky_input_output_matrices
        self._scale_operator = scale_operator
        with compat_v1.name_scope(name) as scope, compat_v1.name_scope("init", values=[df]):
            dtype = scale_operator.dtype
            if not dtype.is_floating:
                raise TypeError(f"scale_operator.dtype={dtype} is not a floating-point type")
            if not scale_operator.is_square:
                raise ValueError("scale_operator must be square.")
            self._df = ops.convert_to_tensor(df, dtype=dtype, name="df")
            size = None if scale_operator.shape.ndims is None else compat_v1.dimension_value(scale_operator.shape[-1])
            if size is None:
                self._dimension = math_ops.cast(scale_operator.domain_dimension_tensor(), dtype=dtype, name="dimension")
            else:
                self._dimension = ops.convert_to_tensor(size, dtype=dtype, name="dimension")
            self._check_df(validate_args)
        super().__init__(
            dtype=dtype,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            reparameterization_type=distribution.FULLY_REPARAMETERIZED,
            parameters=parameters,
            graph_parents=[self._df, self._dimension, *parents_of(scale_operator)],
            name=scope,
        )

    def _check_df(self, validate_args: bool) -> None:
        df, size = (tensor_util.constant_value(number) for number in (self._df, self._dimension))
        words = "Degrees of freedom (df = {}) cannot be less than dimension of scale matrix (scale.dimension = {})"
        if df is not None and size is not None:
            if (np.asarray(df) < size).any():
                raise ValueError(words.format(df, size))
        elif validate_args:
            words = words.format(self._dimension, self._df)
            check = check_ops.assert_less_equal(self._dimension, self._df, message=words)
            self._df = control_flow_ops.with_dependencies([check], self._df)

    @property
    def df(self) -> Any:
        return self._df

    @property
    def scale_operator(self) -> Any:
        return self._scale_operator

    @property
    def cholesky_input_output_matrices(self) -> bool:
        return self._cholesky_input_output_matrices

    @property
    def dimension(self) -> Any:
        """How many rows a matrix has, as a floating tensor."""
        return self._dimension

    def scale(self) -> Any:
        """The scale [..., n, n], or its lower triangle where the matrices are those."""
        return self.scale_operator.to_dense() if self.cholesky_input_output_matrices else self._square_scale()

    def _square_scale(self) -> Any:
        return self.scale_operator.matmul(self.scale_operator.to_dense(), adjoint_arg=True)

    def _event_shape_tensor(self) -> Any:
        size = self.scale_operator.domain_dimension_tensor()
        return compat_v1.stack([size, size])

    def _event_shape(self) -> Any:
        size = self.scale_operator.domain_dimension
        return tensor_shape.TensorShape([size, size])

    def _batch_shape_tensor(self) -> Any:
        return self.scale_operator.batch_shape_tensor()

    def _batch_shape(self) -> Any:
        return self.scale_operator.batch_shape

    def _sample_n(self, n: Any, seed: int | None) -> Any:
        batch_shape, event_shape = self.batch_shape_tensor(), self.event_shape_tensor()
        ndims = array_ops.shape(batch_shape)[0] + 3
        shape = array_ops.concat([[n], batch_shape, event_shape], 0)
        x = random_ops.random_normal(shape=shape, mean=0.0, stddev=1.0, dtype=self.dtype, seed=seed)
        df = self.df * array_ops.ones(self.scale_operator.batch_shape_tensor(), dtype=self.df.dtype.base_dtype)
        squares = random_ops.random_gamma(
            shape=[n],
            alpha=self._multi_gamma_sequence(0.5 * df, self.dimension),
            beta=0.5,
            dtype=self.dtype,
            seed=distribution_util.gen_new_seed(seed, "wishart"),
        )
        # Bartlett's decomposition: a triangle of normal numbers under a diagonal of roots
        x = array_ops.matrix_set_diag(compat_v1.matrix_band_part(x, -1, 0), math_ops.sqrt(squares))
        # the operator goes over all samples at once, as columns
        x = array_ops.transpose(x, array_ops.concat([math_ops.range(1, ndims), [0]], 0))
        x = array_ops.reshape(x, array_ops.concat([batch_shape, [event_shape[0]], [-1]], 0))
        x = self.scale_operator.matmul(x)
        x = array_ops.reshape(x, array_ops.concat([batch_shape, event_shape, [n]], 0))
        x = array_ops.transpose(x, array_ops.concat([[ndims - 1], math_ops.range(0, ndims - 1)], 0))
        return x if self.cholesky_input_output_matrices else math_ops.matmul(x, x, adjoint_b=True)

    def _log_prob(self, x: Any) -> Any:
        root = x if self.cholesky_input_output_matrices else compat_v1.cholesky(x)
        batch_shape, event_shape = self.batch_shape_tensor(), self.event_shape_tensor()
        ndims = array_ops.rank(root)
        sample_ndims = ndims - array_ops.shape(batch_shape)[0] - 2
        sample_shape = array_ops.strided_slice(array_ops.shape(root), [0], [sample_ndims])
        z = array_ops.transpose(root, _rotation(lambda: sample_ndims, ndims))
        size = math_ops.cast(self.dimension, dtype=compat_v1.int32)
        z = array_ops.reshape(z, array_ops.concat((batch_shape, (size, -1)), 0))
        z = self.scale_operator.solve(z)
        z = array_ops.reshape(z, array_ops.concat([batch_shape, event_shape, sample_shape], 0))
        z = array_ops.transpose(z, _rotation(lambda: ndims - sample_ndims, ndims))
        trace = math_ops.reduce_sum(math_ops.square(z), axis=[-2, -1])
        half_log_det = math_ops.reduce_sum(math_ops.log(array_ops.matrix_diag_part(root)), axis=[-1])
        log_prob = (self.df - self.dimension - 1.0) * half_log_det - 0.5 * trace - self.log_normalization()
        if x.shape.ndims is not None:
            log_prob.set_shape(x.shape[:-2])
        return log_prob

    def _prob(self, x: Any) -> Any:
        return math_ops.exp(self._log_prob(x))

    def _entropy(self) -> Any:
        half_rows = 0.5 * self.dimension + 0.5
        half_df = 0.5 * self.df
        entropy = self.dimension * (half_df + half_rows * math.log(2.0))
        entropy += 2 * half_rows * self.scale_operator.log_abs_determinant()
        entropy += self._multi_lgamma(half_df, self.dimension)
        return entropy + (half_rows - half_df) * self._multi_digamma(half_df, self.dimension)

    def _mean(self) -> Any:
        if self.cholesky_input_output_matrices:
            return math_ops.sqrt(self.df) * self.scale_operator.to_dense()
        return self.df * self._square_scale()

    def _variance(self) -> Any:
        x = math_ops.sqrt(self.df) * self._square_scale()
        diagonal = array_ops.expand_dims(array_ops.matrix_diag_part(x), -1)
        variance = math_ops.square(x) + math_ops.matmul(diagonal, diagonal, adjoint_b=True)
        return compat_v1.cholesky(variance) if self.cholesky_input_output_matrices else variance

    def _stddev(self) -> Any:
        if self.cholesky_input_output_matrices:
            raise ValueError("Computing std. dev. when is cholesky_input_output_matrices=True does not make sense.")
        return compat_v1.cholesky(self.variance())

    def _mode(self) -> Any:
        factor = self.df - self.dimension - 1.0
        is_undefined = math_ops.less(factor, 0.0)
        nan = compat_v1.constant(float("NaN"), dtype=self.dtype, name="nan")
        factor = compat_v1.where_v2(is_undefined, nan, factor)
        if self.cholesky_input_output_matrices:
            return math_ops.sqrt(factor) * self.scale_operator.to_dense()
        return factor * self._square_scale()

    def mean_log_det(self, name: str = "mean_log_det") -> Any:
        """The mean of the logarithm of a matrix's determinant."""
        with self._name_scope(name):
            mean = self._multi_digamma(0.5 * self.df, self.dimension) + self.dimension * math.log(2.0)
            return mean + 2 * self.scale_operator.log_abs_determinant()

    def log_normalization(self, name: str = "log_normalization") -> Any:
        """The logarithm of what the density is divided by."""
        with self._name_scope(name):
            norm = self.df * self.scale_operator.log_abs_determinant()
            norm += 0.5 * self.df * self.dimension * math.log(2.0)
            return norm + self._multi_lgamma(0.5 * self.df, self.dimension)

    def _multi_gamma_sequence(self, a: Any, p: Any, name: str = "multi_gamma_sequence") -> Any:
        with self._name_scope(name, values=[a, p]):
            zero = compat_v1.constant(0.0, dtype=self.dtype)
            last = 0.5 - 0.5 * p
            steps = gen_math_ops.lin_space(zero, last, math_ops.cast(p, compat_v1.int32), name="LinSpace")
            return steps + array_ops.expand_dims(a, [-1])

    def _multi_lgamma(self, a: Any, p: Any, name: str = "multi_lgamma") -> Any:
        with self._name_scope(name, values=[a, p]):
            sequence = self._multi_gamma_sequence(a, p)
            constant = 0.25 * p * (p - 1.0) * math.log(math.pi)
            return constant + math_ops.reduce_sum(math_ops.lgamma(sequence), axis=[-1])

    def _multi_digamma(self, a: Any, p: Any, name: str = "multi_digamma") -> Any:
        with self._name_scope(name, values=[a, p]):
            sequence = self._multi_gamma_sequence(a, p)
            return math_ops.reduce_sum(math_ops.digamma(sequence), axis=[-1])


def _rotation(first: Callable[[], Any], ndims: Any) -> Any:
    """The axes from `first` on, then those before it."""
    return array_ops.concat([math_ops.range(first(), ndims), math_ops.range(0, first())], 0)


@provide("tf.contrib.distributions.WishartCholesky", today="tfp.distributions.WishartTriL", gone="2.0")
class WishartCholesky(_WishartLinearOperator):
    """Wishart's distribution of positive definite matrices [..., n, n], by the Cholesky factor of its scale.

    Args:
      df: the degrees of freedom, `n` at least.
      scale: the lower triangle [..., n, n] whose product with its transpose is the scale.
      cholesky_input_output_matrices: whether samples and what densities are asked of are Cholesky factors too.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      TypeError: `scale` is of whole numbers.
      ValueError: `df` is known to be below `n`.
    """

    def __init__(
        self,
        df: Any,
        scale: Any,
        cholesky_input_output_matrices: bool = False,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "WishartCholesky",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[scale]) as scope:
            with compat_v1.name_scope("init", values=[scale]):
                scale = ops.convert_to_tensor(scale)
                if validate_args:
                    words = "scale must be positive definite"
                    checks = [check_ops.assert_positive(array_ops.matrix_diag_part(scale), message=words)]
                    sizes = [array_ops.shape(scale)[axis] for axis in (-1, -2)]
                    checks.append(check_ops.assert_equal(*sizes, message="scale must be square"))
                    scale = control_flow_ops.with_dependencies(checks, scale)
            super().__init__(
                df, _operator(scale), cholesky_input_output_matrices, validate_args, allow_nan_stats, scope
            )
        self._parameters = parameters


@provide("tf.contrib.distributions.WishartFull", today="tfp.distributions.WishartLinearOperator", gone="2.0")
class WishartFull(_WishartLinearOperator):
    """Wishart's distribution by its scale [..., n, n], positive definite; the rest as of `WishartCholesky`."""

    def __init__(
        self,
        df: Any,
        scale: Any,
        cholesky_input_output_matrices: bool = False,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "WishartFull",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name) as scope, compat_v1.name_scope("init", values=[scale]):
            scale = ops.convert_to_tensor(scale)
            if validate_args:
                scale = distribution_util.assert_symmetric(scale)
            root = compat_v1.cholesky(scale)
            checks = []
            if validate_args:
                checks.append(check_ops.assert_positive(array_ops.matrix_diag_part(root)))
            root = control_flow_ops.with_dependencies(checks, root)
        super().__init__(df, _operator(root), cholesky_input_output_matrices, validate_args, allow_nan_stats, scope)
        self._parameters = parameters


def _operator(tril: Any) -> Any:
    return linalg.LinearOperatorLowerTriangular(
        tril=tril, is_non_singular=True, is_positive_definite=True, is_square=True
    )
