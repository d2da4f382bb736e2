"""A process's place in a cluster, as the variable TF_CONFIG tells it."""

from __future__ import annotations

from typing import Any

from tf1graph import tf

LOCAL = ""


class TaskType:
    """Names of what a process of a cluster does."""

    MASTER = "master"
    PS = "ps"
    WORKER = "worker"
    CHIEF = "chief"
    EVALUATOR = "evaluator"


def find_place(tf_config: dict[str, Any]) -> dict[str, Any]:
    """The properties of a `RunConfig` that tell a process's place, with a `_` before their names.

    Args:
      tf_config: with `cluster`, addresses by job; `task`, the `type` and `index` of this process; `service`,
        `session_master` and `eval_session_master`. Empty for a process by itself.

    Raises:
      ValueError: the cluster has no chief, or more than one, or no such task.
      TypeError: `service` is no dict.
    """
    service = tf_config.get("service")
    if service is not None and not isinstance(service, dict):
        raise TypeError(f'If "service" is set in TF_CONFIG, it must be a dict. Given {type(service)}')
    cluster = tf.train.ClusterSpec(tf_config.get("cluster", {}))
    task = tf_config.get("task", {})
    found = {"_service": service, "_cluster_spec": cluster}
    if not cluster:
        return {**found, **_alone(tf_config, task)}
    with_master = TaskType.MASTER in cluster.jobs
    if with_master and TaskType.CHIEF in cluster.jobs:
        raise ValueError("If `master` node exists in `cluster`, job `chief` is not supported.")
    chief = TaskType.MASTER if with_master else TaskType.CHIEF
    kind, index = _task(cluster, task, chief)
    found.update(_task_type=kind, _task_id=index)
    if kind != TaskType.EVALUATOR:
        jobs = cluster.as_dict()
        return {
            **found,
            "_evaluation_master": LOCAL,
            "_master": _master(cluster, kind, index, tf_config),
            "_num_ps_replicas": len(jobs.get(TaskType.PS, [])),
            "_num_worker_replicas": len(jobs.get(TaskType.WORKER, [])) + len(jobs.get(chief, [])),
            "_global_id_in_cluster": _global_id(cluster, kind, index, chief),
            "_is_chief": kind == chief,
        }
    if with_master:
        raise ValueError("If `master` node exists in `cluster`, task_type `evaluator` is not supported.")
    return {
        **found,
        "_evaluation_master": tf_config.get("eval_session_master", LOCAL),
        "_cluster_spec": tf.train.ClusterSpec({}),
        "_master": LOCAL,
        "_num_ps_replicas": 0,
        "_num_worker_replicas": 0,
        "_global_id_in_cluster": None,
        "_is_chief": False,
    }


def _alone(tf_config: dict[str, Any], task: dict[str, Any]) -> dict[str, Any]:
    kind, index = task.get("type", TaskType.WORKER), int(task.get("index", 0))
    if kind != TaskType.WORKER:
        raise ValueError('If "cluster" is not set in TF_CONFIG, task type must be WORKER.')
    if index != 0:
        raise ValueError('If "cluster" is not set in TF_CONFIG, task index must be 0.')
    return {
        "_task_type": kind,
        "_task_id": index,
        "_global_id_in_cluster": 0,
        "_master": tf_config.get("session_master", LOCAL),
        "_evaluation_master": tf_config.get("eval_session_master", LOCAL),
        "_is_chief": True,
        "_num_ps_replicas": 0,
        "_num_worker_replicas": 1,
    }


def _task(cluster: Any, task: dict[str, Any], chief: str) -> tuple[str, int]:
    if chief not in cluster.jobs:
        raise ValueError(f'If "cluster" is set in TF_CONFIG, it must have one "{chief}" node.')
    if len(cluster.job_tasks(chief)) > 1:
        raise ValueError(f'The "cluster" in TF_CONFIG must have only one "{chief}" node.')
    kind, given = task.get("type"), task.get("index")
    if not kind:
        raise ValueError('If "cluster" is set in TF_CONFIG, task type must be set.')
    if given is None:
        raise ValueError('If "cluster" is set in TF_CONFIG, task index must be set.')
    index = int(given)
    if index < 0:
        raise ValueError("Task index must be non-negative number.")
    if kind == TaskType.EVALUATOR:
        return kind, index
    place = (
        f"the cluster_spec:\n{cluster}\n\nNote that these values may be coming from the TF_CONFIG environment variable."
    )
    if kind not in cluster.jobs:
        raise ValueError(f"{kind} is not a valid task_type in {place}")
    if index >= len(cluster.job_tasks(kind)):
        raise ValueError(f"{index} is not a valid task_id for task_type {kind} in {place}")
    return kind, index


def _master(cluster: Any, kind: str, index: int, tf_config: dict[str, Any]) -> str:
    if "session_master" in tf_config:
        return tf_config["session_master"]
    if len(cluster.jobs) == 1 and len(cluster.job_tasks(cluster.jobs[0])) == 1:
        return LOCAL
    return "grpc://" + cluster.job_tasks(kind)[index]


def _global_id(cluster: Any, kind: str, index: int, chief: str) -> int:
    """The number of the task, counted over all: the chief first, the parameter servers last."""
    between = [job for job in sorted(cluster.jobs) if job not in (chief, TaskType.PS)]
    before = [chief, *between, TaskType.PS]
    return index + sum(len(cluster.job_tasks(job)) for job in before[: before.index(kind)])
