"""Generalised divisive normalisation (Ballé, Laparra and Simoncelli, 2016), of `tf.contrib.layers`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import linalg_ops, math_ops
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.layers.input_spec import InputSpec

CHANNEL_AXES = {"channels_first": 1, "channels_last": -1}
GRADIENT = "GDNLowerBound"


@layer("GDN")
class GDN(tf.layers.Layer):
    """Each channel divided by a root of a weighted sum of all channels' squares at its place; see `gdn`.

    Attributes:
      beta: the sums' constants, [channels].
      gamma: the sums' weights, [channels, channels].
    """

    def __init__(
        self,
        inverse: bool = False,
        beta_min: float = 1e-6,
        gamma_init: float = 0.1,
        reparam_offset: float = 2**-18,
        data_format: str = "channels_last",
        activity_regularizer: Callable[[Any], Any] | None = None,
        trainable: bool = True,
        name: str | None = None,
        **kwargs: Any,
    ):
        super().__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        if data_format not in CHANNEL_AXES:
            raise ValueError(f"Unsupported `data_format` for GDN layer: {data_format}.")
        self.inverse = inverse
        self.data_format = data_format
        self._beta_min, self._gamma_init, self._offset = beta_min, gamma_init, reparam_offset
        self.input_spec = InputSpec(min_ndim=3, max_ndim=5)

    def build(self, input_shape: Any) -> None:
        axis = CHANNEL_AXES[self.data_format]
        shape = tf.TensorShape(input_shape)
        channels = tf.dimension_value(shape[axis])
        if channels is None:
            raise ValueError("The channel dimension of the inputs to `GDN` must be defined.")
        self._input_rank = shape.ndims
        self.input_spec = InputSpec(ndim=shape.ndims, axes={axis: channels})
        # Both are roots of what is learned, not smaller than a bound: they change slowly near 0, and never stop.
        squared = self._offset**2
        pedestal = tf.constant(squared, dtype=self.dtype)
        beta_bound = tf.constant((self._beta_min + squared) ** 0.5, dtype=self.dtype)
        gamma_bound = tf.constant(self._offset, dtype=self.dtype)

        def initial_beta(shape: Any, dtype: Any = None, partition_info: Any = None) -> Any:
            pedestal = tf.constant(squared, dtype=self.dtype)
            return math_ops.sqrt(tf.ones(shape, dtype=dtype) + pedestal)

        def initial_gamma(shape: Any, dtype: Any = None, partition_info: Any = None) -> Any:
            identity = linalg_ops.eye(shape[0], dtype=dtype)
            pedestal = tf.constant(squared, dtype=self.dtype)
            return math_ops.sqrt(self._gamma_init * identity + pedestal)

        beta = self._add("reparam_beta", [channels], initial_beta)
        self.beta = math_ops.square(_not_below(beta, beta_bound)) - pedestal
        gamma = self._add("reparam_gamma", [channels, channels], initial_gamma)
        self.gamma = math_ops.square(_not_below(gamma, gamma_bound)) - pedestal
        self.built = True

    def _add(self, name: str, shape: list[int], initializer: Callable[..., Any]) -> Any:
        return self.add_weight(name, shape, initializer=initializer, dtype=self.dtype, trainable=True)

    def call(self, inputs: Any) -> Any:
        inputs = tf.convert_to_tensor(inputs, dtype=self.dtype)
        rank = self._input_rank
        kernel = tf.reshape(self.gamma, [*[1] * (rank - 2), *self.gamma.get_shape().as_list()])
        if self.data_format == "channels_first":
            layout = "NC" + "DHW"[2 - rank :]
            sums = tf.nn.convolution(math_ops.square(inputs), kernel, "VALID", data_format=layout)
            sums = self._add_beta(sums)
        else:
            sums = tf.nn.convolution(math_ops.square(inputs), kernel, "VALID")
            sums = tf.nn.bias_add(sums, self.beta, data_format="NHWC")
        root = math_ops.sqrt(sums)
        outputs = inputs * root if self.inverse else inputs / root
        outputs.set_shape(inputs.get_shape())
        return outputs

    def _add_beta(self, sums: Any) -> Any:
        """`sums`, whose channels come first, and beta: as pictures, which is what the op takes."""
        if self._input_rank == 3:
            return tf.squeeze(tf.nn.bias_add(tf.expand_dims(sums, 2), self.beta, data_format="NCHW"), [2])
        if self._input_rank == 4:
            return tf.nn.bias_add(sums, self.beta, data_format="NCHW")
        shape = tf.shape(sums)
        flat = tf.reshape(sums, tf.concat([shape[:3], [-1]], 0))
        return tf.reshape(tf.nn.bias_add(flat, self.beta, data_format="NCHW"), shape)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the output: that of the input."""
        return tf.TensorShape(input_shape)


def _not_below(inputs: Any, bound: Any) -> Any:
    """The greater of both; a gradient that would raise an input passes also where the bound is greater."""
    with tf.name_scope(None, "GDNLowerBound", [inputs, bound]) as scope:
        inputs = tf.convert_to_tensor(inputs, name="inputs")
        bound = tf.convert_to_tensor(bound, name="bound")
        with tf.get_default_graph().gradient_override_map({"Maximum": GRADIENT}):
            return math_ops.maximum(inputs, bound, name=scope)


@tf.RegisterGradient(GRADIENT)
def _gradient_not_below(op: Any, grad: Any) -> list[Any]:
    inputs, bound = op.inputs
    passes = math_ops.logical_or(inputs >= bound, grad < 0)
    return [math_ops.cast(passes, grad.dtype) * grad, None]


@layer("gdn")
def gdn(
    inputs: Any,
    inverse: bool = False,
    beta_min: float = 1e-6,
    gamma_init: float = 0.1,
    reparam_offset: float = 2**-18,
    data_format: str = "channels_last",
    activity_regularizer: Callable[[Any], Any] | None = None,
    trainable: bool = True,
    name: str | None = None,
    reuse: bool | None = None,
) -> Any:
    """`inputs / sqrt(beta + inputs² · gamma)` over the channels, a tensor of the inputs' shape.

    Args:
      inputs: of rank 3, 4 or 5.
      inverse: multiply instead of divide: a step towards the inverse.
      beta_min: beta is not below that.
      gamma_init: gamma is that times the identity at first.
      reparam_offset: how far from 0 the learned roots are kept.
      data_format: `channels_last` or `channels_first`.
      activity_regularizer: a function that gives a loss.
      trainable: whether the variables `reparam_beta` and `reparam_gamma` are trained.
      name: of the layer and its scope.
      reuse: whether to take variables that exist.

    Raises:
      ValueError: the data format is another.
    """
    normalization = GDN(
        inverse,
        beta_min,
        gamma_init,
        reparam_offset,
        data_format,
        activity_regularizer,
        trainable,
        name,
        dtype=inputs.dtype.base_dtype,
        _scope=name,
        _reuse=reuse,
    )
    return normalization.apply(inputs)
