"""How a module of the standalone Keras finds its names: what is ours, then where the name moved to, then `tf.keras`.

A module for which there is no file is made when it is imported, by a finder that answers for `tf1graph.keras` alone.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any

from tf1graph.errors import AttributeNotProvided, ModuleNotProvided
from tf1graph.keras import names

ROOT = "tf1graph.keras"

# Modules of Keras 2.2.4 that `tf.keras` has not, or not with all their names, and the modules that have them now
MOVED: dict[str, tuple[str, ...]] = {
    "": ("layers", "models"),
    **dict.fromkeys(
        (
            *("layers.advanced_activations", "layers.convolutional", "layers.convolutional_recurrent", "layers.core"),
            *("layers.cudnn_recurrent", "layers.embeddings", "layers.local", "layers.merge", "layers.noise"),
            *("layers.normalization", "layers.pooling", "layers.recurrent", "layers.wrappers", "legacy.layers"),
        ),
        ("layers",),
    ),
    **dict.fromkeys(
        (
            *("engine", "engine.base_layer", "engine.input_layer", "engine.network", "engine.saving", "legacy.models"),
            *("engine.sequential", "engine.topology", "engine.training"),
        ),
        ("layers", "models"),
    ),
    **dict.fromkeys(
        (
            *("utils.conv_utils", "utils.data_utils", "utils.generic_utils", "utils.io_utils", "utils.layer_utils"),
            *("utils.np_utils", "utils.training_utils", "utils.vis_utils"),
            "utils.visualize_util",
        ),
        ("utils",),
    ),
    "applications.imagenet_utils": ("applications.resnet50",),
    "backend.tensorflow_backend": ("backend",),
    "applications.mobilenetv2": ("applications.mobilenet_v2",),
    "backend.common": ("backend",),
    "legacy": (),
    "objectives": ("losses",),
    "datasets.cifar": (),
    "utils.test_utils": ("utils",),
    "engine.training_arrays": ("engine.loops",),
    "engine.training_generator": ("engine.generators",),
    "wrappers": (),
}

# What Keras 2.2.4's modules imported for themselves, which programs took from them: a module, or `module:name`
INTERNAL = {
    **{name: name for name in ("activations", "constraints", "initializers", "losses", "metrics", "regularizers")},
    **dict.fromkeys(("K",), "backend"),
    **dict.fromkeys(("interfaces",), "legacy.interfaces"),
    **dict.fromkeys(("conv_utils", "generic_utils"), "utils.{}"),
    **dict.fromkeys(
        (
            *("deserialize_keras_object", "func_dump", "func_load", "has_arg", "is_all_none", "object_list_uid"),
            *("serialize_keras_object", "slice_arrays", "to_list", "transpose_shape", "unpack_singleton"),
        ),
        "utils.generic_utils:{}",
    ),
    **dict.fromkeys(("Input", "InputLayer", "Lambda", "Layer", "concatenate"), "layers:{}"),
    **dict.fromkeys(("GeneratorEnqueuer", "OrderedEnqueuer", "Progbar", "Sequence", "to_categorical"), "utils:{}"),
    **dict.fromkeys(
        (
            *("batch_shuffle", "check_array_length_consistency", "check_num_samples", "make_batches"),
            *("standardize_class_weights", "standardize_sample_weights", "standardize_weights"),
            "weighted_masked_objective",
        ),
        "engine.training_utils:{}",
    ),
    "convert_kernel": "utils.conv_utils:convert_kernel",
    "count_params": "utils.layer_utils:count_params",
    **dict.fromkeys(("Container", "Model", "Network", "clone_model"), "models:{}"),
    "_Merge": "layers:_Merge",
    "get_source_inputs": "utils:get_source_inputs",
    "metrics_module": "metrics",
    "multi_gpu_model": "utils.multi_gpu_utils:multi_gpu_model",
    "network": "engine.network",
    "saving": "engine.saving",
    "standardize_input_data": "engine.training_utils:standardize_input_data",
    "training_arrays": "engine.training_arrays",
    "training_generator": "engine.training_generator",
}


def mirror(module_name: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """`__getattr__` and `__dir__` for the module `module_name`, which mirrors the module of Keras at that place."""
    module = sys.modules[module_name]
    place = module_name.removeprefix(ROOT).lstrip(".")
    vars(module).setdefault("__path__", [])

    def find(name: str) -> Any:
        if name == "__all__":
            return [name for name in list_names() if not name.startswith("_")]
        if name.startswith("__"):
            raise AttributeError(f"module {module_name!r} has no attribute {name!r}")
        found = _resolve(module, place, name)
        setattr(module, name, found)
        return found

    def list_names() -> list[str]:
        own = {name for name, thing in vars(module).items() if getattr(thing, "__module__", "") == module_name}
        return sorted(own.union(*map(dir, _sources(place))))

    return find, list_names


def _resolve(module: types.ModuleType, place: str, name: str) -> Any:
    below = f"{place}.{name}".lstrip(".")
    if _is_module(module, below):
        return import_module(f"{ROOT}.{below}")
    for source in _sources(place):
        try:
            found = getattr(source, name)
        except (AttributeError, ImportError):
            continue
        if place.startswith("applications"):
            return import_module(f"{ROOT}.applications").of_this_keras(found)
        return found
    if name in INTERNAL:
        module_name, _, attribute = INTERNAL[name].format(name).partition(":")
        if module_name != place:  # where it is missing too
            found = import_module(f"{ROOT}.{module_name}")
            return getattr(found, attribute) if attribute else found
    raise AttributeNotProvided(f"keras.{below}", names.remedy(f"keras.{below}"))


def _is_module(parent: types.ModuleType, place: str) -> bool:
    if place in MOVED or PathFinder.find_spec(f"{ROOT}.{place}", parent.__path__):
        return True
    return isinstance(_in_tf_keras(place), types.ModuleType)


def _in_tf_keras(place: str) -> Any:
    return import_module("tf1graph.tf.python.keras").public_module(place)


def _sources(place: str) -> list[Any]:
    """The modules that have the names of Keras' module at `place`, the best one first."""
    found = [import_module(f"{ROOT}.{moved}") for moved in MOVED.get(place, ())]
    if isinstance(_in_tf_keras(place), types.ModuleType):
        found.append(import_module(".".join(filter(None, ("tf1graph.tf.keras", place)))))
    private = import_module("tf1graph.tf.python.keras").private_module(place) if place else None
    return [*found, private] if private else found


class _Callable(types.ModuleType):
    """`keras.layers.merge`: the module of the merging layers, which was a function as well."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return import_module(f"{ROOT}.legacy.layers").merge(*args, **kwargs)


class KerasFinder(MetaPathFinder, Loader):
    """Makes the modules of the standalone Keras that have no file."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        if not fullname.startswith(ROOT + ".") or PathFinder.find_spec(fullname, path, target):
            return None
        place = fullname.removeprefix(ROOT + ".")
        if place not in MOVED and not isinstance(_in_tf_keras(place), types.ModuleType):
            raise ModuleNotProvided(f"keras.{place}", names.remedy(f"keras.{place}"))
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> types.ModuleType | None:
        return _Callable(spec.name) if spec.name == f"{ROOT}.layers.merge" else None

    def exec_module(self, module: types.ModuleType) -> None:
        module.__getattr__, module.__dir__ = mirror(module.__name__)  # type: ignore[method-assign]


sys.meta_path.insert(0, KerasFinder())
