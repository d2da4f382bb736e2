"""What a model function of `tf.contrib.learn` is told and returns."""

from __future__ import annotations

from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import array_ops, ops
from tf1graph.tf.contrib.learn.estimators.constants import ProblemType
from tf1graph.tf.contrib.learn.estimators.metric_key import MetricKey
from tf1graph.tf.contrib.learn.estimators.prediction_key import PredictionKey
from tf1graph.tf.names import provide

DEFAULT_SIGNATURE = "serving_default"


@provide("tf.contrib.learn.ModeKeys", today="tf.estimator.ModeKeys", gone="2.0")
class ModeKeys:
    """What a model function is called for."""

    TRAIN = "train"
    EVAL = "eval"
    INFER = "infer"

    @classmethod
    def validate(cls, key: str) -> None:
        """Check that it is one of these.

        Raises:
          ValueError: it is none.
        """
        if key not in (cls.TRAIN, cls.EVAL, cls.INFER):
            raise ValueError(f"Invalid mode {key}.")


class _Ops(NamedTuple):
    predictions: Any
    loss: Any
    train_op: Any
    eval_metric_ops: Any
    output_alternatives: Any
    training_chief_hooks: Any
    training_hooks: Any
    scaffold: Any
    mode: Any


@provide(
    "tf.contrib.learn.ModelFnOps",
    today="tf.estimator.EstimatorSpec",
    gone="2.0",
)
class ModelFnOps(_Ops):
    """The ops by which an estimator trains, evaluates and predicts.

    Args:
      mode: one of `ModeKeys`. Training needs `loss` and `train_op`, evaluation `loss` and `predictions`, prediction
        `predictions`.
      predictions: a tensor or sparse tensor, or a dict of such.
      loss: a tensor of one number.
      train_op: an op or tensor that takes a step when it is run.
      eval_metric_ops: a dict of metrics.
      output_alternatives: by head, a pair of `ProblemType` and a dict of tensors, for exports.
      training_chief_hooks, training_hooks: `tf.train.SessionRunHook`s.
      scaffold: a `tf.train.Scaffold`, or None.

    Raises:
      ValueError: what the mode needs is missing, the loss is no single number, or a tensor is of another graph.
      TypeError: a hook is none.
    """

    __slots__ = ()

    def __new__(
        cls,
        mode: str,
        predictions: Any = None,
        loss: Any = None,
        train_op: Any = None,
        eval_metric_ops: dict[str, Any] | None = None,
        output_alternatives: Any = None,
        training_chief_hooks: list[Any] | None = None,
        training_hooks: list[Any] | None = None,
        scaffold: Any = None,
    ) -> ModelFnOps:
        ModeKeys.validate(mode)
        tf.contrib.framework.get_graph_from_inputs((predictions, loss, train_op))
        if train_op is None:
            if mode == ModeKeys.TRAIN:
                raise ValueError("Missing train_op.")
        elif not isinstance(train_op, tf.Operation):
            train_op = ops.convert_to_tensor(train_op).op
        loss = _checked_loss(loss, mode)
        if predictions is None:
            if mode in (ModeKeys.INFER, ModeKeys.EVAL):
                raise ValueError("Missing predictions.")
        elif isinstance(predictions, dict):
            predictions = {key: tf.convert_to_tensor_or_sparse_tensor(part) for key, part in predictions.items()}
        else:
            predictions = tf.convert_to_tensor_or_sparse_tensor(predictions)
        if not isinstance(eval_metric_ops, (dict, type(None))):
            raise ValueError("eval_metric_ops must be a dict.")
        training_hooks, training_chief_hooks = training_hooks or [], training_chief_hooks or []
        for hook in (*training_hooks, *training_chief_hooks):
            if not isinstance(hook, tf.train.SessionRunHook):
                raise TypeError(
                    f"All hooks returned from model_fn must be SessionRunHook instances, got instance of {type(hook)}: "
                    f"{hook}"
                )
        return super().__new__(
            cls,
            predictions,
            loss,
            train_op,
            {} if eval_metric_ops is None else eval_metric_ops,
            output_alternatives,
            training_chief_hooks,
            training_hooks,
            scaffold,
            mode,
        )

    def estimator_spec(self, default_serving_output_alternative_key: str | None = None) -> Any:
        """The same as a `tf.estimator.EstimatorSpec`.

        Args:
          default_serving_output_alternative_key: of several heads the one that is served by default.

        Raises:
          ValueError: a head's `ProblemType` is unknown.
        """
        outputs = None
        if self.output_alternatives:
            alternatives = dict(self.output_alternatives)
            if len(alternatives) > 1 and DEFAULT_SIGNATURE not in alternatives:
                alternatives[DEFAULT_SIGNATURE] = alternatives[default_serving_output_alternative_key]
            outputs = {key: _export_output(*alternative) for key, alternative in alternatives.items()}
        return tf.estimator.EstimatorSpec(
            mode=tf.estimator.ModeKeys.PREDICT if self.mode == ModeKeys.INFER else self.mode,
            predictions=self.predictions,
            loss=self.loss,
            train_op=self.train_op,
            eval_metric_ops={key: value for key, value in self.eval_metric_ops.items() if key != MetricKey.LOSS},
            export_outputs=outputs,
            training_chief_hooks=self.training_chief_hooks,
            training_hooks=self.training_hooks,
            scaffold=self.scaffold,
        )


def _checked_loss(loss: Any, mode: str) -> Any:
    if loss is None:
        if mode in (ModeKeys.TRAIN, ModeKeys.EVAL):
            raise ValueError("Missing loss.")
        return None
    loss = ops.convert_to_tensor(loss)
    if loss.get_shape().num_elements() not in (None, 1):
        raise ValueError(f"Loss must be scalar: {loss}.")
    return loss if loss.get_shape().is_compatible_with([]) else array_ops.reshape(loss, [])


def _export_output(problem_type: int, predictions: dict[str, Any]) -> Any:
    scores = predictions.get(PredictionKey.SCORES)
    scores = predictions.get(PredictionKey.PROBABILITIES) if scores is None else scores
    if problem_type == ProblemType.LINEAR_REGRESSION:
        return tf.estimator.export.RegressionOutput(scores)
    if problem_type in (ProblemType.CLASSIFICATION, ProblemType.LOGISTIC_REGRESSION):
        classes = predictions.get(PredictionKey.CLASSES)
        if classes is None or classes.dtype != tf.string:
            tf.logging.warning("classes is not string, Servo inference will not have class ids.")
            classes = None
        return tf.estimator.export.ClassificationOutput(scores=scores, classes=classes)
    if problem_type == ProblemType.UNSPECIFIED:
        return tf.estimator.export.PredictOutput(predictions)
    raise ValueError(f"Unknown problem_type={problem_type}")
