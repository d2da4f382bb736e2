"""What a model function returns, and the checks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import export_utils, nest
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.util import fn_args
from tf1graph.tf.names import provide

LOSS_METRIC_KEY = "loss"
AVERAGE_LOSS_METRIC_KEY = "average_loss"
MODEL_FN_ARGUMENTS = {"features", "labels", "mode", "params", "self", "config"}


class _Spec(NamedTuple):
    mode: Any
    predictions: Any
    loss: Any
    train_op: Any
    eval_metric_ops: Any
    export_outputs: Any
    training_chief_hooks: Any
    training_hooks: Any
    scaffold: Any
    evaluation_hooks: Any
    prediction_hooks: Any


@provide("tf.estimator.EstimatorSpec")
class EstimatorSpec(_Spec):
    """The ops and objects by which an estimator trains, evaluates and predicts.

    Args:
      mode: one of `ModeKeys`. Training needs `loss` and `train_op`, evaluation `loss`, prediction `predictions`.
      predictions: a tensor, or a dict of tensors.
      loss: a tensor of one number.
      train_op: an op or tensor that takes a step when it is run.
      eval_metric_ops: a dict of pairs of value and update op, or of `tf.keras.metrics.Metric`.
      export_outputs: a dict of `tf.estimator.export.ExportOutput`, for SavedModels; of `predictions` where it is None.
      training_chief_hooks, training_hooks, evaluation_hooks, prediction_hooks: `tf.train.SessionRunHook`s.
      scaffold: a `tf.train.Scaffold` with the saver and the ops of the start.

    Raises:
      ValueError: what the mode needs is missing, the loss is no single number, or a tensor is of another graph.
      TypeError: something is not what it must be.
    """

    __slots__ = ()

    def __new__(
        cls,
        mode: str,
        predictions: Any = None,
        loss: Any = None,
        train_op: Any = None,
        eval_metric_ops: Any = None,
        export_outputs: Any = None,
        training_chief_hooks: Any = None,
        training_hooks: Any = None,
        scaffold: Any = None,
        evaluation_hooks: Any = None,
        prediction_hooks: Any = None,
    ) -> EstimatorSpec:
        train_op = _checked_train_op(train_op, mode)
        loss = _checked_loss(loss, mode)
        predictions = _checked_predictions(predictions, mode)
        if mode == ModeKeys.PREDICT:
            export_outputs = export_utils.get_export_outputs(export_outputs, predictions)
        training_hooks = _checked_hooks(training_hooks)
        evaluation_hooks = _checked_hooks(evaluation_hooks)
        prediction_hooks = _checked_hooks(prediction_hooks)
        training_chief_hooks = _checked_hooks(training_chief_hooks)
        eval_metric_ops = _checked_metrics(eval_metric_ops)
        scaffold = scaffold or tf.train.Scaffold()
        if not isinstance(scaffold, tf.train.Scaffold):
            raise TypeError(f"scaffold must be tf.train.Scaffold. Given: {scaffold}")
        return super().__new__(
            cls,
            mode,
            predictions,
            loss,
            train_op,
            eval_metric_ops,
            export_outputs,
            training_chief_hooks,
            training_hooks,
            scaffold,
            evaluation_hooks,
            prediction_hooks,
        )

    def _replace(self, **kwds: Any) -> EstimatorSpec:
        """A copy with other values, checked again; the mode stays.

        Raises:
          ValueError: the mode is to be another.
        """
        if kwds.get("mode", self.mode) != self.mode:
            raise ValueError("mode of EstimatorSpec cannot be changed.")
        return EstimatorSpec(**{**self._asdict(), **kwds})


class _OtherSpec(NamedTuple):
    mode: Any
    predictions: Any
    loss: Any
    train_op: Any
    eval_metrics: Any
    export_outputs: Any
    scaffold_fn: Any
    host_call: Any
    training_hooks: Any
    evaluation_hooks: Any
    prediction_hooks: Any


class _TPUEstimatorSpec(_OtherSpec):
    """What a model function that was written for TPUs returns; `as_estimator_spec` makes it one for a CPU."""

    __slots__ = ()

    def __new__(
        cls,
        mode: str,
        predictions: Any = None,
        loss: Any = None,
        train_op: Any = None,
        eval_metrics: Any = None,
        export_outputs: Any = None,
        scaffold_fn: Callable[[], Any] | None = None,
        host_call: Any = None,
        training_hooks: Any = None,
        evaluation_hooks: Any = None,
        prediction_hooks: Any = None,
    ) -> Any:
        train_op = _checked_train_op(train_op, mode)
        loss = _checked_loss(loss, mode)
        predictions = _checked_predictions(predictions, mode)
        if mode == ModeKeys.PREDICT:
            export_outputs = export_utils.get_export_outputs(export_outputs, predictions)
        hooks = map(_checked_hooks, (training_hooks, evaluation_hooks, prediction_hooks))
        return super().__new__(
            cls, mode, predictions, loss, train_op, eval_metrics, export_outputs, scaffold_fn, host_call, *hooks
        )

    def as_estimator_spec(self) -> EstimatorSpec:
        """The same as an `EstimatorSpec`, with the metrics' ops built."""
        metrics = None
        if self.eval_metrics:
            metric_fn, tensors = self.eval_metrics
            metrics = metric_fn(**tensors)
        return EstimatorSpec(
            mode=self.mode,
            predictions=self.predictions,
            loss=self.loss,
            train_op=self.train_op,
            eval_metric_ops=metrics,
            export_outputs=self.export_outputs,
            training_hooks=self.training_hooks,
            evaluation_hooks=self.evaluation_hooks,
            prediction_hooks=self.prediction_hooks,
        )


@provide("tf.estimator.experimental.call_logit_fn", "tf.contrib.estimator.call_logit_fn")
def call_logit_fn(
    logit_fn: Callable[..., Any], features: Any, mode: str, params: Any = None, config: Any = None
) -> Any:
    """What `logit_fn` gives: it is called with those of the arguments that it takes.

    Raises:
      ValueError: that is neither a tensor nor a dict of tensors by strings.
    """
    given = {"mode": mode, "params": params, "config": config}
    taken = fn_args(logit_fn)
    logits = logit_fn(features=features, **{name: value for name, value in given.items() if name in taken})
    named = isinstance(logits, dict) and all(isinstance(k, str) and _is_tensor(v) for k, v in logits.items())
    if not named and not isinstance(logits, tf.Tensor):
        raise ValueError(
            f"logit_fn should return a Tensor or a dictionary mapping strings to Tensors.  logit_fn returned: {logits}"
        )
    return logits


def verify_model_fn_args(model_fn: Callable[..., Any], params: Any) -> None:
    """Check that an estimator can call `model_fn`.

    Raises:
      ValueError: it takes no `features`, is given `params` which it does not take, or takes arguments that no
        estimator gives.
    """
    args = set(fn_args(model_fn))
    if "features" not in args:
        raise ValueError(f"model_fn ({model_fn}) must include features argument.")
    if params is not None and "params" not in args:
        raise ValueError(
            f"model_fn ({model_fn}) does not include params argument, but params ({params}) is passed to Estimator."
        )
    if params is None and "params" in args:
        tf.logging.warning(
            "Estimator's model_fn (%s) includes params argument, but params are not passed to Estimator.", model_fn
        )
    unexpected = list(args - MODEL_FN_ARGUMENTS)
    if unexpected:
        raise ValueError(f"model_fn ({model_fn}) has following not expected args: {unexpected}")


def _is_tensor(thing: Any) -> bool:
    return isinstance(thing, (tf.Tensor, tf.Variable))


def _check_graph(thing: Any, what: str, name: str | None = None) -> None:
    if thing.graph is not tf.get_default_graph():
        raise ValueError(
            f'{what} with "{name or thing.name}" must be from the default graph. Possible causes of this error '
            f"include: \n\n1) {what} was created outside the context of the default graph.\n\n2) The object passed "
            'through to EstimatorSpec was not created in the most recent call to "model_fn".'
        )


def _checked_train_op(train_op: Any, mode: str) -> Any:
    if train_op is None:
        if mode == ModeKeys.TRAIN:
            raise ValueError("Missing train_op.")
        return None
    if not isinstance(train_op, tf.Operation) and not _is_tensor(train_op):
        raise TypeError(f"train_op must be Operation or Tensor, given: {train_op}")
    if isinstance(train_op, tf.Variable):
        train_op = train_op.op
    _check_graph(train_op, "train_op")
    return train_op


def _checked_loss(loss: Any, mode: str) -> Any:
    if loss is None:
        if mode in (ModeKeys.TRAIN, ModeKeys.EVAL):
            raise ValueError("Missing loss.")
        return None
    if not _is_tensor(loss):
        raise TypeError(f"loss must be Tensor, given: {loss}")
    shape = loss.get_shape()
    if shape.num_elements() not in (None, 1):
        raise ValueError(f"Loss must be scalar, given: {loss}")
    if not shape.is_compatible_with(tf.TensorShape([])):
        loss = tf.reshape(loss, [])
    _check_graph(loss, "loss")
    return loss


def _checked_predictions(predictions: Any, mode: str) -> Any:
    if predictions is None:
        if mode == ModeKeys.PREDICT:
            raise ValueError("Missing predictions.")
        return {}
    named = predictions if isinstance(predictions, dict) else {None: predictions}
    for key, value in named.items():
        if not _is_tensor(value):
            name = "predictions" if key is None else f"predictions[{key}]"
            raise TypeError(f"{name} must be Tensor, given: {value}")
        _check_graph(value, "prediction values", key and f"{key}: {value.name}")
    return dict(predictions) if isinstance(predictions, dict) else predictions


def _checked_hooks(hooks: Iterable[Any] | None) -> tuple[Any, ...]:
    hooks = tuple(hooks or [])
    for hook in hooks:
        if not isinstance(hook, tf.train.SessionRunHook):
            raise TypeError(f"All hooks must be SessionRunHook instances, given: {hook}")
    return hooks


def _checked_metrics(metrics: Any) -> dict[str, tuple[Any, Any]]:
    if metrics is None:
        return {}
    if not isinstance(metrics, dict):
        raise TypeError(f"eval_metric_ops must be a dict, given: {metrics}")
    of_keras = {key: value for key, value in metrics.items() if not isinstance(value, tuple) and _is_metric(value)}
    for key, value in metrics.items():
        if key in of_keras:
            if not value.updates:
                raise ValueError(f'Please call update_state(...) on the "{value.name}" metric')
        elif not isinstance(value, tuple) or len(value) != 2:
            raise TypeError(
                f"Values of eval_metric_ops must be (metric_value, update_op) tuples, given: {value} for key: {key}"
            )
    for key, value in metrics.items():
        tensors = [*value.updates, value.result()] if key in of_keras else nest.flatten(value)
        for tensor in tensors:
            _check_graph(tensor, "eval_metric_ops", f"{key}: {tensor.name}")
    kept = {id(variable): variable for value in of_keras.values() for variable in value.variables}
    for collection in (tf.GraphKeys.LOCAL_VARIABLES, tf.GraphKeys.METRIC_VARIABLES):
        known = {id(variable) for variable in tf.get_collection(collection)}
        for key, variable in kept.items():
            if key not in known:
                tf.add_to_collection(collection, variable)
    for name, value in of_keras.items():
        metrics[name] = (value.result(), value.updates[0])
    return metrics


def _is_metric(thing: Any) -> bool:
    """Whether it is a metric of Keras, which only then has been imported."""
    return hasattr(thing, "update_state") and isinstance(thing, tf.keras.metrics.Metric)
