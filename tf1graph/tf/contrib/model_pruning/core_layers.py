"""The layers of `tf.layers`, and the LSTM's, with a mask over their weights."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.layers.input_spec import InputSpec

MASK_COLLECTION = "masks"
THRESHOLD_COLLECTION = "thresholds"
MASKED_WEIGHT_COLLECTION = "masked_weights"
WEIGHT_COLLECTION = "kernel"
MASKED_WEIGHT_NAME = "weights/masked_weight"  # quantisation knows weights by this name


def collect(mask: Any, threshold: Any, weights: Any, masked: Any) -> None:
    """Put what is pruned into the collections that a `Pruning` reads, once a mask."""
    if not any(mask is known for known in tf.get_collection_ref(MASK_COLLECTION)):
        tf.add_to_collection(MASK_COLLECTION, mask)
        tf.add_to_collection(MASKED_WEIGHT_COLLECTION, masked)
        tf.add_to_collection(THRESHOLD_COLLECTION, threshold)
        tf.add_to_collection(WEIGHT_COLLECTION, weights)


class _Masked(tf.layers.Layer):
    """What the layers with a mask share."""

    def _add_mask(self, shape: Any) -> Any:
        return self.add_weight("mask", shape, initializer=tf.ones_initializer(), trainable=False, dtype=self.dtype)

    def _add_kernel_of(self, shape: Any) -> Any:
        return self.add_weight(
            "kernel",
            shape,
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            trainable=True,
            dtype=self.dtype,
        )

    def _add_the_rest(self, units: int) -> None:
        """The threshold, the masked kernel and the bias."""
        self.threshold = self.add_weight(
            "threshold", [], initializer=tf.zeros_initializer(), trainable=False, dtype=self.dtype
        )
        self.masked_kernel = math_ops.multiply(self.mask, self.kernel, MASKED_WEIGHT_NAME)
        collect(self.mask, self.threshold, self.kernel, self.masked_kernel)
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                "bias",
                [units],
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                trainable=True,
                dtype=self.dtype,
            )


class MaskedConv2D(_Masked, tf.layers.Conv2D):
    """`tf.layers.Conv2D` with a mask over the kernel."""

    def build(self, input_shape: Any) -> None:
        channels = self._check_channels(input_shape)
        shape = (*self.kernel_size, channels, self.filters)
        self.mask = self._add_mask(shape)
        self.kernel = self._add_kernel_of(shape)
        self._add_the_rest(self.filters)
        self.built = True

    def call(self, inputs: Any) -> Any:
        convolved = tf.nn.convolution(
            input=inputs,
            filter=self.masked_kernel,
            dilation_rate=self.dilation_rate,
            strides=self.strides,
            padding=self.padding.upper(),
            data_format=self.layout,
        )
        return self._finish(convolved)


class MaskedFullyConnected(_Masked, tf.layers.Dense):
    """`tf.layers.Dense` with a mask over the kernel."""

    def build(self, input_shape: Any) -> None:
        size = tf.dimension_value(input_shape[-1])
        if size is None:
            raise ValueError("The last dimension of the inputs to `Dense` should be defined. Found `None`.")
        self.input_spec = InputSpec(min_ndim=2, axes={-1: size})
        self.kernel = self._add_kernel_of([size, self.units])
        self.mask = self._add_mask([size, self.units])
        self._add_the_rest(self.units)
        self.built = True

    def call(self, inputs: Any) -> Any:
        inputs = tf.convert_to_tensor(inputs, dtype=self.dtype)
        rank = inputs.shape.ndims
        if rank > 2:
            outputs = tf.tensordot(inputs, self.masked_kernel, [[rank - 1], [0]])
            outputs.set_shape([*inputs.shape.as_list()[:-1], self.units])
        else:
            outputs = tf.matmul(inputs, self.masked_kernel)
        if self.use_bias:
            outputs = tf.nn.bias_add(outputs, self.bias)
        return outputs if self.activation is None else self.activation(outputs)
