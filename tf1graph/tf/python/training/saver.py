"""How `tf.train.Saver` saves in shards."""

from __future__ import annotations

import uuid
from typing import Any

from tf1graph.tf._private import compat_v1, inside, saveable_object_util, saver


@inside(saver.BaseSaverBuilder, "_AddShardedSaveOpsForV2")
def add_sharded_save_ops(self: Any, checkpoint_prefix: Any, per_device: list[tuple[str, list[Any]]]) -> Any:
    """The prefix once the shards, a file a device, lie under it; today's works the temporary folder out by nodes."""
    temporary = compat_v1.string_join([checkpoint_prefix, f"_temp_{uuid.uuid4().hex}/part"])
    number = compat_v1.constant(len(per_device), name="num_shards")
    prefixes, saved = [], []
    device = None
    for shard, (device, saveables) in enumerate(per_device):
        with compat_v1.device(saveable_object_util.set_cpu0(device)):
            prefixes.append(self.sharded_filename(temporary, shard, number))
            saved.append(self._AddSaveOps(prefixes[-1], saveables).op)
    with compat_v1.control_dependencies(saved), compat_v1.device(saveable_object_util.set_cpu0(device)):
        merge = compat_v1.raw_ops.MergeV2Checkpoints(
            checkpoint_prefixes=prefixes, destination_prefix=checkpoint_prefix, delete_old_dirs=True
        )
        with compat_v1.control_dependencies([merge]):
            return compat_v1.identity(checkpoint_prefix)
