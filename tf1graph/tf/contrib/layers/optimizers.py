"""`tf.contrib.layers.optimize_loss`: one op that takes a whole training step, with its summaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import control_flow_ops, math_ops, moving_averages, ops, variable_scope
from tf1graph.tf.names import provide

Pairs = list[tuple[Any, Any]]  # gradients and variables

OPTIMIZER_CLS_NAMES = {
    "Adagrad": tf.train.AdagradOptimizer,
    "Adam": tf.train.AdamOptimizer,
    "Ftrl": tf.train.FtrlOptimizer,
    "Momentum": lambda learning_rate: tf.train.MomentumOptimizer(learning_rate, momentum=0.9),
    "RMSProp": tf.train.RMSPropOptimizer,
    "SGD": tf.train.GradientDescentOptimizer,
}
OPTIMIZER_SUMMARIES = ["learning_rate", "loss", "gradients", "gradient_norm", "global_gradient_norm"]


@provide("tf.contrib.layers.optimize_loss", gone="2.0")
def optimize_loss(
    loss: Any,
    global_step: Any,
    learning_rate: Any,
    optimizer: Any,
    gradient_noise_scale: float | None = None,
    gradient_multipliers: dict[Any, Any] | None = None,
    clip_gradients: Any = None,
    learning_rate_decay_fn: Callable[[Any, Any], Any] | None = None,
    update_ops: Iterable[Any] | None = None,
    variables: Sequence[Any] | None = None,
    name: str | None = None,
    summaries: Sequence[str] | None = None,
    colocate_gradients_with_ops: bool = False,
    increment_global_step: bool = True,
) -> Any:
    """The loss, as a tensor that takes a training step when it is run.

    Args:
      loss: a scalar.
      global_step: counts the steps; the graph's where it is None.
      learning_rate: a float, which becomes a variable, a scalar tensor, or None where the optimiser has its own.
      optimizer: `SGD`, `Adam`, `Adagrad`, `RMSProp`, `Ftrl` or `Momentum`, an optimiser, its class, or a function of
        the learning rate, or of nothing, that gives one.
      gradient_noise_scale: what normal noise added to the gradients is multiplied by.
      gradient_multipliers: factors by variable or its name.
      clip_gradients: a float, the global norm to clip to, or a function of the (gradient, variable) pairs.
      learning_rate_decay_fn: takes learning rate and global step and gives the learning rate.
      update_ops: ops to run before; those in `tf.GraphKeys.UPDATE_OPS` where it is None.
      variables: to train; the trainable ones where it is None.
      name: of the scope; `OptimizeLoss` where it is None.
      summaries: which of OPTIMIZER_SUMMARIES to write; loss, learning rate and global norm where it is None.
      colocate_gradients_with_ops, increment_global_step: as they say.

    Raises:
      ValueError: an argument is none of these, or no gradient is left.
    """
    loss = ops.convert_to_tensor(loss)
    tf.assert_scalar(loss)
    if global_step is None:
        global_step = tf.train.get_global_step()
    else:
        tf.train.assert_global_step(global_step)
    with variable_scope.variable_scope(name, "OptimizeLoss", [loss, global_step]):
        before = _unique(tf.get_collection(tf.GraphKeys.UPDATE_OPS)) if update_ops is None else list(update_ops)
        if before:
            loss = control_flow_ops.with_dependencies(before, loss)
        rate = _rate(learning_rate)
        if summaries is None:
            summaries = ["loss", "learning_rate", "global_gradient_norm"]
        for summary in summaries:
            if summary not in OPTIMIZER_SUMMARIES:
                raise ValueError(
                    f"Summaries should be one of [{', '.join(OPTIMIZER_SUMMARIES)}], you provided {summary}."
                )
        if rate is not None and learning_rate_decay_fn is not None:
            if global_step is None:
                raise ValueError("global_step is required for learning_rate_decay_fn.")
            rate = learning_rate_decay_fn(rate, global_step)
            if "learning_rate" in summaries:
                tf.summary.scalar("learning_rate", rate)
        chosen = _optimizer(optimizer, rate)
        pairs = chosen.compute_gradients(
            loss,
            tf.trainable_variables() if variables is None else variables,
            colocate_gradients_with_ops=colocate_gradients_with_ops,
        )
        if gradient_noise_scale is not None:
            pairs = [(_noisy(gradient, gradient_noise_scale), variable) for gradient, variable in pairs]
        if gradient_multipliers is not None:
            pairs = [(_multiplied(grad, variable, gradient_multipliers), variable) for grad, variable in pairs]
            if not pairs:
                raise ValueError(
                    "Empty list of (gradient, var) pairs encountered. This is most likely to be caused by an improper "
                    "value of gradient_multipliers."
                )
        norms = "global_gradient_norm" in summaries or "gradient_norm" in summaries
        if norms:
            tf.summary.scalar("global_norm/gradient_norm", tf.global_norm([gradient for gradient, _ in pairs]))
        pairs = _clipped(pairs, clip_gradients)
        if "loss" in summaries:
            tf.summary.scalar("loss", loss)
        _summarize(pairs, summaries)
        if clip_gradients is not None and norms:
            tf.summary.scalar("global_norm/clipped_gradient_norm", tf.global_norm([gradient for gradient, _ in pairs]))
        step = global_step if increment_global_step else None
        update = chosen.apply_gradients(pairs, global_step=step, name="train")
        return control_flow_ops.with_dependencies([update], loss)


def _unique(things: Iterable[Any]) -> list[Any]:
    return list({id(thing): thing for thing in things}.values())


def _rate(learning_rate: Any) -> Any:
    if learning_rate is None:
        return None
    if isinstance(learning_rate, tf.Tensor) and learning_rate.get_shape().ndims == 0:
        return learning_rate
    if not isinstance(learning_rate, float):
        kind = type(learning_rate)
        raise ValueError(f"Learning rate should be 0d Tensor or float. Got {learning_rate} of type {kind}")
    if learning_rate < 0.0:
        raise ValueError(f"Invalid learning_rate {learning_rate}.")
    start = tf.constant_initializer(learning_rate)
    return variable_scope.get_variable("learning_rate", [], trainable=False, initializer=start)


def _optimizer(given: Any, rate: Any) -> Any:
    if isinstance(given, tf.train.Optimizer):
        return given
    is_class = isinstance(given, type) and issubclass(given, tf.train.Optimizer)
    if isinstance(given, str) or is_class:
        if rate is None:
            kind = "class" if is_class else "string"
            raise ValueError(f"Learning rate is None, but should be specified if optimizer is {kind} ({given}).")
        if not is_class and given not in OPTIMIZER_CLS_NAMES:
            known = ", ".join(OPTIMIZER_CLS_NAMES)
            raise ValueError(f"Optimizer name should be one of [{known}], you provided {given}.")
        return (given if is_class else OPTIMIZER_CLS_NAMES[given])(learning_rate=rate)
    if not callable(given):
        raise ValueError(
            "Unrecognized optimizer: should be string, subclass of Optimizer, instance of subclass of Optimizer or "
            f"function with one argument. Got {given}."
        )
    made = given() if rate is None else given(rate)
    if not isinstance(made, tf.train.Optimizer):
        raise ValueError(f"Unrecognized optimizer: function should return subclass of Optimizer. Got {made}.")
    return made


def _noisy(gradient: Any, scale: float) -> Any:
    if gradient is None:
        return None
    shape = gradient.dense_shape if isinstance(gradient, tf.IndexedSlices) else gradient.get_shape()
    return gradient + tf.truncated_normal(shape) * scale


def _multiplied(gradient: Any, variable: Any, multipliers: dict[Any, Any]) -> Any:
    by_variable = {id(key): factor for key, factor in multipliers.items() if not isinstance(key, str)}
    factor = by_variable.get(id(variable), multipliers.get(variable.name))
    if gradient is None or factor is None:
        return gradient
    if isinstance(gradient, tf.IndexedSlices):
        return tf.IndexedSlices(gradient.values * factor, gradient.indices, gradient.dense_shape)
    return gradient * math_ops.cast(factor, gradient.dtype)


def _clipped(pairs: Pairs, clip: Any) -> Pairs:
    if isinstance(clip, float):
        gradients, variables = zip(*pairs, strict=True)
        return list(zip(tf.clip_by_global_norm(gradients, clip)[0], variables, strict=True))
    if callable(clip):
        return clip(pairs)
    if clip is not None:
        raise ValueError(f"Unknown type {type(clip)} for clip_gradients")
    return pairs


def _summarize(pairs: Pairs, summaries: Sequence[str]) -> None:
    for gradient, variable in pairs:
        values = gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient
        if values is None:
            continue
        name = variable.name.replace(":", "_")
        if "gradients" in summaries:
            tf.summary.histogram(f"gradients/{name}", values)
        if "gradient_norm" in summaries:
            tf.summary.scalar(f"gradient_norm/{name}", tf.global_norm([values]))


def adaptive_clipping_fn(
    std_factor: float = 2.0,
    decay: float = 0.95,
    static_max_norm: float | None = None,
    global_step: Any = None,
    report_summary: bool = False,
    epsilon: float = 1e-8,
    name: str | None = None,
) -> Callable[[Pairs], Pairs]:
    """A function for `clip_gradients` of `optimize_loss`: it shrinks gradients whose norm stands out.

    Args:
      std_factor: how many standard deviations of the logarithm of the norm are let through.
      decay: of that logarithm's moving mean and square.
      static_max_norm: a norm that is never exceeded.
      global_step: lets the averages start fast.
      report_summary: whether the bound is written as a summary.
      epsilon: added against 0.
      name: of the scope of the averages; `AdaptiveMaxNorm` where it is None.
    """

    def clip(pairs: Pairs) -> Pairs:
        norm = tf.global_norm([gradient for gradient, _ in pairs])
        bound, log_mean = _adaptive_bound(norm, std_factor, decay, global_step, epsilon, name)
        if report_summary:
            tf.summary.scalar("global_norm/adaptive_max_gradient_norm", bound)
        factor = tf.where(norm < bound, tf.ones_like(norm), math_ops.exp(log_mean) / norm)
        if static_max_norm is not None:
            factor = math_ops.minimum(static_max_norm / norm, factor)
        return [(_scaled(gradient, factor), variable) for gradient, variable in pairs]

    return clip


def _scaled(gradient: Any, factor: Any) -> Any:
    if isinstance(gradient, tf.IndexedSlices):
        return tf.IndexedSlices(gradient.values * factor, gradient.indices, gradient.dense_shape)
    return None if gradient is None else gradient * factor


def _adaptive_bound(norm: Any, std_factor: float, decay: Any, step: Any, epsilon: float, name: str | None) -> Any:
    with variable_scope.variable_scope(name, "AdaptiveMaxNorm", [norm]):
        log_norm = math_ops.log(norm + epsilon)
        if step is not None:
            count = math_ops.cast(step, tf.float32)
            decay = math_ops.minimum(decay, count / (count + 1.0))

        def average(name: str, value: Any) -> Any:
            moving = variable_scope.get_variable(
                name, value.get_shape(), value.dtype, tf.zeros_initializer(), trainable=False
            )
            return moving_averages.assign_moving_average(moving, value, decay, zero_debias=False)

        mean = average("mean", log_norm)
        variance = average("sq_mean", math_ops.square(log_norm)) - math_ops.square(mean)
        deviation = math_ops.sqrt(math_ops.maximum(epsilon, variance))
        return math_ops.exp(mean + std_factor * deviation), mean
