"""Models in files: the HDF5 files of Keras 1 and 2, and configurations."""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import h5py
import numpy as np

from tf1graph import tf
from tf1graph.keras._tree import mirror
from tf1graph.tf.python.keras._tf_keras import hdf5_format

ARGUMENTS_OF_KERAS_1 = {"m": "max_value"}

_log = logging.getLogger("tensorflow")


@contextmanager
def _opened(file: Any, mode: str) -> Iterator[Any]:
    if isinstance(file, h5py.Group):
        yield file
    else:
        with h5py.File(os.fspath(file), mode) as opened:
            yield opened


def save(model: Any, filepath: Any, overwrite: bool = True, include_optimizer: bool = True) -> None:
    """Write a model as Keras 2.2.4 did: its configuration, weights, and how it is trained."""
    from tf1graph.keras.optimizers import TFOptimizer

    saved = include_optimizer and model.optimizer is not None
    if saved and (isinstance(model.optimizer, TFOptimizer) or not hasattr(model.optimizer, "get_config")):
        warnings.warn(
            "TensorFlow optimizers do not make it possible to access optimizer attributes or optimizer state after "
            "instantiation. As a result, we cannot save the optimizer as part of the model save file. You will have to "
            "compile your model again after loading it. Prefer using a Keras optimizer instead.",
            stacklevel=3,
        )
        saved = False
    level = _log.level
    _log.setLevel(logging.ERROR)
    try:
        hdf5_format.save_model_to_hdf5(model, filepath, overwrite, saved)
    finally:
        _log.setLevel(level)


def of_today(config: Any) -> Any:
    """A configuration of Keras 1 or 2, as tf_keras reads it."""
    if isinstance(config, list):
        return [of_today(part) for part in config]
    if not isinstance(config, dict):
        return config
    kept = {key: of_today(_named(key, part)) for key, part in config.items()}
    inner = kept.get("config")
    if kept.get("class_name") == "Sequential" and isinstance(inner, list):  # before Keras 2.2.3
        kept["config"] = {"name": None, "layers": inner}
    if kept.get("class_name") == "BatchNormalization" and isinstance(inner, dict):
        inner.pop("mode", None)
    return kept


def _named(key: str, part: Any) -> Any:
    """A regularizer or constraint that Keras 1 wrote, by its class and its arguments."""
    if not isinstance(part, dict) or "name" not in part or not key.endswith(("_regularizer", "_constraint")):
        return part
    arguments = {ARGUMENTS_OF_KERAS_1.get(name, name): value for name, value in part.items() if name != "name"}
    return {"class_name": part["name"].removesuffix("Regularizer"), "config": arguments}


def load(filepath: Any, custom_objects: Any, compile: bool, make: Callable[[Any], Any]) -> Any:
    """The model of a file; `make` makes one of its configuration."""
    with _opened(filepath, "r") as file:
        config = _decoded(file.attrs.get("model_config"))
        if config is None:
            raise ValueError(f"No model found in config file: {filepath} holds weights alone; see load_weights().")
        model = make(config)
        hdf5_format.load_weights_from_hdf5_group(file["model_weights"], model)
        told = _decoded(file.attrs.get("training_config"))
        if compile and told is None:
            warnings.warn(
                "No training configuration found in save file: the model was *not* compiled. Compile it manually.",
                stacklevel=4,
            )
        elif compile:
            _compile(model, told, custom_objects or {})
            if "optimizer_weights" in file:
                _set_state(model, file["optimizer_weights"])
    return model


def _decoded(text: Any) -> Any:
    return None if text is None else json.loads(text.decode() if isinstance(text, bytes) else text)


def _compile(model: Any, told: dict[str, Any], custom: dict[str, Any]) -> None:
    from tf1graph.keras import optimizers

    def known(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: known(value) for key, value in part.items()}
        if isinstance(part, (list, tuple)):
            return [known(value) for value in part]
        return custom.get(part, part) if isinstance(part, str) else part

    model.compile(
        optimizers.deserialize(told["optimizer_config"], custom),
        known(told["loss"]),
        metrics=known(told.get("metrics")),
        loss_weights=told.get("loss_weights"),
        sample_weight_mode=told.get("sample_weight_mode"),
    )


def _set_state(model: Any, group: Any) -> None:
    model._make_train_function()
    names = [name.decode() if isinstance(name, bytes) else name for name in group.attrs["weight_names"]]
    try:
        model.optimizer.set_weights([np.asarray(group[name]) for name in names])
    except ValueError:
        warnings.warn(
            "Error in loading the saved optimizer state. As a result, your model is starting with a freshly "
            "initialized optimizer.",
            stacklevel=5,
        )


def load_weights(
    model: Any, filepath: Any, by_name: bool = False, skip_mismatch: bool = False, reshape: bool = False
) -> None:
    """Take the weights of a file of weights, or of a whole model."""
    del reshape  # tf_keras gives dense and convolutional kernels their shapes by itself
    if skip_mismatch and not by_name:
        raise ValueError("When calling model.load_weights, skip_mismatch can only be set to True when by_name is True.")
    with _opened(filepath, "r") as file:
        group = file["model_weights"] if "layer_names" not in file.attrs and "model_weights" in file else file
        if by_name:
            hdf5_format.load_weights_from_hdf5_group_by_name(group, model, skip_mismatch=skip_mismatch)
        else:
            hdf5_format.load_weights_from_hdf5_group(group, model)
    tf.keras.backend.get_session()


def load_weights_from_hdf5_group(f: Any, layers: list[Any], reshape: bool = False) -> None:
    """Give layers the weights of a file, in their order."""
    del reshape
    hdf5_format.load_weights_from_hdf5_group(f, SimpleNamespace(layers=layers))


def load_weights_from_hdf5_group_by_name(
    f: Any, layers: list[Any], skip_mismatch: bool = False, reshape: bool = False
) -> None:
    """Give layers the weights that a file has under their names."""
    del reshape
    hdf5_format.load_weights_from_hdf5_group_by_name(f, SimpleNamespace(layers=layers), skip_mismatch=skip_mismatch)


load_attributes_from_hdf5_group = hdf5_format.load_attributes_from_hdf5_group
preprocess_weights_for_loading = hdf5_format.preprocess_weights_for_loading
save_attributes_to_hdf5_group = hdf5_format.save_attributes_to_hdf5_group

__getattr__, __dir__ = mirror(__name__)
