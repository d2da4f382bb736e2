"""`tf.contrib.solvers.lanczos`: bidiagonalisation."""

from __future__ import annotations

from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._tree import mirror
from tf1graph.tf.contrib.solvers.util import l2norm, l2normalize
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)

ENOUGH = 0.7071  # of a vector's length must be left, else rounding has spoilt its direction


class LanczosBidiagState(NamedTuple):
    """Left and right vectors as columns, and the two diagonals: A v = u B."""

    u: Any
    v: Any
    alpha: Any
    beta: Any


def _read(columns: Any, i: Any) -> Any:
    return tf.expand_dims(columns.read(i), -1)


def _write(columns: Any, column: Any, i: Any) -> Any:
    return columns.write(i, tf.squeeze(column))


def _orthogonalized_once(i: Any, basis: Any, v: Any) -> tuple[Any, Any]:
    def step(j: Any, basis: Any, v: Any) -> tuple[Any, Any, Any]:
        shape = v.shape
        vector = _read(basis, j)
        v -= tf.matmul(vector, v, adjoint_a=True) * vector
        v.set_shape(shape)
        return j + 1, basis, v

    start = tf.constant(0, dtype=tf.int32)
    _, _, v = tf.while_loop(lambda j, basis, v: j < i, step, [start, basis, v])
    return l2normalize(v)


def _orthogonalized(i: Any, basis: Any, v: Any) -> tuple[Any, Any]:
    """`v` without its part along the first `i` columns, of length one, and its length; twice where that takes most."""
    norm = l2norm(v)
    new, new_norm = _orthogonalized_once(i, basis, v)
    return tf.cond(new_norm < ENOUGH * norm, lambda: _orthogonalized_once(i, basis, v), lambda: (new, new_norm))


@provide("tf.contrib.solvers.lanczos.lanczos_bidiag", gone="2.0")
def lanczos_bidiag(
    operator: Any,
    k: int,
    orthogonalize: bool = True,
    starting_vector: Any = None,
    name: str = "lanczos_bidiag",
) -> LanczosBidiagState:
    """`k` steps of Lanczos' bidiagonalisation of an operator.

    Args:
      operator: what `create_operator` gives.
      orthogonalize: whether each vector is made orthogonal to all before.
      starting_vector: [rows, 1]; random where it is None.
    """

    def step(i: Any, state: LanczosBidiagState) -> tuple[Any, LanczosBidiagState]:
        u = _read(state.u, i)
        r = operator.apply_adjoint(u)
        shape = r.shape
        r = tf.cond(i > 0, lambda: r - state.beta.read(i - 1) * _read(state.v, i - 1), lambda: r)
        r.set_shape(shape)
        v, alpha = _orthogonalized(i - 1, state.v, r) if orthogonalize else l2normalize(r)
        p = operator.apply(v) - alpha * u
        u, beta = _orthogonalized(i, state.u, p) if orthogonalize else l2normalize(p)
        return i + 1, LanczosBidiagState(
            _write(state.u, u, i + 1), _write(state.v, v, i), state.alpha.write(i, alpha), state.beta.write(i, beta)
        )

    with tf.name_scope(name):
        dtype = operator.dtype
        if starting_vector is None:
            starting_vector = tf.random_uniform(operator.shape[:1], -1, 1, dtype=dtype)
        first, _ = l2normalize(starting_vector)

        def columns(size: int, name: str) -> Any:
            return tf.TensorArray(dtype, size, tensor_array_name=name, clear_after_read=False)

        start = LanczosBidiagState(
            _write(columns(k + 1, "u"), first, 0), columns(k, "v"), columns(k, "alpha"), columns(k, "beta")
        )
        i = tf.constant(0, dtype=tf.int32)
        _, state = tf.while_loop(lambda i, _: i < k, step, [i, start])
        return LanczosBidiagState(
            tf.matrix_transpose(state.u.stack()),
            tf.matrix_transpose(state.v.stack()),
            state.alpha.stack(),
            state.beta.stack(),
        )


@provide("tf.contrib.solvers.lanczos.bidiag_matmul", gone="2.0")
def bidiag_matmul(matrix: Any, alpha: Any, beta: Any, adjoint_b: bool = False, name: str = "bidiag_matmul") -> Any:
    """A matrix times the bidiagonal one of `alpha` and, below it, `beta`; times its adjoint with `adjoint_b`."""
    with tf.name_scope(name):
        alpha = tf.expand_dims(alpha, 0)
        if not adjoint_b:
            beta = tf.expand_dims(beta, 0)
            return matrix[:, :-1] * alpha + matrix[:, 1:] * beta
        beta = tf.expand_dims(beta[:-1], 0)
        shape = tf.shape(matrix)
        zeros = tf.expand_dims(tf.zeros(shape[:1], dtype=matrix.dtype), 1)
        return matrix * alpha + tf.concat([zeros, matrix[:, :-1] * beta], 1)
