"""Batch normalisation as a bijector: training goes the way back (arXiv:1705.07057)."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, bijector_impl, compat_v1, math_ops
from tf1graph.tf.layers import BatchNormalization as NormalizationLayer
from tf1graph.tf.names import provide

UNKNOWN_SHAPE = "Input must have shape known at graph construction."


@provide("tf.contrib.distributions.bijectors.BatchNormalization", today="tfp.bijectors", gone="2.0")
class BatchNormalization(bijector_impl.Bijector):
    """`inverse` normalises, `forward` undoes it with the moving averages.

    Args:
      batchnorm_layer: a `tf.layers.BatchNormalization`; one whose scale stays positive where it is None.
      training: whether `inverse` normalises by the batch.
      validate_args: whether arguments are checked when the graph runs.
      name: of the bijector.

    Raises:
      ValueError: the layer is something else, or does what cannot be undone.
    """

    def __init__(
        self,
        batchnorm_layer: Any = None,
        training: bool = True,
        validate_args: bool = False,
        name: str = "batch_normalization",
    ):
        self.batchnorm = batchnorm_layer or NormalizationLayer(
            gamma_constraint=lambda gamma: compat_v1.nn.relu(gamma) + 1e-06
        )
        if not isinstance(self.batchnorm, NormalizationLayer):
            raise ValueError("batchnorm_layer must be an instance of BatchNormalization layer.")
        if self.batchnorm.renorm:
            raise ValueError("BatchNorm Bijector does not support renormalization.")
        if self.batchnorm.virtual_batch_size:
            raise ValueError("BatchNorm Bijector does not support virtual batch sizes.")
        self._training = training
        axis = self.batchnorm.axis
        super().__init__(
            forward_min_event_ndims=1 if isinstance(axis, int) else len(axis), validate_args=validate_args, name=name
        )

    def _forward(self, x: Any) -> Any:
        layer = self.batchnorm
        if not layer.built:
            layer.build(x.shape)
        shape = self._known_shape(x)
        mean, variance = (self._broadcast(v, shape) for v in (layer.moving_mean, layer.moving_variance))
        beta = self._broadcast(layer.beta, shape) if layer.center else None
        gamma = self._broadcast(layer.gamma, shape) if layer.scale else None
        with compat_v1.name_scope("undo_batchnorm"):
            rescale = math_ops.sqrt(variance + layer.epsilon)
            if gamma is not None:
                rescale /= gamma
            scaled = x * rescale
            return scaled + (mean if beta is None else mean - beta * rescale)

    def _inverse(self, y: Any) -> Any:
        return self.batchnorm.apply(y, training=self._training)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        return -self._inverse_log_det_jacobian(x, use_saved_statistics=True)

    def _inverse_log_det_jacobian(self, y: Any, use_saved_statistics: bool = False) -> Any:
        layer, shape = self.batchnorm, self._known_shape(y)
        if not layer.built:
            layer.build(shape)
        if use_saved_statistics or not self._training:
            log_variance = math_ops.log(layer.moving_variance + layer.epsilon)
        else:
            _, variance = compat_v1.nn.moments(y, axes=self._reduced_axes(shape), keep_dims=True)
            log_variance = math_ops.log(variance + layer.epsilon)
        log_gamma = math_ops.reduce_sum(math_ops.log(layer.gamma))
        return log_gamma - 0.5 * math_ops.reduce_sum(log_variance)

    def _known_shape(self, x: Any) -> Any:
        if not x.shape.is_fully_defined():
            raise ValueError(UNKNOWN_SHAPE)
        return np.int32(x.shape.as_list())

    def _reduced_axes(self, shape: Any) -> list[int]:
        return [axis for axis in range(len(shape)) if axis not in self.batchnorm.axis]

    def _broadcast(self, v: Any, shape: Any) -> Any:
        if v is None or v.shape.ndims == len(shape) or self._reduced_axes(shape) == list(range(len(shape) - 1)):
            return v
        sizes = [1] * len(shape)
        sizes[self.batchnorm.axis[0]] = shape[self.batchnorm.axis[0]]
        return array_ops.reshape(v, sizes)
