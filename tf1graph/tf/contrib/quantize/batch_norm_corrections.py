"""What brings the statistics of a batch together with the moving ones, which weights are quantised by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.layers.utils import smart_cond
from tf1graph.tf.contrib.quantize.rewiring import quantization_step, reroute


@dataclass(frozen=True)
class Statistics:
    """The tensors of one batch normalisation: of the batch, and the moving averages with their decays."""

    gamma: Any
    mean: Any
    variance: Any
    epsilon: Any
    moving_mean: Any = None
    moving_variance: Any = None
    mean_decay: Any = None
    variance_decay: Any = None


class Corrections(NamedTuple):
    """What the weights are scaled by, and what the layer's output is then scaled by and shifted by."""

    scale: Any
    reciprocal: Any
    offset: Any


def correct(context: str, of: Statistics, freeze_batch_norm_delay: int | None) -> Corrections:
    """The corrections of a layer in training.

    The weights are scaled by the moving deviation, which moves slowly, and the output is scaled back to the
    batch's: what is computed is what batch normalisation computed. From the step `freeze_batch_norm_delay` on the
    moving averages stand still, and the offset takes the place of the scaling back.

    Args:
      context: the scope's prefix.
      of: the normalisation's tensors.
      freeze_batch_norm_delay: a number of steps; never where it is None.
    """
    with tf.get_default_graph().name_scope(context + "batch_norm_correction"):
        by_moving = math_ops.rsqrt(of.moving_variance + of.epsilon)
        by_batch = math_ops.rsqrt(of.variance + of.epsilon)
        scale = tf.identity(math_ops.divide(by_moving, by_batch, name="scale_compute"), name="correction_scale")
        reciprocal = math_ops.reciprocal(scale, name="reciprocal_compute")
        offset = math_ops.multiply(of.gamma, of.mean * by_batch - of.moving_mean * by_moving, name="offset_compute")
        frozen: Any = False
        if freeze_batch_norm_delay is not None:
            frozen = math_ops.greater_equal(quantization_step(), freeze_batch_norm_delay, name="use_moving_average")
        for decay, name in ((of.mean_decay, "freeze_moving_mean"), (of.variance_decay, "freeze_moving_var")):
            takers = list(decay.consumers())
            reroute(smart_cond(frozen, _giving(0.0), _giving(decay), name=name), decay, takers)
        return Corrections(
            scale,
            smart_cond(frozen, lambda: tf.ones(scale.shape), _giving(reciprocal), name="correction_recip"),
            smart_cond(frozen, _giving(offset), lambda: tf.zeros(offset.shape), name="correction_offset"),
        )


def _giving(value: Any) -> Callable[[], Any]:
    return lambda: value
