"""Model functions on several devices: each gets its part of a batch, and one optimiser takes their gradients' sum."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import device as devices_of_ops
from tf1graph.tf._private import export_output
from tf1graph.tf.contrib.estimator.tower_optimizer import TowerOptimizer, scaled_loss
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.model_fn import EstimatorSpec
from tf1graph.tf.estimator.util import fn_args
from tf1graph.tf.names import provide

VARIABLES = ("Variable", "VariableV2", "VarHandleOp")


@provide("tf.contrib.estimator.replicate_model_fn", gone="2.0")
def replicate_model_fn(
    model_fn: Callable[..., Any],
    loss_reduction: Any = tf.losses.Reduction.SUM_BY_NONZERO_WEIGHTS,
    devices: Sequence[str] | None = None,
) -> Callable[..., Any]:
    """A model function that splits each batch over devices, and runs `model_fn` on each with the same variables.

    Args:
      model_fn: as an estimator takes it; its optimisers are `TowerOptimizer`s.
      loss_reduction: how its loss was reduced; losses of devices are added up for `SUM`, else averaged.
      devices: their names; all GPUs where there is None, and the CPU where there is no GPU.

    Raises:
      ValueError: the loss is not reduced; when a graph is built: the batch does not go up in the devices, or an
        optimiser is no `TowerOptimizer`.
    """
    if loss_reduction == tf.losses.Reduction.NONE:
        raise ValueError(f"Tower losses need to be reduced in some way, yet {loss_reduction} reduction is specified.")
    places = list(devices or _local_devices("GPU") or _local_devices("CPU"))
    one_gpu = len(places) == 1 and "GPU" in places[0].upper()
    home = places[0] if one_gpu else "/CPU:0"
    tf.logging.info(
        "Replicating the `model_fn` across %s.  Variables are going to be placed on %s.  Consolidation device is going "
        "to be %s.",
        places,
        [home],
        home,
    )

    def towers(features: Any, labels: Any, mode: str, params: Any, config: Any) -> list[Any]:
        return _towers(model_fn, features, labels, mode, params, config, loss_reduction, places, home)

    def single_device_model_fn(features: Any, labels: Any, mode: str, params: Any = None, config: Any = None) -> Any:
        return towers([features], [labels], mode, params, config)[0]

    def replicated_model_fn(features: Any, labels: Any, mode: str, params: Any = None, config: Any = None) -> Any:
        with tf.name_scope("split_inputs"), tf.device(home):
            parts = _split(features, len(places))
            parts_of_labels = None if labels is None else _split(labels, len(places))
        specs = towers(parts, parts_of_labels, mode, params, config)
        if mode == ModeKeys.TRAIN:
            return specs[-1]._replace(mode=mode, loss=_sum([spec.loss for spec in specs], home))
        return _evaluated(specs, home) if mode == ModeKeys.EVAL else _predicted(specs, home)

    return single_device_model_fn if len(places) == 1 else replicated_model_fn


def _local_devices(kind: str) -> list[str]:
    return [f"/device:{kind}:{place}" for place, _ in enumerate(tf.config.experimental.list_logical_devices(kind))]


def _split(batch: Any, number: int) -> list[Any]:
    """The parts of a tensor, or of a dict of tensors and sparse tensors.

    Raises:
      ValueError: a batch does not go up in them.
    """
    if isinstance(batch, dict):
        parts = {name: _split(value, number) for name, value in batch.items()}
        return [{name: values[place] for name, values in parts.items()} for place in range(number)]
    if isinstance(batch, tf.SparseTensor):
        return tf.sparse_split(sp_input=batch, num_split=number, axis=0)
    size = tf.convert_to_tensor(batch).shape[0].value
    if size is not None and size % number:
        raise ValueError(f"Batch size {size} needs to be divisible by the number of GPUs, which is {number}.")
    return tf.split(batch, number)


def _towers(
    model_fn: Callable[..., Any],
    features: Sequence[Any],
    labels: Sequence[Any] | None,
    mode: str,
    params: Any,
    config: Any,
    loss_reduction: Any,
    places: Sequence[str],
    home: str,
) -> list[Any]:
    """The `EstimatorSpec`s of the devices."""
    taken = fn_args(model_fn)
    given = {name: value for name, value in (("params", params), ("config", config)) if name in taken}
    state, specs = TowerOptimizer._graph_state(), []
    state.loss_reduction, state.number_of_towers = loss_reduction, len(places)
    for number, place in enumerate(places):
        with (
            tf.variable_scope("", reuse=number > 0) as scope,
            tf.name_scope(f"tower_{number}" if number else "") as name,
        ):
            state.begin(number, scope, name)
            with tf.device(_chooser(place, home)):
                spec = model_fn(
                    mode=mode,
                    features=features[number],
                    labels=labels[number] if labels else None,
                    **copy.deepcopy(given),
                )
                if spec.train_op is not None and len(places) > 1 and not TowerOptimizer.has_been_used():
                    raise ValueError(
                        "Please wrap optimizers with TowerOptimizer in order to use replicate_model_fn with multiple "
                        "`devices`."
                    )
                if spec.loss is not None:
                    spec = spec._replace(loss=scaled_loss(spec.loss, loss_reduction, len(places)))
                specs.append(spec)
    if not state.calls_are_alike():
        raise ValueError("Each invocation of model_fn was supposed to make the same optimizer calls.")
    TowerOptimizer._clear_graph_state()
    return specs


def _chooser(place: str, home: str) -> Callable[[Any], str]:
    def choose(op: Any) -> str:
        spec = devices_of_ops.DeviceSpec.from_string(home if op.type in VARIABLES else place)
        return spec.make_merged_spec(devices_of_ops.DeviceSpec.from_string(op.device or "")).to_string()

    return choose


def _sum(losses: Sequence[Any], place: str) -> Any:
    with tf.device(place):
        return tf.add_n(losses, name="loss")


def _evaluated(specs: Sequence[Any], home: str) -> EstimatorSpec:
    loss = _sum([spec.loss for spec in specs], home)
    with tf.control_dependencies([update for spec in specs for _, update in spec.eval_metric_ops.values()]):
        update = _gather_metrics(len(specs))
    metrics = {name: (value, update) for name, (value, _) in specs[0].eval_metric_ops.items()}
    return specs[0]._replace(mode=ModeKeys.EVAL, loss=loss, eval_metric_ops=metrics)


def _gather_metrics(number: int) -> Any:
    """The op that adds the other devices' variables of metrics to those of the first, and sets them to 0.

    Raises:
      ValueError: the devices have not the same metrics.
    """
    variables = tf.get_collection(tf.GraphKeys.METRIC_VARIABLES)
    each = len(variables) // number
    if len(variables) % number:
        raise ValueError(
            "Different `EstimatorSpec.eval_metric_ops` across `model_fn()` calls. Expected "
            f"{each * number} local variables, but got {len(variables)} instead."
        )
    emptied = []
    for place in range(each):
        others = variables[place + each :: each]
        added = tf.assign_add(variables[place], tf.add_n(others))
        with tf.control_dependencies([added]):
            emptied += [tf.assign(other, tf.zeros(tf.shape(other), dtype=other.dtype)) for other in others]
    return tf.group(*emptied)


def _predicted(specs: Sequence[Any], home: str) -> EstimatorSpec:
    with tf.device(home):
        predictions = _concatenated([spec.predictions for spec in specs])
        outputs = {
            name: _merged([spec.export_outputs[name] for spec in specs]) for name in specs[0].export_outputs or {}
        }
    return specs[0]._replace(mode=ModeKeys.PREDICT, predictions=predictions, export_outputs=outputs)


def _concatenated(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {name: tf.concat([part[name] for part in parts], axis=0, name=name) for name in parts[0]}


def _merged(outputs: Sequence[Any]) -> Any:
    """What a SavedModel gives, of what the devices would."""
    first = outputs[0]
    if isinstance(first, export_output.PredictOutput):
        return export_output.PredictOutput(_concatenated([output.outputs for output in outputs]))
    if isinstance(first, export_output.RegressionOutput):
        return export_output.RegressionOutput(tf.concat([output.value for output in outputs], axis=0))
    scores = classes = None
    if first.scores is not None:
        scores = tf.concat([output.scores for output in outputs], axis=0)
    if first.classes is not None:
        classes = tf.stack([output.classes for output in outputs], axis=0)
    return export_output.ClassificationOutput(scores, classes)
