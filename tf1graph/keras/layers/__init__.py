"""`keras.layers`: those of `tf.keras`, named from 1 on, with initial weights that follow NumPy's seed.

Each is a class of its own, so that a program of `tf.keras` beside it keeps its own names and numbers.
"""

from __future__ import annotations

import abc
import functools
import inspect
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tf1graph import tf
from tf1graph.keras import initializers
from tf1graph.keras._keras1 import layer_arguments
from tf1graph.keras._tree import mirror
from tf1graph.keras.layers import configurations, custom
from tf1graph.keras.layers.calls import CALLS
from tf1graph.keras.layers.nodes import Node as Node
from tf1graph.keras.layers.nodes import note
from tf1graph.tf.python.keras._tf_keras import base_merge

_of_tf_keras, __dir__ = mirror(__name__)
OTHER_NAMES = {
    **dict.fromkeys(("AtrousConv1D", "AtrousConvolution1D"), "Conv1D"),
    **dict.fromkeys(("AtrousConv2D", "AtrousConvolution2D"), "Conv2D"),
    **dict.fromkeys(("Deconv2D", "Deconvolution2D"), "Conv2DTranspose"),
    **dict.fromkeys(("Deconv3D", "Deconvolution3D"), "Conv3DTranspose"),
}
LEGACY = ("Highway", "MaxoutDense", "Merge")


def __getattr__(name: str) -> Any:
    if name in LEGACY:
        return getattr(import_module("tf1graph.keras.legacy.layers"), name)
    if name in OTHER_NAMES:
        return getattr(sys.modules[__name__], OTHER_NAMES[name])
    found = base_merge._Merge if name == "_Merge" else _of_tf_keras(name)
    if inspect.isclass(found) and issubclass(found, tf.keras.layers.Layer):
        made: Any = found
        found = globals()[name] = of_that_time(made)
    return found


class OfThatTime(abc.ABCMeta):
    """The class of our classes: a layer of `tf.keras` counts as an instance of ours of the same name."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return super().__instancecheck__(instance) or isinstance(instance, vars(cls).get("theirs", ()))

    def __subclasscheck__(cls, subclass: type) -> bool:
        return super().__subclasscheck__(subclass) or issubclass(subclass, vars(cls).get("theirs", ()))


@functools.cache
def of_that_time(theirs: Any) -> Any:
    """Keras 2.2.4's class for a layer of `tf.keras`."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if theirs is not tf.keras.layers.Layer:
            args, kwargs = layer_arguments(theirs, args, kwargs)
        _take_initializers(theirs, kwargs)
        super(ours, self).__init__(*args, **kwargs)
        if theirs.__name__ == "BatchNormalization":
            self.axis_given = self.axis  # a list of axes from 0 on once it is built

    def __init_subclass__(cls: Any, **kwargs: Any) -> None:
        super(ours, cls).__init_subclass__(**kwargs)
        custom.take_shapes(cls)

    body: dict[str, Any] = {
        "__doc__": theirs.__doc__,
        "__init__": tf_decorated(__init__, theirs),
        "__init_subclass__": classmethod(__init_subclass__),
        "__module__": __name__,
        "__setattr__": custom.set_attribute,
        "__call__": custom.call,
        "_handle_activity_regularization": custom.penalize_activity,
        "_init_set_name": named_from_1,
        "add_weight": _add_weight,
        "get_config": configurations.get_config,
        "non_trainable_weights": custom.settable("_non_trainable_weights", "non_trainable_weights"),
        "output_shape": property(custom.output_shape),
        "theirs": theirs,
        "trainable_weights": custom.settable("_trainable_weights", "trainable_weights"),
    }
    if theirs is tf.keras.layers.Layer:
        body["compute_output_shape"] = custom.compute_output_shape
    if theirs.__name__ in CALLS:
        body["call"] = CALLS[theirs.__name__]
    ours: Any = OfThatTime(theirs.__name__, (theirs,), body)
    return ours


def tf_decorated(ours: Callable[..., Any], theirs: type) -> Callable[..., Any]:
    """`ours`, which says that it takes the arguments of the constructor of `theirs`."""
    ours.__signature__ = inspect.signature(theirs.__init__)  # type: ignore[attr-defined, misc]
    return ours


def _take_initializers(theirs: type, kwargs: dict[str, Any]) -> None:
    """Replace the names of initialisers, given or the layer's own, by Keras 2.2.4's, which NumPy seeds."""
    for owner in reversed(theirs.__mro__):
        if "__init__" not in vars(owner):
            continue
        for name, parameter in inspect.signature(vars(owner)["__init__"]).parameters.items():
            if name.endswith("_initializer") and isinstance(parameter.default, str):
                kwargs.setdefault(name, parameter.default)
    for name in [name for name in kwargs if name.endswith("_initializer")]:
        kwargs[name] = initializers.get(kwargs[name])


def named_from_1(self: Any, name: str | None, zero_based: bool = False) -> None:
    """Name a layer or model after its class and a number: `dense_1` is the first."""
    del zero_based
    custom.above(self, "_init_set_name")(name, zero_based=False)


def _add_weight(self: Any, *args: Any, **kwargs: Any) -> Any:
    """A weight of the layer; an initialiser's name is one of Keras 2.2.4, and a shape may come first."""
    if args and isinstance(args[0], (tuple, list)):  # as in Keras 1
        kwargs["shape"], args = args[0], args[1:]
        if args and isinstance(args[0], str):
            kwargs["name"], args = args[0], args[1:]
    if isinstance(kwargs.get("initializer"), (str, dict)):
        kwargs["initializer"] = initializers.get(kwargs["initializer"])
    return custom.above(self, "add_weight")(*args, **kwargs)


def Input(shape: Any = None, batch_shape: Any = None, name: Any = None, dtype: Any = None, **kwargs: Any) -> Any:
    """A tensor that a model takes as its input; `shape` without, `batch_shape` with the number of samples.

    Args:
      kwargs: `sparse`, `tensor` for one to take instead of a new placeholder, and Keras 1's `input_dtype`.

    Raises:
      ValueError: no shape is given.
    """
    dtype = kwargs.pop("input_dtype", dtype)
    if batch_shape is None and shape is None and kwargs.get("tensor") is None:
        raise ValueError(
            "Please provide to Input either a `shape` or a `batch_shape` argument. Note that `shape` does not include "
            "the batch dimension."
        )
    if batch_shape is None and shape is not None:
        batch_shape = (None, *(shape if isinstance(shape, (tuple, list)) else (shape,)))
    layer = __getattr__("InputLayer")(batch_input_shape=batch_shape, name=name, dtype=dtype, **kwargs_of_input(kwargs))
    note(layer)
    outputs = layer._inbound_nodes[0].outputs
    custom.note_shape(outputs)
    return outputs


def kwargs_of_input(kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments of an input's layer; the tensor goes by another name."""
    renamed = {"tensor": "input_tensor"}
    return {renamed.get(name, name): value for name, value in kwargs.items()}


def add(inputs: Any, **kwargs: Any) -> Any:
    """The sum of a list of tensors."""
    return __getattr__("Add")(**kwargs)(inputs)


def subtract(inputs: Any, **kwargs: Any) -> Any:
    """The difference of two tensors."""
    return __getattr__("Subtract")(**kwargs)(inputs)


def multiply(inputs: Any, **kwargs: Any) -> Any:
    """The product of a list of tensors, element by element."""
    return __getattr__("Multiply")(**kwargs)(inputs)


def average(inputs: Any, **kwargs: Any) -> Any:
    """The mean of a list of tensors."""
    return __getattr__("Average")(**kwargs)(inputs)


def maximum(inputs: Any, **kwargs: Any) -> Any:
    """The larger elements of a list of tensors."""
    return __getattr__("Maximum")(**kwargs)(inputs)


def minimum(inputs: Any, **kwargs: Any) -> Any:
    """The smaller elements of a list of tensors."""
    return __getattr__("Minimum")(**kwargs)(inputs)


def concatenate(inputs: Any, axis: int = -1, **kwargs: Any) -> Any:
    """A list of tensors joined along `axis`."""
    return __getattr__("Concatenate")(axis=axis, **kwargs)(inputs)


def dot(inputs: Any, axes: Any, normalize: bool = False, **kwargs: Any) -> Any:
    """The products of the samples of two tensors over `axes`."""
    return __getattr__("Dot")(axes=axes, normalize=normalize, **kwargs)(inputs)
