"""How an estimator for TPUs runs."""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf.estimator import run_config
from tf1graph.tf.estimator.clusters import TaskType
from tf1graph.tf.names import provide


@provide("tf.estimator.tpu.InputPipelineConfig", "tf.contrib.tpu.InputPipelineConfig")
class InputPipelineConfig:
    """How the cores of TPUs were fed; of no effect without them."""

    PER_SHARD_V1 = 1
    PER_HOST_V1 = 2
    PER_HOST_V2 = 3
    BROADCAST = 4
    SLICED = 5


class _Settings(NamedTuple):
    iterations_per_loop: Any
    num_shards: Any
    num_cores_per_replica: Any
    per_host_input_for_training: Any
    tpu_job_name: Any
    initial_infeed_sleep_secs: Any
    input_partition_dims: Any
    eval_training_input_configuration: Any
    experimental_host_call_every_n_steps: Any


@provide("tf.estimator.tpu.TPUConfig", "tf.contrib.tpu.TPUConfig")
class TPUConfig(_Settings):
    """The settings of TPUs. Without them, `iterations_per_loop` alone counts: it divides `log_step_count_steps`.

    Args:
      iterations_per_loop: a number of steps, or seconds as `"300s"`.

    Raises:
      ValueError: a setting cannot be meant.
    """

    __slots__ = ()

    def __new__(
        cls,
        iterations_per_loop: Any = 2,
        num_shards: int | None = None,
        num_cores_per_replica: int | None = None,
        per_host_input_for_training: Any = True,
        tpu_job_name: str | None = None,
        initial_infeed_sleep_secs: int | None = None,
        input_partition_dims: Any = None,
        eval_training_input_configuration: int = InputPipelineConfig.PER_HOST_V1,
        experimental_host_call_every_n_steps: int = 1,
    ) -> TPUConfig:
        kinds = InputPipelineConfig
        seconds_or_steps(iterations_per_loop)
        for name, number in (("num_shards", num_shards), ("initial_infeed_sleep_secs", initial_infeed_sleep_secs)):
            if number is not None and number <= 0:
                raise ValueError(f"TPUConfig {name} must be positive, got {number}")
        if input_partition_dims is not None:
            if len(input_partition_dims) not in (1, 2):
                raise ValueError("input_partition_dims must be a list/tuple with one or two elements.")
            if per_host_input_for_training is not kinds.PER_HOST_V2:
                raise ValueError("input_partition_dims is only supported in PER_HOST_V2 mode.")
            if num_cores_per_replica is None:
                raise ValueError("input_partition_dims requires setting num_cores_per_replica.")
        if num_cores_per_replica not in (None, 1, 2, 4, 8, 16, 32, 64, 128):
            raise ValueError(f"num_cores_per_replica must be 1, 2, 4, 8, 16, 32, 64, 128; got {num_cores_per_replica}")
        if eval_training_input_configuration not in (kinds.PER_HOST_V1, kinds.SLICED):
            raise ValueError(
                "eval_training_input_configuration must be PER_HOST_V1 or SLICED; got "
                f"{eval_training_input_configuration}"
            )
        if isinstance(per_host_input_for_training, bool):
            per_host_input_for_training = kinds.PER_HOST_V1 if per_host_input_for_training else kinds.PER_SHARD_V1
        return super().__new__(
            cls,
            iterations_per_loop,
            num_shards,
            num_cores_per_replica,
            per_host_input_for_training,
            tpu_job_name or _job_name(),
            initial_infeed_sleep_secs,
            input_partition_dims,
            eval_training_input_configuration,
            experimental_host_call_every_n_steps,
        )


def _job_name() -> str | None:
    name = json.loads(os.environ.get("TF_CONFIG", "{}")).get("service", {}).get("tpu_worker_job_name")
    if name:
        tf.logging.info("Load TPU job name from TF_CONFIG: %s", name)
    return name


def seconds_or_steps(iterations_per_loop: Any) -> tuple[int, bool]:
    """The number of `iterations_per_loop`, and whether it means seconds.

    Raises:
      ValueError: it is neither a positive number nor one with `h`, `m` or `s` behind it.
    """
    given = str(iterations_per_loop)
    if given.isdigit() and int(given) > 0:
        return int(given), False
    seconds = {"h": 3600, "m": 60, "s": 1}.get(given[-1:])
    if not seconds or not given[:-1].isdigit() or int(given[:-1]) < 1:
        raise ValueError(
            "Invalid TPUConfig `iterations_per_loop` value. Value must be positive integer value or time-based value "
            "`<N><s|m|h>` where <N> is anypositive integer and `s`, `m`, `h` are unit of time in seconds, minutes, "
            "hours respectively. Examples of valid values: `3600s`, `60m`, `1h`."
        )
    return int(given[:-1]) * seconds, True


@provide("tf.estimator.tpu.RunConfig", "tf.contrib.tpu.RunConfig")
class RunConfig(run_config.RunConfig):
    """A `tf.estimator.RunConfig` with the settings of TPUs.

    Args:
      tpu_config: a `TPUConfig`, or None.
      evaluation_master, master: addresses of sessions; the own process where they are None.
      cluster: a cluster resolver, or None.
      kwargs: those of `tf.estimator.RunConfig`.

    Raises:
      ValueError: both `master` and `cluster` are given, or the session's configuration has a cluster of its own.
    """

    def __init__(
        self,
        tpu_config: TPUConfig | None = None,
        evaluation_master: str | None = None,
        master: str | None = None,
        cluster: Any = None,
        **kwargs: Any,
    ):
        super().__init__(**kwargs)
        self._tpu_config = tpu_config or TPUConfig()
        self._cluster = cluster
        if master is not None and cluster is not None:
            raise ValueError("Both master and cluster are set.")
        if master is not None:
            self._master = master
        elif cluster:
            self._master = cluster.master()
        if evaluation_master is not None:
            self._evaluation_master = evaluation_master
        elif not self._evaluation_master and self._task_type != TaskType.EVALUATOR:
            self._evaluation_master = self._master
        if not cluster:
            return
        self._cluster_spec = cluster.cluster_spec()
        if self._session_config is None:
            self._session_config = tf.ConfigProto(allow_soft_placement=True, isolate_session_state=True)
        if self._session_config.HasField("cluster_def"):
            raise ValueError("You cannot provide a ClusterResolver and session_config.cluster_def.")
        if self._cluster_spec:
            self._session_config.cluster_def.CopyFrom(self._cluster_spec.as_cluster_def())

    def _device_filters(self) -> None:
        """A session of a cluster keeps the configuration that the program gave."""

    @property
    def tpu_config(self) -> TPUConfig:
        """The settings of TPUs."""
        return self._tpu_config

    @property
    def cluster(self) -> Any:
        """The cluster resolver."""
        return self._cluster

    def replace(self, **kwargs: Any) -> Any:
        """A copy with other values, those of `tpu_config` included."""
        settings = kwargs.pop("tpu_config", self._tpu_config)
        found = super().replace(**kwargs)
        found._tpu_config = settings  # type: ignore[attr-defined]
        return found
