"""`tf.contrib.framework.arg_scope`: defaults for the keyword arguments of functions, for a while."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from tf1graph.tf.names import provide

F = TypeVar("F", bound=Callable[..., Any])
Scope = dict[str, dict[str, Any]]

_scopes: list[Scope] = [{}]
_arguments: dict[str, tuple[str, ...]] = {}  # of each function that takes part, those that a scope may set


@provide("tf.contrib.framework.current_arg_scope", "tf.contrib.slim.current_arg_scope", gone="2.0")
def current_arg_scope() -> Scope:
    """The defaults in force, by function and argument."""
    return _scopes[-1]


@provide("tf.contrib.slim.arg_scope_func_key", gone="2.0")
def arg_scope_func_key(op: Callable[..., Any]) -> str:
    """What a scope knows `op` by."""
    return getattr(op, "_key_op", str(op))


@provide("tf.contrib.framework.arg_scope", "tf.contrib.slim.arg_scope", gone="2.0")
@contextlib.contextmanager
def arg_scope(list_ops_or_scope: Sequence[Callable[..., Any]] | Mapping[str, Any], **kwargs: Any) -> Iterator[Scope]:
    """Within it, the functions given take `kwargs` as the defaults of their arguments of those names.

    Args:
      list_ops_or_scope: functions decorated with `add_arg_scope`, or what an earlier `arg_scope` gave, which then
        stands in place of all defaults in force.
      kwargs: the defaults; what an outer scope set and this one does not stays.

    Raises:
      TypeError: it is neither a list, a tuple nor a scope.
      ValueError: a function is not decorated, or there are arguments beside a scope.
    """
    if isinstance(list_ops_or_scope, Mapping):
        if kwargs:
            raise ValueError("When attempting to re-use a scope by suppling a dictionary, kwargs must be empty.")
        scope = dict(list_ops_or_scope)
    elif isinstance(list_ops_or_scope, (list, tuple)):
        scope = current_arg_scope().copy()
        for op in list_ops_or_scope:
            key = arg_scope_func_key(op)
            if key not in _arguments:
                raise ValueError(f"{(op.__module__, op.__name__)} is not decorated with @add_arg_scope")
            scope[key] = {**scope.get(key, {}), **kwargs}
    else:
        raise TypeError("list_ops_or_scope must either be a list/tuple or reused scope (i.e. dict)")
    _scopes.append(scope)
    try:
        yield scope
    finally:
        _scopes.pop()


@provide("tf.contrib.framework.add_arg_scope", "tf.contrib.slim.add_arg_scope", gone="2.0")
def add_arg_scope(func: F) -> F:
    """Decorate a function so that an `arg_scope` may set the defaults of its arguments."""
    key = arg_scope_func_key(func)

    @functools.wraps(func)
    def with_defaults(*args: Any, **kwargs: Any) -> Any:
        return func(*args, **{**current_arg_scope().get(key, {}), **kwargs})

    given = inspect.signature(func).parameters.values()
    _arguments[key] = tuple(argument.name for argument in given if argument.default is not argument.empty)
    with_defaults._key_op = key  # type: ignore[attr-defined]
    return with_defaults  # type: ignore[return-value]


@provide("tf.contrib.framework.has_arg_scope", "tf.contrib.slim.has_arg_scope", gone="2.0")
def has_arg_scope(func: Callable[..., Any]) -> bool:
    """Whether `func` is decorated with `add_arg_scope`."""
    return arg_scope_func_key(func) in _arguments


@provide("tf.contrib.framework.arg_scoped_arguments", "tf.contrib.slim.arg_scoped_arguments", gone="2.0")
def arg_scoped_arguments(func: Callable[..., Any]) -> tuple[str, ...]:
    """The names of the arguments of `func` that an `arg_scope` may set: those with a default."""
    assert has_arg_scope(func), f"{func.__name__} is not decorated with @add_arg_scope"
    return _arguments[arg_scope_func_key(func)]
