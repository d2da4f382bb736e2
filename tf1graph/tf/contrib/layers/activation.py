"""Layers of `tf.contrib.layers` without a product: dropout, softmaxes, unit norm, maxout, scaled gradients."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, ops, variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.framework.variables import model_variable
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.scopes import check_format, getter_of_model_variables
from tf1graph.tf.contrib.layers.utils import collect_named_outputs, get_variable_collections, last_dimension


@layer("dropout", today="tf.nn.dropout")
@add_arg_scope
def dropout(
    inputs: Any,
    keep_prob: Any = 0.5,
    noise_shape: Any = None,
    is_training: Any = True,
    outputs_collections: Any = None,
    scope: Any = None,
    seed: int | None = None,
) -> Any:
    """While training, `inputs / keep_prob` where a random mask keeps it, else 0; `inputs` themselves otherwise.

    Args:
      keep_prob: how likely an element is kept.
      noise_shape: of the mask, which is broadcast; that of the inputs where it is None.
      is_training: a Boolean, or a tensor of one.
      outputs_collections: names of collections for the output.
      scope: the scope; `Dropout`, numbered, where it is None.
      seed: of the op.
    """
    getter = getter_of_model_variables()
    with variable_scope.variable_scope(scope, "Dropout", [inputs], custom_getter=getter) as sc:
        inputs = ops.convert_to_tensor(inputs)
        core = tf.layers.Dropout(rate=1 - keep_prob, noise_shape=noise_shape, seed=seed, name=sc.name, _scope=sc)
        outputs = core.apply(inputs, training=is_training)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


@layer("softmax", today="tf.nn.softmax")
@add_arg_scope
def softmax(logits: Any, scope: Any = None) -> Any:
    """The softmax over the last axis of `logits` [..., classes], whose size must be known."""
    with variable_scope.variable_scope(scope, "softmax", [logits]):
        classes = last_dimension(logits.get_shape(), min_rank=2)
        predictions = tf.nn.softmax(array_ops.reshape(logits, [-1, classes]))
        predictions = array_ops.reshape(predictions, array_ops.shape(logits))
        if not tf.executing_eagerly():
            predictions.set_shape(logits.get_shape())
        return predictions


@layer("spatial_softmax")
@add_arg_scope
def spatial_softmax(
    features: Any,
    temperature: Any = None,
    name: str | None = None,
    variables_collections: Any = None,
    trainable: bool = True,
    data_format: str = "NHWC",
) -> Any:
    """The expected place of each channel's softmax over a picture: [N, 2 * channels], each between -1 and 1.

    Args:
      features: [N, height, width, channels], or `NCHW`; the number of channels is known.
      temperature: what the features are divided by at first; a variable, 1 where it is None.
      trainable: whether that variable is trained.

    Raises:
      ValueError: the number of channels is not known.
    """
    with variable_scope.variable_scope(name, "spatial_softmax"):
        check_format(data_format)
        shape, known = array_ops.shape(features), features.shape
        last = data_format == "NHWC"
        height, width = (shape[1], shape[2]) if last else (shape[2], shape[3])
        channels = tf.dimension_value(known[3 if last else 1])
        if channels is None:
            raise ValueError(
                "The num_channels dimension of the inputs to `spatial_softmax` should be defined. Found `None`."
            )
        with tf.name_scope("spatial_softmax_op", "spatial_softmax_op", [features]):
            xs, ys = tf.meshgrid(tf.lin_space(-1.0, 1.0, num=height), tf.lin_space(-1.0, 1.0, num=width), indexing="ij")
            xs = array_ops.reshape(xs, [height * width])
            ys = array_ops.reshape(ys, [height * width])
            start = tf.ones_initializer() if temperature is None else tf.constant_initializer(temperature)
            temperature = model_variable(
                "temperature",
                shape=(),
                dtype=tf.float32,
                initializer=start,
                collections=get_variable_collections(variables_collections, "temperature") if trainable else None,
                trainable=trainable,
            )
            if last:
                features = array_ops.transpose(features, [0, 3, 1, 2])
            features = array_ops.reshape(features, [-1, height * width])
            attention = tf.nn.softmax(features / temperature)
            expected = [math_ops.reduce_sum(axis * attention, [1], keepdims=True) for axis in (xs, ys)]
            keypoints = array_ops.reshape(array_ops.concat(expected, 1), [-1, channels * 2])
            keypoints.set_shape([None, channels * 2])
    return keypoints


@layer("unit_norm", today="tf.math.l2_normalize")
@add_arg_scope
def unit_norm(inputs: Any, dim: int, epsilon: float = 1e-7, scope: Any = None) -> Any:
    """`inputs` divided by their length along the axis `dim`.

    Raises:
      ValueError: the rank is not known, or `dim` is negative or no axis.
    """
    with variable_scope.variable_scope(scope, "UnitNorm", [inputs]):
        if not inputs.get_shape():
            raise ValueError("The input rank must be known.")
        rank = len(inputs.get_shape().as_list())
        if dim < 0 or dim >= rank:
            raise ValueError("dim must be positive but smaller than the input rank.")
        squares = math_ops.reduce_sum(math_ops.square(inputs), dim, True)
        lengths = math_ops.sqrt(epsilon + squares)
        repeats = [array_ops.ones([dim], tf.int32)] if dim > 0 else []
        repeats.append(array_ops.strided_slice(array_ops.shape(inputs), [dim], [dim + 1]))
        if dim < rank - 1:
            repeats.append(array_ops.ones([rank - 1 - dim], tf.int32))
        return tf.div(inputs, array_ops.tile(lengths, array_ops.concat(repeats, 0)))


@layer("maxout")
@add_arg_scope
def maxout(inputs: Any, num_units: int, axis: int = -1, scope: Any = None) -> Any:
    """The maximum over groups of channels, so that `num_units` are left.

    Raises:
      ValueError: the number of channels is no multiple of `num_units`.
    """
    with variable_scope.variable_scope(scope, "MaxOut", [inputs]):
        inputs = ops.convert_to_tensor(inputs)
        sizes = inputs.get_shape().as_list()
        channels = sizes[axis]
        if channels % num_units:
            raise ValueError(f"number of features({channels}) is not a multiple of num_units({num_units})")
        sizes[axis] = num_units
        sizes.append(channels // num_units)
        sizes = [array_ops.shape(inputs)[i] if size is None else size for i, size in enumerate(sizes)]
        return math_ops.reduce_max(array_ops.reshape(inputs, sizes), -1, keepdims=False)


def poincare_normalize(x: Any, axis: int = 1, epsilon: float = 1e-5, name: str | None = None) -> Any:
    """`x` moved into the ball of length `1 - epsilon` along `axis`."""
    with tf.name_scope(name, "poincare_normalize", [x]) as name:
        x = ops.convert_to_tensor(x, name="x")
        inverse = math_ops.rsqrt(math_ops.reduce_sum(math_ops.square(x), axis, keepdims=True))
        return math_ops.multiply(x, math_ops.minimum((1.0 - epsilon) * inverse, 1.0), name=name)
