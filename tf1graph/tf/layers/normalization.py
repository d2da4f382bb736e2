"""`tf.layers.batch_normalization` (python/keras/layers/normalization.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, tensor_shape
from tf1graph.tf.layers.arguments import choose, initializer_of, truth_of
from tf1graph.tf.layers.base import Layer
from tf1graph.tf.layers.input_spec import InputSpec
from tf1graph.tf.layers.statistics import MovingStatistics
from tf1graph.tf.names import provide
from tf1graph.tf.python.ops import nn_impl

CLIPPED = ("rmax", "rmin", "dmax")


@provide("tf.layers.BatchNormalization", today="tf_keras.layers.BatchNormalization", gone="2.16")
class BatchNormalization(MovingStatistics, Layer):
    """Inputs moved and scaled to mean 0 and variance 1, then by two learned vectors.

    Args:
      axis: the axis of the features, or a list of axes, each of known size.
      momentum: how much of the moving mean and variance a step keeps.
      epsilon: added to the variance.
      center, scale: whether there is an offset `beta`, a factor `gamma`.
      beta_initializer, gamma_initializer, moving_mean_initializer, moving_variance_initializer: of the variables.
      beta_regularizer, gamma_regularizer: functions that give a loss.
      beta_constraint, gamma_constraint: functions that the optimiser applies after a step.
      renorm: whether training corrects the batch's statistics towards the moving ones.
      renorm_clipping: bounds of that correction: `rmin`, `rmax`, `dmax`, tensors or numbers.
      renorm_momentum: how much of those moving statistics a step keeps.
      fused: whether one op does it all; None or True: where it can, which is for pictures.
      trainable: whether `beta` and `gamma` are trained.
      virtual_batch_size: split the batch into ones of this size, each normalised alone.
      adjustment: takes the shape of the inputs, returns a factor and an offset to apply in training.
      name: of the layer and its scope.
    """

    def __init__(
        self,
        axis: Any = -1,
        momentum: Any = 0.99,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        moving_mean_initializer: Any = "zeros",
        moving_variance_initializer: Any = "ones",
        beta_regularizer: Callable[[Any], Any] | None = None,
        gamma_regularizer: Callable[[Any], Any] | None = None,
        beta_constraint: Callable[[Any], Any] | None = None,
        gamma_constraint: Callable[[Any], Any] | None = None,
        renorm: bool = False,
        renorm_clipping: dict[str, Any] | None = None,
        renorm_momentum: Any = 0.99,
        fused: bool | None = None,
        trainable: bool = True,
        virtual_batch_size: int | None = None,
        adjustment: Callable[[Any], tuple[Any, Any]] | None = None,
        name: str | None = None,
        **kwargs: Any,
    ):
        super().__init__(trainable=trainable, name=name, **kwargs)
        if not isinstance(axis, list | int):
            raise TypeError(f"axis must be int or list, type given: {type(axis)}")
        if set(renorm_clipping or {}) - set(CLIPPED):
            raise ValueError(f"renorm_clipping {renorm_clipping} contains keys not in {list(CLIPPED)}")
        self.axis: Any = [*axis] if isinstance(axis, list) else axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.beta_initializer = initializer_of(beta_initializer)
        self.gamma_initializer = initializer_of(gamma_initializer)
        self.moving_mean_initializer = initializer_of(moving_mean_initializer)
        self.moving_variance_initializer = initializer_of(moving_variance_initializer)
        self.beta_regularizer = beta_regularizer
        self.gamma_regularizer = gamma_regularizer
        self.beta_constraint = beta_constraint
        self.gamma_constraint = gamma_constraint
        self.renorm = renorm
        self.renorm_clipping = renorm_clipping or {}
        self.renorm_momentum = renorm_momentum
        self.fused = fused is not False
        self.virtual_batch_size = virtual_batch_size
        self.adjustment = adjustment

    def build(self, input_shape: Any) -> None:
        sizes = tensor_shape.as_shape(input_shape)
        if not sizes.ndims:
            raise ValueError("Input has undefined rank:", sizes)
        self._settle_axes(sizes)
        dtype = self._parameter_dtype()
        shape = self._parameter_shape(sizes)
        self.gamma = self.beta = None
        if self.scale:
            self.gamma = self.add_weight(
                "gamma", shape, dtype, self.gamma_initializer, self.gamma_regularizer, True, self.gamma_constraint
            )
        elif self.fused:
            self._gamma_const = compat_v1.constant(1.0, dtype=dtype, shape=shape)
        if self.center:
            self.beta = self.add_weight(
                "beta", shape, dtype, self.beta_initializer, self.beta_regularizer, True, self.beta_constraint
            )
        elif self.fused:
            self._beta_const = compat_v1.constant(0.0, dtype=dtype, shape=shape)
        partitioner = self._scope.partitioner if self._scope else None
        if self._scope:
            self._scope.set_partitioner(None)  # the moving statistics are not partitioned
        try:
            self._add_statistics(shape, dtype)
        finally:
            if partitioner:
                self._scope.set_partitioner(partitioner)
        self.built = True

    def call(self, inputs: Any, training: Any = False) -> Any:
        if self.fused:
            return self._call_fused(inputs, training)
        if self.virtual_batch_size is None:
            return self._call_plain(inputs, training)
        shape = [-1, *inputs.shape.as_list()[1:]]
        outputs = self._call_plain(array_ops.reshape(inputs, [self.virtual_batch_size, *shape]), training)
        return array_ops.reshape(outputs, shape)

    def compute_output_shape(self, input_shape: Any) -> Any:
        return input_shape

    def _settle_axes(self, sizes: Any) -> None:
        """Check the axes, count them from the front, and see whether one op can do it all."""
        rank = sizes.ndims
        axes = [self.axis] if isinstance(self.axis, int) else self.axis
        axes = [axis + rank if axis < 0 else axis for axis in axes]
        for axis in axes:
            if not 0 <= axis < rank:
                raise ValueError(f"Invalid axis: {axis}")
        if len(axes) != len(set(axes)):
            raise ValueError(f"Duplicate axis: {axes}")
        if self.virtual_batch_size is not None:
            self._check_virtual_batches(axes)
        plain = not self.renorm and self.virtual_batch_size is None and self.adjustment is None
        self.fused = self.fused and rank == 4 and plain and axes in ([1], [3])
        known = {axis: compat_v1.dimension_value(sizes[axis]) for axis in axes}
        if None in known.values():
            raise ValueError("Input has undefined `axis` dimension. Input shape: ", sizes)
        self.axis = axes
        self.input_spec = InputSpec(ndim=rank, axes=known)

    def _check_virtual_batches(self, axes: list[int]) -> None:
        if self.virtual_batch_size is not None and self.virtual_batch_size <= 0:
            raise ValueError(
                "virtual_batch_size must be a positive integer that divides the true batch size of the input Tensor"
            )
        if 0 in axes:
            raise ValueError(
                "When using virtual_batch_size, the batch dimension must be 0 and thus axis cannot include 0"
            )
        if self.adjustment is not None:
            raise ValueError("When using virtual_batch_size, adjustment cannot be specified")

    def _parameter_dtype(self) -> Any:
        dtype = compat_v1.as_dtype(self.dtype or "float32")
        return compat_v1.float32 if dtype in (compat_v1.float16, compat_v1.bfloat16) else dtype

    def _parameter_shape(self, sizes: Any) -> Any:
        if len(self.axis) == 1 and self.virtual_batch_size is None:
            return (sizes.as_list()[self.axis[0]],)
        shape = [size if axis in self.axis else 1 for axis, size in enumerate(sizes.as_list())]
        if self.virtual_batch_size is not None:  # the batch becomes two axes
            shape.insert(1, 1)
            self.axis = [axis + 1 for axis in self.axis]
        return shape

    def _call_fused(self, inputs: Any, training: Any) -> Any:
        gamma = self.gamma if self.scale else self._gamma_const
        beta = self.beta if self.center else self._beta_const
        layout = "NCHW" if self.axis == [1] else "NHWC"

        def in_training() -> Any:
            return nn_impl.fused_batch_norm(inputs, gamma, beta, epsilon=self.epsilon, data_format=layout)

        def afterwards() -> Any:
            mean, variance = self.moving_mean, self.moving_variance
            return nn_impl.fused_batch_norm(
                inputs, gamma, beta, mean, variance, self.epsilon, data_format=layout, is_training=False
            )

        outputs, mean, variance = choose(training, in_training, afterwards)
        known = truth_of(training)
        if known is None:
            momentum = choose(training, lambda: self.momentum, lambda: 1.0)
        else:
            momentum = ops.convert_to_tensor(self.momentum)
        if known is not False:
            self.add_update(lambda: self._move(self.moving_mean, mean, momentum))
            self.add_update(lambda: self._move(self.moving_variance, variance, momentum))
        return outputs

    def _call_plain(self, inputs: Any, training: Any) -> Any:
        rank = inputs.shape.ndims
        kept = [axis for axis in range(rank) if axis not in self.axis]
        repeated = kept != list(range(rank - 1))
        if self.virtual_batch_size is not None:
            del kept[1]
            repeated = kept != list(range(rank - 1))
        shape = [1] * rank
        shape[self.axis[0]] = inputs.shape.as_list()[self.axis[0]]

        def broadcast(vector: Any) -> Any:
            along = vector is not None and vector.shape.ndims != rank and repeated
            return array_ops.reshape(vector, shape) if along else vector

        scale, offset = broadcast(self.gamma), broadcast(self.beta)
        mean, variance = self.moving_mean, self.moving_variance
        if truth_of(training) is not False:
            if self.adjustment:
                scale, offset = self._adjust(inputs, training, scale, offset)
            mean, variance = self._statistics(inputs, kept, training)
            new_mean, new_variance = mean, variance
            if self.virtual_batch_size is not None:
                new_mean = math_ops.reduce_mean(mean, axis=1, keepdims=True)
                new_variance = math_ops.reduce_mean(variance, axis=1, keepdims=True)
            if self.renorm:
                r, d, new_mean, new_variance = self._correct(new_mean, new_variance, training)
                r = broadcast(array_ops.stop_gradient(r, name="renorm_r"))
                d = broadcast(array_ops.stop_gradient(d, name="renorm_d"))
                scale, offset = _compose(r, d, scale, offset)
            self._update(new_mean, new_variance, training)
        mean, variance, offset, scale = (
            part if part is None else math_ops.cast(part, inputs.dtype) for part in (mean, variance, offset, scale)
        )
        outputs = compat_v1.nn.batch_normalization(
            inputs, broadcast(mean), broadcast(variance), offset, scale, self.epsilon
        )
        outputs.set_shape(inputs.shape)
        return outputs

    def _adjust(self, inputs: Any, training: Any, scale: Any, offset: Any) -> tuple[Any, Any]:
        factor, bias = self.adjustment(array_ops.shape(inputs))  # type: ignore[misc]
        factor = choose(training, lambda: factor, lambda: compat_v1.ones_like(factor))
        bias = choose(training, lambda: bias, lambda: compat_v1.zeros_like(bias))
        return _compose(factor, bias, scale, offset)

    def _statistics(self, inputs: Any, kept: list[int], training: Any) -> tuple[Any, Any]:
        """The batch's mean and variance, or the moving ones where `training` turns out to be false."""
        keep = self.virtual_batch_size is not None or len(self.axis) > 1
        mean, variance = compat_v1.nn.moments(math_ops.cast(inputs, self._parameter_dtype()), kept, keep_dims=keep)
        return (
            choose(training, lambda: mean, lambda: ops.convert_to_tensor(self.moving_mean)),
            choose(training, lambda: variance, lambda: ops.convert_to_tensor(self.moving_variance)),
        )


def _compose(scale: Any, offset: Any, then_scale: Any, then_offset: Any) -> tuple[Any, Any]:
    """One factor and offset for two, one after the other."""
    if then_scale is not None:
        scale *= then_scale
        offset *= then_scale
    return scale, offset if then_offset is None else offset + then_offset


@provide("tf.layers.batch_normalization", today="tf_keras.layers.BatchNormalization(…)(inputs, training)", gone="2.16")
def batch_normalization(
    inputs: Any,
    axis: Any = -1,
    momentum: Any = 0.99,
    epsilon: float = 1e-3,
    center: bool = True,
    scale: bool = True,
    beta_initializer: Any = "zeros",
    gamma_initializer: Any = "ones",
    moving_mean_initializer: Any = "zeros",
    moving_variance_initializer: Any = "ones",
    beta_regularizer: Callable[[Any], Any] | None = None,
    gamma_regularizer: Callable[[Any], Any] | None = None,
    beta_constraint: Callable[[Any], Any] | None = None,
    gamma_constraint: Callable[[Any], Any] | None = None,
    training: Any = False,
    trainable: bool = True,
    name: str | None = None,
    reuse: bool | None = None,
    renorm: bool = False,
    renorm_clipping: dict[str, Any] | None = None,
    renorm_momentum: Any = 0.99,
    fused: bool | None = None,
    virtual_batch_size: int | None = None,
    adjustment: Callable[[Any], tuple[Any, Any]] | None = None,
) -> Any:
    """`inputs` moved and scaled to mean 0 and variance 1, then by two learned vectors.

    The ops that update the moving statistics are in the collection `UPDATE_OPS`; the program runs them, with
    `tf.control_dependencies` say.

    Args:
      inputs: a floating tensor.
      training: whether the batch's own statistics count, not the moving ones: a boolean, or a tensor of one.
      reuse: whether to take variables that exist.
      others: see `BatchNormalization`.

    Returns:
      A tensor of the shape and dtype of `inputs`.
    """
    layer = BatchNormalization(
        axis,
        momentum,
        epsilon,
        center,
        scale,
        beta_initializer,
        gamma_initializer,
        moving_mean_initializer,
        moving_variance_initializer,
        beta_regularizer,
        gamma_regularizer,
        beta_constraint,
        gamma_constraint,
        renorm,
        renorm_clipping,
        renorm_momentum,
        fused,
        trainable,
        virtual_batch_size,
        adjustment,
        name,
        dtype=inputs.dtype.base_dtype,
        _reuse=reuse,
        _scope=name,
    )
    return layer(inputs, training=training)
