"""Decorators by which constructors and methods take the arguments of Keras 1 as well."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from tf1graph.keras._keras1 import converted, method_arguments, model_arguments
from tf1graph.keras._tree import mirror


def legacy_layer_support(init: Callable[..., Any]) -> Callable[..., Any]:
    """The constructor of a layer, which takes Keras 1's names of its arguments too."""
    taken = list(inspect.signature(init).parameters)

    @functools.wraps(init)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        args, kwargs = converted(type(self).__name__, taken, args, kwargs)
        return init(self, *args, **kwargs)

    return wrapped


def legacy_get_updates_support(method: Callable[..., Any]) -> Callable[..., Any]:
    """`get_updates` of an optimiser, which was called with parameters, constraints and loss before Keras 2."""

    @functools.wraps(method)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 3:
            params, _, loss = args
            return method(self, loss=loss, params=params)
        if len(args) == 2 and isinstance(args[0], (list, tuple)):
            return method(self, params=args[0], **kwargs)
        return method(self, *args, **kwargs)

    return wrapped


def legacy_generator_methods_support(method: Callable[..., Any]) -> Callable[..., Any]:
    """`fit_generator` and the like, which count in samples in Keras 1."""

    @functools.wraps(method)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        generator = args[0] if args else kwargs.get("generator")
        size = getattr(generator, "batch_size", None)
        return method(self, *args, **method_arguments(method.__name__, kwargs, size))

    return wrapped


def legacy_model_constructor_support(init: Callable[..., Any]) -> Callable[..., Any]:
    """The constructor of a model, which takes `input` and `output` too."""

    @functools.wraps(init)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        return init(self, *args, **model_arguments(kwargs))

    return wrapped


def legacy_add_weight_support(method: Callable[..., Any]) -> Callable[..., Any]:
    """`add_weight` of a layer, which may be called with the shape first, and the name after it."""

    @functools.wraps(method)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        if args and isinstance(args[0], (tuple, list)):
            kwargs["shape"], args = args[0], args[1:]
            if args and isinstance(args[0], str):
                kwargs["name"], args = args[0], args[1:]
        return method(self, *args, **kwargs)

    return wrapped


def legacy_input_support(function: Callable[..., Any]) -> Callable[..., Any]:
    """`Input`, which takes `input_dtype` too."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if "input_dtype" in kwargs:
            kwargs["dtype"] = kwargs.pop("input_dtype")
        return function(*args, **kwargs)

    return wrapped


legacy_batchnorm_support = legacy_conv1d_support = legacy_conv2d_support = legacy_layer_support
legacy_conv3d_support = legacy_convlstm2d_support = legacy_cropping2d_support = legacy_layer_support
legacy_cropping3d_support = legacy_deconv2d_support = legacy_dense_support = legacy_layer_support
legacy_dropout_support = legacy_embedding_support = legacy_gaussiandropout_support = legacy_layer_support
legacy_gaussiannoise_support = legacy_global_pooling_support = legacy_lambda_support = legacy_layer_support
legacy_pooling1d_support = legacy_pooling2d_support = legacy_pooling3d_support = legacy_layer_support
legacy_prelu_support = legacy_recurrent_support = legacy_separable_conv2d_support = legacy_layer_support
legacy_spatialdropout1d_support = legacy_spatialdropoutNd_support = legacy_layer_support
legacy_upsampling1d_support = legacy_upsampling2d_support = legacy_upsampling3d_support = legacy_layer_support
legacy_zeropadding2d_support = legacy_zeropadding3d_support = legacy_layer_support

__getattr__, __dir__ = mirror(__name__)
