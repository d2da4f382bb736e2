"""`tf.contrib.framework.assign_from_…`: give variables values that are fed, or that a checkpoint holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.framework.variables import KEYS, by_full_name, name

log = tf.logging


@name("assign_from_values")
def assign_from_values(var_names_to_values: Mapping[str, Any]) -> tuple[Any, dict[Any, Any]]:
    """An op that assigns arrays to global variables, and what to feed it; the graph does not hold the arrays.

    Args:
      var_names_to_values: an array for each variable, by the variable's name.

    Raises:
      ValueError: there is no such variable.
    """
    feed, assigned = {}, []
    for var_name, value in var_names_to_values.items():
        found = tf.get_collection(KEYS.GLOBAL_VARIABLES, var_name)
        if not found:
            raise ValueError(f"Variable {var_name} wasn't found")
        if len(found) > 1:  # a collection is filtered by the start of a name
            found = [var for var in found if var.op.name == var_name]
        if not found:
            raise ValueError(f"Variable {var_name} doesn't uniquely identify a variable")
        place = _placeholder(found[0])
        assigned.append(found[0].assign(place))
        feed[place] = value.reshape(found[0].get_shape())
    return tf.group(*assigned), feed


@name("assign_from_values_fn")
def assign_from_values_fn(var_names_to_values: Mapping[str, Any]) -> Callable[[Any], Any]:
    """A function of a session that does what `assign_from_values` prepares."""
    op, feed = assign_from_values(var_names_to_values)
    return lambda session: session.run(op, feed)


@name("assign_from_checkpoint")
def assign_from_checkpoint(
    model_path: str, var_list: Any, ignore_missing_vars: bool = False
) -> tuple[Any, dict[Any, Any]]:
    """An op that assigns the tensors of a checkpoint to variables, and what to feed it.

    Args:
      model_path: of the checkpoint.
      var_list: variables, or a dictionary from names in the checkpoint to a variable or a list of parts of one.
      ignore_missing_vars: pass over, with a warning, what the checkpoint lacks.

    Raises:
      ValueError: the checkpoint lacks a variable, or has it in another shape.
    """
    reader = tf.train.NewCheckpointReader(model_path)
    feed, assigned = {}, []
    for saved, variables in by_full_name(var_list).items():
        if not reader.has_tensor(saved):
            missing = f"Checkpoint is missing variable [{saved}]"
            if not ignore_missing_vars:
                raise ValueError(missing)
            log.warning(missing)
            continue
        value = reader.get_tensor(saved)
        for var in variables:
            place = _placeholder(var)
            assigned.append(var.assign(place))
            feed[place] = _part_of(value, var, saved)
    return tf.group(*assigned), feed


def _part_of(value: Any, var: Any, saved: str) -> Any:
    part = var._save_slice_info
    if part:
        return value[
            tuple(slice(start, start + size) for start, size in zip(part.var_offset, part.var_shape, strict=True))
        ]
    if var.get_shape() != value.shape:
        raise ValueError(
            f"Total size of new array must be unchanged for {saved} "
            f"lh_shape: [{value.shape}], rh_shape: [{var.get_shape()}]"
        )
    return value


@name("assign_from_checkpoint_fn")
def assign_from_checkpoint_fn(
    model_path: str, var_list: Any, ignore_missing_vars: bool = False, reshape_variables: bool = False
) -> Callable[[Any], None] | None:
    """A function of a session that restores variables from a checkpoint.

    Args:
      model_path: of the checkpoint.
      var_list: variables, or a dictionary of them by their name in the checkpoint.
      ignore_missing_vars: pass over, with a warning, what the checkpoint lacks; None is given if that is all.
      reshape_variables: let the shapes differ where the number of elements is equal.

    Raises:
      ValueError: `var_list` is empty.
    """
    if not var_list:
        raise ValueError("var_list cannot be empty")
    if ignore_missing_vars:
        reader = tf.train.NewCheckpointReader(model_path)
        wanted = var_list if isinstance(var_list, Mapping) else {var.op.name: var for var in var_list}
        for missing in [saved for saved in wanted if not reader.has_tensor(saved)]:
            log.warning("Variable %s missing in checkpoint %s", missing, model_path)
        var_list = {saved: var for saved, var in wanted.items() if reader.has_tensor(saved)}
    if not var_list:
        log.warning("No Variables to restore")
        return None
    saver = tf.train.Saver(var_list, reshape=reshape_variables, write_version=tf.train.SaverDef.V1)
    return lambda session: saver.restore(session, model_path)


def _placeholder(var: Any) -> Any:
    return tf.placeholder(var.dtype.base_dtype, var.get_shape(), name="placeholder/" + var.op.name)
