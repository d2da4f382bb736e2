"""The estimator of `tf.contrib.learn`, of which that of `tf.estimator` was made."""

from __future__ import annotations

import copy
import functools
import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import function_utils, tensor_util, training_util
from tf1graph.tf.contrib.learn import monitors as monitor_lib
from tf1graph.tf.contrib.learn.estimators import exporting, tensor_signature
from tf1graph.tf.contrib.learn.estimators._sklearn import BaseEstimator as SklearnEstimator
from tf1graph.tf.contrib.learn.estimators._sklearn import NotFittedError
from tf1graph.tf.contrib.learn.estimators.metric_key import MetricKey
from tf1graph.tf.contrib.learn.estimators.model_fn import ModeKeys, ModelFnOps
from tf1graph.tf.contrib.learn.estimators.run_config import RunConfig
from tf1graph.tf.contrib.learn.evaluable import Evaluable
from tf1graph.tf.contrib.learn.metric_spec import MetricSpec
from tf1graph.tf.contrib.learn.trainable import Trainable
from tf1graph.tf.estimator.estimator import _place_on_servers
from tf1graph.tf.estimator.eval_results import write_results
from tf1graph.tf.names import provide


def check_input(x: Any, y: Any, input_fn: Any, feed_fn: Any, batch_size: int | None) -> None:
    """Check that input comes either from arrays or from a function.

    Raises:
      ValueError: it comes from both, or from neither, or from tensors.
    """
    if input_fn is None:
        if x is None:
            raise ValueError("Either x or input_fn must be provided.")
        if tensor_util.is_tf_type(x) or tensor_util.is_tf_type(y):
            raise ValueError("Inputs cannot be tensors. Please provide input_fn.")
        if feed_fn is not None:
            raise ValueError("Can not provide both feed_fn and x or y.")
    elif x is not None or y is not None:
        raise ValueError("Can not provide both input_fn and x or y.")
    elif batch_size is not None:
        raise ValueError("Can not provide both input_fn and batch_size.")


@provide("tf.contrib.learn.BaseEstimator", gone="2.0")
class BaseEstimator(SklearnEstimator, Evaluable, Trainable):
    """What estimators have in common; make an `Estimator`.

    Args:
      model_dir: the folder of checkpoints and summaries; a temporary one where neither it nor `config` names one.
      config: a `RunConfig`.

    Raises:
      ValueError: both name a folder, and not the same.
    """

    _Config = RunConfig

    def __init__(self, model_dir: Any = None, config: Any = None):
        if config is None:
            config = self._Config()
            tf.logging.info("Using default config.")
        self._session_config = config.session_config or tf.ConfigProto(allow_soft_placement=True)
        if model_dir is not None and config.model_dir is not None and model_dir != config.model_dir:
            raise ValueError(
                "model_dir are set both in constructor and RunConfig, but with different values. In constructor: "
                f"'{model_dir}', in RunConfig: '{config.model_dir}' "
            )
        self._model_dir = model_dir or config.model_dir
        if self._model_dir is None:
            self._model_dir = tempfile.mkdtemp()
            tf.logging.warning("Using temporary folder as model directory: %s", self._model_dir)
        self._config = config.replace(model_dir=self._model_dir) if config.model_dir is None else config
        tf.logging.info("Using config: %s", str(vars(self._config)))
        self._device_fn = _place_on_servers(self._config)
        self._features_info: Any = None
        self._labels_info: Any = None
        self._graph: Any = None

    @property
    def config(self) -> Any:
        """A copy of the `RunConfig`."""
        return copy.deepcopy(self._config)

    @property
    def model_dir(self) -> str:
        """The folder of checkpoints and summaries."""
        return self._model_dir

    @property
    def model_fn(self) -> Callable[..., Any]:
        """The model function with the four arguments `features`, `labels`, `mode` and `config`."""

        def public_model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
            return self._call_model_fn(features, labels, mode, config=config)

        return public_model_fn

    def _call_model_fn(self, features: Any, labels: Any, mode: str, metrics: Any = None, config: Any = None) -> Any:
        raise NotImplementedError

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Any = None,
        steps: int | None = None,
        batch_size: int | None = None,
        monitors: Any = None,
        max_steps: int | None = None,
    ) -> Any:
        """Train, from the latest checkpoint on, until the input ends or the steps are taken.

        Args:
          x, y: arrays, frames or iterators of features and labels, in batches of `batch_size`.
          input_fn: instead of these a function that gives features and labels as tensors.
          steps: how many steps this call takes.
          max_steps: at which global step it stops, which may be none to take.
          monitors: `tf.train.SessionRunHook`s, or monitors of `tf.contrib.learn.monitors`.

        Returns:
          the estimator itself.

        Raises:
          ValueError: both numbers of steps are given, or input of both kinds.
        """
        if steps is not None and max_steps is not None:
            raise ValueError("Can not provide both steps and max_steps.")
        check_input(x, y, input_fn, None, batch_size)
        if x is not None:
            _compatible(self).fit(x, y, batch_size, steps, max_steps, monitors)
            return self
        if max_steps is not None and max_steps <= self._saved_step():
            tf.logging.info("Skipping training since max_steps has already saved.")
            return self
        hooks = monitor_lib.replace_monitors_with_hooks(monitors, self)
        if steps is not None or max_steps is not None:
            hooks.append(tf.train.StopAtStepHook(steps, max_steps))
        loss = self._train_model(input_fn=input_fn, hooks=hooks)
        tf.logging.info("Loss for final step: %s.", loss)
        return self

    def _saved_step(self) -> int:
        """The global step of the latest checkpoint; below all where there is none."""
        latest = tf.train.latest_checkpoint(self._model_dir)
        return -1 if latest is None else int(tf.train.load_variable(latest, tf.GraphKeys.GLOBAL_STEP))

    def partial_fit(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Any = None,
        steps: int | None = 1,
        batch_size: int | None = None,
        monitors: Any = None,
    ) -> Any:
        """`fit` of one step, unless `steps` says other."""
        tf.logging.warning(
            "The current implementation of partial_fit is not optimized for use in a loop. Consider using fit() "
            "instead."
        )
        return self.fit(x=x, y=y, input_fn=input_fn, steps=steps, batch_size=batch_size, monitors=monitors)

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Any = None,
        feed_fn: Any = None,
        batch_size: int | None = None,
        steps: int | None = None,
        metrics: dict[Any, Any] | None = None,
        name: str | None = None,
        checkpoint_path: str | None = None,
        hooks: Any = None,
        log_progress: bool = True,
    ) -> dict[str, Any]:
        """The metrics by name, with `loss` and `global_step`; they are written as summaries too.

        Args:
          x, y, input_fn, batch_size: as of `fit`.
          feed_fn: gives a feed for each step, beside `input_fn`.
          steps: how many batches; all where it is None.
          metrics: more metrics: by name a `MetricSpec`, or by name, or by name and prediction, a function.
          name: of the evaluation, which names its folder.
          checkpoint_path: the latest one where it is None.
          hooks: `tf.train.SessionRunHook`s.
          log_progress: whether each batch is logged.

        Raises:
          NotFittedError: there is no checkpoint.
          ValueError: there is input of both kinds, or metrics do not fit.
        """
        check_input(x, y, input_fn, feed_fn, batch_size)
        if x is not None:
            return _compatible(self).score(x, y, batch_size, steps, metrics, name)
        if metrics is not None and not isinstance(metrics, dict):
            raise ValueError(f"Metrics argument should be None or dict. Got {metrics}.")
        results, step = self._evaluate_model(
            input_fn=input_fn,
            feed_fn=feed_fn,
            steps=steps,
            metrics=metrics,
            name=name,
            checkpoint_path=checkpoint_path,
            hooks=hooks,
            log_progress=log_progress,
        )
        return {**results, "global_step": step}

    def predict(
        self,
        x: Any = None,
        input_fn: Any = None,
        batch_size: int | None = None,
        outputs: Any = None,
        as_iterable: bool = True,
        iterate_batches: bool = False,
    ) -> Any:
        """The predictions, one after the other, or of all at once.

        Args:
          x, input_fn, batch_size: as of `fit`.
          outputs: which predictions; all where it is None.
          as_iterable: whether they come one after the other; else those of the first batch, or of all of `x`.
          iterate_batches: whether they come in batches.

        Raises:
          NotFittedError: there is no checkpoint.
          ValueError: there is input of both kinds, or no such output.
        """
        check_input(x, None, input_fn, None, batch_size)
        if x is not None:
            return _compatible(self).predict_from(x, batch_size, outputs, as_iterable, iterate_batches)
        return self._infer_model(input_fn, None, outputs, as_iterable, iterate_batches)

    def get_variable_value(self, name: str) -> Any:
        """The array that the latest checkpoint has for the variable `name`."""
        return tf.train.load_variable(self.model_dir, name)

    def get_variable_names(self) -> list[str]:
        """The names of the variables in the latest checkpoint."""
        return [name for name, _ in tf.train.list_variables(self.model_dir)]

    def _get_train_ops(self, features: Any, labels: Any) -> Any:
        return self._call_model_fn(features, labels, ModeKeys.TRAIN)

    def _get_eval_ops(self, features: Any, labels: Any, metrics: Any) -> Any:
        found = self._call_model_fn(features, labels, ModeKeys.EVAL, metrics)
        if MetricKey.LOSS not in found.eval_metric_ops:
            found.eval_metric_ops[MetricKey.LOSS] = tf.metrics.mean(found.loss)
        return found

    def _get_predict_ops(self, features: Any) -> Any:
        labels = tensor_signature.create_placeholders_from_signatures(self._labels_info)
        return self._call_model_fn(features, labels, ModeKeys.INFER)

    def _check_inputs(self, features: Any, labels: Any) -> None:
        self._features_info = _check_signature("Features", features, self._features_info)
        if labels is not None:
            self._labels_info = _check_signature("Labels", labels, self._labels_info)

    def _train_model(self, input_fn: Any, hooks: list[Any]) -> Any:
        self._graph = tf.Graph()
        config = self._config
        with self._graph.as_default() as graph, graph.device(self._device_fn):
            tf.set_random_seed(config.tf_random_seed)
            global_step = tf.train.create_global_step(graph)
            features, labels = input_fn()
            self._check_inputs(features, labels)
            training_util._get_or_create_global_step_read()
            built = self._get_train_ops(features, labels)
            tf.add_to_collection(tf.GraphKeys.LOSSES, built.loss)
            logged = {"loss": built.loss, "step": global_step}
            hooks = [*hooks, tf.train.NanTensorHook(built.loss), tf.train.LoggingTensorHook(logged, every_n_iter=100)]
            scaffold = built.scaffold or tf.train.Scaffold()
            if not (scaffold.saver or tf.get_collection(tf.GraphKeys.SAVERS)):
                saver = tf.train.Saver(
                    sharded=True,
                    max_to_keep=config.keep_checkpoint_max,
                    keep_checkpoint_every_n_hours=config.keep_checkpoint_every_n_hours,
                    defer_build=True,
                    save_relative_paths=True,
                )
                tf.add_to_collection(tf.GraphKeys.SAVERS, saver)
            theirs = [*hooks, *built.training_hooks, *built.training_chief_hooks]
            chief_hooks = []
            saves = config.save_checkpoints_secs or config.save_checkpoints_steps
            if saves and not any(isinstance(hook, tf.train.CheckpointSaverHook) for hook in theirs):
                saving = tf.train.CheckpointSaverHook(
                    self._model_dir,
                    save_secs=config.save_checkpoints_secs,
                    save_steps=config.save_checkpoints_steps,
                    scaffold=scaffold,
                )
                chief_hooks = [saving]
            loss = None
            with tf.train.MonitoredTrainingSession(
                master=config.master,
                is_chief=config.is_chief,
                checkpoint_dir=self._model_dir,
                scaffold=scaffold,
                hooks=[*hooks, *built.training_hooks],
                chief_only_hooks=[*chief_hooks, *built.training_chief_hooks],
                save_checkpoint_secs=0,
                save_summaries_steps=config.save_summary_steps,
                max_wait_secs=config.session_creation_timeout_secs,
                config=self._session_config,
            ) as session:
                while not session.should_stop():
                    _, loss = session.run([built.train_op, built.loss])
            return loss

    def _checkpoint(self) -> str:
        path = tf.train.latest_checkpoint(self._model_dir)
        if not path:
            raise NotFittedError(f"Couldn't find trained model at {self._model_dir}.")
        return path

    def _evaluate_model(
        self,
        input_fn: Any,
        steps: int | None,
        feed_fn: Any = None,
        metrics: Any = None,
        name: str | None = "",
        checkpoint_path: str | None = None,
        hooks: Any = None,
        log_progress: bool = True,
    ) -> tuple[dict[str, Any], Any]:
        checkpoint_path = checkpoint_path or self._checkpoint()
        folder = os.path.join(self._model_dir, f"eval_{name}" if name else "eval")
        with tf.Graph().as_default() as graph:
            tf.set_random_seed(self._config.tf_random_seed)
            global_step = tf.train.create_global_step(graph)
            features, labels = input_fn()
            self._check_inputs(features, labels)
            built = self._get_eval_ops(features, labels, metrics)
            update_op, values = _split_metrics(built.eval_metric_ops)
            hooks = list(hooks or [])
            if feed_fn:
                hooks.append(tf.train.FeedFnHook(feed_fn))
            if steps:
                hooks.append(tf.contrib.training.StopAfterNEvalsHook(steps, log_progress=log_progress))
            step_key = "global_step"
            while step_key in values:
                step_key = "_" + step_key
            values[step_key] = global_step
            results = tf.contrib.training.evaluate_once(
                checkpoint_path=checkpoint_path,
                master=self._config.evaluation_master,
                scaffold=built.scaffold,
                eval_ops=update_op,
                final_ops=values,
                hooks=hooks,
                config=self._session_config,
            )
            write_results(folder, results, results[step_key], shows_arrays=False)
        return results, results[step_key]

    def _infer_model(
        self,
        input_fn: Any,
        feed_fn: Any = None,
        outputs: Any = None,
        as_iterable: bool = True,
        iterate_batches: bool = False,
    ) -> Any:
        checkpoint_path = self._checkpoint()
        with tf.Graph().as_default() as graph:
            tf.set_random_seed(self._config.tf_random_seed)
            tf.train.create_global_step(graph)
            given = input_fn()
            features = given[0] if isinstance(given, (list, tuple)) else given
            built = self._get_predict_ops(features)
            predictions = _filter_predictions(built.predictions, outputs)
            creator = tf.train.ChiefSessionCreator(
                checkpoint_filename_with_path=checkpoint_path, scaffold=built.scaffold, config=self._session_config
            )
            session = tf.train.MonitoredSession(session_creator=creator)
            if as_iterable:
                return self._predict_generator(session, predictions, feed_fn, iterate_batches)
            with session:
                return session.run(predictions, feed_fn() if feed_fn else None)

    def _predict_generator(self, session: Any, predictions: Any, feed_fn: Any, iterate_batches: bool) -> Iterator[Any]:
        with session:
            while not session.should_stop():
                found = session.run(predictions, feed_fn() if feed_fn else None)
                if iterate_batches:
                    yield found
                elif isinstance(predictions, dict):
                    first = next(iter(found.values()))
                    rows = (first.dense_shape if isinstance(first, tf.SparseTensorValue) else first.shape)[0]
                    for row in range(rows):
                        yield {key: value[row] for key, value in found.items()}
                else:
                    yield from found
                if feed_fn is None and not session.graph.get_collection(tf.GraphKeys.QUEUE_RUNNERS):
                    return  # what never changes has no end


@provide("tf.contrib.learn.Estimator", today="tf.estimator.Estimator", gone="2.0")
class Estimator(BaseEstimator):
    """Trains, evaluates and predicts with the model that `model_fn` builds.

    Args:
      model_fn: takes `features` and `labels`, and of `mode`, `params`, `config` and `model_dir` those that it names;
        returns a `ModelFnOps`, or predictions, loss and train op.
      model_dir, config: as of `BaseEstimator`.
      params: what `model_fn` is given as `params`.
      feature_engineering_fn: takes features and labels, and returns those that `model_fn` is given.

    Raises:
      ValueError: there are `params`, and `model_fn` does not take them.
    """

    def __init__(
        self,
        model_fn: Callable[..., Any] | None = None,
        model_dir: Any = None,
        config: Any = None,
        params: Any = None,
        feature_engineering_fn: Callable[..., Any] | None = None,
    ):
        super().__init__(model_dir=model_dir, config=config)
        if model_fn is not None:
            takes_params = "params" in function_utils.fn_args(model_fn)
            if params is not None and not takes_params:
                raise ValueError(
                    f"Estimator's model_fn ({model_fn}) does not have a params argument, but params ({params}) were "
                    "passed to the Estimator's constructor."
                )
            if params is None and takes_params:
                tf.logging.warning(
                    "Estimator's model_fn (%s) includes params argument, but params are not passed to Estimator.",
                    model_fn,
                )
        self._model_fn: Any = model_fn
        self.params = params
        self._feature_engineering_fn = feature_engineering_fn or (lambda features, labels: (features, labels))

    def _call_model_fn(self, features: Any, labels: Any, mode: str, metrics: Any = None, config: Any = None) -> Any:
        features, labels = self._feature_engineering_fn(features, labels)
        names = function_utils.fn_args(self._model_fn)
        known = {"mode": mode, "params": self.params, "config": config or self.config, "model_dir": self.model_dir}
        found = self._model_fn(features, labels, **{name: known[name] for name in known if name in names})
        if not isinstance(found, ModelFnOps):
            if len(found) != 3:
                raise ValueError("Unrecognized value returned by model_fn, please return ModelFnOps.")
            predictions, loss, train_op = found
            found = ModelFnOps(mode=mode, predictions=predictions, loss=loss, train_op=train_op)
        if metrics:
            found.eval_metric_ops.update(_make_metrics(metrics, features, labels, found.predictions))
        return found

    @functools.wraps(exporting.export_savedmodel)
    def export_savedmodel(self, *args: Any, **kwargs: Any) -> Any:
        return exporting.export_savedmodel(self, *args, **kwargs)


def _compatible(estimator: BaseEstimator) -> Any:
    from tf1graph.tf.contrib.learn.estimators.sk_compat import SKCompat

    return SKCompat(estimator)


def _check_signature(about: str, given: Any, known: Any) -> Any:
    if known is None:
        return tensor_signature.create_signatures(given)
    if not tensor_signature.tensors_compatible(given, known):
        raise ValueError(
            f"{about} are incompatible with given information. Given {about.lower()}: {given}, required signatures: "
            f"{known}."
        )
    return known


def _split_metrics(metrics: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """One op that updates all metrics, None where there is nothing to update, and the values by name."""
    updates, values = [], {}
    for name, metric in metrics.items():
        values[name] = metric
        if isinstance(metric, (list, tuple)):
            if len(metric) == 2:
                values[name], update = metric
                updates.append(update)
            else:
                tf.logging.warning(
                    "Ignoring metric %s. It returned a list|tuple with len %d, expected 2", name, len(metric)
                )
    return tf.group(*updates) if updates else None, values


def _filter_predictions(predictions: Any, outputs: Any) -> Any:
    if not outputs:
        return predictions
    if not isinstance(predictions, dict):
        raise ValueError("outputs argument is not valid in case of non-dict predictions.")
    chosen = {key: value for key, value in predictions.items() if key in outputs}
    if not chosen:
        raise ValueError(f"Expected to run at least one output from {predictions.keys()}, provided {outputs}.")
    return chosen


def _make_metrics(metrics: dict[Any, Any], features: Any, labels: Any, predictions: Any) -> dict[str, Any]:
    """The metrics that `evaluate` was given, of the model's tensors."""
    label = next(iter(labels.values())) if isinstance(labels, dict) and len(labels) == 1 else labels
    found = {}
    for name, metric in sorted(metrics.items()):
        if isinstance(metric, MetricSpec):
            found[name] = metric.create_metric_ops(features, labels, predictions)
            continue
        tf.logging.warning(
            "Please specify metrics using MetricSpec. Using bare functions or (key, fn) tuples is deprecated and "
            "support for it will be removed on Oct 1, 2016."
        )
        if isinstance(name, tuple):
            if len(name) != 2:
                raise ValueError(f"Invalid metric for {name}. It returned a tuple with len {len(name)}, expected 2.")
            if not isinstance(predictions, dict):
                raise ValueError(
                    "Metrics passed provide (name, prediction), but predictions are not dict. "
                    f"Metrics: {metrics}, Predictions: {predictions}."
                )
            own = labels[name[1]] if isinstance(labels, dict) and name[1] in labels else label
            found[name[0]] = metric(predictions[name[1]], own)
        elif isinstance(predictions, dict):
            raise ValueError(
                f"Metrics passed provide only name, no prediction, but predictions are dict. Metrics: {metrics}, "
                f"Labels: {label}."
            )
        else:
            found[name] = metric(predictions, label)
    return found
