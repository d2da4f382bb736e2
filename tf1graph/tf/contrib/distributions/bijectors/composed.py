"""Maps made of maps: `Chain`, `Invert`, `Inline`, `TransformDiagonal`, `ConditionalBijector`."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph.tf._private import array_ops, bijector_impl, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.bijectors.Chain", today="tfp.bijectors.Chain", gone="2.0")
class Chain(bijector_impl.Bijector):
    """Several bijectors one after the other, the last first; the identity where there are none.

    Args:
      bijectors: a list.
      validate_args: whether arguments are checked when the graph runs.
      name: of the bijector; theirs joined where it is None.

    Raises:
      NotImplementedError: one of them is not injective.
      ValueError: they are of different dtypes.
    """

    def __init__(self, bijectors: Sequence[Any] | None = None, validate_args: bool = False, name: str | None = None):
        bijectors = () if bijectors is None else bijectors
        self._bijectors = bijectors
        for bijector in bijectors:
            if not bijector._is_injective:
                raise NotImplementedError(f"Invert is not implemented for non-injective bijector ({bijector.name})")
        dtypes = {bijector.dtype for bijector in bijectors}
        if len(dtypes) > 2:
            raise ValueError(f"incompatible dtypes: {list(dtypes)}")
        dtype = next((dtype for dtype in dtypes if dtype is not None), None)
        joined = "_of_".join(["chain", *(bijector.name for bijector in bijectors)])
        super().__init__(
            graph_parents=list(itertools.chain.from_iterable(bijector.graph_parents for bijector in bijectors)),
            forward_min_event_ndims=_least_ndims(
                [(b.forward_min_event_ndims, b.inverse_min_event_ndims) for b in reversed(bijectors)]
            ),
            inverse_min_event_ndims=_least_ndims(
                [(b.inverse_min_event_ndims, b.forward_min_event_ndims) for b in bijectors]
            ),
            is_constant_jacobian=all(bijector.is_constant_jacobian for bijector in bijectors),
            validate_args=validate_args,
            dtype=dtype,
            name=name or (joined if bijectors else "identity"),
        )

    @property
    def bijectors(self) -> Any:
        return self._bijectors

    def _forward_event_shape(self, input_shape: Any) -> Any:
        return self._through("forward_event_shape", input_shape)

    def _forward_event_shape_tensor(self, input_shape: Any) -> Any:
        return self._through("forward_event_shape_tensor", input_shape)

    def _inverse_event_shape(self, output_shape: Any) -> Any:
        return self._through("inverse_event_shape", output_shape)

    def _inverse_event_shape_tensor(self, output_shape: Any) -> Any:
        return self._through("inverse_event_shape_tensor", output_shape)

    def _forward(self, x: Any, **kwargs: Any) -> Any:
        for bijector in reversed(self.bijectors):
            x = bijector.forward(x, **kwargs.get(bijector.name, {}))
        return x

    def _inverse(self, y: Any, **kwargs: Any) -> Any:
        for bijector in self.bijectors:
            y = bijector.inverse(y, **kwargs.get(bijector.name, {}))
        return y

    def _forward_log_det_jacobian(self, x: Any, **kwargs: Any) -> Any:
        return self._log_det("forward", ops.convert_to_tensor(x, name="x"), self.forward_min_event_ndims, kwargs)

    def _inverse_log_det_jacobian(self, y: Any, **kwargs: Any) -> Any:
        return self._log_det("inverse", ops.convert_to_tensor(y, name="y"), self.inverse_min_event_ndims, kwargs)

    def _through(self, name: str, shape: Any) -> Any:
        for bijector in self._in_order(name):
            shape = getattr(bijector, name)(shape)
        return shape

    def _in_order(self, way: str) -> Any:
        return reversed(self.bijectors) if way.startswith("forward") else self.bijectors

    def _log_det(self, way: str, x: Any, least_ndims: int, kwargs: Any) -> Any:
        total = math_ops.cast(0.0, dtype=x.dtype.base_dtype)
        if not self.bijectors:
            return total
        ndims = self._maybe_get_static_event_ndims(least_ndims)
        if _is_known(x, ndims):
            shape = x.shape[x.shape.ndims - ndims :]
        else:
            shape = array_ops.shape(x)[array_ops.rank(x) - ndims :]
        for bijector in self._in_order(way):
            about = kwargs.get(bijector.name, {})
            total += getattr(bijector, f"{way}_log_det_jacobian")(x, event_ndims=ndims, **about)
            if _is_known(x, ndims):
                shape = getattr(bijector, f"{way}_event_shape")(shape)
                ndims = self._maybe_get_static_event_ndims(shape.ndims)
            else:
                shape = getattr(bijector, f"{way}_event_shape_tensor")(shape)
                ndims = array_ops.size(shape)
                known = self._maybe_get_static_event_ndims(ndims)
                ndims = ndims if known is None else known
            x = getattr(bijector, way)(x, **about)
        return total


def _is_known(x: Any, ndims: Any) -> bool:
    return x.shape.is_fully_defined() and isinstance(ndims, int)


def _least_ndims(pairs: list[tuple[int, int]]) -> int:
    """How many axes of an event a chain of maps needs, that need the first of a pair and give the second."""
    least = reached = 0
    for needed, given in pairs:
        least += max(needed - reached, 0)
        reached = max(needed, reached) - (needed - given)
    return least


@provide("tf.contrib.distributions.bijectors.Invert", today="tfp.bijectors.Invert", gone="2.0")
class Invert(bijector_impl.Bijector):
    """A bijector the other way round.

    Raises:
      NotImplementedError: it is not injective.
    """

    def __init__(self, bijector: Any, validate_args: bool = False, name: str | None = None):
        if not bijector._is_injective:
            raise NotImplementedError("Invert is not implemented for non-injective bijectors.")
        self._bijector = bijector
        super().__init__(
            graph_parents=bijector.graph_parents,
            forward_min_event_ndims=bijector.inverse_min_event_ndims,
            inverse_min_event_ndims=bijector.forward_min_event_ndims,
            is_constant_jacobian=bijector.is_constant_jacobian,
            validate_args=validate_args,
            dtype=bijector.dtype,
            name=name or f"invert_{bijector.name}",
        )

    @property
    def bijector(self) -> Any:
        return self._bijector

    def _forward_event_shape(self, input_shape: Any) -> Any:
        return self.bijector._inverse_event_shape(input_shape)

    def _forward_event_shape_tensor(self, input_shape: Any) -> Any:
        return self.bijector._inverse_event_shape_tensor(input_shape)

    def _inverse_event_shape(self, output_shape: Any) -> Any:
        return self.bijector._forward_event_shape(output_shape)

    def _inverse_event_shape_tensor(self, output_shape: Any) -> Any:
        return self.bijector._forward_event_shape_tensor(output_shape)

    def _forward(self, x: Any, **kwargs: Any) -> Any:
        return self.bijector._inverse(x, **kwargs)

    def _inverse(self, y: Any, **kwargs: Any) -> Any:
        return self.bijector._forward(y, **kwargs)

    def _inverse_log_det_jacobian(self, y: Any, **kwargs: Any) -> Any:
        return self.bijector._forward_log_det_jacobian(y, **kwargs)

    def _forward_log_det_jacobian(self, x: Any, **kwargs: Any) -> Any:
        return self.bijector._inverse_log_det_jacobian(x, **kwargs)


@provide("tf.contrib.distributions.bijectors.Inline", today="tfp.bijectors.Inline", gone="2.0")
class Inline(bijector_impl.Bijector):
    """A bijector of functions; shapes stay where there is none for them.

    Raises:
      NotImplementedError: what is asked for was not given.
    """

    def __init__(
        self,
        forward_fn: Callable[..., Any] | None = None,
        inverse_fn: Callable[..., Any] | None = None,
        inverse_log_det_jacobian_fn: Callable[..., Any] | None = None,
        forward_log_det_jacobian_fn: Callable[..., Any] | None = None,
        forward_event_shape_fn: Callable[..., Any] | None = None,
        forward_event_shape_tensor_fn: Callable[..., Any] | None = None,
        inverse_event_shape_fn: Callable[..., Any] | None = None,
        inverse_event_shape_tensor_fn: Callable[..., Any] | None = None,
        is_constant_jacobian: bool = False,
        validate_args: bool = False,
        forward_min_event_ndims: int | None = None,
        inverse_min_event_ndims: int | None = None,
        name: str = "inline",
    ):
        super().__init__(
            forward_min_event_ndims=forward_min_event_ndims,
            inverse_min_event_ndims=inverse_min_event_ndims,
            is_constant_jacobian=is_constant_jacobian,
            validate_args=validate_args,
            name=name,
        )
        self._functions = {
            "forward_fn": forward_fn,
            "inverse_fn": inverse_fn,
            "inverse_log_det_jacobian_fn": inverse_log_det_jacobian_fn,
            "forward_log_det_jacobian_fn": forward_log_det_jacobian_fn,
        }
        self._shapes = {
            "forward": forward_event_shape_fn,
            "forward_tensor": forward_event_shape_tensor_fn,
            "inverse": inverse_event_shape_fn,
            "inverse_tensor": inverse_event_shape_tensor_fn,
        }

    def _forward_event_shape(self, input_shape: Any) -> Any:
        return self._shaped("forward", input_shape)

    def _forward_event_shape_tensor(self, input_shape: Any) -> Any:
        return self._shaped("forward_tensor", input_shape)

    def _inverse_event_shape(self, output_shape: Any) -> Any:
        return self._shaped("inverse", output_shape)

    def _inverse_event_shape_tensor(self, output_shape: Any) -> Any:
        return self._shaped("inverse_tensor", output_shape)

    def _forward(self, x: Any, **kwargs: Any) -> Any:
        return self._call_given("forward_fn", x, kwargs)

    def _inverse(self, y: Any, **kwargs: Any) -> Any:
        return self._call_given("inverse_fn", y, kwargs)

    def _inverse_log_det_jacobian(self, y: Any, **kwargs: Any) -> Any:
        return self._call_given("inverse_log_det_jacobian_fn", y, kwargs)

    def _forward_log_det_jacobian(self, x: Any, **kwargs: Any) -> Any:
        return self._call_given("forward_log_det_jacobian_fn", x, kwargs)

    def _shaped(self, way: str, shape: Any) -> Any:
        function = self._shapes[way]
        return shape if function is None else function(shape)

    def _call_given(self, name: str, x: Any, kwargs: Any) -> Any:
        function = self._functions[name]
        if not callable(function):
            raise NotImplementedError(f"{name} is not a callable function.")
        return function(x, **kwargs)


@provide("tf.contrib.distributions.bijectors.TransformDiagonal", today="tfp.bijectors.TransformDiagonal", gone="2.0")
class TransformDiagonal(bijector_impl.Bijector):
    """A bijector of the diagonal of matrices; the rest stays."""

    def __init__(self, diag_bijector: Any, validate_args: bool = False, name: str = "transform_diagonal"):
        self._diag_bijector = diag_bijector
        super().__init__(forward_min_event_ndims=2, inverse_min_event_ndims=2, validate_args=validate_args, name=name)

    def _forward(self, x: Any) -> Any:
        diagonal = self._diag_bijector.forward(array_ops.matrix_diag_part(x))
        return array_ops.matrix_set_diag(x, diagonal)

    def _inverse(self, y: Any) -> Any:
        diagonal = self._diag_bijector.inverse(array_ops.matrix_diag_part(y))
        return array_ops.matrix_set_diag(y, diagonal)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        return self._diag_bijector.forward_log_det_jacobian(array_ops.matrix_diag_part(x), event_ndims=1)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        return self._diag_bijector.inverse_log_det_jacobian(array_ops.matrix_diag_part(y), event_ndims=1)


@provide("tf.contrib.distributions.bijectors.ConditionalBijector", gone="2.0")
class ConditionalBijector(bijector_impl.Bijector):
    """A bijector whose methods take arguments by name, which those that a subclass writes get."""

    def forward(self, x: Any, name: str = "forward", **condition_kwargs: Any) -> Any:
        return self._call_forward(x, name, **condition_kwargs)

    def inverse(self, y: Any, name: str = "inverse", **condition_kwargs: Any) -> Any:
        return self._call_inverse(y, name, **condition_kwargs)

    def inverse_log_det_jacobian(
        self, y: Any, event_ndims: Any, name: str = "inverse_log_det_jacobian", **condition_kwargs: Any
    ) -> Any:
        return self._call_inverse_log_det_jacobian(y, event_ndims, name, **condition_kwargs)

    def forward_log_det_jacobian(
        self, x: Any, event_ndims: Any, name: str = "forward_log_det_jacobian", **condition_kwargs: Any
    ) -> Any:
        return self._call_forward_log_det_jacobian(x, event_ndims, name, **condition_kwargs)
