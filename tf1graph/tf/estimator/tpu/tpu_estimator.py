"""The estimator of programs for TPUs, without them."""

from __future__ import annotations

import copy
import enum
import inspect
import math
from collections.abc import Callable, Iterator
from typing import Any

from tf1graph import tf
from tf1graph.errors import AttributeNotProvided
from tf1graph.tf._private import summary_ops_v2
from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.model_fn import EstimatorSpec, _TPUEstimatorSpec, verify_model_fn_args
from tf1graph.tf.estimator.tpu.tpu_config import InputPipelineConfig, RunConfig, seconds_or_steps
from tf1graph.tf.estimator.util import fn_args
from tf1graph.tf.names import provide

BATCH_SIZE, USE_TPU = "batch_size", "use_tpu"
RESERVED = (BATCH_SIZE, "context")


class ExportSavedModelApiVersion(enum.Enum):
    """How a SavedModel for TPUs was made; of no effect without them."""

    V1 = 1
    V2 = 2


@provide("tf.estimator.tpu.TPUEstimatorSpec", "tf.contrib.tpu.TPUEstimatorSpec")
class TPUEstimatorSpec(_TPUEstimatorSpec):
    """What the model function of a `TPUEstimator` returns.

    Args:
      eval_metrics: a pair of a function to a dict of metrics and the tensors that it is called with, a list or dict.
      scaffold_fn: gives a `tf.train.Scaffold`.
      host_call: such a pair, whose ops are run with each step.
      The others are those of `tf.estimator.EstimatorSpec`.

    Raises:
      ValueError: `eval_metrics` or `host_call` is no pair.
      TypeError: its first part is no function.
      RuntimeError: the function takes another number of tensors.
    """

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
        for name, call in (("eval_metrics", eval_metrics), ("host_call", host_call)):
            if call is not None:
                _check_call(name, call)
        return super().__new__(
            cls,
            mode,
            predictions,
            loss,
            train_op,
            eval_metrics,
            export_outputs,
            scaffold_fn,
            host_call,
            training_hooks,
            evaluation_hooks,
            prediction_hooks,
        )

    def as_estimator_spec(self) -> EstimatorSpec:
        """The same as an `EstimatorSpec`, with the ops of metrics and of the host call built."""
        metrics = _call(self.eval_metrics) if self.eval_metrics is not None else None
        hooks = (_HostCallHook(_call(self.host_call)),) if self.host_call is not None else ()
        return EstimatorSpec(
            mode=self.mode,
            predictions=self.predictions,
            loss=self.loss,
            train_op=self.train_op,
            eval_metric_ops=metrics,
            export_outputs=self.export_outputs,
            scaffold=self.scaffold_fn() if self.scaffold_fn else None,
            training_hooks=self.training_hooks + hooks,
            evaluation_hooks=self.evaluation_hooks + hooks,
            prediction_hooks=self.prediction_hooks + hooks,
        )


def _check_call(name: str, call: Any) -> None:
    if not isinstance(call, (tuple, list)):
        raise ValueError(f"{name} should be tuple or list")
    if len(call) != 2:
        raise ValueError(f"{name} should have two elements.")
    function, tensors = call
    if not callable(function):
        raise TypeError(f"{name}[0] should be callable.")
    if not isinstance(tensors, (tuple, list, dict)):
        raise ValueError(f"{name}[1] should be tuple or list, or dict.")
    if isinstance(tensors, dict):
        return
    taken = fn_args(function)
    if inspect.getfullargspec(function).varargs is None and len(tensors) != len(taken):
        raise RuntimeError(
            f"In TPUEstimatorSpec.{name}, length of tensors {len(tensors)} does not match method args of the "
            f"function, which takes {len(taken)}."
        )


def _call(call: tuple[Callable[..., Any], Any]) -> Any:
    function, tensors = call
    return function(**tensors) if isinstance(tensors, dict) else function(*tensors)


class _HostCallHook(tf.train.SessionRunHook):
    """Runs what a host call gave with each step, and flushes the writers of summaries at the end."""

    def __init__(self, tensors: Any):
        self._tensors = tensors

    def begin(self) -> None:
        self._init_ops = summary_ops_v2.summary_writer_initializer_op()
        self._finalize_ops = [tf.raw_ops.FlushSummaryWriter(writer=op.inputs[0]) for op in self._init_ops]

    def after_create_session(self, session: Any, coord: Any) -> None:
        session.run(self._init_ops)

    def before_run(self, run_context: Any) -> Any:
        return tf.train.SessionRunArgs(self._tensors)

    def end(self, session: Any) -> None:
        session.run(self._finalize_ops)


class ExamplesPerSecondHook(tf.train.StepCounterHook):
    """Counts examples beside steps."""

    def __init__(
        self,
        batch_size: int,
        every_n_steps: int | None = 100,
        every_n_secs: float | None = None,
        output_dir: str | None = None,
        summary_writer: Any = None,
    ):
        self._batch_size = batch_size
        super().__init__(every_n_steps, every_n_secs, output_dir, summary_writer)

    def _log_and_record(self, elapsed_steps: int, elapsed_time: float, global_step: int) -> None:
        steps = elapsed_steps / elapsed_time
        for tag, value in (("global_step/sec", steps), ("examples/sec", self._batch_size * steps)):
            if self._summary_writer is not None:
                summary = tf.Summary(value=[tf.Summary.Value(tag=tag, simple_value=value)])
                self._summary_writer.add_summary(summary, global_step)
            tf.logging.info("%s: %g", tag, value)


@provide("tf.estimator.tpu.TPUEstimator", "tf.contrib.tpu.TPUEstimator")
class TPUEstimator(Estimator):
    """An estimator of a program for TPUs. It runs as it did with `use_tpu=False`, on CPU or GPU.

    Args:
      model_fn: takes `params`, with `batch_size` and `use_tpu`, and returns a `TPUEstimatorSpec` or `EstimatorSpec`.
      config: a `tf.contrib.tpu.RunConfig`.
      use_tpu: must be False.
      train_batch_size, eval_batch_size, predict_batch_size: what `params["batch_size"]` is, for `input_fn` too.
      The others are those of `tf.estimator.Estimator`, or of no effect without TPUs.

    Raises:
      AttributeNotProvided: `use_tpu` is true.
      ValueError: `config` is no such one, or `params` has `batch_size` or `context`.
    """

    def __init__(
        self,
        model_fn: Callable[..., Any] | None = None,
        model_dir: Any = None,
        config: Any = None,
        params: Any = None,
        use_tpu: bool = True,
        train_batch_size: int | None = None,
        eval_batch_size: int | None = None,
        predict_batch_size: int | None = None,
        batch_axis: Any = None,
        eval_on_tpu: bool = True,
        export_to_tpu: bool = True,
        export_to_cpu: bool = True,
        warm_start_from: Any = None,
        embedding_config_spec: Any = None,
        export_saved_model_api_version: ExportSavedModelApiVersion = ExportSavedModelApiVersion.V1,
    ):
        if not isinstance(config, RunConfig):
            raise ValueError("`config` must be provided with type `tpu_config.RunConfig`")
        if params is not None and any(key in params for key in RESERVED):
            raise ValueError(f"{list(RESERVED)} are reserved keys but existed in params {params}.")
        if use_tpu or embedding_config_spec:
            raise AttributeNotProvided(
                "tf.contrib.tpu.TPUEstimator(use_tpu=True)",
                "Its runtime is gone with TensorFlow 1; write use_tpu=False, which trains on CPU or GPU.",
            )
        if model_fn is None:
            raise ValueError("model_fn must be provided to Estimator.")
        verify_model_fn_args(model_fn, params)
        self._log_every_n_steps, self._log_every_n_secs = config._log_step_count_steps, None
        number, of_seconds = seconds_or_steps(config.tpu_config.iterations_per_loop)
        self._batch_sizes = {
            ModeKeys.TRAIN: train_batch_size,
            ModeKeys.EVAL: eval_batch_size,
            ModeKeys.PREDICT: predict_batch_size,
        }
        self._is_input_fn_invoked = False
        super().__init__(
            self._augment_model_fn(model_fn),
            model_dir=model_dir,
            config=config.replace(log_step_count_steps=None),
            params=params or {},
            warm_start_from=warm_start_from,
        )
        if of_seconds:
            self._log_every_n_secs, self._log_every_n_steps = number, None
        elif self._log_every_n_steps is not None:
            self._log_every_n_steps = math.ceil(self._log_every_n_steps / number)
        tf.logging.info("_TPUContext: eval_on_tpu %s", eval_on_tpu)
        if eval_on_tpu:
            tf.logging.warning("eval_on_tpu ignored because use_tpu is False.")

    def train(self, *args: Any, **kwargs: Any) -> Any:
        """As `Estimator.train`."""
        try:
            return super().train(*args, **kwargs)
        finally:
            tf.logging.info("training_loop marked as finished")

    def evaluate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As `Estimator.evaluate`."""
        try:
            return super().evaluate(*args, **kwargs)
        finally:
            tf.logging.info("evaluation_loop marked as finished")

    def predict(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """As `Estimator.predict`."""
        try:
            yield from super().predict(*args, **kwargs)
        finally:
            for _ in range(2):  # as TensorFlow 1 said it
                tf.logging.info("prediction_loop marked as finished")

    def _augment_model_fn(self, model_fn: Callable[..., Any]) -> Callable[..., Any]:
        def _model_fn(features: Any, labels: Any, mode: str, config: Any, params: Any) -> Any:
            fed, self._is_input_fn_invoked = self._is_input_fn_invoked, False
            tf.logging.info("Running %s on CPU", mode)
            taken = fn_args(model_fn)
            if "labels" not in taken and labels is not None:
                raise ValueError("model_fn does not take labels, but input_fn returns labels.")
            if "params" not in taken:
                raise ValueError(
                    f"model_fn ({model_fn}) does not include params argument, required by TPUEstimator to pass batch "
                    "size as params['batch_size']"
                )
            params = copy.deepcopy(params)
            _add(params, USE_TPU, False)
            if fed and self._batch_sizes[mode] is not None:
                _add(params, BATCH_SIZE, self._batch_sizes[mode])
            given = {"labels": labels, "mode": mode, "config": copy.deepcopy(config), "params": params}
            spec = model_fn(features=features, **{name: given[name] for name in given if name in taken})
            if isinstance(spec, _TPUEstimatorSpec):
                spec = spec.as_estimator_spec()
            if self._log_every_n_steps is None and self._log_every_n_secs is None:
                return spec
            hook = ExamplesPerSecondHook(
                self._batch_sizes[mode] or 0,
                every_n_steps=self._log_every_n_steps,
                every_n_secs=self._log_every_n_secs,
                output_dir=self.model_dir if not config or config.save_summary_steps else None,
            )
            return spec._replace(training_hooks=(*spec.training_hooks, hook))

        return _model_fn

    def _call_input_fn(self, input_fn: Callable[..., Any], mode: str, input_context: Any = None) -> Any:
        taken, params = fn_args(input_fn), self.params
        if "params" not in taken:
            raise ValueError(
                f"input_fn ({input_fn}) does not include params argument, required by TPUEstimator to pass batch size "
                'as params["batch_size"]'
            )
        of_evaluation = self._config.tpu_config.eval_training_input_configuration
        if mode != ModeKeys.TRAIN and of_evaluation == InputPipelineConfig.SLICED:
            raise ValueError(
                "Invalid TPUConfig `eval_training_input_configuration` value. SLICED mode only works on use_tpu = True."
            )
        if self._batch_sizes[mode] is not None:
            _add(params, BATCH_SIZE, self._batch_sizes[mode])
        self._is_input_fn_invoked = True
        given = {"params": params, "config": self.config, "mode": mode}
        with tf.device("/device:CPU:0"):
            return input_fn(**{name: value for name, value in given.items() if name in taken})

    def _get_features_from_input_fn(self, input_fn: Callable[..., Any], mode: str) -> tuple[Any, list[Any]]:
        features, _, hooks = self._get_features_and_labels_from_input_fn(input_fn, mode)
        return features, hooks

    def _create_global_step(self, graph: Any) -> Any:
        graph = graph or tf.get_default_graph()
        if tf.train.get_global_step(graph) is not None:
            raise ValueError('"global_step" already exists.')
        with graph.as_default(), graph.name_scope(None):
            return tf.get_variable(
                tf.GraphKeys.GLOBAL_STEP,
                shape=[],
                dtype=tf.int64,
                initializer=tf.zeros_initializer(),
                trainable=False,
                use_resource=True,
                collections=[tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.GLOBAL_STEP],
            )


def _add(params: Any, key: str, value: Any) -> None:
    """Put an item into a dict, or into hyperparameters that know none of that name."""
    if hasattr(params, "set_hparam"):
        if key in params:
            params.set_hparam(key, value)
        else:
            params.add_hparam(key, value)
    else:
        params[key] = value
