"""`tf.contrib.solvers.least_squares`."""

from __future__ import annotations

from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf._tree import mirror
from tf1graph.tf.contrib.solvers.util import l2norm_squared
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)


class CGLSState(NamedTuple):
    """After `i` steps: the solution, the residual, the direction, and the squared norm of the residual's adjoint."""

    i: Any
    x: Any
    r: Any
    p: Any
    gamma: Any


@provide("tf.contrib.solvers.least_squares.cgls", gone="2.0")
def cgls(operator: Any, rhs: Any, tol: float = 1e-6, max_iter: int = 20, name: str = "cgls") -> CGLSState:
    """The vector that `operator` brings nearest to `rhs`, by conjugate gradients.

    Args:
      operator: what `create_operator` gives.
      rhs: a vector.
      tol: to what part of its start the gradient's norm is brought.
    """

    def step(i: Any, state: CGLSState) -> tuple[Any, CGLSState]:
        q = operator.apply(state.p)
        alpha = state.gamma / l2norm_squared(q)
        x = state.x + alpha * state.p
        r = state.r - alpha * q
        s = operator.apply_adjoint(r)
        gamma = l2norm_squared(s)
        p = s + gamma / state.gamma * state.p
        return i + 1, CGLSState(i + 1, x, r, p, gamma)

    with tf.name_scope(name):
        columns = operator.shape[1:]
        rhs = tf.expand_dims(rhs, -1)
        s = operator.apply_adjoint(rhs)
        gamma = l2norm_squared(s)
        limit = tol * tol * gamma
        x = tf.expand_dims(tf.zeros(columns, dtype=rhs.dtype.base_dtype), -1)
        i = tf.constant(0, dtype=tf.int32)
        _, state = tf.while_loop(
            lambda i, state: math_ops.logical_and(i < max_iter, state.gamma > limit),
            step,
            [i, CGLSState(i, x, rhs, s, gamma)],
        )
        return CGLSState(state.i, tf.squeeze(state.x), tf.squeeze(state.r), tf.squeeze(state.p), state.gamma)
