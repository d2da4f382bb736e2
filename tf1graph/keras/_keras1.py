"""The arguments of Keras 1 that Keras 2.2.4 took, with a warning, for those that replaced them."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Collection
from typing import Any

DATA_FORMATS = {"tf": "channels_last", "th": "channels_first", "default": None}
IMPLEMENTATIONS = {"cpu": 0, "mem": 1, "gpu": 2}

# Keras 1's name, and the names of Keras 2 of which the layer takes one
LAYER_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "U_regularizer": ("recurrent_regularizer",),
    "W_constraint": ("kernel_constraint", "embeddings_constraint"),
    "W_regularizer": ("kernel_regularizer", "embeddings_regularizer"),
    "b_constraint": ("bias_constraint",),
    "b_regularizer": ("bias_regularizer",),
    "beta_init": ("beta_initializer",),
    "bias": ("use_bias",),
    "border_mode": ("padding",),
    "consume_less": ("implementation",),
    "dim_ordering": ("data_format",),
    "dropout_U": ("recurrent_dropout",),
    "dropout_W": ("dropout",),
    "filter_length": ("kernel_size",),
    "gamma_init": ("gamma_initializer",),
    "init": ("kernel_initializer", "embeddings_initializer", "alpha_initializer"),
    "inner_activation": ("recurrent_activation",),
    "inner_init": ("recurrent_initializer",),
    "length": ("size",),
    "nb_filter": ("filters",),
    "output_dim": ("units",),
    "p": ("rate",),
    "pool_length": ("pool_size",),
    "sigma": ("stddev",),
    "stride": ("strides",),
    "subsample": ("strides",),
    "subsample_length": ("strides",),
}
METHOD_ARGUMENTS = {
    "max_q_size": "max_queue_size",
    "nb_epoch": "epochs",
    "nb_val_samples": "validation_steps",
    "nb_worker": "workers",
    "pickle_safe": "use_multiprocessing",
    "val_samples": "steps",
}
KERNEL_SIZES = (("nb_row", "nb_col"), ("kernel_dim1", "kernel_dim2", "kernel_dim3"))


def layer_arguments(
    layer: type, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The arguments that a layer of Keras 2 takes, of those that a program wrote.

    Raises:
      TypeError: an argument is there under both its names.
    """
    return converted(layer.__name__, _parameters(layer), args, kwargs)


def converted(
    name: str, taken: Collection[str], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The same for a constructor of the class `name` that takes the arguments `taken`."""
    new = dict(kwargs)
    told: list[str] = []
    if "kernel_size" in taken:
        args = _with_kernel_size(args, new, told)
    input_dtype = new.pop("input_dtype", None)
    if name == "InputLayer" and input_dtype:  # other layers took it for nothing
        _rename(new, "input_dtype", "dtype", input_dtype, told)
    for old, candidates in LAYER_ARGUMENTS.items():
        target = next((candidate for candidate in candidates if candidate in taken), None)
        if old in new and old not in taken and target:
            value = new.pop(old)
            if old == "dim_ordering":
                value = DATA_FORMATS.get(value, value)
            if old == "consume_less":
                value = IMPLEMENTATIONS.get(value, value)
            _rename(new, old, target, value, told)
    if new.pop("forget_bias_init", None) == "one":
        _rename(new, "forget_bias_init", "unit_forget_bias", True, told)
    if "input_dim" in new and ("recurrent_initializer" in taken or name == "Conv1D"):
        length = new.pop("input_length", None)
        _rename(new, "input_dim", "input_shape", (length, new.pop("input_dim")), told)
    if name == "BatchNormalization" and new.pop("mode", 0) != 0:
        raise TypeError("The `mode` argument of `BatchNormalization` no longer exists.")
    if name == "Embedding" and new.pop("dropout", None) is not None:
        told.append("SpatialDropout1D")
    warn(name, told)
    return args, new


def _parameters(layer: type) -> Collection[str]:
    """The arguments of a layer's constructor, with those of its parents that it hands on."""
    found: dict[str, None] = {}
    for owner in layer.__mro__:
        if "__init__" in vars(owner) and owner.__module__.startswith("tf_keras."):
            parameters = inspect.signature(vars(owner)["__init__"]).parameters
            found.update(dict.fromkeys(parameters))
            if not any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
                break
    return [*found, "implementation"] if "recurrent_initializer" in found else found


def _with_kernel_size(args: tuple[Any, ...], kwargs: dict[str, Any], told: list[str]) -> tuple[Any, ...]:
    """The positional arguments, several whole numbers for a kernel's sizes made one tuple."""
    if len(args) > 2 and all(isinstance(size, int) for size in args[1:]):
        told.append("kernel_size")
        return args[0], tuple(args[1:])
    for names in KERNEL_SIZES:
        if names[-1] in kwargs:
            sizes = (*args[1:], *(kwargs.pop(name) for name in names if name in kwargs))
            _rename(kwargs, "/".join(names), "kernel_size", sizes, told)
            return args[:1]
    return args


def method_arguments(function: str, kwargs: dict[str, Any], batch_size: int | None = None) -> dict[str, Any]:
    """The arguments of `fit` and the like; samples of an epoch become steps of `batch_size`, where that is known."""
    new, told = dict(kwargs), list[str]()
    if "samples_per_epoch" in new:
        steps = new.pop("samples_per_epoch") // (batch_size or 1)
        _rename(new, "samples_per_epoch", "steps_per_epoch", steps, told)
    for old, target in METHOD_ARGUMENTS.items():
        if old in new:
            _rename(new, old, target, new.pop(old), told)
    warn(function, told)
    return new


def model_arguments(kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `Model`, which had `input` and `output`."""
    new, told = dict(kwargs), list[str]()
    for old in ("input", "output"):
        if old in new:
            _rename(new, old, old + "s", new.pop(old), told)
    warn("Model", told)
    return new


def _rename(kwargs: dict[str, Any], old: str, target: str, value: Any, told: list[str]) -> None:
    if target in kwargs:
        raise TypeError(f"`{target}` is given twice: by its name of Keras 1, `{old}`, too.")
    kwargs[target] = value
    told.append(target)


def warn(caller: str, told: list[str]) -> None:
    """Say once a call which arguments of Keras 2 it should have."""
    if told:
        names = ", ".join(f"`{name}`" for name in told)
        warnings.warn(f"Update your `{caller}` call to the Keras 2 API: it takes {names}.", stacklevel=4)
