"""How `tf.train.Saver` saves in shards."""

from __future__ import annotations

import uuid
from typing import Any

from tf1graph.tf._private import compat_v1, device, inside, resource_variable_ops, saveable_object_util, saver


@inside(resource_variable_ops.BaseResourceVariable)
def read_value_no_copy(self: Any) -> Any:
    return self.read_value()


@inside(saver.BaseSaverBuilder, "_GroupByDevices")
def group_by_devices(self: Any, saveables: list[Any]) -> list[tuple[str, list[Any]]]:
    """What is saved by the device of its tensor, which for a resource is the CPU that it is read on.

    Raises:
      ValueError: one saveable object has tensors on several devices.
    """
    found: dict[str, list[Any]] = {}
    for saveable in saveables:
        devices = {device.canonical_name(spec.tensor.device) for spec in saveable.specs}
        if len(devices) != 1:
            raise ValueError(f"All tensors of a saveable object must be on the same device: {saveable.name}")
        found.setdefault(devices.pop(), []).append(saveable)
    return sorted(found.items())


@inside(saver.BaseSaverBuilder, "_AddShardedSaveOpsForV2")
def add_sharded_save_ops(self: Any, checkpoint_prefix: Any, per_device: list[tuple[str, list[Any]]]) -> Any:
    """The prefix once the shards, a file a device, lie under it; today's works the temporary folder out by nodes."""
    temporary = compat_v1.string_join([checkpoint_prefix, f"_temp_{uuid.uuid4().hex}/part"])
    number = compat_v1.constant(len(per_device), name="num_shards")
    prefixes, saved = [], []
    place = None
    for shard, (place, saveables) in enumerate(per_device):
        with compat_v1.device(saveable_object_util.set_cpu0(place)):
            prefixes.append(self.sharded_filename(temporary, shard, number))
            saved.append(self._AddSaveOps(prefixes[-1], saveables).op)
    with compat_v1.control_dependencies(saved), compat_v1.device(saveable_object_util.set_cpu0(place)):
        merge = compat_v1.raw_ops.MergeV2Checkpoints(
            checkpoint_prefixes=prefixes, destination_prefix=checkpoint_prefix, delete_old_dirs=True
        )
        with compat_v1.control_dependencies([merge]):
            return compat_v1.identity(checkpoint_prefix)
