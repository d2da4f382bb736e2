"""Variables of `tf.contrib.framework`: made with `arg_scope`, collected, found by scope and suffix, given values."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.names import provide

KEYS = tf.GraphKeys
AUTO = tf.VariableSynchronization.AUTO
NONE = tf.VariableAggregation.NONE


def name(*names: str, **about: Any) -> Any:
    """`provide` for names that stand in `tf.contrib.framework` and `tf.contrib.slim` alike."""
    places = ("framework", "slim")
    return provide(*(f"tf.contrib.{place}.{name}" for name in names for place in places), gone="2.0", **about)


@name("variable")
@add_arg_scope
def variable(
    name: str,
    shape: Any = None,
    dtype: Any = None,
    initializer: Any = None,
    regularizer: Callable[[Any], Any] | None = None,
    trainable: bool = True,
    collections: Iterable[str] | None = None,
    caching_device: Any = None,
    device: Any = None,
    partitioner: Any = None,
    custom_getter: Callable[..., Any] | None = None,
    use_resource: bool | None = None,
    synchronization: Any = AUTO,
    aggregation: Any = NONE,
) -> Any:
    """The variable `name` of the scope, made where it does not exist; an `arg_scope` may set the arguments.

    Args:
      device: where to place it, a name or a function of the op.
      collections: names of collections; the graph's global variables where it is None.
      custom_getter: called in place of `tf.get_variable`, with the scope's `reuse` besides.
      name, shape, dtype, initializer, regularizer, trainable, caching_device, partitioner, use_resource,
        synchronization, aggregation: as `tf.get_variable` takes them.
    """
    collections = list(dict.fromkeys([KEYS.GLOBAL_VARIABLES] if collections is None else collections))
    getter = variable_scope.get_variable
    if custom_getter is not None:
        getter = functools.partial(custom_getter, reuse=variable_scope.get_variable_scope().reuse)
    with tf.device(device or ""):
        return getter(
            name,
            shape=shape,
            dtype=dtype,
            initializer=initializer,
            regularizer=regularizer,
            trainable=trainable,
            collections=collections,
            caching_device=caching_device,
            partitioner=partitioner,
            use_resource=use_resource,
            synchronization=synchronization,
            aggregation=aggregation,
        )


@name("model_variable")
@add_arg_scope
def model_variable(
    name: str,
    shape: Any = None,
    dtype: Any = tf.float32,
    initializer: Any = None,
    regularizer: Callable[[Any], Any] | None = None,
    trainable: bool = True,
    collections: Iterable[str] | None = None,
    caching_device: Any = None,
    device: Any = None,
    partitioner: Any = None,
    custom_getter: Callable[..., Any] | None = None,
    use_resource: bool | None = None,
    synchronization: Any = AUTO,
    aggregation: Any = NONE,
) -> Any:
    """`variable`, of the global variables and of the graph's model variables too, which are those to save."""
    return variable(
        name,
        shape=shape,
        dtype=dtype,
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
        collections=[*(collections or ()), KEYS.GLOBAL_VARIABLES, KEYS.MODEL_VARIABLES],
        caching_device=caching_device,
        device=device,
        partitioner=partitioner,
        custom_getter=custom_getter,
        use_resource=use_resource,
        synchronization=synchronization,
        aggregation=aggregation,
    )


@name("local_variable")
def local_variable(
    initial_value: Any, validate_shape: bool = True, name: str | None = None, use_resource: bool | None = None
) -> Any:
    """A variable that is not trained, of the graph's local variables only, with its initial value."""
    return _untrained(KEYS.LOCAL_VARIABLES, initial_value, validate_shape, name, use_resource)


@name("global_variable")
def global_variable(
    initial_value: Any, validate_shape: bool = True, name: str | None = None, use_resource: bool | None = None
) -> Any:
    """A variable that is not trained, of the graph's global variables, with its initial value."""
    return _untrained(KEYS.GLOBAL_VARIABLES, initial_value, validate_shape, name, use_resource)


def _untrained(collection: str, value: Any, validate_shape: bool, name: str | None, use_resource: bool | None) -> Any:
    return tf.Variable(
        value,
        trainable=False,
        collections=[collection],
        validate_shape=validate_shape,
        use_resource=use_resource,
        name=name,
    )


@name("add_model_variable")
def add_model_variable(var: Any) -> None:
    """Count `var` among the graph's model variables, once."""
    if all(var is not other for other in tf.get_collection(KEYS.MODEL_VARIABLES)):
        tf.add_to_collection(KEYS.MODEL_VARIABLES, var)


@name("get_variables")
def get_variables(scope: Any = None, suffix: str | None = None, collection: str = KEYS.GLOBAL_VARIABLES) -> list[Any]:
    """The variables of a collection whose name starts with `scope` and ends with `suffix`.

    Args:
      scope: a regular expression that the name's start matches, or a variable scope.
      suffix: what the name ends with, before the `:0`.
      collection: name of the collection.
    """
    if isinstance(scope, tf.VariableScope):
        scope = scope.name
    if suffix is not None:
        suffix = suffix if ":" in suffix else suffix + ":"
        scope = f"{scope or ''}.*{suffix}"
    return tf.get_collection(collection, scope)


@name("get_model_variables")
def get_model_variables(scope: Any = None, suffix: str | None = None) -> list[Any]:
    """`get_variables` of the model variables."""
    return get_variables(scope, suffix, KEYS.MODEL_VARIABLES)


@name("get_local_variables")
def get_local_variables(scope: Any = None, suffix: str | None = None) -> list[Any]:
    """`get_variables` of the local variables."""
    return get_variables(scope, suffix, KEYS.LOCAL_VARIABLES)


@name("get_trainable_variables")
def get_trainable_variables(scope: Any = None, suffix: str | None = None) -> list[Any]:
    """`get_variables` of the trainable variables."""
    return get_variables(scope, suffix, KEYS.TRAINABLE_VARIABLES)


@name("get_variables_to_restore")
def get_variables_to_restore(include: Any = None, exclude: Any = None) -> list[Any]:
    """The global variables of the scopes `include`, all where it is None, without those of the scopes `exclude`.

    Raises:
      TypeError: one of the two is neither a list nor a tuple.
    """
    for argument, scopes in (("include", include), ("exclude", exclude)):
        if scopes is not None and not isinstance(scopes, (list, tuple)):
            raise TypeError(f"{argument} is provided but is not a list or a tuple.")
    included = get_variables() if include is None else [var for scope in include for var in get_variables(scope)]
    excluded = {id(var) for scope in exclude or () for var in get_variables(scope)}
    return [var for var in included if id(var) not in excluded]


@name("get_variables_by_suffix")
def get_variables_by_suffix(suffix: str, scope: Any = None) -> list[Any]:
    """The global variables whose name ends with `suffix`, of a scope."""
    return get_variables(scope, suffix)


@name("get_variables_by_name")
def get_variables_by_name(given_name: str, scope: Any = None) -> list[Any]:
    """The global variables whose name's last part is `given_name`, of a scope."""
    return get_variables(scope, f"/{given_name}:|^{given_name}:")


@name("get_unique_variable")
def get_unique_variable(var_op_name: str) -> Any:
    """The global variable of that whole name.

    Raises:
      ValueError: there is none.
    """
    candidates = get_variables(var_op_name)
    if not candidates:
        raise ValueError(f"Couldn't find variable {var_op_name}")
    for candidate in candidates:
        if candidate.op.name == var_op_name:
            return candidate
    raise ValueError(f"Variable {var_op_name} does not uniquely identify a variable")


@name("get_variable_full_name")
def get_variable_full_name(var: Any) -> str:
    """The name of a variable in a checkpoint: for a part of a partitioned one that of the whole."""
    return var._save_slice_info.full_name if var._save_slice_info else var.op.name


@name("filter_variables")
def filter_variables(
    var_list: Iterable[Any],
    include_patterns: Iterable[str] | None = None,
    exclude_patterns: Iterable[str] | None = None,
    reg_search: bool = True,
) -> list[Any]:
    """Those of `var_list` whose name fits a pattern to include, if any are given, and none to exclude.

    Args:
      include_patterns, exclude_patterns: regular expressions.
      reg_search: whether they may fit anywhere in the name, or at its start only.
    """
    fits = re.search if reg_search else re.match

    def fits_any(var: Any, patterns: Iterable[str]) -> bool:
        return any(fits(pattern, var.name) for pattern in patterns)

    included = [var for var in var_list if include_patterns is None or fits_any(var, include_patterns)]
    return [var for var in included if exclude_patterns is None or not fits_any(var, exclude_patterns)]


@name("assert_or_get_global_step")
def assert_or_get_global_step(graph: Any = None, global_step_tensor: Any = None) -> Any:
    """The global step given, once it is known to be one, or else the graph's; None where there is none."""
    if global_step_tensor is None:
        return tf.train.get_global_step(graph)
    tf.train.assert_global_step(global_step_tensor)
    return global_step_tensor


@name("VariableDeviceChooser")
class VariableDeviceChooser:
    """A device function for variables: spread over parameter servers in turn, or on one type of device.

    Args:
      num_tasks: how many parameter servers; none where 0.
      job_name: of the parameter servers.
      device_type, device_index, replica: of the device.
    """

    def __init__(
        self,
        num_tasks: int = 0,
        job_name: str = "ps",
        device_type: str | None = "CPU",
        device_index: int | None = 0,
        replica: int | None = None,
    ):
        self._place = {"replica": replica, "device_type": device_type, "device_index": device_index}
        self._job_name = job_name
        self._num_tasks = num_tasks
        self._next_task_id = 0

    def __call__(self, op: Any) -> str:
        place = dict(self._place)
        if self._num_tasks > 0:
            place |= {"job": self._job_name, "task": self._next_task_id}
            self._next_task_id = (self._next_task_id + 1) % self._num_tasks
        return tf.DeviceSpec(**place).to_string()


def by_full_name(var_list: Any) -> Mapping[str, list[Any]]:
    """Variables as lists by their name in a checkpoint; the parts of a partitioned one stand together."""
    if isinstance(var_list, Mapping):
        return {name: list(v) if isinstance(v, (list, tuple)) else [v] for name, v in var_list.items()}
    found: dict[str, list[Any]] = {}
    for var in var_list:
        found.setdefault(get_variable_full_name(var), []).append(var)
    return found
