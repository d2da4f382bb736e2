"""Batch and layer normalisation."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, original
from tf1graph.tf.python.keras._tf_keras import backend, batch_normalization, control_flow_util, inside, layers

Base = batch_normalization.BatchNormalizationBase


@inside(Base)
def build(self: Any, input_shape: Any) -> None:
    """The variables; where scale or centre is left out, the constant in its place, made in the same order."""
    add_weight = self.add_weight

    def with_constants(name: str, **about: Any) -> Any:
        if self.fused and name in ("beta", "moving_mean"):
            if not self.scale and "_gamma_const" not in vars(self):
                self._gamma_const = _constant(self, 1.0)
            if not self.center and name == "moving_mean":
                self._beta_const = _constant(self, 0.0)
        return add_weight(name=name, **about)

    self.add_weight = with_constants
    try:
        original(Base.build)(self, input_shape)
    finally:
        del self.add_weight


def _constant(self: Any, value: float) -> Any:
    return backend.constant(value, dtype=self._param_dtype, shape=self._param_shape)


@inside(Base, name="_fused_batch_norm")
def normalize_by_one_op(self: Any, inputs: Any, mask: Any, training: Any) -> Any:
    """TensorFlow 1 gave the op no moving averages in training, and corrected the variance afterwards."""
    beta = self.beta if self.center else self._beta_const
    gamma = self.gamma if self.scale else self._gamma_const
    about = {"epsilon": self.epsilon, "data_format": self._data_format}
    moving = {"mean": self.moving_mean, "variance": self.moving_variance}
    normalize = compat_v1.nn.fused_batch_norm
    output, mean, variance = control_flow_util.smart_cond(
        training,
        lambda: normalize(inputs, gamma, beta, **about),
        lambda: normalize(inputs, gamma, beta, is_training=False, **moving, **about),
    )
    if not self._bessels_correction_test_only:
        count = math_ops.cast(array_ops.size(inputs) / array_ops.size(variance), variance.dtype)
        variance *= (count - math_ops.cast(1.0, variance.dtype)) / count
    known = control_flow_util.constant_value(training)
    if known is None:
        momentum = control_flow_util.smart_cond(training, lambda: self.momentum, lambda: 1.0)
    else:
        momentum = ops.convert_to_tensor(self.momentum)
    if known or known is None:
        self.add_update(lambda: self._assign_moving_average(self.moving_mean, mean, momentum, None))
        self.add_update(lambda: self._assign_moving_average(self.moving_variance, variance, momentum, None))
    return output


@inside(Base, name="_assign_moving_average")
def assign_moving_average(self: Any, variable: Any, value: Any, momentum: Any, inputs_size: Any) -> Any:
    del self, inputs_size  # which only a distribution strategy's replicas count
    with backend.name_scope("AssignMovingAvg") as scope, compat_v1.colocate_with(variable):
        decay = ops.convert_to_tensor(1.0 - momentum, name="decay")
        if decay.dtype != variable.dtype.base_dtype:
            decay = math_ops.cast(decay, variable.dtype.base_dtype)
        delta = (variable - math_ops.cast(value, variable.dtype)) * decay
        return compat_v1.assign_sub(variable, delta, name=scope)


@inside(layers.LayerNormalization)
def call(self: Any, inputs: Any) -> Any:
    shape = inputs.shape
    mean, variance = compat_v1.nn.moments(inputs, self.axis, keep_dims=True)
    kept = [size if axis in self.axis else 1 for axis, size in enumerate(shape.as_list())]

    def broadcast(weight: Any) -> Any:
        whole = weight is None or len(weight.shape) == len(kept) or self.axis == [len(kept) - 1]
        return weight if whole else array_ops.reshape(weight, kept)

    scale, offset = broadcast(self.gamma), broadcast(self.beta)
    outputs = compat_v1.nn.batch_normalization(
        inputs, mean, variance, offset=offset, scale=scale, variance_epsilon=self.epsilon
    )
    outputs.set_shape(shape)
    return outputs
