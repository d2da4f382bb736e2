"""What `compile` works out: the targets, weights and losses of a model's outputs, and its metrics, as tensors."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tf1graph import tf
from tf1graph.keras import losses, metrics

ACCURACY, CROSSENTROPY = ("accuracy", "acc"), ("crossentropy", "ce")


@dataclass
class Output:
    """One output of a model and what it is held against.

    Attributes:
      loss: takes targets and predictions; None where the output is not trained.
      target, sample_weight: placeholders or, where the program gave one, a target of its own.
      fed: whether arrays for the target are expected at each step.
    """

    name: str
    tensor: Any
    loss: Callable[[Any, Any], Any] | None
    loss_weight: float
    mask: Any
    mode: str | None
    target: Any = None
    sample_weight: Any = None
    fed: bool = False

    @property
    def shape(self) -> tuple[int | None, ...]:
        return tf.keras.backend.int_shape(self.tensor)


def per_output(given: Any, names: list[str], argument: str, default: Any = None) -> list[Any]:
    """The value of an argument of `compile` for each output, from one value, a list, or a dictionary by name.

    Raises:
      ValueError: a list of another length, or a name that no output has.
    """
    if isinstance(given, dict):
        for name in given:
            if name not in names:
                raise ValueError(
                    f'Unknown entry in {argument} dictionary: "{name}". Only expected the following keys: {names}'
                )
        return [given.get(name, default) for name in names]
    if isinstance(given, list):
        if len(given) != len(names):
            raise ValueError(
                f"When passing a list as {argument}, it should have one entry per model output. The model has "
                f"{len(names)} outputs, but you passed {argument}={given}"
            )
        return list(given)
    return [default if given is None else given for _ in names]


def outputs_of(model: Any, loss: Any, loss_weights: Any, sample_weight_mode: Any, target_tensors: Any) -> list[Output]:
    """The outputs of a model that is compiled, with new placeholders for their targets and weights."""
    names = list(model.output_names)
    if isinstance(loss, dict):
        for name in names:
            if name not in loss:
                warnings.warn(
                    f'Output "{name}" missing from loss dictionary. We assume this was done on purpose, and we will '
                    f'not be expecting any data to be passed to "{name}" during training.',
                    stacklevel=4,
                )
    if loss_weights is not None and not isinstance(loss_weights, (dict, list)):
        raise TypeError(f"Could not interpret loss_weights argument: {loss_weights} - expected a list of dicts.")
    if target_tensors is not None and not isinstance(target_tensors, (dict, list)):
        target_tensors = [target_tensors]
    parts = zip(
        names,
        model.outputs,
        map(losses.get, per_output(loss or None, names, "loss")),
        per_output(loss_weights, names, "loss_weights", 1.0),
        [getattr(output, "_keras_mask", None) for output in model.outputs],
        per_output(sample_weight_mode, names, "sample_weight_mode"),
        strict=True,
    )
    found = [Output(*part) for part in parts]
    for output, target in zip(found, per_output(target_tensors, names, "target_tensors"), strict=True):
        if output.loss:
            _expect(output, target)
    for output in found:
        if output.fed:
            output.sample_weight = tf.keras.backend.placeholder(
                ndim=2 if output.mode == "temporal" else 1, name=output.name + "_sample_weights"
            )
    return found


def _expect(output: Output, target: Any) -> None:
    backend = tf.keras.backend
    output.fed = target is None or target.op.type.startswith("Placeholder")
    if target is None:
        target = backend.placeholder(
            ndim=len(output.shape),
            name=output.name + "_target",
            sparse=backend.is_sparse(output.tensor),
            dtype=backend.dtype(output.tensor),
        )
    output.target = target


def weighted(fn: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """`fn`, whose scores are multiplied by masks and sample weights and then averaged."""

    def score(y_true: Any, y_pred: Any, weights: Any = None, mask: Any = None) -> Any:
        backend = tf.keras.backend
        scores = fn(y_true, y_pred)
        if mask is not None:
            mask = tf.cast(mask, backend.floatx())
            scores *= mask
            scores /= backend.mean(mask)
        if weights is not None:
            scores = backend.mean(scores, axis=list(range(backend.ndim(weights), backend.ndim(scores))))
            scores *= weights
            scores /= backend.mean(tf.cast(tf.not_equal(weights, 0), backend.floatx()))
        return backend.mean(scores)

    return score


class Compiled:
    """What a compiled model is trained with.

    Attributes:
      total_loss: the scalar that training makes smaller.
      metrics_names, metrics_tensors: what is told of each batch; the name `loss` has no tensor here.
      collected: the weights that were trainable when the model was compiled.
    """

    def __init__(self, model: Any, outputs: list[Output], given: Any, given_weighted: Any):
        self.outputs = outputs
        self.metrics_names: list[str] = ["loss"]
        self.metrics_tensors: list[Any] = []
        self.metrics_updates: list[Any] = []
        self.stateful_metric_names: list[str] = []
        self.stateful_metric_functions: list[Any] = []
        with tf.name_scope("loss"):
            self.total_loss = self._total_loss(model)
        with tf.name_scope("metrics"):
            plain, under_weights = (_metrics_of(some, outputs) for some in (given, given_weighted))
            for output, of_all, of_weighted in zip(outputs, plain, under_weights, strict=True):
                if output.loss:
                    for metric in of_all:
                        self._add_metric(output, metric, None)
                    for metric in of_weighted:
                        self._add_metric(output, metric, output.sample_weight)
        self.collected = list(model.trainable_weights)

    @property
    def trained(self) -> list[Output]:
        """The outputs that have a loss."""
        return [output for output in self.outputs if output.loss]

    @property
    def fed(self) -> list[Output]:
        """The outputs whose targets are given as arrays."""
        return [output for output in self.outputs if output.fed]

    def _total_loss(self, model: Any) -> Any:
        total: Any = None
        for output in self.trained:
            assert output.loss
            with tf.name_scope(output.name + "_loss"):
                loss = weighted(output.loss)(output.target, output.tensor, output.sample_weight, output.mask)
            if len(self.outputs) > 1:
                self.metrics_tensors.append(loss)
                self.metrics_names.append(output.name + "_loss")
            part = output.loss_weight * loss
            total = part if total is None else total + part
        more = model.losses
        if total is None and not more:
            raise ValueError("The model cannot be compiled because it has no loss to optimize.")
        for loss in more:
            total = loss if total is None else total + loss
        return total

    def _add_metric(self, output: Output, metric: Any, weights: Any) -> None:
        fn = _function_of(metric, output)
        name = _short_name(metric) or getattr(fn, "name", None) or fn.__name__
        name = f"weighted_{name}" if weights is not None else name
        with tf.name_scope(name):
            tensor = weighted(fn)(output.target, output.tensor, weights, output.mask)
        name = f"{output.name}_{name}" if len(self.outputs) > 1 else name
        number, first = 1, name
        while name in self.metrics_names:
            name, number = f"{first}_{number}", number + 1
        self.metrics_names.append(name)
        self.metrics_tensors.append(tensor)
        if isinstance(fn, tf.keras.layers.Layer) and fn.stateful:
            self.stateful_metric_names.append(name)
            self.stateful_metric_functions.append(fn)
            self.metrics_updates += fn.updates


def _metrics_of(given: Any, outputs: list[Output]) -> list[list[Any]]:
    if not given:
        return [[] for _ in outputs]
    if isinstance(given, dict):
        found = [given.get(output.name, []) for output in outputs]
        return [some if isinstance(some, list) else [some] for some in found]
    if isinstance(given, (list, tuple)):
        return [list(copy.copy(given)) for _ in outputs]
    raise TypeError(f"Type of `metrics` argument not understood. Expected a list or dictionary, found: {given}")


def _short_name(metric: Any) -> str | None:
    if not isinstance(metric, str):
        return None
    return "acc" if metric in ACCURACY else "ce" if metric in CROSSENTROPY else None


def _function_of(metric: Any, output: Output) -> Any:
    """The function of a metric; which accuracy or crossentropy is meant depends on the output and its loss."""
    if not _short_name(metric):
        return metrics.get(metric)
    if output.shape[-1] == 1 or output.loss == losses.binary_crossentropy:
        kind = "binary"
    else:
        kind = "sparse_categorical" if output.loss == losses.sparse_categorical_crossentropy else "categorical"
    return getattr(metrics, f"{kind}_{'accuracy' if metric in ACCURACY else 'crossentropy'}")
