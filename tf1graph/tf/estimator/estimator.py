"""The estimator: a model function with its training, evaluation, prediction and export."""

from __future__ import annotations

import copy
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import evaluation, nest
from tf1graph.tf.estimator import eval_results, saved_models, training_loop
from tf1graph.tf.estimator.clusters import TaskType
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.model_fn import EstimatorSpec, verify_model_fn_args
from tf1graph.tf.estimator.run_config import RunConfig, get_default_session_config
from tf1graph.tf.estimator.util import fn_args, parse_input_fn_result
from tf1graph.tf.estimator.warm_start import WarmStartSettings, default_settings, warm_start
from tf1graph.tf.names import provide

__all__ = ["Estimator", "WarmStartSettings", "maybe_overwrite_model_dir_and_session_config"]

InputFn = Callable[..., Any]
MAY_BE_OVERRIDDEN = {"model_fn", "_create_and_assert_global_step", "_export_all_saved_models", "_tf_api_names"}


@provide("tf.estimator.Estimator")
class Estimator:
    """Trains, evaluates, predicts with and exports the model that `model_fn` builds.

    Each of these builds a graph of its own, and takes the variables from the latest checkpoint of `model_dir`.

    Args:
      model_fn: takes `features`, and of `labels`, `mode`, `params` and `config` those that it names; returns an
        `EstimatorSpec`.
      model_dir: the folder of checkpoints and summaries; that of `config`, or a temporary one, where it is None.
      config: a `RunConfig`, or None.
      params: what `model_fn` is given as `params`.
      warm_start_from: a checkpoint, a SavedModel or `WarmStartSettings` to start from where `model_dir` has nothing.

    Raises:
      ValueError: there is no `model_fn`, its arguments do not fit, or `config` names another folder.
    """

    def __init__(
        self,
        model_fn: Callable[..., Any],
        model_dir: Any = None,
        config: RunConfig | None = None,
        params: Any = None,
        warm_start_from: Any = None,
    ):
        self._assert_members_are_not_overridden()
        self._config = maybe_overwrite_model_dir_and_session_config(config, model_dir)
        self._model_dir = self._config.model_dir
        self._session_config = self._config.session_config
        tf.logging.info("Using config: %s", str(vars(self._config)))
        self._device_fn = self._config.device_fn or _place_on_servers(self._config)
        if model_fn is None:
            raise ValueError("model_fn must be provided to Estimator.")
        verify_model_fn_args(model_fn, params)
        self._model_fn = model_fn
        self._params = copy.deepcopy(params or {})
        self._warm_start_settings = default_settings(warm_start_from)

    @property
    def model_dir(self) -> str:
        """The folder of checkpoints and summaries."""
        return self._model_dir

    @property
    def config(self) -> Any:
        """A copy of the `RunConfig`."""
        return copy.deepcopy(self._config)

    @property
    def params(self) -> Any:
        """A copy of what `model_fn` is given as `params`."""
        return copy.deepcopy(self._params)

    @property
    def model_fn(self) -> Callable[..., Any]:
        """The model function with the four arguments `features`, `labels`, `mode` and `config`."""

        def public_model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
            return self._call_model_fn(features, labels, mode, config)

        return public_model_fn

    def get_variable_value(self, name: str) -> Any:
        """The array that the latest checkpoint has for the variable `name`.

        Raises:
          ValueError: there is no checkpoint.
        """
        self._check_trained()
        return tf.train.load_variable(self.model_dir, name)

    def get_variable_names(self) -> list[str]:
        """The names of the variables in the latest checkpoint.

        Raises:
          ValueError: there is no checkpoint.
        """
        self._check_trained()
        return [name for name, _ in tf.train.list_variables(self.model_dir)]

    def _check_trained(self) -> None:
        if not self.latest_checkpoint():
            raise ValueError(f"Could not find trained model in model_dir: {self.model_dir}.")

    def latest_checkpoint(self) -> str | None:
        """The path of the latest checkpoint of `model_dir`, None where there is none."""
        return tf.train.latest_checkpoint(self.model_dir)

    def eval_dir(self, name: str | None = None) -> str:
        """The folder of the summaries of the evaluations called `name`."""
        return os.path.join(self._model_dir, f"eval_{name}" if name else "eval")

    def train(
        self,
        input_fn: InputFn,
        hooks: Iterable[Any] | None = None,
        steps: int | None = None,
        max_steps: int | None = None,
        saving_listeners: Iterable[Any] | None = None,
    ) -> Estimator:
        """Train on what `input_fn` gives, from the latest checkpoint on, until it ends or the steps are taken.

        Args:
          input_fn: gives features and labels, or a `tf.data.Dataset` of them.
          hooks: `tf.train.SessionRunHook`s.
          steps: how many steps this call takes.
          max_steps: at which global step it stops, which may be none to take.
          saving_listeners: `tf.train.CheckpointSaverListener`s.

        Returns:
          the estimator itself.

        Raises:
          ValueError: both numbers of steps are given, one is not positive, or this process does not train.
        """
        if self.config.task_type in (TaskType.EVALUATOR, TaskType.PS):
            raise ValueError(
                "Train has been called wrong configuration. Please use tf.estimator.train_and_evaluate which calls "
                f"proper API according to given configuration. Current configuration: {self.config}."
            )
        if steps is not None and max_steps is not None:
            raise ValueError("Can not provide both steps and max_steps.")
        for name, given in (("steps", steps), ("max_steps", max_steps)):
            if given is not None and given <= 0:
                raise ValueError(f"Must specify {name} > 0, given: {given}")
        if max_steps is not None and max_steps <= _load_global_step_from_checkpoint_dir(self._model_dir):
            tf.logging.info("Skipping training since max_steps has already saved.")
            return self
        hooks = _check_hooks_type(hooks)
        hooks.extend(self._convert_train_steps_to_hooks(steps, max_steps))
        loss = self._train_model(input_fn, hooks, training_loop.check_listeners(saving_listeners))
        tf.logging.info("Loss for final step: %s.", loss)
        return self

    def _convert_train_steps_to_hooks(self, steps: int | None, max_steps: int | None) -> list[Any]:
        if steps is None and max_steps is None:
            return []
        return [tf.train.StopAtStepHook(steps, max_steps)]

    def _train_model(self, input_fn: InputFn, hooks: list[Any], saving_listeners: list[Any]) -> Any:
        with tf.Graph().as_default() as graph, graph.device(self._device_fn):
            tf.set_random_seed(self._config.tf_random_seed)
            training_loop.read_global_step(self._create_and_assert_global_step(graph))
            features, labels, input_hooks = self._get_features_and_labels_from_input_fn(input_fn, ModeKeys.TRAIN)
            spec = self._call_model_fn(features, labels, ModeKeys.TRAIN, self.config)
            warm_start(self._warm_start_settings)
            return training_loop.train(
                self._config,
                self._session_config,
                spec,
                [*input_hooks, *hooks],
                tf.train.get_global_step(graph),
                saving_listeners,
            )

    def evaluate(
        self,
        input_fn: InputFn,
        steps: int | None = None,
        hooks: Iterable[Any] | None = None,
        checkpoint_path: str | None = None,
        name: str | None = None,
    ) -> dict[str, Any]:
        """The metrics on what `input_fn` gives, by name, with `loss` and `global_step`; written as summaries too.

        Args:
          steps: how many batches; all where it is None.
          checkpoint_path: the latest one where it is None; new variables where there is none at all.
          name: of the evaluation, which names its folder.

        Raises:
          ValueError: `steps` is not positive, or a metric is called `loss` or `global_step`.
        """
        hooks = _check_hooks_type(hooks)
        hooks.extend(self._convert_eval_steps_to_hooks(steps))
        checkpoint_path = checkpoint_path or self._checkpoint_for("evaluate")
        with tf.Graph().as_default():
            scaffold, update_op, values, all_hooks = self._evaluate_build_graph(input_fn, hooks, checkpoint_path)
            return self._evaluate_run(checkpoint_path, scaffold, update_op, values, all_hooks, self.eval_dir(name))

    def _checkpoint_for(self, purpose: str) -> str | None:
        path = self.latest_checkpoint()
        if not path:
            tf.logging.info(
                f"Could not find trained model in model_dir: {self._model_dir}, running initialization to {purpose}."
            )
        return path

    def _convert_eval_steps_to_hooks(self, steps: int | None) -> list[Any]:
        if steps is None:
            return []
        if steps <= 0:
            raise ValueError(f"Must specify steps > 0, given: {steps}")
        return [evaluation._StopAfterNEvalsHook(num_evals=steps)]

    def _evaluate_build_graph(
        self, input_fn: InputFn, hooks: Iterable[Any] = (), checkpoint_path: str | None = None
    ) -> tuple[Any, Any, dict[str, Any], list[Any]]:
        graph = tf.get_default_graph()
        tf.set_random_seed(self._config.tf_random_seed)
        self._create_and_assert_global_step(graph)
        features, labels, input_hooks = self._get_features_and_labels_from_input_fn(input_fn, ModeKeys.EVAL)
        spec = self._call_model_fn(features, labels, ModeKeys.EVAL, self.config)
        metrics = eval_results.add_loss_metric(spec.eval_metric_ops, spec.loss)
        update_op, values = eval_results.split_metrics(metrics)
        global_step = tf.train.get_global_step(graph)
        if not checkpoint_path:
            warm_start(self._warm_start_settings)
        if tf.GraphKeys.GLOBAL_STEP in values:
            raise ValueError(
                "Metric with name `global_step` is not allowed, because Estimator already defines a default metric "
                "with the same name."
            )
        values[tf.GraphKeys.GLOBAL_STEP] = global_step
        scaffold = spec.scaffold
        if scaffold and scaffold.local_init_op:
            evaluation._get_or_create_eval_step()  # so that it is started too
            scaffold = tf.train.Scaffold(
                local_init_op=tf.group(scaffold.local_init_op, tf.train.Scaffold.default_local_init_op()),
                copy_from_scaffold=scaffold,
            )
        return scaffold, update_op, values, [*input_hooks, *hooks, *spec.evaluation_hooks]

    def _evaluate_run(
        self,
        checkpoint_path: str | None,
        scaffold: Any,
        update_op: Any,
        eval_dict: dict[str, Any],
        all_hooks: list[Any],
        output_dir: str,
    ) -> dict[str, Any]:
        results = evaluation._evaluate_once(
            checkpoint_path=checkpoint_path,
            master=self._config.evaluation_master,
            scaffold=scaffold,
            eval_ops=update_op,
            final_ops=eval_dict,
            hooks=all_hooks,
            config=self._session_config,
        )
        step = results[tf.GraphKeys.GLOBAL_STEP]
        eval_results.write_results(output_dir, results, step)
        if checkpoint_path:
            eval_results.write_checkpoint_path(output_dir, checkpoint_path, step)
        return results

    def predict(
        self,
        input_fn: InputFn,
        predict_keys: Any = None,
        hooks: Iterable[Any] | None = None,
        checkpoint_path: str | None = None,
        yield_single_examples: bool = True,
    ) -> Iterator[Any]:
        """The predictions for what `input_fn` gives, one after the other; a dict each where the model gives a dict.

        Args:
          input_fn: gives features; labels are passed over.
          predict_keys: which predictions; all where it is None.
          yield_single_examples: whether batches are taken apart.

        Raises:
          ValueError: at the first prediction: there is no such key, or the sizes of the batches differ.
        """
        hooks = _check_hooks_type(hooks)
        checkpoint_path = checkpoint_path or self._checkpoint_for("predict")
        with tf.Graph().as_default() as graph:
            tf.set_random_seed(self._config.tf_random_seed)
            self._create_and_assert_global_step(graph)
            features, input_hooks = self._get_features_from_input_fn(input_fn, ModeKeys.PREDICT)
            spec = self._call_model_fn(features, None, ModeKeys.PREDICT, self.config)
            if not checkpoint_path:
                warm_start(self._warm_start_settings)
            predictions = self._extract_keys(spec.predictions, predict_keys)
            creator = tf.train.ChiefSessionCreator(
                checkpoint_filename_with_path=checkpoint_path,
                master=self._config.master,
                scaffold=spec.scaffold,
                config=self._session_config,
            )
            all_hooks = [*input_hooks, *hooks, *spec.prediction_hooks]
            with tf.train.MonitoredSession(session_creator=creator, hooks=all_hooks) as session:
                while not session.should_stop():
                    batch = session.run(predictions)
                    if not yield_single_examples:
                        yield batch
                    elif isinstance(predictions, dict):
                        for place in range(self._extract_batch_length(batch)):
                            yield {key: value[place] for key, value in batch.items()}
                    else:
                        yield from batch

    def _extract_keys(self, predictions: Any, predict_keys: Any) -> Any:
        if not predict_keys:
            return predictions
        if not isinstance(predictions, dict):
            raise ValueError("predict_keys argument is not valid in case of non-dict predictions.")
        chosen = {key: value for key, value in predictions.items() if key in predict_keys}
        if not chosen:
            raise ValueError(f"Expected to run at least one output from {predictions.keys()}, provided {predict_keys}.")
        return chosen

    def _extract_batch_length(self, batch: dict[str, Any]) -> int:
        length = None
        for key, value in batch.items():
            length = length or value.shape[0]
            if value.shape[0] != length:
                raise ValueError(
                    f"Batch length of predictions should be same. {key} has different batch length than others."
                )
        return length or 0

    def export_saved_model(
        self,
        export_dir_base: Any,
        serving_input_receiver_fn: Callable[[], Any] | None,
        assets_extra: dict[str, str] | None = None,
        as_text: bool = False,
        checkpoint_path: str | None = None,
        experimental_mode: str = ModeKeys.PREDICT,
    ) -> bytes:
        """Write the model as a SavedModel into a new folder below `export_dir_base`; that folder's path.

        Args:
          serving_input_receiver_fn: gives a `tf.estimator.export.ServingInputReceiver`.
          assets_extra: files to be copied, source by the name that they get there.
          as_text: whether the graph is written as text.
          checkpoint_path: the latest one where it is None.

        Raises:
          ValueError: there is no function, no checkpoint, or the checkpoint lacks a variable.
        """
        if not serving_input_receiver_fn:
            raise ValueError("An input_receiver_fn must be defined.")
        receiver_fns = {experimental_mode: serving_input_receiver_fn}
        return self._export_all_saved_models(export_dir_base, receiver_fns, assets_extra, as_text, checkpoint_path)

    def experimental_export_all_saved_models(
        self,
        export_dir_base: Any,
        input_receiver_fn_map: dict[str, Callable[[], Any]],
        assets_extra: dict[str, str] | None = None,
        as_text: bool = False,
        checkpoint_path: str | None = None,
    ) -> bytes:
        """As `export_saved_model`, with a graph for each of the modes of `input_receiver_fn_map`."""
        return self._export_all_saved_models(
            export_dir_base, input_receiver_fn_map, assets_extra, as_text, checkpoint_path
        )

    def export_savedmodel(
        self,
        export_dir_base: Any,
        serving_input_receiver_fn: Callable[[], Any] | None,
        assets_extra: dict[str, str] | None = None,
        as_text: bool = False,
        checkpoint_path: str | None = None,
        strip_default_attrs: bool = False,
    ) -> bytes:
        """`export_saved_model` under its older name, which keeps attributes that have their default."""
        if not serving_input_receiver_fn:
            raise ValueError("An input_receiver_fn must be defined.")
        receiver_fns = {ModeKeys.PREDICT: serving_input_receiver_fn}
        return self._export_all_saved_models(
            export_dir_base, receiver_fns, assets_extra, as_text, checkpoint_path, strip_default_attrs
        )

    def _export_all_saved_models(
        self,
        export_dir_base: Any,
        input_receiver_fn_map: dict[str, Callable[[], Any]],
        assets_extra: dict[str, str] | None = None,
        as_text: bool = False,
        checkpoint_path: str | None = None,
        strip_default_attrs: bool = True,
    ) -> Any:
        return saved_models.export_all(
            self, export_dir_base, input_receiver_fn_map, assets_extra, as_text, checkpoint_path, strip_default_attrs
        )

    def _add_meta_graph_for_mode(
        self,
        builder: Any,
        input_receiver_fn_map: dict[str, Callable[[], Any]],
        checkpoint_path: str,
        save_variables: bool = True,
        mode: str = ModeKeys.PREDICT,
        export_tags: Any = None,
        check_variables: bool = True,
        strip_default_attrs: bool = True,
    ) -> None:
        saved_models.add_graph(
            self,
            builder,
            input_receiver_fn_map,
            checkpoint_path,
            save_variables,
            mode,
            export_tags,
            check_variables,
            strip_default_attrs,
        )

    def _create_global_step(self, graph: Any) -> Any:
        return tf.train.create_global_step(graph)

    def _create_and_assert_global_step(self, graph: Any) -> Any:
        step = self._create_global_step(graph)
        assert step is tf.train.get_global_step()
        assert step.dtype.is_integer
        return step

    def _get_features_from_input_fn(self, input_fn: InputFn, mode: str) -> tuple[Any, list[Any]]:
        features, _, hooks = parse_input_fn_result(self._call_input_fn(input_fn, mode))
        tensors = [part for part in nest.flatten(features) if isinstance(part, tf.Tensor)]
        from_dataset = any(tensor.op.type == "IteratorGetNext" for tensor in tensors)
        if not from_dataset and not tf.get_collection(tf.GraphKeys.QUEUE_RUNNERS):
            tf.logging.warning(
                "Input graph does not use tf.data.Dataset or contain a QueueRunner. That means predict yields forever. "
                "This is probably a mistake."
            )
        return features, hooks

    def _get_features_and_labels_from_input_fn(self, input_fn: InputFn, mode: str) -> tuple[Any, Any, list[Any]]:
        return parse_input_fn_result(self._call_input_fn(input_fn, mode))

    def _call_input_fn(self, input_fn: InputFn, mode: str, input_context: Any = None) -> Any:
        taken = fn_args(input_fn)
        given = {"mode": mode, "params": self.params, "config": self.config}
        with tf.device("/cpu:0"):
            return input_fn(**{name: value for name, value in given.items() if name in taken})

    def _call_model_fn(self, features: Any, labels: Any, mode: str, config: Any) -> Any:
        taken = fn_args(self._model_fn)
        given = {"labels": labels, "mode": mode, "params": self.params, "config": config}
        if "labels" not in taken and labels is not None:
            raise ValueError("model_fn does not take labels, but input_fn returns labels.")
        tf.logging.info("Calling model_fn.")
        spec = self._model_fn(features=features, **{name: given[name] for name in given if name in taken})
        tf.logging.info("Done calling model_fn.")
        if not isinstance(spec, EstimatorSpec):
            raise ValueError("model_fn should return an EstimatorSpec.")
        return spec

    def _assert_members_are_not_overridden(self) -> None:
        if type(self).__name__ == "TPUEstimator":
            return
        members = {name for name in dir(Estimator) if not name.startswith("__")}
        theirs = set(vars(type(self))) & members - MAY_BE_OVERRIDDEN
        overridden = [name for name in theirs if getattr(Estimator, name) != getattr(type(self), name)]
        if overridden:
            raise ValueError(
                f"Subclasses of Estimator cannot override members of Estimator. {type(self)} does override {overridden}"
            )


EstimatorV2 = Estimator


def maybe_overwrite_model_dir_and_session_config(config: Any, model_dir: Any) -> Any:
    """A `RunConfig` with a folder and a session's configuration; a temporary folder where there is none.

    Raises:
      ValueError: `config` is no `RunConfig`, or names another folder than `model_dir`.
    """
    if config is None:
        config = RunConfig()
        tf.logging.info("Using default config.")
    if not isinstance(config, RunConfig):
        raise ValueError(f"config must be an instance of `RunConfig`, but provided {config}.")
    if config._session_config is None:
        config = RunConfig.replace(config, session_config=get_default_session_config())
    model_dir = os.fspath(model_dir) if isinstance(model_dir, os.PathLike) else model_dir
    given = config._model_dir
    if None not in (model_dir, given) and given != model_dir:
        raise ValueError(
            "`model_dir` are set both in constructor and `RunConfig`, but with different values. In constructor: "
            f"'{model_dir}', in `RunConfig`: '{given}' "
        )
    if model_dir:
        return RunConfig.replace(config, model_dir=model_dir)
    if given is None:
        model_dir = tempfile.mkdtemp()
        tf.logging.warning("Using temporary folder as model directory: %s", model_dir)
        return RunConfig.replace(config, model_dir=model_dir)
    return config


def _place_on_servers(config: Any) -> Any:
    if config.num_ps_replicas == 0:
        return None
    worker = f"/job:{config.task_type}/task:{config.task_id}" if config.task_type else "/job:worker"
    return tf.train.replica_device_setter(
        ps_tasks=config.num_ps_replicas, worker_device=worker, merge_devices=True, cluster=config.cluster_spec
    )


def _check_hooks_type(hooks: Iterable[Any] | None) -> list[Any]:
    hooks = list(hooks or [])
    for hook in hooks:
        if not isinstance(hook, tf.train.SessionRunHook):
            raise TypeError(f"Hooks must be a SessionRunHook, given: {hook}")
    return hooks


def _load_global_step_from_checkpoint_dir(folder: str) -> Any:
    """The global step of the latest checkpoint, 0 where there is none."""
    path = tf.train.latest_checkpoint(folder)
    if not path:
        return 0
    try:
        return tf.train.NewCheckpointReader(path).get_tensor(tf.GraphKeys.GLOBAL_STEP)
    except (tf.errors.OpError, ValueError, RuntimeError):
        return 0
