"""The only door to the package tf_keras and to its private modules: a new tf_keras breaks one file."""

from __future__ import annotations

import inspect
import logging
import sys
import types
import warnings
from collections.abc import Callable
from typing import Any, TypeVar

from tf1graph.errors import MissingPackage
from tf1graph.tf import _private, _tree

_log = logging.getLogger("tensorflow")
_level = _log.level
_log.setLevel(logging.ERROR)  # tf_keras is told that it uses deprecated names
try:
    import tf_keras.api._v1.keras as api
    from tf_keras.src import activations, backend, callbacks, losses, regularizers
    from tf_keras.src.applications import imagenet_utils
    from tf_keras.src.engine import (
        base_layer,
        base_layer_utils,
        base_layer_v1,
        functional,
        node,
        sequential,
        training,
        training_utils_v1,
    )
    from tf_keras.src.feature_column import dense_features, sequence_feature_column
    from tf_keras.src.layers.attention import base_dense_attention
    from tf_keras.src.layers.convolutional import base_conv
    from tf_keras.src.layers.merging import base_merge
    from tf_keras.src.layers.normalization import batch_normalization
    from tf_keras.src.layers.rnn import dropout_rnn_cell_mixin, gru, lstm
    from tf_keras.src.metrics import accuracy_metrics, base_metric, confusion_metrics, regression_metrics
    from tf_keras.src.models import cloning
    from tf_keras.src.optimizers import optimizer_v1
    from tf_keras.src.optimizers.legacy import optimizer_v2
    from tf_keras.src.preprocessing import image
    from tf_keras.src.saving.legacy import hdf5_format, saving_utils
    from tf_keras.src.utils import (
        control_flow_util,
        data_utils,
        generic_utils,
        io_utils,
        layer_utils,
        losses_utils,
        metrics_utils,
        tf_utils,
    )
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] != "tf_keras":
        raise
    raise MissingPackage("tf.keras", "tf_keras") from None
finally:
    _log.setLevel(_level)

layers = api.layers

# tf_keras' advice to programs of TensorFlow 2
ADVICE = (
    "`Model.evaluate_generator` is deprecated",
    "`Model.fit_generator` is deprecated",
    "`Model.predict_generator` is deprecated",
    "`Model.state_updates` will be removed",
    "`layer.add_variable` is deprecated",
    "`layer.updates` will be removed",
    "`model.fit_generator` is deprecated",
    "The `lr` argument is deprecated",
    "You are saving your model as an HDF5 file",
    "`tf.keras.backend.set_learning_phase` is deprecated",
)


class _Warnings(types.ModuleType):
    """The module `warnings` as tf_keras sees it: advice that TensorFlow 1 did not give is not given."""

    def warn(self, message: Any, category: Any = None, stacklevel: int = 1, **kwargs: Any) -> None:
        if not (_private.building_tf1_graph() and str(message).startswith(ADVICE)):
            warnings.warn(message, category, stacklevel + 1, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(warnings, name)


class _View(types.ModuleType):
    """TensorFlow's public API as tf_keras sees it: with our bodies in place of the functions they stand for.

    The API took its functions from TensorFlow's modules before ours came, so they have to be put in again.
    """

    def __init__(self, seen: types.ModuleType):
        super().__init__(seen.__name__)
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._seen, name)
        if isinstance(found, types.ModuleType) and found.__name__.startswith("tensorflow."):
            found = _View(found)
        elif isinstance(found, types.FunctionType):
            found = _private.choices.get(found, found)
        setattr(self, name, found)
        return found


_today: Any = vars(backend)["tf"]
_seen, _quiet = _View(_today), _Warnings("warnings")
for _name, _module in list(sys.modules.items()):
    if _name.startswith("tf_keras.src.") and getattr(_module, "tf", None) is _today:
        vars(_module)["tf"] = _seen
    if _name.startswith("tf_keras.src.") and getattr(_module, "warnings", None) is warnings:
        vars(_module)["warnings"] = _quiet


__all__ = [
    "accuracy_metrics",
    "activations",
    "api",
    "backend",
    "base_conv",
    "base_dense_attention",
    "base_layer",
    "base_layer_utils",
    "base_layer_v1",
    "base_merge",
    "base_metric",
    "batch_normalization",
    "callbacks",
    "cloning",
    "confusion_metrics",
    "control_flow_util",
    "data_utils",
    "dense_features",
    "dropout_rnn_cell_mixin",
    "functional",
    "generic_utils",
    "gru",
    "hdf5_format",
    "image",
    "imagenet_utils",
    "inside",
    "io_utils",
    "layer_utils",
    "layers",
    "losses",
    "losses_utils",
    "lost",
    "lstm",
    "metrics_utils",
    "node",
    "optimizer_v1",
    "optimizer_v2",
    "regression_metrics",
    "regularizers",
    "saving_utils",
    "sequence_feature_column",
    "sequential",
    "tf_utils",
    "training",
    "training_utils_v1",
]

F = TypeVar("F", bound=Callable[..., Any])


def inside(*owners: Any, name: str | None = None) -> Callable[[F], F]:
    """Let the decorated body stand for a function of tf_keras, or a method, while a graph of TensorFlow 1 is built.

    Args:
      owners: the modules or classes whose function is meant.
      name: the function's name, where the body's differs.
    """

    def install(ours: F) -> F:
        _tree.complete(sys.modules[ours.__module__])  # the other names of the module's place are found by it
        attribute = name or ours.__name__
        for owner in owners:
            theirs = getattr(owner, attribute)
            _private.inside(owner, attribute)(ours)
            choose = getattr(owner, attribute)
            choose.__signature__ = inspect.signature(theirs)  # Keras looks which arguments a layer's call takes
            choose.autograph_info__ = {}  # AutoGraph is to call it as it is
        return ours

    return install


def lost(*owners: type | types.ModuleType) -> Callable[[F], F]:
    """Give the decorated method or function to classes or modules of tf_keras that have it no more."""

    def install(ours: F) -> F:
        for owner in owners:
            if not hasattr(owner, ours.__name__):
                setattr(owner, ours.__name__, ours)
        return ours

    return install


def put_everywhere() -> None:
    """Let every module of tf_keras that holds a function which a body stands for hold the choice instead."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tf_keras."):
            for alias, thing in list(vars(module).items()):
                if isinstance(thing, types.FunctionType) and thing in _private.choices:
                    setattr(module, alias, _private.choices[thing])
