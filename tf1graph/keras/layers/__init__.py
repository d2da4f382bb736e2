"""`keras.layers`: those of `tf.keras`, named from 1 on, with initial weights that follow NumPy's seed.

Each is a class of its own, so that a program of `tf.keras` beside it keeps its own names and numbers.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.keras import initializers
from tf1graph.keras._keras1 import layer_arguments
from tf1graph.keras._tree import mirror

_of_tf_keras, __dir__ = mirror(__name__)
OTHER_NAMES = {"AtrousConvolution1D": "Conv1D", "AtrousConvolution2D": "Conv2D", "Deconvolution2D": "Conv2DTranspose"}
MODES = {"ave": "average", "concat": "concatenate", "max": "maximum", "mul": "multiply", "sum": "add"}


def __getattr__(name: str) -> Any:
    found = _of_tf_keras(OTHER_NAMES.get(name, name))
    if inspect.isclass(found) and issubclass(found, tf.keras.layers.Layer):
        made: Any = found
        found = globals()[name] = of_that_time(made)
    return found


@functools.cache
def of_that_time(theirs: Any) -> Any:
    """Keras 2.2.4's class for a layer of `tf.keras`."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if theirs is not tf.keras.layers.Layer:
            args, kwargs = layer_arguments(theirs, args, kwargs)
        _take_initializers(theirs, kwargs)
        super(ours, self).__init__(*args, **kwargs)

    body: dict[str, Any] = {
        "__doc__": theirs.__doc__,
        "__init__": tf_decorated(__init__, theirs),
        "__module__": __name__,
        "_init_set_name": named_from_1,
        "add_weight": _add_weight,
    }
    if theirs.__name__ in DRAWS:
        body["call"] = DRAWS[theirs.__name__]
    ours: Any = type(theirs.__name__, (theirs,), body)
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
    _above(self, "_init_set_name")(name, zero_based=False)


def _add_weight(self: Any, *args: Any, **kwargs: Any) -> Any:
    """A weight of the layer; an initialiser's name is one of Keras 2.2.4, and a shape may come first."""
    if args and isinstance(args[0], (tuple, list)):  # as in Keras 1
        kwargs["shape"], args = args[0], args[1:]
        if args and isinstance(args[0], str):
            kwargs["name"], args = args[0], args[1:]
    if isinstance(kwargs.get("initializer"), (str, dict)):
        kwargs["initializer"] = initializers.get(kwargs["initializer"])
    return _above(self, "add_weight")(*args, **kwargs)


def _above(self: Any, method: str) -> Any:
    """A method as the class of `tf.keras` has it, which is the first of the line that is not ours."""
    for owner in type(self).__mro__:
        if owner.__module__.startswith("tf_keras.") and method in vars(owner):
            return vars(owner)[method].__get__(self)
    raise AttributeError(method)


def _dropout(self: Any, inputs: Any, training: Any = None) -> Any:
    """What is kept is drawn from the layer's seed, or one that NumPy draws when the layer is called."""
    if not 0 < self.rate < 1:
        return inputs
    shape = self._get_noise_shape(inputs)

    def dropped() -> Any:
        return tf.nn.dropout(inputs * 1.0, 1.0 - self.rate, shape, seed=initializers.seed_of(self.seed))

    return tf.keras.backend.in_train_phase(dropped, inputs, training=training)


def _noise(self: Any, inputs: Any, training: Any = None) -> Any:
    def noised() -> Any:
        drawn = tf.random_normal(tf.shape(inputs), 0.0, self.stddev, seed=initializers.seed_of(None))
        return inputs + drawn

    return tf.keras.backend.in_train_phase(noised, inputs, training=training)


DRAWS = {
    "Dropout": _dropout,
    "GaussianNoise": _noise,
    "SpatialDropout1D": _dropout,
    "SpatialDropout2D": _dropout,
    "SpatialDropout3D": _dropout,
}


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


def merged(
    inputs: Any, mode: str = "sum", concat_axis: int = -1, dot_axes: Any = -1, name: str | None = None, **unused: Any
) -> Any:
    """What Keras 1's `merge` gave: tensors joined by one of its modes.

    Raises:
      ValueError: a mode that is none of Keras 1's.
    """
    del unused  # shapes, which are known
    if mode in ("dot", "cos"):
        return dot(inputs, dot_axes, normalize=mode == "cos", name=name)
    if mode == "concat":
        return concatenate(inputs, concat_axis, name=name)
    if mode not in MODES:
        raise ValueError(f"Invalid merge mode: {mode}")
    return globals()[MODES[mode]](inputs, name=name)
