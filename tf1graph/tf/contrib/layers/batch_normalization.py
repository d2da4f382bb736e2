"""`tf.contrib.layers.batch_norm`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, ops, variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.parameters import Moving, Parameters
from tf1graph.tf.contrib.layers.scopes import check_format, collect, getter_of_model_variables
from tf1graph.tf.contrib.layers.utils import collect_named_outputs, constant_value, smart_cond

UPDATE_OPS = tf.GraphKeys.UPDATE_OPS


@layer("batch_norm", today="tf_keras.layers.BatchNormalization(…)(inputs)")
@add_arg_scope
def batch_norm(
    inputs: Any,
    decay: Any = 0.999,
    center: bool = True,
    scale: bool = False,
    epsilon: float = 0.001,
    activation_fn: Callable[[Any], Any] | None = None,
    param_initializers: dict[str, Any] | None = None,
    param_regularizers: dict[str, Any] | None = None,
    updates_collections: Any = UPDATE_OPS,
    is_training: Any = True,
    reuse: bool | None = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    batch_weights: Any = None,
    fused: bool | None = None,
    data_format: str = "NHWC",
    zero_debias_moving_mean: bool = False,
    scope: Any = None,
    renorm: bool = False,
    renorm_clipping: dict[str, Any] | None = None,
    renorm_decay: Any = 0.99,
    adjustment: Callable[[Any], Any] | None = None,
) -> Any:
    """`inputs` with mean 0 and variance 1 over the batch while training, over all batches seen so far otherwise.

    The moving mean and variance change only when the ops in `updates_collections` run: `slim.learning` and
    `optimize_loss` see to that, a bare optimiser does not. There is no factor `gamma` unless `scale` is true.

    Args:
      inputs: [N, ..., channels], or [N, channels, ...] with `NCHW`.
      decay: how much of the moving mean and variance a step keeps.
      center, scale: whether there is an offset `beta`, a factor `gamma`.
      epsilon: added to the variance.
      activation_fn: applied to the output.
      param_initializers, param_regularizers: of `beta`, `gamma`, `moving_mean`, `moving_variance`, by these names.
      updates_collections: where to put the updates; they are made part of the output where it is None.
      is_training: a Boolean, or a tensor of one.
      reuse: whether to take variables that exist.
      variables_collections: names of collections for the variables, or a dictionary of such by the names above.
      outputs_collections: names of collections for the output.
      trainable: whether `beta` and `gamma` are trained.
      batch_weights: how much each example counts in mean and variance, [N].
      fused: whether one op does it all; it does where it can unless this is False.
      data_format: `NHWC` or `NCHW`.
      zero_debias_moving_mean: correct the moving mean for its start at 0.
      scope: the variables' scope; `BatchNorm`, numbered, where it is None.
      renorm, renorm_clipping, renorm_decay, adjustment: as `tf.layers.batch_normalization` takes them.

    Raises:
      ValueError: the channels are not known, or `renorm` is asked for with what rules it out.
    """
    inputs = ops.convert_to_tensor(inputs)
    rank = inputs.get_shape().ndims
    check_format(data_format)
    updates_collected = updates_collections is UPDATE_OPS and not zero_debias_moving_mean
    can_fuse = fused is not False and batch_weights is None and not renorm and adjustment is None and rank in (2, 4)
    fuse_here = can_fuse and (rank == 2 or not updates_collected)
    by_core = not fuse_here and batch_weights is None and updates_collected
    if renorm and not by_core:
        raise ValueError("renorm is not supported with batch_weights, updates_collections or zero_debias_moving_mean")
    getter = None if fuse_here else getter_of_model_variables()
    with variable_scope.variable_scope(scope, "BatchNorm", [inputs], reuse=reuse, custom_getter=getter) as sc:
        inputs = ops.convert_to_tensor(inputs)
        if by_core:
            initializers, regularizers = param_initializers or {}, param_regularizers or {}
            core = tf.layers.BatchNormalization(
                axis=1 if data_format == "NCHW" else -1,
                momentum=decay,
                epsilon=epsilon,
                center=center,
                scale=scale,
                beta_initializer=initializers.get("beta", tf.zeros_initializer()),
                gamma_initializer=initializers.get("gamma", tf.ones_initializer()),
                moving_mean_initializer=initializers.get("moving_mean", tf.zeros_initializer()),
                moving_variance_initializer=initializers.get("moving_variance", tf.ones_initializer()),
                beta_regularizer=regularizers.get("beta"),
                gamma_regularizer=regularizers.get("gamma"),
                trainable=trainable,
                renorm=renorm,
                renorm_clipping=renorm_clipping,
                renorm_momentum=renorm_decay,
                adjustment=adjustment,
                name=sc.name,
                _scope=sc,
                _reuse=reuse,
                fused=fused is not False,
            )
            outputs = core.apply(inputs, training=is_training)
            for name in ("moving_mean", "moving_variance", "beta", "gamma"):
                if getattr(core, name) is not None:
                    collect(getattr(core, name), variables_collections, name)
        else:
            parameters = Parameters(param_initializers, variables_collections, trainable)
            statistics = (is_training, decay, zero_debias_moving_mean, updates_collections)
            if fuse_here:
                parameters.regularizers = param_regularizers or {}
                outputs = _fused(inputs, parameters, center, scale, epsilon, data_format, *statistics)
            else:
                normalize = _Unfused(inputs, parameters, center, scale, data_format, batch_weights)
                outputs = normalize(epsilon, *statistics)
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


def _fused(
    inputs: Any,
    parameters: Parameters,
    center: bool,
    scale: bool,
    epsilon: float,
    data_format: str,
    is_training: Any,
    decay: Any,
    zero_debias: bool,
    updates_collections: Any,
) -> Any:
    """One op does it all; a matrix is a picture of one pixel for that."""
    given, rank = inputs, inputs.get_shape().ndims
    if rank == 2:
        channels = tf.dimension_value(inputs.get_shape()[-1])
        if channels is None:
            raise ValueError("`C` dimension must be known but is None")
        inputs = array_ops.reshape(inputs, [-1, channels, 1, 1] if data_format == "NCHW" else [-1, 1, 1, channels])
    known = inputs.get_shape()
    shape = known[-1:] if data_format == "NHWC" else known[1:2]
    if not shape.is_fully_defined():
        raise ValueError(f"Inputs {inputs.name} has undefined `C` dimension {shape}.")
    dtype = tf.float32
    beta = parameters("beta", shape, dtype) if center else tf.constant(0.0, dtype=dtype, shape=shape)
    gamma = parameters("gamma", shape, dtype) if scale else tf.constant(1.0, dtype=dtype, shape=shape)
    moving = Moving(parameters, shape, dtype, decay, zero_debias)
    common = {"epsilon": epsilon, "data_format": data_format}

    def train() -> Any:
        return tf.nn.fused_batch_norm(inputs, gamma, beta, **common)

    def infer() -> Any:
        seen = {"mean": moving.mean, "variance": moving.variance}
        return tf.nn.fused_batch_norm(inputs, gamma, beta, **seen, is_training=False, **common)

    outputs, mean, variance = smart_cond(is_training, train, infer)
    if constant_value(is_training) is not False:
        if updates_collections is None:

            def update() -> Any:
                with tf.control_dependencies(moving.update(mean, variance)):
                    return tf.identity(outputs)

            normalized = outputs
            outputs = smart_cond(is_training, update, lambda: normalized)
        else:
            moving.collect_updates(is_training, mean, variance, updates_collections)
    outputs.set_shape(known)
    return array_ops.reshape(outputs, array_ops.shape(given)) if rank == 2 else outputs


class _Unfused:
    """Batch normalisation by ops of its own, with weights for the examples where they are given."""

    def __init__(self, inputs: Any, parameters: Parameters, center: bool, scale: bool, data_format: str, weights: Any):
        known = inputs.get_shape()
        if known.ndims is None:
            raise ValueError(f"Inputs {inputs.name} has undefined rank.")
        self.inputs, self.parameters, self.known = inputs, parameters, known
        self.first = data_format == "NCHW"
        rank, dtype = known.ndims, inputs.dtype.base_dtype
        self.weights = weights
        if weights is not None:
            self.weights = ops.convert_to_tensor(weights)
            known[0:1].assert_is_compatible_with(self.weights.get_shape())
            self.weights = array_ops.reshape(self.weights, [-1] + [1] * (rank - 1))
        self.axes = [0, *range(2, rank)] if self.first else list(range(rank - 1))
        self.shape = known[1:2] if self.first else known[-1:]
        if not self.shape.is_fully_defined():
            raise ValueError(f"Inputs {inputs.name} has undefined channels dimension {self.shape}.")
        self.broadcast = [1, tf.dimension_value(known[1]), *[1] * (rank - 2)]
        self.beta = parameters("beta", self.shape, dtype) if center else None
        self.gamma = parameters("gamma", self.shape, dtype) if scale else None

    def __call__(
        self, epsilon: float, is_training: Any, decay: Any, zero_debias: bool, updates_collections: Any
    ) -> Any:
        moving = Moving(self.parameters, self.shape, self.inputs.dtype.base_dtype, decay, zero_debias)
        mean, variance = moving.mean, moving.variance
        if constant_value(is_training) is not False:
            batch = self._moments()
            if updates_collections is None:

                def update() -> Any:
                    with tf.control_dependencies(moving.update(*batch)):
                        return tf.identity(batch[0]), tf.identity(batch[1])

                mean, variance = smart_cond(is_training, update, lambda: (moving.mean, moving.variance))
            else:
                moving.collect_updates(is_training, batch[0], batch[1], updates_collections)
                mean, variance = smart_cond(is_training, lambda: batch, lambda: (moving.mean, moving.variance))
        parts = [mean, variance, self.beta, self.gamma]
        if self.first:
            parts = [part if part is None else array_ops.reshape(part, self.broadcast) for part in parts]
        outputs = tf.nn.batch_normalization(self.inputs, *parts, epsilon)
        outputs.set_shape(self.known)
        return outputs

    def _moments(self) -> Any:
        if self.weights is None:
            found = tf.nn.moments(self.inputs, self.axes, keep_dims=self.first)
        else:
            found = tf.nn.weighted_moments(self.inputs, self.axes, self.weights, keep_dims=self.first)
        return tuple(array_ops.reshape(part, [-1]) for part in found) if self.first else found
