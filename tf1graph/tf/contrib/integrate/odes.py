"""Solutions of ordinary differential equations, as graphs through which gradients flow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.integrate.dormand_prince import integrate
from tf1graph.tf.names import provide

PLACE = "tf.contrib.integrate."
Derivative = Callable[[Any, Any], Any]
METHODS = ("midpoint", "rk4")


@provide(PLACE + "odeint", today="scipy.integrate.solve_ivp", gone="2.0")
def odeint(
    func: Derivative,
    y0: Any,
    t: Any,
    rtol: Any = 1e-6,
    atol: Any = 1e-12,
    method: str | None = None,
    options: dict[str, Any] | None = None,
    full_output: bool = False,
    name: str | None = None,
) -> Any:
    """The states at the times `t` of a system that begins in `y0` and moves by `dy/dt = func(y, t)`.

    The steps are as long as the tolerances allow (Dormand and Prince's method of the fifth order).

    Args:
      func: from a state and a time to the state's derivative.
      y0: floats of any shape, real or complex.
      t: times that rise, the first of them that of `y0`; float64 unless it is of another type already.
      rtol, atol: the relative and the absolute error that a step may have.
      method: `dopri5`, or None, which is the same.
      options: for the method, where it is named: `first_step`, `safety`, `ifactor`, `dfactor`, `max_num_steps`.
      full_output: whether to give a dictionary of `num_func_evals`, `integrate_points` and `error_ratio` as well.
      name: of the ops.

    Returns:
      The states, [times, …].

    Raises:
      ValueError: there is no such method, or options come without one.
      TypeError: `y0` or `t` are no floats.
    """
    if method not in (None, "dopri5"):
        raise ValueError(f"invalid method: {method!r}")
    if options is not None and method is None:
        raise ValueError("cannot supply `options` without specifying `method`")
    with tf.name_scope(name, "odeint", [y0, t, rtol, atol]) as scope:
        y0 = tf.convert_to_tensor(y0, name="y0")
        t = tf.convert_to_tensor(t, preferred_dtype=tf.float64, name="t")
        _check_types(y0, t=t)
        real = abs(y0).dtype
        rtol = tf.convert_to_tensor(rtol, dtype=real, name="rtol")
        atol = tf.convert_to_tensor(atol, dtype=real, name="atol")
        return integrate(func, y0, t, rtol, atol, full_output, scope, **(options or {}))


@provide(PLACE + "odeint_fixed", today="scipy.integrate.solve_ivp", gone="2.0")
def odeint_fixed(
    func: Derivative, y0: Any, t: Any, dt: Any = None, method: str = "rk4", name: str | None = None
) -> Any:
    """Like `odeint`, by steps of lengths that are given.

    Args:
      func, y0, t: as there.
      dt: the longest step between each two times, or one for all; None is a step from time to time.
      method: `rk4`, Runge and Kutta's of the fourth order, or `midpoint`.

    Raises:
      ValueError: there is no such method, or the lengths of `t` and `dt` do not fit.
      TypeError: `y0`, `t` or `dt` are no floats.
    """
    with tf.name_scope(name, "odeint_fixed", [y0, t, dt]):
        t = tf.convert_to_tensor(t, preferred_dtype=tf.float64, name="t")
        y0 = tf.convert_to_tensor(y0, name="y0")
        intervals = t[1:] - t[:-1]
        longest = tf.convert_to_tensor(intervals if dt is None else dt, preferred_dtype=tf.float64, name="dt")
        counts = tf.ceil(intervals / longest)
        dt = intervals / counts
        counts = tf.cast(counts, dtype=tf.int32)
        _check_types(y0, t=t, dt=dt)
        if t.shape.ndims > 1 or dt.shape.ndims > 1:
            raise ValueError("t must be a 1D tensor")
        if t.shape[0] != dt.shape[0] + 1:
            raise ValueError("t and dt have incompatible lengths, must be N and N-1")
        with tf.control_dependencies([assert_increasing(t)]), tf.name_scope(method):
            if method not in METHODS:
                raise ValueError(f"method not supported: {method}")
            change = _midpoint if method == "midpoint" else _runge_kutta
            return _over_grid(func, y0, t, dt, counts, change)


def assert_increasing(t: Any) -> Any:
    """The op that fails where times do not rise."""
    return tf.Assert(tf.reduce_all(t[1:] > t[:-1]), ["`t` must be monotonic increasing"])


def _check_types(y0: Any, **times: Any) -> None:
    if not (y0.dtype.is_floating or y0.dtype.is_complex):
        raise TypeError("`y0` must have a floating point or complex floating point dtype")
    for name, tensor in times.items():
        if not tensor.dtype.is_floating:
            raise TypeError(f"`{name}` must have a floating point dtype")


def _over_grid(func: Derivative, y0: Any, times: Any, dt: Any, counts: Any, change: Callable[..., Any]) -> Any:
    """The states at the times, reached by as many steps from each to the next as `counts` says."""

    def step(y: Any, t: Any, number: Any, interval: Any) -> tuple[Any, Any, Any, Any]:
        length = dt[interval - 1]
        moved = tf.cast(change(func, t, length, y), dtype=y.dtype)
        return y + moved, t + length, number + 1, interval

    def to_next(states: Any, y: Any, t: Any, interval: Any) -> tuple[Any, Any, Any, Any]:
        y, t, _, _ = tf.while_loop(
            lambda _, __, number, interval: number < counts[interval - 1], step, (y, t, 0, interval)
        )
        return states.write(interval, y), y, t, interval + 1

    number = tf.size(times)
    now = times[0]
    states = tf.TensorArray(y0.dtype, number).write(0, y0)
    states, _, _, _ = tf.while_loop(lambda *loop: loop[-1] < number, to_next, (states, y0, now, 1))
    found = states.stack()
    found.set_shape(times.get_shape().concatenate(y0.get_shape()))
    return found


def _midpoint(func: Derivative, t: Any, dt: Any, y: Any) -> Any:
    length = tf.cast(dt, y.dtype)
    return length * func(y + func(y, t) * length / 2, t + dt / 2)


def _runge_kutta(func: Derivative, t: Any, dt: Any, y: Any) -> Any:
    k1 = func(y, t)
    half = t + dt / 2
    length = tf.cast(dt, y.dtype)
    k2 = func(y + length * k1 / 2, half)
    k3 = func(y + length * k2 / 2, half)
    k4 = func(y + length * k3, t + dt)
    return math_ops.add_n([k1, 2 * k2, 2 * k3, k4]) * (length / 6)
