"""The configuration of a model as TensorFlow 1 wrote it, so that 1.15.5 reads it again."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import original
from tf1graph.tf.python.keras._tf_keras import (
    base_layer,
    base_layer_v1,
    functional,
    hdf5_format,
    inside,
    layers,
    saving_utils,
    sequential,
    training,
)

VERSION = "2.2.4-tf"
LATER_ARGUMENTS = ("groups", "keepdims", "optional", "synchronized")
# classes that were another one with certain arguments
SCALED = {
    "HeNormal": (2.0, "fan_in", "truncated_normal"),
    "HeUniform": (2.0, "fan_in", "uniform"),
    "LecunNormal": (1.0, "fan_in", "truncated_normal"),
    "LecunUniform": (1.0, "fan_in", "uniform"),
}


def of_that_time(config: Any) -> Any:
    """`config` without what came after 1.15.5: arguments, marks and classes, in every layer."""
    if isinstance(config, (list, tuple)):
        parts = [of_that_time(part) for part in config]
        return tuple(parts) if isinstance(config, tuple) else parts
    if not isinstance(config, dict):
        return config
    kept = {key: of_that_time(part) for key, part in config.items() if key != "shared_object_id"}
    if "keras_version" in kept:
        kept["keras_version"] = VERSION
    if isinstance(kept.get("config"), dict) and isinstance(kept.get("class_name"), str):
        kept["class_name"], kept["config"] = _class_of_that_time(kept["class_name"], kept["config"])
    return kept


def _class_of_that_time(name: str, config: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    config = {key: part for key, part in config.items() if key not in LATER_ARGUMENTS}
    if name in SCALED:
        scale, mode, distribution = SCALED[name]
        made = {"scale": scale, "mode": mode, "distribution": distribution}
        return "VarianceScaling", {**made, "seed": config.get("seed"), "dtype": "float32"}
    if name in ("L1", "L2"):
        return "L1L2", {"l1": 0.0, "l2": 0.0, **config}
    if name in ("Functional", "Model"):
        return "Model", {key: part for key, part in config.items() if key != "trainable"}
    if name == "Sequential":
        told = [layer for layer in config["layers"] if layer["class_name"] != "InputLayer"]
        return name, {**config, "layers": told}
    if name in ("AlphaDropout", "GaussianDropout", "GaussianNoise"):
        config.pop("seed", None)
    return name, config


@inside(saving_utils)
def model_metadata(model: Any, include_optimizer: bool = True, require_config: bool = True) -> dict[str, Any]:
    """What an HDF5 file says of a model beside its weights."""
    told = of_that_time(original(saving_utils.model_metadata)(model, include_optimizer, require_config))
    return {**told, "keras_version": _version_of(model)}


def _version_of(model: Any) -> str:
    return getattr(model, "_keras_version", VERSION)


@inside(hdf5_format)
def save_weights_to_hdf5_group(f: Any, model: Any) -> None:
    """Write the weights of a model's layers into a group of an HDF5 file; models had none of their own."""
    original(hdf5_format.save_weights_to_hdf5_group)(f, model)
    if not f["top_level_model_weights"].attrs["weight_names"].size:
        del f["top_level_model_weights"]
    f.attrs["keras_version"] = _version_of(model).encode()


@inside(training.Model, name="_updated_config")
def updated_config(self: Any) -> dict[str, Any]:
    """What `to_json` writes."""
    return of_that_time(original(training.Model._updated_config)(self))


def _tell_as_then(kind: type, name: str) -> None:
    today = vars(kind)["get_config"]

    def get_config(self: Any) -> dict[str, Any]:
        return _class_of_that_time(name, of_that_time(today(self)))[1]

    inside(kind)(get_config)


_made = [kind for kind in vars(layers).values() if isinstance(kind, type)]
_telling = {kind for made in _made for kind in made.__mro__ if "get_config" in vars(kind)}
for _kind in _telling - {base_layer.Layer, base_layer_v1.Layer}:
    _tell_as_then(_kind, _kind.__name__)
for _kind, _name in ((functional.Functional, "Model"), (sequential.Sequential, "Sequential")):
    _tell_as_then(_kind, _name)
