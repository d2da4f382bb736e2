"""`tf.contrib.solvers.linear_equations`."""

from __future__ import annotations

from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf._tree import mirror
from tf1graph.tf.contrib.solvers.util import dot
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)


class CGState(NamedTuple):
    """After `i` steps: the solution, the residual, the direction, and the product of the last two."""

    i: Any
    x: Any
    r: Any
    p: Any
    gamma: Any


@provide("tf.contrib.solvers.linear_equations.conjugate_gradient", gone="2.0")
def conjugate_gradient(
    operator: Any,
    rhs: Any,
    preconditioner: Any = None,
    x: Any = None,
    tol: float = 1e-4,
    max_iter: int = 20,
    name: str = "conjugate_gradient",
) -> CGState:
    """The solution of a positive definite system, by conjugate gradients.

    Args:
      operator: what `create_operator` gives.
      rhs: a vector.
      preconditioner: an operator near the inverse.
      x: where to start; 0 where it is None.
      tol: to what part of its start the residual's norm is brought.
    """

    def step(i: Any, state: CGState) -> tuple[Any, CGState]:
        z = operator.apply(state.p)
        alpha = state.gamma / dot(state.p, z)
        solution = state.x + alpha * state.p
        r = state.r - alpha * z
        q = r if preconditioner is None else preconditioner.apply(r)
        gamma = dot(r, q)
        p = q + gamma / state.gamma * state.p
        return i + 1, CGState(i + 1, solution, r, p, gamma)

    with tf.name_scope(name):
        columns = operator.shape[1:]
        rhs = tf.expand_dims(rhs, -1)
        if x is None:
            x = tf.expand_dims(tf.zeros(columns, dtype=rhs.dtype.base_dtype), -1)
            r = rhs
        else:
            x = tf.expand_dims(x, -1)
            r = rhs - operator.apply(x)
        p = r if preconditioner is None else preconditioner.apply(r)
        gamma = dot(r, p)
        limit = tol * tf.norm(r)
        i = tf.constant(0, dtype=tf.int32)
        _, state = tf.while_loop(
            lambda i, state: math_ops.logical_and(i < max_iter, tf.norm(state.r) > limit),
            step,
            [i, CGState(i, x, r, p, gamma)],
        )
        return CGState(state.i, tf.squeeze(state.x), tf.squeeze(state.r), tf.squeeze(state.p), state.gamma)
