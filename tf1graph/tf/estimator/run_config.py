"""How an estimator runs: where it saves, how often, from which seed, and its part in a cluster."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Iterable
from typing import Any

from tf1graph import tf
from tf1graph.errors import AttributeNotProvided
from tf1graph.tf._private import rewriter_config_pb2
from tf1graph.tf.estimator.clusters import TaskType, find_place
from tf1graph.tf.estimator.util import fn_args
from tf1graph.tf.names import provide

__all__ = ["RunConfig", "TaskType", "get_default_session_config"]

_USE_DEFAULT: Any = object()
_CHECKPOINTS = ("save_checkpoints_steps", "save_checkpoints_secs")
_REPLACEABLE = (
    "model_dir",
    "tf_random_seed",
    "save_summary_steps",
    *_CHECKPOINTS,
    "session_config",
    "keep_checkpoint_max",
    "keep_checkpoint_every_n_hours",
    "log_step_count_steps",
    "train_distribute",
    "device_fn",
    "protocol",
    "eval_distribute",
    "experimental_distribute",
    "experimental_max_worker_delay_secs",
    "session_creation_timeout_secs",
)


def get_default_session_config(device_filters: Iterable[str] | None = None) -> Any:
    """The session's configuration where the program gives none: soft placement, one pass of the graph's optimisers."""
    rewrite = rewriter_config_pb2.RewriterConfig(meta_optimizer_iterations=rewriter_config_pb2.RewriterConfig.ONE)
    return tf.ConfigProto(
        allow_soft_placement=True,
        graph_options=tf.GraphOptions(rewrite_options=rewrite),
        device_filters=device_filters,
    )


def _at_least_0(number: Any) -> bool:
    return number >= 0


def _above_0(number: Any) -> bool:
    return number > 0


# Which values a property takes, where it is not None, and what is said of others.
_RULES: dict[str, tuple[Callable[[Any], Any], str]] = {
    "model_dir": (bool, "model_dir should be non-empty"),
    "save_summary_steps": (_at_least_0, "save_summary_steps should be >= 0"),
    "save_checkpoints_steps": (_at_least_0, "save_checkpoints_steps should be >= 0"),
    "save_checkpoints_secs": (_at_least_0, "save_checkpoints_secs should be >= 0"),
    "session_config": (
        lambda config: isinstance(config, tf.ConfigProto),
        "session_config must be instance of ConfigProto",
    ),
    "keep_checkpoint_max": (_at_least_0, "keep_checkpoint_max should be >= 0"),
    "keep_checkpoint_every_n_hours": (_above_0, "keep_checkpoint_every_n_hours should be > 0"),
    "log_step_count_steps": (_above_0, "log_step_count_steps should be > 0"),
    "tf_random_seed": (lambda seed: isinstance(seed, int), "tf_random_seed must be integer."),
    "experimental_max_worker_delay_secs": (
        lambda delay: isinstance(delay, int),
        "experimental_max_worker_delay_secs must be an integer if set.",
    ),
    "session_creation_timeout_secs": (_above_0, "session_creation_timeout_secs should be > 0"),
    "device_fn": (
        lambda function: callable(function) and set(fn_args(function)) == {"op"},
        'device_fn must be callable with exactly one argument "op".',
    ),
    "protocol": (lambda name: name in ("grpc", "grpc+verbs"), "protocol should be grpc or grpc+verbs"),
}


@provide(
    "tf.estimator.RunConfig", fidelity="approximate", note="strategies are of one replica, and leave the graph alone"
)
class RunConfig:
    """The settings of an estimator's run; its part in a cluster is read from the variable TF_CONFIG.

    Args:
      model_dir: the folder of checkpoints, summaries and exports.
      tf_random_seed: the seed of the graphs; weights differ from run to run where it is None.
      save_summary_steps: how often summaries are written; 0 for never.
      save_checkpoints_steps, save_checkpoints_secs: how often checkpoints are; every 600 seconds where neither is
        given, only at the end where both are None.
      session_config: a `tf.ConfigProto`.
      keep_checkpoint_max: how many of the latest checkpoints stay; all where it is None or 0.
      keep_checkpoint_every_n_hours: one checkpoint in so many hours stays for good.
      log_step_count_steps: how often the loss and the steps a second are logged.
      device_fn: places each op, `op` to a device; like `tf.train.replica_device_setter` where it is None.
      protocol: how the servers of a cluster talk.
      train_distribute, eval_distribute, experimental_distribute: strategies of one replica, which has the graph that
        there is without them.
      experimental_max_worker_delay_secs: the longest that a worker waits before it starts.
      session_creation_timeout_secs: how long a worker waits for the chief's session.

    Raises:
      ValueError: a value cannot be meant, or TF_CONFIG describes no cluster.
      AttributeNotProvided: a strategy of several replicas is given.
    """

    _cluster_spec: Any
    _log_step_count_steps: int | None
    _model_dir: str | None
    _session_config: Any
    _task_id: int
    _task_type: str

    def __init__(
        self,
        model_dir: Any = None,
        tf_random_seed: int | None = None,
        save_summary_steps: int | None = 100,
        save_checkpoints_steps: int | None = _USE_DEFAULT,
        save_checkpoints_secs: int | None = _USE_DEFAULT,
        session_config: Any = None,
        keep_checkpoint_max: int | None = 5,
        keep_checkpoint_every_n_hours: float = 10000,
        log_step_count_steps: int | None = 100,
        train_distribute: Any = None,
        device_fn: Callable[[Any], Any] | None = None,
        protocol: str | None = None,
        eval_distribute: Any = None,
        experimental_distribute: Any = None,
        experimental_max_worker_delay_secs: int | None = None,
        session_creation_timeout_secs: float = 7200,
    ):
        _check_strategies(train_distribute, eval_distribute, experimental_distribute)
        if save_checkpoints_steps is _USE_DEFAULT and save_checkpoints_secs is _USE_DEFAULT:
            save_checkpoints_steps, save_checkpoints_secs = None, 600
        elif save_checkpoints_secs is _USE_DEFAULT:
            save_checkpoints_secs = None
        elif save_checkpoints_steps is _USE_DEFAULT:
            save_checkpoints_steps = None
        tf_config = json.loads(os.environ.get("TF_CONFIG", "{}"))
        if tf_config:
            tf.logging.info("TF_CONFIG environment variable: %s", tf_config)
        self._set(
            model_dir=_model_dir(tf_config, os.fspath(model_dir) if isinstance(model_dir, os.PathLike) else model_dir),
            tf_random_seed=tf_random_seed,
            save_summary_steps=save_summary_steps,
            save_checkpoints_steps=save_checkpoints_steps,
            save_checkpoints_secs=save_checkpoints_secs,
            session_config=session_config,
            keep_checkpoint_max=keep_checkpoint_max,
            keep_checkpoint_every_n_hours=keep_checkpoint_every_n_hours,
            log_step_count_steps=log_step_count_steps,
            train_distribute=train_distribute,
            device_fn=device_fn,
            protocol=protocol,
            eval_distribute=eval_distribute,
            experimental_distribute=experimental_distribute,
            experimental_max_worker_delay_secs=experimental_max_worker_delay_secs,
            session_creation_timeout_secs=session_creation_timeout_secs,
        )
        vars(self).update(find_place(tf_config))
        if not self._session_config and self._cluster_spec and self._device_filters():
            self._set(session_config=get_default_session_config(self._device_filters()))

    def _device_filters(self) -> list[str] | None:
        """What a task of a cluster sees of it."""
        return {
            TaskType.MASTER: ["/job:ps", "/job:master"],
            TaskType.CHIEF: ["/job:ps", "/job:chief"],
            TaskType.WORKER: ["/job:ps", f"/job:worker/task:{self._task_id}"],
            TaskType.PS: ["/job:ps", "/job:worker", "/job:chief", "/job:master"],
        }.get(self._task_type)

    def replace(self, **kwargs: Any) -> RunConfig:
        """A copy with other values.

        Raises:
          ValueError: a property cannot be replaced, or a value cannot be meant.
        """
        found = copy.deepcopy(self)
        found._set(**kwargs)
        return found

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            if name not in _REPLACEABLE:
                raise ValueError(f"Replacing {name} is not supported. Allowed properties are {list(_REPLACEABLE)}.")
            setattr(self, f"_{name}", value)
        given = [name for name in _CHECKPOINTS if values.get(name) is not None]
        if len(given) == 2:
            raise ValueError("`save_checkpoints_steps` and `save_checkpoints_secs` cannot be both set.")
        if given and not all(name in values for name in _CHECKPOINTS):
            other = next(name for name in _CHECKPOINTS if name not in given)
            setattr(self, f"_{other}", None)
        for name, (rule, complaint) in _RULES.items():
            value = getattr(self, f"_{name}")
            if value is not None and not rule(value):
                raise ValueError(complaint)


def _property(name: str) -> Any:
    return property(lambda self: getattr(self, f"_{name}"))


for _name in (
    *_REPLACEABLE,
    "cluster_spec",
    "evaluation_master",
    "global_id_in_cluster",
    "is_chief",
    "master",
    "num_ps_replicas",
    "num_worker_replicas",
    "service",
    "task_id",
    "task_type",
):
    setattr(RunConfig, _name, _property(_name))


def _check_strategies(train: Any, evaluate: Any, both: Any) -> None:
    """Raise an AttributeNotProvided where a strategy has several replicas, a ValueError where they are given twice."""
    if both is not None:
        if train is not None or evaluate is not None:
            raise ValueError("Either `train_distribute` or `experimental_distribute` can be set.")
        train, evaluate = both.train_distribute, both.eval_distribute
    for strategy in (train, evaluate):
        if strategy is not None and getattr(strategy, "num_replicas_in_sync", None) != 1:
            raise AttributeNotProvided(
                "tf.estimator.RunConfig(train_distribute=…)",
                "Leave the strategy out and train on one device; several replicas of TensorFlow 1 cannot be had.",
            )


def _model_dir(tf_config: dict[str, Any], model_dir: str | None) -> str | None:
    if model_dir == "":
        raise ValueError("model_dir should be non-empty.")
    in_tf_config = tf_config.get("model_dir")
    if in_tf_config == "":
        raise ValueError("model_dir in TF_CONFIG should be non-empty.")
    if in_tf_config:
        if model_dir and in_tf_config != model_dir:
            raise ValueError(
                "`model_dir` provided in RunConfig construct, if set, must have the same value as the model_dir in "
                f'TF_CONFIG. model_dir: {model_dir}\nTF_CONFIG["model_dir"]: {in_tf_config}.\n'
            )
        tf.logging.info("Using model_dir in TF_CONFIG: %s", in_tf_config)
    return model_dir or in_tf_config
