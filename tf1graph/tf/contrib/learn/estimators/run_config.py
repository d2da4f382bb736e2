"""How an estimator of `tf.contrib.learn` runs."""

from __future__ import annotations

import json
import os
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.run_config import RunConfig as CoreRunConfig
from tf1graph.tf.names import provide

MAY_CHANGE = (
    "tf_random_seed",
    "save_summary_steps",
    "save_checkpoints_steps",
    "save_checkpoints_secs",
    "session_config",
    "keep_checkpoint_max",
    "keep_checkpoint_every_n_hours",
    "log_step_count_steps",
)
EXPERIMENTAL = (
    "RunConfig.uid (from tensorflow.contrib.learn.python.learn.estimators.run_config) is experimental and may change "
    "or be removed at any time, and without warning."
)


class Environment:
    """Where a program runs, as TF_CONFIG says it."""

    CLOUD = "cloud"
    GOOGLE = "google"
    LOCAL = "local"


@provide("tf.contrib.learn.TaskType", gone="2.0")
class TaskType:
    """What a process of a cluster does."""

    MASTER = "master"
    PS = "ps"
    WORKER = "worker"


class ClusterConfig:
    """A process's part in a cluster, from the variable TF_CONFIG.

    Args:
      master: the address of its session; told by TF_CONFIG where it is None.
      evaluation_master: that of evaluations.

    Raises:
      ValueError: TF_CONFIG names no task of its cluster.
    """

    def __init__(self, master: str | None = None, evaluation_master: str | None = None):
        config = _tf_config()
        cluster = tf.train.ClusterSpec(config.get("cluster", {}))
        kind = config.get("task", {}).get("type")
        index = self.get_task_id()
        jobs = cluster.as_dict()
        self._task_type, self._task_id, self._cluster_spec = kind, index, cluster
        self._master = _address(cluster, kind, index) if master is None else master
        self._num_ps_replicas = len(jobs.get("ps", ()))
        self._num_worker_replicas = len(jobs.get("worker", ())) + len(jobs.get("master", ()))
        self._environment = config.get("environment", Environment.LOCAL)
        chief = TaskType.MASTER if self._environment == Environment.CLOUD else TaskType.WORKER
        self._is_chief = index == 0 and kind in (None, chief)
        self._evaluation_master = evaluation_master or ""

    @property
    def environment(self) -> str:
        """Where the program runs."""
        return self._environment

    @staticmethod
    def get_task_id() -> int:
        """The number of this process's task; 0 outside a cluster."""
        return int(_tf_config().get("task", {}).get("index") or 0)


@provide(
    "tf.contrib.learn.RunConfig",
    today="tf.estimator.RunConfig",
    gone="2.0",
)
class RunConfig(ClusterConfig, CoreRunConfig):
    """The settings of a run; the part in a cluster is read from the variable TF_CONFIG.

    Args:
      master, evaluation_master: addresses of sessions.
      num_cores: how many threads ops have, and run in; as many as fit where it is 0.
      log_device_placement, gpu_memory_fraction: of `tf_config`, a `tf.ConfigProto` that estimators do not use.
      protocol: how the servers of a cluster talk.
      The others are those of `tf.estimator.RunConfig`.
    """

    _experimental_distribute = _service = _global_id_in_cluster = None

    def __init__(
        self,
        master: str | None = None,
        num_cores: int = 0,
        log_device_placement: bool = False,
        gpu_memory_fraction: float = 1,
        tf_random_seed: int | None = None,
        save_summary_steps: int | None = 100,
        save_checkpoints_secs: int | None = 0,
        save_checkpoints_steps: int | None = None,
        keep_checkpoint_max: int | None = 5,
        keep_checkpoint_every_n_hours: float = 10000,
        log_step_count_steps: int | None = 100,
        protocol: str | None = None,
        evaluation_master: str = "",
        model_dir: str | None = None,
        session_config: Any = None,
        session_creation_timeout_secs: float = 7200,
    ):
        super().__init__(master, evaluation_master)
        if save_checkpoints_secs == 0:
            save_checkpoints_secs = 600 if save_checkpoints_steps is None else None
        self._train_distribute = self._eval_distribute = None
        self._experimental_max_worker_delay_secs = self._device_fn = None
        self._tf_config = tf.ConfigProto(
            log_device_placement=log_device_placement,
            inter_op_parallelism_threads=num_cores,
            intra_op_parallelism_threads=num_cores,
            gpu_options=tf.GPUOptions(per_process_gpu_memory_fraction=gpu_memory_fraction),
        )
        self._tf_random_seed = tf_random_seed
        self._save_summary_steps = save_summary_steps
        self._save_checkpoints_secs = save_checkpoints_secs
        self._log_step_count_steps = log_step_count_steps
        self._protocol = protocol
        self._session_config = session_config
        self._save_checkpoints_steps = save_checkpoints_steps
        self._keep_checkpoint_max = keep_checkpoint_max
        self._keep_checkpoint_every_n_hours = keep_checkpoint_every_n_hours
        self._model_dir = _model_dir(model_dir)
        self._session_creation_timeout_secs = session_creation_timeout_secs

    @property
    def tf_config(self) -> Any:
        """A `tf.ConfigProto` of the constructor's arguments."""
        return self._tf_config

    def uid(self, whitelist: Any = None) -> str:
        """A text that tells configurations apart, but for the properties of `whitelist`."""
        tf.logging.warning(EXPERIMENTAL)
        passed = {f"_{name}" for name in (MAY_CHANGE if whitelist is None else whitelist)}
        state = {name: value for name, value in vars(self).items() if name not in passed}
        state["_cluster_spec"] = dict(sorted(self._cluster_spec.as_dict().items()))
        return ", ".join(f"{name}={value!r}" for name, value in sorted(state.items()))


def _tf_config() -> dict[str, Any]:
    return json.loads(os.environ.get("TF_CONFIG") or "{}")


def _address(cluster: Any, kind: str | None, index: int) -> str:
    if not cluster or (len(cluster.jobs) == 1 and len(cluster.job_tasks(cluster.jobs[0])) == 1) or not kind:
        return ""
    if kind not in cluster.jobs:
        raise ValueError(
            f"{kind} is not a valid task_type in the cluster_spec:\n{cluster}\n\nNote that these values may be coming "
            "from the TF_CONFIG environment variable."
        )
    addresses = cluster.job_tasks(kind)
    if not 0 <= index < len(addresses):
        raise ValueError(
            f"{index} is not a valid task_id for task_type {kind} in the cluster_spec:\n{cluster}\n\nNote that these "
            "value may be coming from the TF_CONFIG environment variable."
        )
    return "grpc://" + addresses[index]


def _model_dir(model_dir: str | None) -> str | None:
    found = _tf_config().get("model_dir")
    if found is not None and model_dir is not None and found != model_dir:
        raise ValueError(
            "`model_dir` provided in RunConfig construct, if set, must have the same value as the model_dir in "
            f'TF_CONFIG. model_dir: {model_dir}\nTF_CONFIG["model_dir"]: {found}.\n'
        )
    return model_dir or found
