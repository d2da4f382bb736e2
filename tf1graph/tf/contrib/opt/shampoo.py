"""`tf.contrib.opt.ShampooOptimizer` (Gupta et al., 2018)."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.opt.matrix_functions import matrix_inverse_pth_root, matrix_square_root
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.ShampooOptimizer", gone="2.0")
class ShampooOptimizer(tf.train.Optimizer):
    """Adagrad with a matrix of sums of squares for each dimension of a variable.

    A number may also be a function of the step, which is a float32 scalar.

    Args:
      global_step: a variable or a number.
      max_matrix_size: a larger dimension has a vector, not a matrix.
      gbar_decay, gbar_weight: of the mean of gradients.
      mat_gbar_decay, mat_gbar_weight: of the sums of squares.
      learning_rate: the step's size.
      svd_interval: steps from one computation of the matrices' powers to the next; no function, despite what
        TensorFlow 1 said of it.
      precond_update_interval: steps from one change of the matrices to the next.
      epsilon: is added to the matrices' diagonals.
      alpha: the exponent of all matrices together.
      use_iterative_root: whether powers are computed by iteration, not from singular values.
    """

    def __init__(
        self,
        global_step: Any = 0,
        max_matrix_size: int = 768,
        gbar_decay: Any = 0.0,
        gbar_weight: Any = 1.0,
        mat_gbar_decay: Any = 1.0,
        mat_gbar_weight: Any = 1.0,
        learning_rate: Any = 1.0,
        svd_interval: int = 1,
        precond_update_interval: Any = 1,
        epsilon: float = 1e-4,
        alpha: Any = 0.5,
        use_iterative_root: bool = False,
        use_locking: bool = False,
        name: str = "Shampoo",
    ):
        super().__init__(use_locking, name)
        self._global_step = tf.cast(global_step, tf.float32)
        self._max_matrix_size = max_matrix_size
        self._gbar_decay, self._gbar_weight = gbar_decay, gbar_weight
        self._mat_gbar_decay, self._mat_gbar_weight = mat_gbar_decay, mat_gbar_weight
        self._learning_rate = learning_rate
        self._svd_interval, self._precond_update_interval = svd_interval, precond_update_interval
        self._epsilon, self._alpha = epsilon, alpha
        self._use_iterative_root = use_iterative_root

    def _create_slots(self, var_list: Any) -> None:
        for variable in var_list:
            with tf.colocate_with(variable):
                self._zeros_slot(variable, "gbar", self._name)
                for axis, length in enumerate(variable.shape.as_list()):
                    self._create_sums(variable, axis, length)

    def _create_sums(self, variable: Any, axis: int, length: int) -> None:
        """The sums of squares along an axis, and where powers are kept, that of the matrix."""
        size = tf.convert_to_tensor(length, name="shape_as_tensor")
        if length <= self._max_matrix_size:
            sums = tf.zeros_like(tf.eye(size))
            if self._svd_interval > 1:
                self._get_or_make_slot(variable, tf.eye(size), f"H_{axis}", self._name)
        else:
            sums = tf.zeros([size])
        self._get_or_make_slot(variable, sums, f"Gbar_{axis}", self._name)

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        return self._apply(grad, var)

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        return self._apply(grad, var)

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        return self._apply_rows(grad, indices, var)

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        return self._apply_rows(grad.values, grad.indices, var)

    def _apply_rows(self, values: Any, rows: Any, var: Any) -> Any:
        if var.shape.as_list()[0] > self._max_matrix_size and self._gbar_decay == 0.0:
            return self._apply(values, var, rows)
        dense = tf.scatter_nd(tf.expand_dims(rows, axis=1), values, tf.shape(var, out_type=rows.dtype))
        return self._apply(dense, var)

    def _apply(self, grad: Any, var: Any, rows: Any = None) -> Any:
        """The variable after the step.

        Args:
          rows: those of `var` that `grad` is of; all where it is None.
        """
        step = self._global_step + 1
        mean = grad
        mean_slot = self.get_slot(var, "gbar")
        decay, weight = _at(self._gbar_decay, step), _at(self._gbar_weight, step)
        if rows is None:
            mean = self._averaged(mean_slot, self._gbar_decay, decay, weight * grad)
        elif self._gbar_decay != 0.0:
            tf.logging.warning("Not applying momentum for variable: %s", var.name)
        shape = var.shape.as_list()
        numbers = _Numbers(self, step, len(shape))
        scaled = mean
        for axis, length in enumerate(shape):
            others = [other for other in range(len(shape)) if other != axis]
            if length <= self._max_matrix_size:
                power = self._matrix_power(grad, var, axis, others, numbers)
                scaled = tf.tensordot(scaled, power, axes=([0], [0]), name=f"precond_{axis}")
            else:
                power = self._vector_power(grad, var, axis, others, numbers, rows)
                scaled = tf.transpose(scaled, perm=[*range(1, len(shape)), 0]) * power
        rate = _at(self._learning_rate, step)
        if rows is None:
            return tf.assign_sub(var, rate * scaled)
        return tf.scatter_add(var, rows, -rate * scaled)

    def _averaged(self, average: Any, kind: Any, decay: Any, addend: Any) -> Any:
        """The variable `average`, times `decay`, plus `addend`.

        Args:
          kind: the decay as it was given to the optimiser: with 0 and 1 there is less to do.
        """
        if kind == 0.0:
            return addend
        if kind == 1.0:
            return tf.assign_add(average, addend)
        return average.assign_add((decay - 1) * average + addend)

    def _matrix_power(self, grad: Any, var: Any, axis: int, others: list[int], numbers: _Numbers) -> Any:
        """The power of an axis' matrix after it was changed by `grad`."""
        sums = self.get_slot(var, f"Gbar_{axis}")
        length = var.shape.as_list()[axis]

        def changed() -> Any:
            weight = numbers.weight * numbers.change_interval
            squares = tf.tensordot(grad, grad, axes=(others, others), name=f"grad_outer_{axis}")
            return self._averaged(sums, self._mat_gbar_decay, numbers.decay, weight * squares)

        new = tf.cond(tf.mod(numbers.step, numbers.change_interval) < 1, changed, lambda: sums)
        new = new / float(length)
        if self._svd_interval == 1:
            return self._power(new, length, numbers.exponent)
        kept = self.get_slot(var, f"H_{axis}")
        return tf.cond(
            tf.mod(numbers.step, numbers.power_interval) < 1,
            lambda: self._power(new, length, numbers.exponent, kept),
            lambda: kept,
        )

    def _vector_power(self, grad: Any, var: Any, axis: int, others: list[int], numbers: _Numbers, rows: Any) -> Any:
        """The power of an axis' vector after it was changed by `grad`; zero stays zero."""
        sums = self.get_slot(var, f"Gbar_{axis}")
        if others:
            divisor = float(var.shape.as_list()[axis]) if rows is None else 1.0
            squares = tf.reduce_sum(grad * grad, axis=others) / divisor
        else:
            squares = grad * grad
        if axis == 0 and rows is not None:
            assert self._mat_gbar_decay == 1.0, "Shampoo's gradients of rows need mat_gbar_decay=1."
            new = tf.gather(tf.scatter_add(sums, rows, numbers.weight * squares), rows)
        else:
            new = self._averaged(sums, self._mat_gbar_decay, numbers.decay, numbers.weight * squares)
        return tf.where(tf.greater(new, 0), tf.pow(new, numbers.exponent), tf.zeros_like(new))

    def _power(self, matrix: Any, size: int, exponent: Any, kept: Any = None) -> Any:
        """A power of a symmetric matrix; written into the variable `kept` where there is one."""
        with tf.name_scope("matrix_iterative_power"):
            if self._use_iterative_root:
                root = matrix_square_root(matrix, size, 100, self._epsilon)
                power = matrix_inverse_pth_root(root, size, 2 * exponent, 100, ridge_epsilon=0.0)
            elif size == 1:
                power = tf.pow(matrix + self._epsilon, exponent)
            else:
                ridge = self._epsilon * tf.eye(tf.cast(size, tf.int32))
                singular, left, right = tf.svd(matrix + ridge, full_matrices=True)
                powers = tf.pow(tf.maximum(singular, self._epsilon), exponent)
                power = tf.matmul(right * powers, tf.transpose(left))
            return power if kept is None else tf.assign(kept, power)


class _Numbers:
    """What the matrices of a variable of `rank` dimensions share in a step."""

    def __init__(self, optimizer: ShampooOptimizer, step: Any, rank: int):
        self.step = step
        self.decay = _at(optimizer._mat_gbar_decay, step)
        self.weight = _at(optimizer._mat_gbar_weight, step)
        self.exponent = -_at(optimizer._alpha, step) / rank
        self.power_interval = _at(optimizer._svd_interval, step)
        self.change_interval = _at(optimizer._precond_update_interval, step)


def _at(number: Any, step: Any) -> Any:
    """A number, or what its function gives at a step."""
    return number(step) if callable(number) else number
