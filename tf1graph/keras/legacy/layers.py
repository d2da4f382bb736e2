"""`keras.legacy.layers`: layers of Keras 1 that Keras 2 went on taking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from tf1graph.keras import activations, backend, constraints, initializers, layers, regularizers
from tf1graph.keras._tree import mirror
from tf1graph.keras.utils.generic_utils import has_arg
from tf1graph.tf.python.keras.saving.saving_utils import of_that_time

MODES = ("sum", "mul", "concat", "ave", "cos", "dot", "max")


class Merge(layers.Layer):
    """Tensors joined into one. As Keras 2.0 had it last; Keras 2.2.4 had it no more.

    Args:
      layers: the layers or models to join, whose inputs are then those of the model that begins with this layer.
      mode: one of `MODES`, or a function of the list of tensors.
      concat_axis: the axis of `concat`.
      dot_axes: the axis, or the two axes, of `dot` and `cos`.
      output_shape: a shape, or a function of those of the inputs, of a `mode` that is a function.
      arguments: further arguments of such a function.

    Raises:
      ValueError: a mode that is none.
      TypeError: fewer than two things to join.
    """

    def __init__(
        self,
        layers: Sequence[Any] | None = None,
        mode: Any = "sum",
        concat_axis: int = -1,
        dot_axes: Any = -1,
        output_shape: Any = None,
        output_mask: Any = None,
        arguments: dict[str, Any] | None = None,
        node_indices: Sequence[int] | None = None,
        tensor_indices: Sequence[int] | None = None,
        name: str | None = None,
    ):
        super().__init__(name=name)
        if not callable(mode) and mode not in MODES:
            raise ValueError(f"Invalid merge mode: {mode}")
        self.mode, self.concat_axis, self.dot_axes = mode, concat_axis, dot_axes
        self.arguments, self._shape_given, self._mask_given = arguments or {}, output_shape, output_mask
        self.supports_masking = True
        self.joined = list(layers or ())
        if layers is not None:
            if not isinstance(layers, (list, tuple)) or len(layers) < 2:
                raise TypeError(
                    f"A Merge should only be applied to a list of layers with at least 2 elements. Found: {layers}"
                )
            calls = zip(layers, node_indices or [0] * len(layers), tensor_indices or [0] * len(layers), strict=True)
            self([_output_of(layer, node, tensor) for layer, node, tensor in calls])

    def build(self, input_shape: Any) -> None:
        """Count axes from the first."""
        if self.mode in ("dot", "cos") and isinstance(self.dot_axes, int):
            self.dot_axes = [self.dot_axes % len(shape) for shape in input_shape[:2]]
        super().build(input_shape)

    def call(self, inputs: Any, mask: Any = None) -> Any:
        """The tensors joined by the mode."""
        if not isinstance(inputs, list) or len(inputs) < 2:
            raise TypeError(f"Merge must be called on a list of tensors (at least 2). Got: {inputs}")
        if callable(self.mode):
            more = {"mask": mask} if has_arg(self.mode, "mask") else {}
            return self.mode(inputs, **self.arguments, **more)
        if self.mode == "concat":
            return backend.concatenate(inputs, axis=self.concat_axis)
        if self.mode in ("dot", "cos"):
            return self._products(*inputs[:2])
        if self.mode == "max":
            return reduce(backend.maximum, inputs)
        if self.mode == "mul":
            return reduce(lambda one, other: one * other, inputs)
        total = reduce(lambda one, other: one + other, inputs)
        return total / len(inputs) if self.mode == "ave" else total

    def _products(self, one: Any, other: Any) -> Any:
        products = backend.batch_dot(one, other, self.dot_axes)
        if self.mode == "dot":
            return products
        squares = [backend.batch_dot(each, each, self.dot_axes) for each in (one, other)]
        lengths = backend.maximum(backend.sqrt(squares[0] * squares[1]), backend.epsilon())
        return backend.expand_dims(products / lengths, 1)

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """The mask of all inputs together, of `concat` their masks joined; a function's own."""
        if callable(self._mask_given):
            return self._mask_given(inputs, mask)
        if self._mask_given is not None or callable(self.mode) or mask is None or all(m is None for m in mask):
            return self._mask_given
        if self.mode in ("dot", "cos"):
            return None
        if self.mode != "concat":
            return reduce(lambda one, other: one & other, [each for each in mask if each is not None])
        rank = len(inputs[0].shape)
        if self.concat_axis % rank == rank - 1:
            return reduce(lambda one, other: one & other, [each for each in mask if each is not None])
        filled = [
            backend.cast(backend.ones_like(given[..., 0]), "bool") if each is None else each
            for given, each in zip(inputs, mask, strict=True)
        ]
        return backend.concatenate(filled, axis=self.concat_axis)


def _output_of(layer: Any, node: int, tensor: int) -> Any:
    """One of the tensors that a layer gave; what a model gave is what its last layer did."""
    if hasattr(layer, "outputs") and len(layer._inbound_nodes) <= node:
        return layer.outputs[tensor]
    outputs = layer.get_output_at(node)
    return outputs[tensor] if isinstance(outputs, (list, tuple)) else outputs


def merge(inputs: Sequence[Any], mode: Any = "sum", **kwargs: Any) -> Any:
    """What a `Merge` of these arguments gives for `inputs`."""
    kwargs.pop("node_indices", None), kwargs.pop("tensor_indices", None)  # say what the tensors know
    return Merge(None, mode, **kwargs)(list(inputs))


class _OfItsInput(layers.Layer):
    """What both the layers below have: Keras 1's arguments, a given size of the input, weights to start from."""

    def __init__(self, weights: Any = None, input_dim: int | None = None, **kwargs: Any):
        self.input_dim = input_dim
        if input_dim:
            kwargs["input_shape"] = (input_dim,)
        super().__init__(**kwargs)
        self.initial_weights = weights

    def _take(self, given: dict[str, Any], bias: bool, init: Any) -> None:
        self.init, self.bias = initializers.get(init), bias
        for name, value in given.items():
            setattr(self, name, (regularizers if name.endswith("regularizer") else constraints).get(value))

    def _weight(self, shape: tuple[int, ...], init: Any, name: str) -> Any:
        about = {kind: getattr(self, f"{name}_{kind}") for kind in ("regularizer", "constraint")}
        return self.add_weight(shape=shape, initializer=init, name=name, **about)

    def build(self, input_shape: Any) -> None:
        """Set the weights that were given."""
        super().build(input_shape)
        if self.initial_weights is not None:
            self.set_weights(self.initial_weights)
            self.initial_weights = None

    def get_config(self) -> dict[str, Any]:
        """The layer's arguments by their names."""
        config = {
            "init": initializers.serialize(self.init),
            "bias": self.bias,
            "input_dim": self.input_dim,
            "activity_regularizer": regularizers.serialize(self.activity_regularizer),
        }
        for kind in ("W", "b"):
            config[f"{kind}_regularizer"] = regularizers.serialize(getattr(self, f"{kind}_regularizer"))
            config[f"{kind}_constraint"] = constraints.serialize(getattr(self, f"{kind}_constraint"))
        return {**super().get_config(), **of_that_time(config)}


class MaxoutDense(_OfItsInput):
    """The largest of `nb_feature` dense layers of `output_dim` units each."""

    def __init__(
        self,
        output_dim: int,
        nb_feature: int = 4,
        init: Any = "glorot_uniform",
        weights: Any = None,
        W_regularizer: Any = None,
        b_regularizer: Any = None,
        activity_regularizer: Any = None,
        W_constraint: Any = None,
        b_constraint: Any = None,
        bias: bool = True,
        input_dim: int | None = None,
        **kwargs: Any,
    ):
        penalty = regularizers.get(activity_regularizer)
        super().__init__(weights, input_dim, activity_regularizer=penalty, **kwargs)
        self.output_dim, self.nb_feature = output_dim, nb_feature
        given = {"W_regularizer": W_regularizer, "b_regularizer": b_regularizer}
        self._take({**given, "W_constraint": W_constraint, "b_constraint": b_constraint}, bias, init)

    def build(self, input_shape: Any) -> None:
        """Make the kernels `W`, one for each of the dense layers, and their biases `b`."""
        self.W = self._weight((self.nb_feature, input_shape[-1], self.output_dim), self.init, "W")
        self.b = self._weight((self.nb_feature, self.output_dim), "zeros", "b") if self.bias else None
        super().build(input_shape)

    def call(self, inputs: Any) -> Any:
        """The largest of what the dense layers give."""
        given = backend.dot(inputs, self.W)
        return backend.max(given + self.b if self.bias else given, axis=1)

    def compute_output_shape(self, input_shape: Any) -> tuple[int | None, ...]:
        """One number for each unit."""
        return (input_shape[0], self.output_dim)

    def get_config(self) -> dict[str, Any]:
        """The layer's arguments by their names."""
        return {**super().get_config(), "output_dim": self.output_dim, "nb_feature": self.nb_feature}


class Highway(_OfItsInput):
    """A dense layer and its input, mixed by a gate that learns how much of each goes on."""

    def __init__(
        self,
        init: Any = "glorot_uniform",
        activation: str | Callable[[Any], Any] | None = None,
        weights: Any = None,
        W_regularizer: Any = None,
        b_regularizer: Any = None,
        activity_regularizer: Any = None,
        W_constraint: Any = None,
        b_constraint: Any = None,
        bias: bool = True,
        input_dim: int | None = None,
        **kwargs: Any,
    ):
        kwargs.pop("transform_bias", None)
        penalty = regularizers.get(activity_regularizer)
        super().__init__(weights, input_dim, activity_regularizer=penalty, **kwargs)
        self.activation = activations.get(activation)
        given = {"W_regularizer": W_regularizer, "b_regularizer": b_regularizer}
        self._take({**given, "W_constraint": W_constraint, "b_constraint": b_constraint}, bias, init)

    def build(self, input_shape: Any) -> None:
        """Make the kernels and biases of the layer and of its gate, which begins nearly open."""
        size = input_shape[-1]
        self.W = self._weight((size, size), self.init, "W")
        self.W_carry = self.add_weight(shape=(size, size), initializer=self.init, name="W_carry")
        self.b = self._weight((size,), "zeros", "b") if self.bias else None
        self.b_carry = self.add_weight(shape=(size,), initializer="ones", name="b_carry") if self.bias else None
        super().build(input_shape)

    def call(self, inputs: Any) -> Any:
        """What the dense layer gives, as far as the gate lets it, and the rest of the input."""
        gate, given = backend.dot(inputs, self.W_carry), backend.dot(inputs, self.W)
        if self.bias:
            gate, given = gate + self.b_carry, given + self.b
        gate = backend.sigmoid(gate)
        return self.activation(given) * gate + (1 - gate) * inputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """That of the input."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The layer's arguments by their names."""
        return {**super().get_config(), "activation": activations.serialize(self.activation)}


__getattr__, __dir__ = mirror(__name__)
