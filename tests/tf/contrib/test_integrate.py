"""Differential equations are solved, gradients flow through the solutions, and what cannot be meant is an error."""

import numpy as np
import pytest

from tf1graph import tf

odes = tf.contrib.integrate


@pytest.mark.parametrize("solve", [odes.odeint, odes.odeint_fixed])
def test_solves_an_exponential_and_derives_it(solve):
    times = np.linspace(0, 1, 5)
    with tf.Graph().as_default(), tf.Session() as session:
        start = tf.constant(2.0, tf.float64)
        y = solve(lambda y, t: -y, start, times)
        found, slope = session.run([y, tf.gradients(y[-1], start)[0]])
    np.testing.assert_allclose(found, 2 * np.exp(-times), rtol=1e-4)
    np.testing.assert_allclose(slope, np.exp(-1), rtol=1e-4)


def test_a_complex_state_turns():
    with tf.Graph().as_default(), tf.Session() as session:
        y = odes.odeint(lambda y, t: 1j * y, tf.constant(1, tf.complex128), [0.0, np.pi])
        np.testing.assert_allclose(session.run(y)[-1], -1, atol=1e-5)


@pytest.mark.parametrize(
    ("error", "words", "solve"),
    [
        (ValueError, "invalid method", lambda: odes.odeint(None, 1.0, [0.0, 1.0], method="euler")),
        (ValueError, "without specifying `method`", lambda: odes.odeint(None, 1.0, [0.0], options={"safety": 1})),
        (TypeError, "`y0` must have", lambda: odes.odeint(None, 1, [0.0, 1.0])),
        (TypeError, "`t` must have", lambda: odes.odeint(None, 1.0, tf.constant([0, 1]))),
        (ValueError, "method not supported", lambda: odes.odeint_fixed(None, 1.0, [0.0, 1.0], method="euler")),
        (ValueError, "incompatible lengths", lambda: odes.odeint_fixed(None, 1.0, [0.0, 1.0], [0.1, 0.1])),
    ],
)
def test_what_cannot_be_meant_is_an_error(error, words, solve):
    with tf.Graph().as_default(), pytest.raises(error, match=words):
        solve()


def test_times_that_fall_fail_in_the_run():
    with tf.Graph().as_default(), tf.Session() as session:
        y = odes.odeint_fixed(lambda y, t: y, 1.0, tf.constant([1.0, 0.5]))
        with pytest.raises(tf.errors.InvalidArgumentError, match="monotonic increasing"):
            session.run(y)
