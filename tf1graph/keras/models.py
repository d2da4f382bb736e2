"""`keras.models`: the models of `tf.keras` with Keras 2.2.4's names of metrics, optimisers and arguments."""

from __future__ import annotations

import copy
import json
from typing import Any

from tf1graph import tf
from tf1graph.keras import initializers, layers, optimizers
from tf1graph.keras._keras1 import model_arguments
from tf1graph.keras._tree import mirror
from tf1graph.keras.engine import saving
from tf1graph.keras.engine.training import Training
from tf1graph.tf.python.keras._tf_keras import functional


class Model(Training, tf.keras.models.Model, metaclass=layers.OfThatTime):
    """Layers between inputs and outputs: `Model(inputs, outputs)`, or a class of the program's own with `call`."""

    theirs = tf.keras.models.Model
    _init_set_name = layers.named_from_1

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls is Model and _has_graph(args, kwargs):
            return Graph(*args, **kwargs)
        return super().__new__(cls, *args, **kwargs)

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs = model_arguments(kwargs)
        if _has_graph(args, kwargs):  # a class of the program's own that hands on inputs and outputs
            _become_graph(type(self))
            Graph.__init__(self, *args, **kwargs)
        else:
            super().__init__(*args, **kwargs)


class Graph(Training, functional.Functional, metaclass=layers.OfThatTime):
    """A model of inputs and outputs."""

    _init_set_name = layers.named_from_1

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **model_arguments(kwargs))

    def get_config(self) -> dict[str, Any]:
        """The layers of the model and how they follow one another."""
        return copy.deepcopy(functional.get_network_config(self, config={"name": self.name}))


Network = Container = Model  # its base, now and before Keras 2.2, which a program subclassed in its place
Graph.__name__ = Graph.__qualname__ = "Model"


def _has_graph(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    return len(args) > 1 or bool(kwargs.keys() & {"input", "inputs"})


def _become_graph(cls: Any) -> None:
    """Let a class below `Model` stand below `Graph` instead."""
    for owner in cls.__mro__:
        if Model in owner.__bases__:
            owner.__bases__ = tuple(Graph if base is Model else base for base in owner.__bases__)


class Sequential(Training, tf.keras.models.Sequential):
    """Layers one after the other; the first says the shape of its input, or the first data does."""

    _joining: Any = None  # the first layer, where it was called before it was added

    _init_set_name = layers.named_from_1

    def add(self, layer: Any) -> None:
        """Put a layer after the others. The first may be one that joins several models: the model has their inputs.

        Raises:
          ValueError: it is none, or gives several tensors.
        """
        from tf1graph.keras.legacy.layers import Merge

        if self._self_tracked_trackables or not (isinstance(layer, Merge) and layer._inbound_nodes):
            super().add(layer)
            return
        object.__setattr__(self, "_joining", layer)  # a layer that is set counts as added
        self.outputs = [layer.output]
        self.inputs = tf.keras.utils.get_source_inputs(layer.output)
        self.built = self._has_explicit_input_shape = self._graph_initialized = True
        self._init_graph_network(self.inputs, self.outputs)

    def _init_graph_network(self, inputs: Any, outputs: Any) -> None:
        super()._init_graph_network(inputs, outputs)
        if self._joining:  # weights go model by model, whichever layers are nearer to the inputs
            parts = [part for joined in self._joining.joined for part in getattr(joined, "layers", [joined])]
            places = {id(part): place for place, part in enumerate(parts)}
            self._self_tracked_trackables.sort(key=lambda layer: places.get(id(layer), len(parts)))

    @property
    def layers(self) -> list[Any]:
        """The layers that were added, without those of the models that the first one joins."""
        found = super().layers
        return found[found.index(self._joining) :] if self._joining in found else found

    def get_config(self) -> dict[str, Any]:
        """The layers of the model; the first says the shape of its input."""
        config = super().get_config()
        first = config["layers"][:2]
        if len(first) == 2 and first[0]["class_name"] == "InputLayer" and "batch_input_shape" in first[1]["config"]:
            config["layers"] = config["layers"][1:]
        return config

    def predict_proba(self, x: Any, batch_size: int = 32, verbose: int = 0) -> Any:
        """What the model gives, which should be probabilities."""
        return self.predict(x, batch_size, verbose)

    def predict_classes(self, x: Any, batch_size: int = 32, verbose: int = 0) -> Any:
        """The class of each sample: of several outputs the largest, of one whether it is above a half."""
        given = self.predict(x, batch_size, verbose)
        return given.argmax(axis=-1) if given.shape[-1] > 1 else (given > 0.5).astype("int32")


def custom(given: dict[str, Any] | None) -> dict[str, Any]:
    """The classes that a configuration is read with: ours, then the program's own."""
    ours: dict[str, Any] = {"Functional": Model, "Model": Model, "Sequential": Sequential}
    for name in dir(tf.keras.layers):
        found = getattr(layers, name, None) if name[:1].isupper() and name != "Layer" else None
        if isinstance(found, type):
            ours[name] = found
    ours |= {made.__name__: made for made in optimizers.BY_NAME.values()}
    return {**ours, **initializers.CLASSES, **(given or {})}


def clone_model(model: Any, input_tensors: Any = None) -> Any:
    """A new model of the same layers with new weights, of the given tensors if there are any."""
    clone = type(model).from_config(model.get_config(), custom(None))
    return clone if input_tensors is None else Model(input_tensors, clone(input_tensors))


def load_model(filepath: Any, custom_objects: dict[str, Any] | None = None, compile: bool = True) -> Any:
    """The model of an HDF5 file that Keras 1 or 2 wrote, with its weights and, compiled, its optimiser's state.

    Args:
      filepath: a path, or an open `h5py.File`.
      custom_objects: the program's own layers and functions by their names.

    Raises:
      ValueError: the file has weights alone.
    """
    return saving.load(filepath, custom_objects, compile, lambda config: model_from_config(config, custom_objects))


def save_model(model: Any, filepath: Any, overwrite: bool = True, include_optimizer: bool = True) -> None:
    """Write a model, its weights and its optimiser's state into an HDF5 file."""
    model.save(filepath, overwrite, include_optimizer)


def model_from_yaml(yaml_string: str, custom_objects: dict[str, Any] | None = None) -> Any:
    """A new model of the configuration that `to_yaml` wrote, also that of Keras 2.2.4, which wrote Python's tuples.

    Raises:
      ValueError: the text asks for other Python objects, which are not made from data.
    """
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("tag:yaml.org,2002:python/tuple", Loader.construct_sequence)
    Loader.add_constructor("tag:yaml.org,2002:python/unicode", Loader.construct_scalar)
    try:
        config = yaml.load(yaml_string, Loader)
    except yaml.constructor.ConstructorError as error:
        raise ValueError(f"The YAML asks for Python objects: {error.problem}. Take the model's JSON or file.") from None
    return model_from_config(config, custom_objects)


def model_from_json(json_string: str, custom_objects: dict[str, Any] | None = None) -> Any:
    """A new model of the configuration that `to_json` wrote."""
    return model_from_config(json.loads(json_string), custom_objects)


def model_from_config(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """A new model of a configuration."""
    return tf.keras.models.model_from_config(saving.of_today(config), custom(custom_objects))


__getattr__, __dir__ = mirror(__name__)
