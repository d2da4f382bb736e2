"""Dormand and Prince's method: steps of the fifth order, whose error says how long the next may be.

J. R. Dormand, P. J. Prince, "A family of embedded Runge-Kutta formulae", 1980; what lies within a step is
interpolated as L. F. Shampine, "Some practical Runge-Kutta formulas", 1986, does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import math_ops

TIMES = (1 / 5, 3 / 10, 4 / 5, 8 / 9, 1.0, 1.0)
STAGES: tuple[tuple[float, ...], ...] = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),  # these are the solution too
)
MIDDLE = (
    6025192743 / 30085553152 / 2,
    0,
    51252292925 / 65400821598 / 2,
    -2691868925 / 45128329728 / 2,
    187940372067 / 1594534317056 / 2,
    -1776094331 / 19743644256 / 2,
    11237099 / 235043384 / 2,
)
ERROR = (
    1951 / 21600 - 35 / 384,
    0,
    22642 / 50085 - 500 / 1113,
    451 / 720 - 125 / 192,
    -12231 / 42400 - -2187 / 6784,
    649 / 6300 - 11 / 84,
    1 / 60,
)
ORDER = 5


class _State(NamedTuple):
    """Where a solution stands: state and derivative, the step that led there, and the next one's length."""

    y1: Any
    f1: Any
    t0: Any
    t1: Any
    dt: Any
    interp_coeff: Any


class _History(NamedTuple):
    """Of each step tried, its end and its error as a share of what is allowed."""

    integrate_points: Any
    error_ratio: Any


def integrate(
    func: Callable[[Any, Any], Any],
    y0: Any,
    t: Any,
    rtol: Any,
    atol: Any,
    full_output: bool,
    name: str | None,
    first_step: Any = None,
    safety: float = 0.9,
    ifactor: float = 10.0,
    dfactor: float = 0.2,
    max_num_steps: int = 1000,
) -> Any:
    """The states at times `t`; with `full_output`, and a dictionary.

    Args:
      first_step: its length.
      safety: the share of the longest step allowed that is taken.
      ifactor, dfactor: by how much a step may at most be longer, and at least shorter, than the one before.
      max_num_steps: how many there may be from one time to the next.
    """
    values = [y0, t, rtol, atol, safety, ifactor, dfactor, max_num_steps]
    with tf.name_scope(name, "dopri5", values) as scope:
        first = tf.convert_to_tensor(1.0 if first_step is None else first_step, dtype=t.dtype, name="first_step")
        factors = [
            tf.convert_to_tensor(value, dtype=t.dtype, name=key)
            for key, value in (("safety", safety), ("ifactor", ifactor), ("dfactor", dfactor))
        ]
        limit = tf.convert_to_tensor(max_num_steps, dtype=tf.int32, name="max_num_steps")

        def step(state: _State, history: _History, number: Any) -> Any:
            y0, f0, _, t0, dt, coefficients = state
            with tf.name_scope("assertions"):
                checks = [
                    tf.Assert(t0 + dt > t0, ["underflow in dt", dt]),
                    tf.Assert(number < limit, ["max_num_steps exceeded"]),
                    tf.Assert(tf.reduce_all(tf.is_finite(abs(y0))), ["non-finite values in state `y`", y0]),
                ]
            with tf.control_dependencies(checks):
                y1, f1, error, k = _step(func, y0, f0, t0, dt)
            with tf.name_scope("error_ratio"):
                allowed = atol + rtol * tf.maximum(abs(y0), abs(y1))
                ratio = tf.sqrt(tf.reduce_mean(_squared(error) / _squared(allowed)))
                accepted = ratio <= 1
            with tf.name_scope("update/rk_state"):
                y_next = tf.cond(accepted, lambda: y1, lambda: y0)
                f_next = tf.cond(accepted, lambda: f1, lambda: f0)
                t_next = tf.cond(accepted, lambda: t0 + dt, lambda: t0)
                kept = tf.cond(accepted, lambda: _fit(y0, y1, k, dt), lambda: coefficients)
                state = _State(y_next, f_next, t0, t_next, _next_length(dt, ratio, *factors), kept)
            with tf.name_scope("update/history"):
                end = t0 + dt
                points = history.integrate_points.write(history.integrate_points.size(), end)
                ratios = history.error_ratio.write(history.error_ratio.size(), ratio)
            history = _History(points, ratios)
            return state, history, number + 1

        def to_next(states: Any, history: _History, state: _State, i: Any) -> Any:
            with tf.name_scope("interpolate"):
                state, history, _ = tf.while_loop(
                    lambda state, *_: t[i] > state.t1, step, (state, history, 0), name="integrate_loop"
                )
                y = _evaluate(state.interp_coeff, state.t0, state.t1, t[i])
                return states.write(i, y), history, state, i + 1

        rising = tf.Assert(tf.reduce_all(t[1:] > t[:-1]), ["`t` must be monotonic increasing"])
        with tf.control_dependencies([rising]):
            times = tf.size(t)
        states = tf.TensorArray(y0.dtype, size=times).write(0, y0)
        history = _History(*(tf.TensorArray(each.dtype, size=0, dynamic_size=True) for each in (t, rtol)))
        state = _State(y0, func(y0, t[0]), t[0], t[0], first, interp_coeff=[y0] * 5)
        states, history, _, _ = tf.while_loop(
            lambda *loop: loop[-1] < times, to_next, (states, history, state, 1), name="interpolate_loop"
        )
        y = states.stack(name=scope)
        y.set_shape(t.get_shape().concatenate(y0.get_shape()))
        if not full_output:
            return y
        points = history.integrate_points.stack()
        about = {
            "num_func_evals": 6 * tf.size(points) + 1,
            "integrate_points": points,
            "error_ratio": history.error_ratio.stack(),
        }
        return y, about


def _step(func: Callable[[Any, Any], Any], y0: Any, f0: Any, t0: Any, dt: Any) -> tuple[Any, Any, Any, list[Any]]:
    """The state and the derivative after a step, its error, and the derivatives within it."""
    with tf.name_scope(None, "runge_kutta_step", [y0, f0, t0, dt]) as scope:
        y0, f0, t0, dt = (
            tf.convert_to_tensor(value, name=name) for name, value in (("y0", y0), ("f0", f0), ("t0", t0), ("dt", dt))
        )
        length = tf.cast(dt, y0.dtype)
        k = [f0]
        for share, weights in zip(TIMES, STAGES, strict=True):
            at = t0 + share * dt
            y = y0 + _weighted(length, weights, k)
            k.append(func(y, at))
        y1 = tf.identity(y, name=f"{scope}/y1")
        f1 = tf.identity(k[-1], name=f"{scope}/f1")
        return y1, f1, _weighted(length, ERROR, k, name=f"{scope}/y1_error"), k


def _weighted(scale: Any, weights: Sequence[float], values: Sequence[Any], name: str | None = None) -> Any:
    """The sum of the values times their weights times a scale; weights of zero are left out."""
    with tf.name_scope(name, "scaled_dot_product", [scale, weights, values]) as scope:
        parts = [scale * weight * value for weight, value in zip(weights, values, strict=True) if weight != 0]
        return math_ops.add_n(parts, name=scope)


def _products(xs: Iterable[Any], ys: Iterable[Any]) -> Any:
    """The sum of products."""
    xs, ys = list(xs), list(ys)
    with tf.name_scope(None, "dot_product", [xs, ys]) as scope:
        return math_ops.add_n([x * y for x, y in zip(xs, ys, strict=True)], name=scope)


def _fit(y0: Any, y1: Any, k: Sequence[Any], dt: Any) -> list[Any]:
    """The coefficients of the polynomial of the fourth degree through a step."""
    with tf.name_scope("interp_fit_rk"):
        dt = tf.cast(dt, y0.dtype)
        middle = y0 + _weighted(dt, MIDDLE, k)
        f0, f1 = k[0], k[-1]
        values = [f0, f1, y0, y1, middle]
        a = _products([-2 * dt, 2 * dt, -8, -8, 16], values)
        b = _products([5 * dt, -3 * dt, 18, 14, -32], values)
        c = _products([-4 * dt, dt, -11, -5, 16], values)
        return [a, b, c, dt * f0, y0]


def _evaluate(coefficients: Sequence[Any], t0: Any, t1: Any, t: Any) -> Any:
    """The value of such a polynomial at a time within the step."""
    with tf.name_scope("interp_evaluate"):
        t0, t1, t = (tf.convert_to_tensor(time) for time in (t0, t1, t))
        dtype = coefficients[0].dtype
        within = (t0 <= t) & (t <= t1)
        check = tf.Assert(within, ["invalid interpolation, fails `t0 <= t <= t1`:", t0, t, t1])
        with tf.control_dependencies([check]):
            x = tf.cast((t - t0) / (t1 - t0), dtype)
        powers = [tf.constant(1, dtype), x]
        for _ in range(2, len(coefficients)):
            powers.append(powers[-1] * x)
        return _products(coefficients, reversed(powers))


def _next_length(last: Any, ratio: Any, safety: Any, ifactor: Any, dfactor: Any) -> Any:
    """How long the next step is to be."""
    with tf.name_scope(None, "optimal_step_size", [last, ratio]) as scope:
        ratio = tf.cast(ratio, last.dtype)
        exponent = tf.cast(1 / ORDER, last.dtype)
        factor = tf.maximum(1 / ifactor, tf.minimum(ratio**exponent / safety, 1 / dfactor))
        return tf.div(last, factor, name=scope)


def _squared(x: Any) -> Any:
    return tf.square(tf.real(x)) + tf.square(tf.imag(x)) if x.dtype.is_complex else tf.square(x)
