"""Strategies of `tf.contrib.distribute`, and what an estimator is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf.names import provide

PLACE = "tf.contrib.distribute."
NOTE = "today's strategy of one replica: the same figures, by other nodes"


def _devices(devices: Sequence[str] | None, gpus: int | None) -> Sequence[str]:
    """The devices given, or as many GPUs as are asked for and there; the CPU where there is none, as in 1.15.5."""
    if devices is not None:
        return devices
    there = [device.name for device in tf.config.experimental.list_logical_devices("GPU")]
    return there[: len(there) if gpus is None else gpus] or ["/device:CPU:0"]


@provide(
    PLACE + "MirroredStrategy", fidelity="approximate", today="tf.distribute.MirroredStrategy", gone="2.0", note=NOTE
)
class MirroredStrategy(tf.distribute.MirroredStrategy):
    """Today's `tf.distribute.MirroredStrategy`, with 1.15.5's arguments.

    Args:
      devices: where the replicas are.
      num_gpus, num_gpus_per_worker: or on how many GPUs; on the CPU where there is none.
      cross_device_ops, cross_tower_ops: how values of replicas are put together.
      auto_shard_dataset: is passed over.

    Raises:
      ValueError: two arguments that mean the same, or devices and their number.
    """

    def __init__(
        self,
        devices: Sequence[str] | None = None,
        num_gpus: int | None = None,
        num_gpus_per_worker: int | None = None,
        cross_device_ops: Any = None,
        auto_shard_dataset: bool = False,
        cross_tower_ops: Any = None,
    ):
        if num_gpus is not None and num_gpus_per_worker is not None:
            raise ValueError("You cannot specify both `num_gpus` and `num_gpus_per_worker`.")
        if cross_device_ops and cross_tower_ops:
            raise ValueError("You cannot specify both `cross_device_ops` and `cross_tower_ops`.")
        gpus = num_gpus_per_worker if num_gpus is None else num_gpus
        if devices is not None and gpus is not None:
            raise ValueError("Must only specify one of `devices` and `num_gpus_per_worker`.")
        super().__init__(devices=_devices(devices, gpus), cross_device_ops=cross_device_ops or cross_tower_ops)


@provide(
    PLACE + "CollectiveAllReduceStrategy",
    PLACE + "ParameterServerStrategy",
    fidelity="approximate",
    gone="2.0",
    note=NOTE,
)
class _OneWorkerStrategy(MirroredStrategy):
    """The strategy of one worker without a cluster, which mirrors its variables over its GPUs.

    Args:
      num_gpus_per_worker: on how many GPUs; on the CPU where there is none.
      communication: is passed over.
    """

    def __init__(self, num_gpus_per_worker: int = 0, communication: Any = None):
        super().__init__(num_gpus_per_worker=num_gpus_per_worker)


@provide(
    PLACE + "DistributeConfig",
    fidelity="approximate",
    gone="2.0",
    note="for RunConfig, which takes strategies of one replica",
)
class DistributeConfig(NamedTuple):
    """How a `tf.estimator.RunConfig` distributes: a strategy for training, one for evaluation, and a cluster."""

    train_distribute: Any = None
    eval_distribute: Any = None
    remote_cluster: Any = None
