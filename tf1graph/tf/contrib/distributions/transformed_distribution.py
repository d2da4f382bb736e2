"""`TransformedDistribution`: a distribution behind a bijector (ops/distributions of 1.15.5)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution,
    distribution_util,
    identity_bijector,
    math_ops,
    ops,
    tensor_util,
)
from tf1graph.tf.contrib.distributions.scalar import static_value
from tf1graph.tf.names import provide

Kwargs = Mapping[str, Any] | None  # what a distribution or a bijector of `Conditional…` gets beside its argument


@provide(
    "tf.contrib.distributions.TransformedDistribution", today="tfp.distributions.TransformedDistribution", gone="2.0"
)
class TransformedDistribution(distribution.Distribution):
    """The distribution of `bijector.forward(x)` where `x` is of `distribution`.

    Args:
      distribution: that of `x`.
      bijector: the map; the identity where it is None.
      batch_shape, event_shape: how many independent draws of a scalar `distribution` make a batch and an event, as
        vectors of whole numbers; its own where they are None.
      validate_args: whether arguments are checked when the graph runs.
      name: of the distribution; those of both joined where it is None.

    Raises:
      ValueError: a shape is no vector of positive numbers, or `distribution` is not scalar there.
    """

    def __init__(
        self,
        distribution: Any,
        bijector: Any = None,
        batch_shape: Any = None,
        event_shape: Any = None,
        validate_args: bool = False,
        name: str | None = None,
    ):
        parameters = dict(locals())
        name = name or ("" if bijector is None else bijector.name) + distribution.name
        with compat_v1.name_scope(name, values=[event_shape, batch_shape]) as scope:
            self._zero = compat_v1.constant(0, dtype=compat_v1.int32, name="zero")
            self._empty = compat_v1.constant([], dtype=compat_v1.int32, name="empty")
            if bijector is None:
                bijector = identity_bijector.Identity(validate_args=validate_args)
            self._override_batch_shape = self._override(
                batch_shape, distribution.is_scalar_batch(), validate_args, "batch_shape"
            )
            self._is_batch_override, self._maybe_batch = self._is_override(self._override_batch_shape)
            self._override_event_shape = self._override(
                event_shape, distribution.is_scalar_event(), validate_args, "event_shape"
            )
            self._is_event_override, self._maybe_event = self._is_override(self._override_event_shape)
            self._needs_rotation = _all(
                self._is_event_override, _not(self._is_batch_override), _not(distribution.is_scalar_batch())
            )
            event_ndims = _length(self._override_event_shape)
            rotates = static_value(self._needs_rotation)
            if rotates is None:
                self._rotate_ndims = compat_v1.where_v2(self._needs_rotation, event_ndims, 0)
            else:
                self._rotate_ndims = event_ndims if rotates else 0
            self._reduce_event_indices = math_ops.range(self._rotate_ndims - event_ndims, self._rotate_ndims)
        self._distribution = distribution
        self._bijector = bijector
        super().__init__(
            dtype=distribution.dtype,
            reparameterization_type=distribution.reparameterization_type,
            validate_args=validate_args,
            allow_nan_stats=distribution.allow_nan_stats,
            parameters=parameters,
            graph_parents=distribution._graph_parents + bijector.graph_parents,
            name=scope,
        )

    @property
    def distribution(self) -> Any:
        """The distribution before the map."""
        return self._distribution

    @property
    def bijector(self) -> Any:
        """The map."""
        return self._bijector

    def _event_shape_tensor(self) -> Any:
        own = self.distribution.event_shape_tensor()
        picked = distribution_util.pick_vector(self._is_event_override, self._override_event_shape, own)
        return self.bijector.forward_event_shape_tensor(picked)

    def _event_shape(self) -> Any:
        override = tensor_util.constant_value_as_shape(self._override_event_shape)
        return self.bijector.forward_event_shape(override if self._maybe_event else self.distribution.event_shape)

    def _batch_shape_tensor(self) -> Any:
        own = self.distribution.batch_shape_tensor()
        return distribution_util.pick_vector(self._is_batch_override, self._override_batch_shape, own)

    def _batch_shape(self) -> Any:
        override = tensor_util.constant_value_as_shape(self._override_batch_shape)
        return override if self._maybe_batch else self.distribution.batch_shape

    def _sample_n(
        self, n: Any, seed: Any = None, bijector_kwargs: Kwargs = None, distribution_kwargs: Kwargs = None
    ) -> Any:
        pick = distribution_util.pick_vector
        shape = _joined(
            pick(self._needs_rotation, self._empty, [n]),
            self._override_batch_shape,
            self._override_event_shape,
            pick(self._needs_rotation, [n], self._empty),
        )
        return self._rotated(self.distribution.sample(sample_shape=shape, seed=seed, **distribution_kwargs or {}))

    def _call_sample_n(
        self,
        sample_shape: Any,
        seed: Any,
        name: str,
        bijector_kwargs: Kwargs = None,
        distribution_kwargs: Kwargs = None,
    ) -> Any:
        # the bijector goes over all samples in their final shape, which it remembers for their densities
        with self._name_scope(name, values=[sample_shape]):
            sample_shape = ops.convert_to_tensor(sample_shape, dtype=compat_v1.int32, name="sample_shape")
            sample_shape, n = self._expand_sample_shape_to_vector(sample_shape, "sample_shape")
            x = self._sample_n(n, seed, bijector_kwargs, distribution_kwargs)
            shape = array_ops.concat([sample_shape, array_ops.shape(x)[1:]], 0)
            y = self.bijector.forward(array_ops.reshape(x, shape), **bijector_kwargs or {})
            return self._set_sample_static_shape(y, sample_shape)

    def _log_prob(self, y: Any, bijector_kwargs: Kwargs = None, distribution_kwargs: Kwargs = None) -> Any:
        density = partial(self.distribution.log_prob, **distribution_kwargs or {})
        fibers = self._fibers(y, density, math_ops.reduce_sum, self._plus_log_det, bijector_kwargs)
        if self.bijector._is_injective:
            return fibers[0]
        return math_ops.reduce_logsumexp(compat_v1.stack(fibers), axis=0)

    def _prob(self, y: Any, bijector_kwargs: Kwargs = None, distribution_kwargs: Kwargs = None) -> Any:
        density = partial(self.distribution.prob, **distribution_kwargs or {})
        fibers = self._fibers(y, density, math_ops.reduce_prod, self._times_det, bijector_kwargs)
        return fibers[0] if self.bijector._is_injective else sum(fibers)

    def _plus_log_det(self, p: Any, ildj: Any) -> Any:
        return p + math_ops.cast(ildj, p.dtype)

    def _times_det(self, p: Any, ildj: Any) -> Any:
        return p * math_ops.exp(math_ops.cast(ildj, p.dtype))

    def _fibers(self, y: Any, density: Any, reduce: Any, multiply: Any, of_bijector: Kwargs) -> list[Any]:
        """The density of each `x` that is mapped to `y`, times the determinant."""
        x = self.bijector.inverse(y, **of_bijector or {})
        event_ndims = self._known_event_ndims()
        ildj = self.bijector.inverse_log_det_jacobian(y, event_ndims=event_ndims, **of_bijector or {})
        pairs = [(x, ildj)] if self.bijector._is_injective else list(zip(x, ildj, strict=True))
        found = []
        for x_of_fiber, ildj_of_fiber in pairs:
            p = density(self._rotated(x_of_fiber, right=True))
            if self._maybe_event:
                p = reduce(p, self._reduce_event_indices)
            p = multiply(p, ildj_of_fiber)
            if self._maybe_event and isinstance(event_ndims, int):
                shape = y.shape.with_rank_at_least(1)[:-event_ndims]
                p.set_shape(compat_v1.broadcast_static_shape(shape, self.batch_shape))
            found.append(p)
        return found

    def _log_cdf(self, y: Any, bijector_kwargs: Kwargs = None, distribution_kwargs: Kwargs = None) -> Any:
        return self._of_inverse("log_cdf", y, bijector_kwargs, distribution_kwargs)

    def _cdf(self, y: Any, bijector_kwargs: Kwargs = None, distribution_kwargs: Kwargs = None) -> Any:
        return self._of_inverse("cdf", y, bijector_kwargs, distribution_kwargs)

    def _log_survival_function(self, y: Any, bijector_kwargs: Kwargs = None, distribution_kwargs: Kwargs = None) -> Any:
        return self._of_inverse("log_survival_function", y, bijector_kwargs, distribution_kwargs)

    def _survival_function(self, y: Any, bijector_kwargs: Kwargs = None, distribution_kwargs: Kwargs = None) -> Any:
        return self._of_inverse("survival_function", y, bijector_kwargs, distribution_kwargs)

    def _of_inverse(self, what: str, y: Any, bijector_kwargs: Kwargs, distribution_kwargs: Kwargs) -> Any:
        self._check_invertible(what)
        x = self.bijector.inverse(y, **bijector_kwargs or {})
        return getattr(self.distribution, what)(x, **distribution_kwargs or {})

    def _quantile(self, value: Any, bijector_kwargs: Kwargs = None, distribution_kwargs: Kwargs = None) -> Any:
        self._check_invertible("quantile")
        x = self.distribution.quantile(value, **distribution_kwargs or {})
        return self.bijector.forward(x, **bijector_kwargs or {})

    def _check_invertible(self, what: str) -> None:
        if self._maybe_event:
            raise NotImplementedError(f"{what} is not implemented when overriding event_shape")
        self._check_injective(what)

    def _check_injective(self, what: str) -> None:
        if not self.bijector._is_injective:
            raise NotImplementedError(f"{what} is not implemented when bijector is not injective.")

    def _entropy(self) -> Any:
        if not self.bijector.is_constant_jacobian:
            raise NotImplementedError("entropy is not implemented")
        self._check_injective("entropy")
        entropy = self.distribution.entropy()
        if self._maybe_event:
            count = math_ops.reduce_prod(self._override_event_shape)
            entropy *= math_ops.cast(count, dtype=entropy.dtype.base_dtype)
        if self._maybe_batch:
            ones, own = _ones_like(self._override_batch_shape), self.distribution.batch_shape_tensor
            entropy = array_ops.reshape(entropy, array_ops.concat([ones, own()], 0))
            repeats = array_ops.concat([self._override_batch_shape, _ones_like(own())], 0)
            entropy = array_ops.tile(entropy, repeats)
        shape = array_ops.concat([self.batch_shape_tensor(), self.event_shape_tensor()], 0)
        anywhere = array_ops.zeros(shape=shape, dtype=self.dtype)
        ndims = self.event_shape.ndims
        ndims = array_ops.size(self.event_shape_tensor()) if ndims is None else ndims
        ildj = self.bijector.inverse_log_det_jacobian(anywhere, event_ndims=ndims)
        entropy -= math_ops.cast(ildj, entropy.dtype)
        entropy.set_shape(self.batch_shape)
        return entropy

    def _override(self, shape: Any, base_is_scalar: Any, validate_args: bool, name: str) -> Any:
        """The shape given as a checked vector, the empty one where none is."""
        shape = ops.convert_to_tensor([] if shape is None else shape, dtype=compat_v1.int32, name=name)
        is_scalar = _equal(_length(shape), 0)
        if tensor_util.constant_value(is_scalar):
            return self._empty
        checks = []
        if shape.shape.ndims is not None:
            if shape.shape.ndims != 1:
                raise ValueError("shape override must be a vector")
        elif validate_args:
            checks.append(check_ops.assert_rank(shape, 1, message="shape override must be a vector"))
        sizes = tensor_util.constant_value(shape)
        if sizes is not None:
            if (sizes <= 0).any():
                raise ValueError("shape override must have positive elements")
        elif validate_args:
            checks.append(check_ops.assert_positive(shape, message="shape override must have positive elements"))
        clash = _all(_not(base_is_scalar), _not(is_scalar))
        clashes = tensor_util.constant_value(clash)
        if clashes:
            raise ValueError("base distribution not scalar")
        if clashes is None and validate_args:
            checks.append(check_ops.assert_equal(clash, False, message="base distribution not scalar"))
        return control_flow_ops.with_dependencies(checks, shape) if checks else shape

    def _is_override(self, shape: Any) -> tuple[Any, bool]:
        """Whether `shape` overrides, when the graph runs, and whether it may, for all that is known."""
        is_override = _not(_equal(_length(shape), self._zero))
        known = tensor_util.constant_value(shape)
        return is_override, known is None or known.size != 0

    def _rotated(self, x: Any, right: bool = False) -> Any:
        """`x` with the axes of an overriding event at its end; back at its start with `right`."""
        needed = tensor_util.constant_value(self._needs_rotation)
        if needed is not None and not needed:
            return x
        ndims = array_ops.rank(x)
        n = ndims - self._rotate_ndims if right else self._rotate_ndims
        return array_ops.transpose(x, _joined(math_ops.range(n, ndims), math_ops.range(0, n)))

    def _known_event_ndims(self) -> Any:
        if self.event_shape.ndims is not None:
            return self.event_shape.ndims
        count = array_ops.size(self.event_shape_tensor())
        known = distribution_util.maybe_get_static_value(count)
        return count if known is None else known


# What is known of tensors is worked out at once.
def _all(*tensors: Any) -> Any:
    values = [static_value(tensor) for tensor in tensors]
    if any(value is not None and not value for value in values):
        return compat_v1.constant(False)
    if all(value is not None for value in values):
        return compat_v1.constant(True)
    return math_ops.logical_and(*tensors) if len(tensors) == 2 else math_ops.reduce_all(tensors)


def _equal(x: Any, y: Any) -> Any:
    values = static_value(x), static_value(y)
    if any(value is None for value in values):
        return math_ops.equal(x, y)
    return compat_v1.constant(np.array_equal(*values))


def _not(x: Any) -> Any:
    value = static_value(x)
    return math_ops.logical_not(x) if value is None else compat_v1.constant(np.logical_not(value))


def _joined(*vectors: Any) -> Any:
    values = [static_value(vector) for vector in vectors]
    if any(value is None for value in values):
        return array_ops.concat(vectors, 0)
    return compat_v1.constant([number for value in values for number in value])


def _length(shape: Any) -> Any:
    if shape.shape.ndims not in (None, 1):
        raise ValueError("input is not a valid shape: not 1D")
    if shape.shape.is_fully_defined():
        return compat_v1.constant(shape.shape.as_list()[0])
    return array_ops.shape(shape)[0]


def _ones_like(x: Any) -> Any:
    if x.shape.is_fully_defined():
        return array_ops.ones(x.shape.as_list(), dtype=x.dtype)
    return array_ops.ones_like(x)
