"""What distributions of vectors have in common that are numbers behind a linear operator."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, math_ops
from tf1graph.tf.contrib.distributions.scale import is_diagonal, is_low_rank_update
from tf1graph.tf.contrib.distributions.transformed_distribution import TransformedDistribution


class OfLinearOperator(TransformedDistribution):
    """`scale · z + loc` of independent numbers `z` of one distribution, whose mean is 0 where nothing else is said."""

    _variance_of_number: float | None = None  # where it is not 1

    @property
    def loc(self) -> Any:
        return self.bijector.shift

    @property
    def scale(self) -> Any:
        return self.bijector.scale

    def _shape(self) -> tuple[Any, bool]:
        """The shape of batch and event together, and whether it is known before the graph runs."""
        shape = self.batch_shape.concatenate(self.event_shape)
        if shape.is_fully_defined():
            return shape, True
        return array_ops.concat([self.batch_shape_tensor(), self.event_shape_tensor()], 0), False

    def _mean(self) -> Any:
        shape, known = self._shape()
        if self.loc is None:
            return array_ops.zeros(shape, self.dtype)
        if known and shape == self.loc.shape:
            return array_ops.identity(self.loc)
        return array_ops.identity(self.loc) + array_ops.zeros(shape, self.dtype)

    def _mode(self) -> Any:
        return self._mean()

    def _covariance(self) -> Any:
        if is_diagonal(self.scale):
            return self._spread(array_ops.matrix_diag(math_ops.square(self.scale.diag_part())))
        return self._spread(self.scale.matmul(self.scale.to_dense(), adjoint_arg=True))

    def _variance(self) -> Any:
        if is_diagonal(self.scale):
            return self._spread(math_ops.square(self.scale.diag_part()))
        if self._is_symmetric_update():
            return array_ops.matrix_diag_part(self._spread(self.scale.matmul(self.scale.to_dense())))
        return self._spread(self._diagonal_of_product())

    def _stddev(self) -> Any:
        if is_diagonal(self.scale):
            found = math_ops.abs(self.scale.diag_part())
        else:
            found = math_ops.sqrt(self._diagonal_of_product())
        return found if self._variance_of_number is None else np.sqrt(self._variance_of_number) * found

    def _spread(self, covariance: Any) -> Any:
        return covariance if self._variance_of_number is None else self._variance_of_number * covariance

    def _diagonal_of_product(self) -> Any:
        """That of the operator times its adjoint, which is left out where the operator is known to be its own."""
        product = self.scale.matmul(self.scale.to_dense(), adjoint_arg=not self._is_symmetric_update())
        return array_ops.matrix_diag_part(product)

    def _is_symmetric_update(self) -> bool:
        return is_low_rank_update(self.scale) and self.scale.is_self_adjoint
