"""The exponential of matrices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, linalg_impl, linalg_ops, math_ops, ops
from tf1graph.tf.names import provide

# From which norm on the next approximant is taken, by Higham's "Scaling and squaring method", 2005; the last is scaled.
BOUNDS_OF_32_BITS = (4.258730016922831e-001, 1.880152677804762e000)
BOUNDS_OF_64_BITS = (1.495585217958292e-002, 2.539398330063230e-001, 9.504178996162932e-001, 2.097847961257068e000)
SCALED_BEYOND_32_BITS = 3.925724783138660
SCALED_BEYOND_64_BITS = 5.371920351148152


@provide("tf.linalg.expm", today="tf.linalg.expm")
def matrix_exponential(input: Any, name: str | None = None) -> Any:
    """The exponential of each of the matrices [..., n, n], by scaling, squaring and Padé's approximants.

    Raises:
      ValueError: they are neither of floating point nor complex.
    """
    with compat_v1.name_scope(name, "matrix_exponential", [input]):
        matrix = ops.convert_to_tensor(input, name="input")
        if matrix.shape[-2:] == [0, 0]:
            return matrix
        batch = matrix.shape[:-2]
        if not batch.is_fully_defined():
            batch = array_ops.shape(matrix)[:-2]
        matrix = array_ops.reshape(matrix, array_ops.concat(([-1], array_ops.shape(matrix)[-2:]), axis=0))
        sizes = math_ops.abs(matrix)
        rows = array_ops.size(array_ops.shape(matrix)) - 2
        norm = math_ops.reduce_max(math_ops.reduce_sum(sizes, axis=rows), axis=-1)

        def constant(number: float) -> Any:
            return compat_v1.constant(number, norm.dtype)

        def choose(bounds: Sequence[float], cases: Sequence[Any]) -> Any:
            below = math_ops.less(norm, constant(bounds[0]))
            rest = cases[1] if len(bounds) == 1 else choose(bounds[1:], cases[1:])
            return array_ops.where(below, cases[0], rest)

        if matrix.dtype in (compat_v1.float16, compat_v1.float32, compat_v1.complex64):
            bounds: Sequence[float] = BOUNDS_OF_32_BITS
            beyond = constant(SCALED_BEYOND_32_BITS)
            approximate = [linalg_impl._matrix_exp_pade3, linalg_impl._matrix_exp_pade5, linalg_impl._matrix_exp_pade7]
        elif matrix.dtype in (compat_v1.float64, compat_v1.complex128):
            bounds, beyond = BOUNDS_OF_64_BITS, constant(SCALED_BEYOND_64_BITS)
            approximate = [
                linalg_impl._matrix_exp_pade3,
                linalg_impl._matrix_exp_pade5,
                linalg_impl._matrix_exp_pade7,
                linalg_impl._matrix_exp_pade9,
                linalg_impl._matrix_exp_pade13,
            ]
        else:
            raise ValueError(f"tf.linalg.expm does not support matrices of type {matrix.dtype}")
        halvings = math_ops.log(norm / beyond) / math_ops.log(constant(2.0))
        squarings = math_ops.maximum(math_ops.floor(halvings), 0)
        parts = [order(matrix) for order in approximate[:-1]]
        power = math_ops.pow(compat_v1.constant(2.0, dtype=matrix.dtype), math_ops.cast(squarings, matrix.dtype))
        parts.append(approximate[-1](matrix / power[..., compat_v1.newaxis, compat_v1.newaxis]))
        odd, even = (choose(bounds, [part[i] for part in parts]) for i in (0, 1))
        numerator = odd + even
        result = linalg_ops.matrix_solve(-odd + even, numerator)
        most = math_ops.reduce_max(squarings)

        def square(i: Any, result: Any) -> Any:
            return i + 1, array_ops.where(math_ops.less(i, squarings), math_ops.matmul(result, result), result)

        _, result = compat_v1.while_loop(lambda i, _: math_ops.less(i, most), square, [constant(0.0), result])
        if matrix.shape.is_fully_defined():
            return array_ops.reshape(result, batch.concatenate(result.shape[-2:]))
        return array_ops.reshape(result, array_ops.concat((batch, array_ops.shape(result)[-2:]), axis=0))
