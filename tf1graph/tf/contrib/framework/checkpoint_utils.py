"""`tf.contrib.framework.init_from_checkpoint` and what looks into a checkpoint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.names import provide


@provide("tf.contrib.framework.load_checkpoint", today="tf.train.load_checkpoint", gone="2.0")
def load_checkpoint(filepattern: str) -> Any:
    """A reader of the checkpoint, or of the latest one of a folder.

    Raises:
      ValueError: the folder has none.
    """
    path = _path_of(filepattern)
    if path is None:
        raise ValueError(f"Couldn't find 'checkpoint' file or checkpoints in given directory {filepattern}")
    return tf.train.NewCheckpointReader(path)


@provide("tf.contrib.framework.load_variable", today="tf.train.load_variable", gone="2.0")
def load_variable(checkpoint_dir: str, name: str) -> Any:
    """The array that the checkpoint, or the latest one of a folder, holds under `name`."""
    return load_checkpoint(checkpoint_dir).get_tensor(name.removesuffix(":0"))


@provide("tf.contrib.framework.list_variables", today="tf.train.list_variables", gone="2.0")
def list_variables(checkpoint_dir: str) -> list[tuple[str, list[int]]]:
    """Name and shape of all that the checkpoint, or the latest one of a folder, holds, sorted by name."""
    return sorted(load_checkpoint(checkpoint_dir).get_variable_to_shape_map().items())


@provide("tf.contrib.framework.init_from_checkpoint", today="tf.compat.v1.train.init_from_checkpoint", gone="2.0")
def init_from_checkpoint(checkpoint_dir: str, assignment_map: Mapping[str, Any]) -> None:
    """Let variables start from the values of a checkpoint: their initialisers restore.

    Args:
      checkpoint_dir: a checkpoint, or a folder, whose latest one is meant.
      assignment_map: from a name in the checkpoint to a variable, a list of the parts of one, or a variable's name;
        or from a scope in the checkpoint, ending in `/`, to a scope of the graph. `/` is the outermost.

    Raises:
      ValueError: the checkpoint lacks a tensor, has it in another shape, or a scope is mapped to no scope.
    """
    saved = load_checkpoint(checkpoint_dir).get_variable_to_shape_map()
    restore = _Restorer(_path_of(checkpoint_dir), checkpoint_dir, saved)
    made = variable_scope._get_default_variable_store()._vars
    for source, target in assignment_map.items():
        var = _variable(target, made)
        if var is not None:
            restore(var, source)
        else:
            for name, tensor in _pairs(source, target, made):
                restore(_variable(name, made), tensor)


class _Restorer:
    def __init__(self, path: str | None, folder: str, saved: Mapping[str, list[int]]):
        self.path, self.folder, self.saved = path, folder, saved

    def __call__(self, var: Any, tensor: str) -> None:
        if tensor not in self.saved:
            raise ValueError(f"Tensor {tensor} is not found in {self.folder} checkpoint {self.saved}")
        shape = self.saved[tensor]
        if not isinstance(var, list):
            if not var.get_shape().is_compatible_with(shape):
                raise ValueError(
                    f"Shape of variable {var.name} ({var.get_shape()}) doesn't match with shape of "
                    f"tensor {tensor} ({shape}) from checkpoint reader."
                )
            self._restore(var, tensor, "")
            return
        wholes = {part._save_slice_info.full_name for part in var}
        if len(wholes) > 1:
            raise ValueError(f"Slices must all be from the same tensor: {' != '.join(sorted(wholes))}")
        for part in var:
            self._restore(part, tensor, part._save_slice_info.spec)

    def _restore(self, var: Any, tensor: str, part: str) -> None:
        with tf.device(var.device), tf.device("/cpu:0"):
            (value,) = tf.raw_ops.RestoreV2(
                prefix=self.path,
                tensor_names=[tensor],
                shape_and_slices=[part],
                dtypes=[var.dtype.base_dtype],
                name="checkpoint_initializer",
            )
            var._initializer_op = tf.assign(var, value)
        tf.logging.info("Initialize variable %s from checkpoint %s with %s", var.name, self.folder, tensor)


def _path_of(filepattern: str) -> str | None:
    is_folder = tf.gfile.IsDirectory(filepattern)
    return tf.train.latest_checkpoint(filepattern) if is_folder else filepattern


def _variable(target: Any, made: Mapping[str, Any]) -> Any:
    """The variable meant, or the list of its parts; None where `target` is the name of neither."""
    if not isinstance(target, str):
        return target
    if target in made:
        return made[target]
    parts: list[Any] = []
    while (part := made.get(f"{target}/part_{len(parts)}")) is not None:
        parts.append(part)
    return parts or None


def _pairs(source: str, target: str, made: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The names of a scope's variables, each with its name in the checkpoint, where the scope is `source`."""
    scope = target.rpartition("/")[0]
    if not source.endswith("/"):
        raise ValueError(
            f"Assignment map with scope only name {scope} should map to scope only {source}. "
            "Should be 'scope/': 'other_scope/'."
        )
    names = [name.partition("/part_")[0] for name in made if not scope or name.startswith(scope + "/")]
    start = 0 if not scope else len(scope) + 1
    prefix = "" if source == "/" else source
    return [(name, prefix + name[start:]) for name in dict.fromkeys(names)]
