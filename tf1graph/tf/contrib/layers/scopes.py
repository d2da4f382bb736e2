"""How the layers of `tf.contrib.layers` make their variables: as model variables, under names of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.contrib.framework.variables import model_variable
from tf1graph.tf.contrib.layers.utils import get_variable_collections

PASSED_ON = (
    "shape",
    "dtype",
    "initializer",
    "regularizer",
    "trainable",
    "collections",
    "caching_device",
    "partitioner",
    "use_resource",
    "synchronization",
    "aggregation",
)
KERNEL_AND_BIAS = {"bias": "biases", "kernel": "weights"}


def getter_of_model_variables(rename: Mapping[str, str] | None = None) -> Callable[..., Any]:
    """A custom getter for variable scopes that makes model variables.

    Args:
      rename: what the variables of a core layer are called here: `kernel` is `weights`.
    """
    names = rename or {}

    def get(getter: Callable[..., Any], name: str, **kwargs: Any) -> Any:
        place, slash, short = name.rpartition("/")
        passed = {key: kwargs[key] for key in PASSED_ON if key in kwargs}
        return model_variable(place + slash + names.get(short, short), custom_getter=getter, **passed)

    return get


def collect(variable: Any, variables_collections: Any, name: str) -> None:
    """Add a layer's variable, or the parts of it, to the collections for `name`, once."""
    parts = list(variable) if isinstance(variable, variable_scope.variables.PartitionedVariable) else [variable]
    for collection in get_variable_collections(variables_collections, name) or ():
        for part in parts:
            if all(part is not other for other in tf.get_collection(collection)):
                tf.add_to_collection(collection, part)


def keras_format(data_format: str | None) -> str:
    """What `tf.layers` calls the data format `NHWC` or `NCHW`."""
    return "channels_first" if data_format and data_format.startswith("NC") else "channels_last"


def check_format(data_format: Any, *allowed: str) -> None:
    """Raise ValueError where `data_format` is none of `allowed`, which are `NCHW` and `NHWC` without any."""
    allowed = allowed or ("NCHW", "NHWC")
    if data_format not in allowed:
        raise ValueError(f"data_format has to be either {' or '.join(allowed)}.")
