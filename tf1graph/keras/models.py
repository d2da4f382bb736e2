"""`keras.models`: the models of `tf.keras` with Keras 2.2.4's names of metrics, optimisers and arguments."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.keras import initializers, layers, optimizers
from tf1graph.keras._keras1 import method_arguments, model_arguments
from tf1graph.keras._order import carried_on
from tf1graph.keras._tree import mirror

# What metrics were called in a history, where `tf.keras` calls them as the program wrote them
METRICS = {
    "MAE": "mean_absolute_error",
    "MAPE": "mean_absolute_percentage_error",
    "MSE": "mean_squared_error",
    "MSLE": "mean_squared_logarithmic_error",
    "accuracy": "acc",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "mse": "mean_squared_error",
    "msle": "mean_squared_logarithmic_error",
}
TRAINS = ("evaluate", "evaluate_generator", "fit", "fit_generator", "predict", "predict_generator")


def _as_named_then(metrics: Any) -> Any:
    if isinstance(metrics, dict):
        return {output: _as_named_then(metric) for output, metric in metrics.items()}
    if isinstance(metrics, (list, tuple)):
        return [_as_named_then(metric) for metric in metrics]
    return METRICS.get(metrics, metrics) if isinstance(metrics, str) else metrics


def _of_that_time(theirs: type) -> Any:
    # what is above a class changes with its arguments, from Model to Functional: it is asked for at each call
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        super(ours, self).__init__(*args, **model_arguments(kwargs))

    def compile(self: Any, optimizer: Any, loss: Any = None, metrics: Any = None, *args: Any, **kwargs: Any) -> Any:
        weighted = kwargs.get("weighted_metrics")
        if weighted is not None:
            kwargs["weighted_metrics"] = _as_named_then(weighted)
        chosen = optimizers.get(optimizer)
        return super(ours, self).compile(chosen, loss, _as_named_then(metrics), *args, **kwargs)

    body: dict[str, Any] = {
        "__doc__": theirs.__doc__,
        "__init__": __init__,
        "__module__": __name__,
        "_init_set_name": layers.named_from_1,
        "compile": compile,
    }
    ours: Any = type(theirs.__name__, (theirs,), body)
    for name in TRAINS:
        setattr(ours, name, _method(ours, name))
    return ours


def _method(ours: Any, name: str) -> Any:
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        size = getattr(args[0] if args else kwargs.get("generator"), "batch_size", None)
        with carried_on():
            found = getattr(super(ours, self), name)(*args, **method_arguments(name, kwargs, size))
        if name == "evaluate":
            self.reset_metrics()  # or the next batch that is trained on would count what was evaluated
        return found

    call.__name__ = name
    return call


Model, Sequential = _of_that_time(tf.keras.models.Model), _of_that_time(tf.keras.models.Sequential)


def custom(given: dict[str, Any] | None) -> dict[str, Any]:
    """The classes that a configuration is read with: ours, then the program's own."""
    ours = {"Functional": Model, "Model": Model, "Sequential": Sequential}
    for name in dir(tf.keras.layers):
        found = getattr(layers, name, None) if name[:1].isupper() and name != "Layer" else None
        if isinstance(found, type):
            ours[name] = found
    ours |= {name: getattr(optimizers, name) for name in optimizers.ARGUMENTS}
    return {**ours, **initializers.CLASSES, **(given or {})}


def load_model(filepath: Any, custom_objects: dict[str, Any] | None = None, compile: bool = True) -> Any:
    """The model of an HDF5 file that Keras 2 wrote, with its weights and, compiled, its optimiser."""
    return tf.keras.models.load_model(filepath, custom(custom_objects), compile)


def model_from_json(json_string: str, custom_objects: dict[str, Any] | None = None) -> Any:
    """A new model of the configuration that `to_json` wrote."""
    return tf.keras.models.model_from_json(json_string, custom(custom_objects))


def model_from_config(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """A new model of a configuration."""
    return tf.keras.models.model_from_config(config, custom(custom_objects))


__getattr__, __dir__ = mirror(__name__)
