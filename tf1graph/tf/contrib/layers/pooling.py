"""Pooling layers of `tf.contrib.layers`, whose stride is 2 unless another is given."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import ops
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.scopes import check_format, keras_format
from tf1graph.tf.contrib.layers.utils import collect_named_outputs, n_positive_integers
from tf1graph.tf.names import provide


@layer("avg_pool2d", today="tf.nn.avg_pool2d")
@add_arg_scope
def avg_pool2d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str = "NHWC",
    outputs_collections: Any = None,
    scope: str | None = None,
) -> Any:
    """The mean over each window of pictures [N, height, width, channels], or `NCHW`; see `max_pool2d`."""
    check_format(data_format)
    place = (outputs_collections, scope, "AvgPool2D")
    return _pool("AveragePooling2D", inputs, kernel_size, stride, padding, data_format, *place)


@layer("avg_pool3d", today="tf.nn.avg_pool3d")
@add_arg_scope
def avg_pool3d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str = "NDHWC",
    outputs_collections: Any = None,
    scope: str | None = None,
) -> Any:
    """The mean over each window of volumes [N, depth, height, width, channels], or `NCDHW`; see `max_pool2d`."""
    check_format(data_format, "NCDHW", "NDHWC")
    place = (outputs_collections, scope, "AvgPool3D")
    return _pool("AveragePooling3D", inputs, kernel_size, stride, padding, data_format, *place)


@layer("max_pool2d", today="tf.nn.max_pool2d")
@add_arg_scope
def max_pool2d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str = "NHWC",
    outputs_collections: Any = None,
    scope: str | None = None,
) -> Any:
    """The maximum over each window of pictures.

    Args:
      inputs: a tensor [N, height, width, channels], or [N, channels, height, width] with `NCHW`.
      kernel_size, stride: one integer for both axes, or (height, width).
      padding: `VALID` or `SAME`.
      data_format: `NHWC` or `NCHW`.
      outputs_collections: names of collections for the output.
      scope: the name scope.
    """
    check_format(data_format)
    place = (outputs_collections, scope, "MaxPool2D")
    return _pool("MaxPooling2D", inputs, kernel_size, stride, padding, data_format, *place)


@layer("max_pool3d", today="tf.nn.max_pool3d")
@add_arg_scope
def max_pool3d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str = "NDHWC",
    outputs_collections: Any = None,
    scope: str | None = None,
) -> Any:
    """The maximum over each window of volumes [N, depth, height, width, channels], or `NCDHW`; see `max_pool2d`."""
    check_format(data_format, "NCDHW", "NDHWC")
    place = (outputs_collections, scope, "MaxPool3D")
    return _pool("MaxPooling3D", inputs, kernel_size, stride, padding, data_format, *place)


def _pool(
    class_name: str,
    inputs: Any,
    kernel_size: Any,
    stride: Any,
    padding: str,
    data_format: str,
    outputs_collections: Any,
    scope: str | None,
    default_scope: str,
) -> Any:
    with tf.name_scope(scope, default_scope, [inputs]) as sc:
        inputs = ops.convert_to_tensor(inputs)
        core = getattr(tf.layers, class_name)(
            pool_size=kernel_size, strides=stride, padding=padding, data_format=keras_format(data_format), _scope=sc
        )
        return collect_named_outputs(outputs_collections, sc, core.apply(inputs))


@provide("tf.contrib.slim.pool", today="tf.nn.pool", gone="2.0")
@add_arg_scope
def pool(
    inputs: Any,
    kernel_size: Any,
    pooling_type: str,
    padding: str = "VALID",
    data_format: str | None = None,
    dilation_rate: Any = 1,
    stride: Any = 1,
    outputs_collections: Any = None,
    scope: str | None = None,
) -> Any:
    """`tf.nn.pool` with one integer for all axes, where one is given.

    Raises:
      ValueError: the rank of the inputs is not known, or less than 3.
    """
    with tf.name_scope(scope, f"{pooling_type.lower()}_pool", [inputs]) as sc:
        inputs = ops.convert_to_tensor(inputs)
        rank = inputs.get_shape().ndims
        if rank is None:
            raise ValueError("Rank of inputs must be known")
        if rank < 3:
            raise ValueError("Rank of inputs must be >= 3")
        output = tf.nn.pool(
            input=inputs,
            window_shape=n_positive_integers(rank - 2, kernel_size),
            pooling_type=pooling_type,
            padding=padding,
            data_format=data_format,
            dilation_rate=n_positive_integers(rank - 2, dilation_rate),
            strides=n_positive_integers(rank - 2, stride),
            name=sc,
        )
        return collect_named_outputs(outputs_collections, sc, output)
