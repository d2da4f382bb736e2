"""`keras.applications`: the models of tf_keras, of this Keras' layers, named and numbered as in Keras 2.2.4."""

from __future__ import annotations

import types
from typing import Any

from tf1graph.keras import backend, layers, models
from tf1graph.keras._tree import mirror

HOME = "tf_keras.src.applications."
# What the first convolution of a model is called that had a layer of its own to pad its input
PADDED = {f"{HOME}mobilenet": "conv1", f"{HOME}mobilenet_v2": "Conv1"}
# Layers that were called otherwise
RENAMED = {f"{HOME}mobilenet": {"predictions": "act_softmax"}}
_of_tf_keras, __dir__ = mirror(__name__)
_worlds: dict[str, dict[str, Any]] = {}


def __getattr__(name: str) -> Any:
    if name == "ResNet50":
        from tf1graph.keras.applications.resnet50 import ResNet50

        return ResNet50
    return _of_tf_keras(name)


def of_this_keras(found: Any) -> Any:
    """A function of tf_keras' applications that builds with this Keras' layers; other things as they are."""
    if isinstance(found, types.FunctionType) and found.__module__.startswith(HOME):
        return _world_of(found)[found.__name__]
    return found


def _world_of(function: types.FunctionType) -> dict[str, Any]:
    """The names that the functions beside `function` see, with this Keras in the place of tf_keras."""
    home, source = function.__module__, function.__globals__
    if home not in _worlds:
        seen = Layers(PADDED.get(home), RENAMED.get(home, {}))
        world = {**source, "backend": backend, "layers": seen, "VersionAwareLayers": lambda: seen}
        world["training"] = types.SimpleNamespace(Model=models.Model)
        for name, one in source.items():
            if isinstance(one, types.FunctionType) and one.__module__ == home:
                ours = types.FunctionType(one.__code__, world, name, one.__defaults__, one.__closure__)
                ours.__kwdefaults__, ours.__doc__ = one.__kwdefaults__, one.__doc__
                world[name] = ours
        _worlds[home] = world
    return _worlds[home]


class Layers:
    """The layers as a builder sees them; the convolution called `padded` has a layer before it."""

    def __init__(self, padded: str | None, renamed: dict[str, str]):
        self._padded, self._renamed = padded, renamed

    def __getattr__(self, name: str) -> Any:
        return getattr(layers, name)

    def Activation(self, activation: Any, name: str | None = None) -> Any:
        """An activation, by the name that it had."""
        return layers.Activation(activation, name=self._renamed.get(name or "", name))

    def Conv2D(self, *args: Any, **kwargs: Any) -> Any:
        """A convolution; one that is padded is a function of its input."""
        if not self._padded or kwargs.get("name") != self._padded:
            return layers.Conv2D(*args, **kwargs)

        def padded(given: Any) -> Any:
            first = 2 if backend.image_data_format() == "channels_first" else 1
            odd = [self._padded == "Conv1" and (size or 0) % 2 for size in backend.int_shape(given)[first : first + 2]]
            padding = layers.ZeroPadding2D(tuple((int(before), 1) for before in odd), name=f"{self._padded}_pad")
            return layers.Conv2D(*args, **{**kwargs, "padding": "valid"})(padding(given))

        return padded

    def GlobalAveragePooling2D(self, *args: Any, keepdims: bool = False, **kwargs: Any) -> Any:
        """The mean of each map; one that keeps the axes is a function of its input, which reshapes the means."""
        pooling = layers.GlobalAveragePooling2D(*args, **kwargs)
        if not keepdims:
            return pooling

        def kept(given: Any) -> Any:
            means = pooling(given)
            shape = (-1, 1, 1) if backend.image_data_format() == "channels_first" else (1, 1, -1)
            return layers.Reshape(shape, name="reshape_1")(means)

        return kept
