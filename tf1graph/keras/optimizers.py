"""`keras.optimizers` with Keras 2.2.4's arguments and defaults: `lr`, `decay`, and an epsilon of the backend."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.keras._tree import mirror

# The arguments in their order, with their defaults; an epsilon of None is the backend's
ARGUMENTS: dict[str, dict[str, Any]] = {
    "SGD": {"lr": 0.01, "momentum": 0.0, "decay": 0.0, "nesterov": False},
    "RMSprop": {"lr": 0.001, "rho": 0.9, "epsilon": None, "decay": 0.0},
    "Adagrad": {"lr": 0.01, "epsilon": None, "decay": 0.0},
    "Adadelta": {"lr": 1.0, "rho": 0.95, "epsilon": None, "decay": 0.0},
    "Adam": {"lr": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": None, "decay": 0.0, "amsgrad": False},
    "Adamax": {"lr": 0.002, "beta_1": 0.9, "beta_2": 0.999, "epsilon": None, "decay": 0.0},
    "Nadam": {"lr": 0.002, "beta_1": 0.9, "beta_2": 0.999, "epsilon": None, "schedule_decay": 0.004},
}
ALSO = {"Adagrad": {"initial_accumulator_value": 0.0}}


def _of_that_time(name: str) -> Any:
    theirs = getattr(tf.keras.optimizers, name)
    defaults = ARGUMENTS[name]

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if "learning_rate" in kwargs:
            kwargs["lr"] = kwargs.pop("learning_rate")
        if len(args) > len(defaults):
            raise TypeError(f"`{name}` takes {len(defaults)} positional arguments, not {len(args)}.")
        given = {**ALSO.get(name, {}), **defaults, **dict(zip(defaults, args, strict=False)), **kwargs}
        given["learning_rate"] = given.pop("lr")
        if given.get("epsilon", 0) is None:
            given["epsilon"] = tf.keras.backend.epsilon()
        theirs.__init__(self, **given)

    def from_config(cls: Any, config: dict[str, Any], custom_objects: Any = None) -> Any:
        return cls(**config)  # theirs would start Adagrad's sums at 0.1

    body = {"__doc__": theirs.__doc__, "__init__": __init__, "__module__": __name__}
    return type(name, (theirs,), {**body, "from_config": classmethod(from_config)})


def get(identifier: Any) -> Any:
    """The optimiser of a name or configuration, or the one given; one of `tf.train` may be.

    Raises:
      ValueError: there is no such optimiser.
    """
    if isinstance(identifier, str):
        identifier = {"class_name": identifier, "config": {}}
    return deserialize(identifier) if isinstance(identifier, dict) else tf.keras.optimizers.get(identifier)


def deserialize(config: dict[str, Any], custom_objects: dict[str, Any] | None = None) -> Any:
    """The optimiser of a configuration, `{"class_name": ..., "config": {...}}`."""
    by_name = {name.lower(): name for name in ARGUMENTS}
    name = by_name.get(config["class_name"].lower())
    if name and name not in (custom_objects or {}):
        return globals()[name].from_config(config["config"])
    return tf.keras.optimizers.deserialize(config, custom_objects)


def TFOptimizer(optimizer: Any) -> Any:
    """The optimiser of `tf.train` itself, which `compile` takes as it is."""
    return optimizer


SGD, RMSprop, Adagrad, Adadelta, Adam, Adamax, Nadam = map(_of_that_time, ARGUMENTS)
sgd, rmsprop, adagrad, adadelta, adam, adamax, nadam = SGD, RMSprop, Adagrad, Adadelta, Adam, Adamax, Nadam

__getattr__, __dir__ = mirror(__name__)
