"""`tf.contrib.quantize`'s four functions."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.quantize.fold_batch_norms import FoldBatchNorms
from tf1graph.tf.contrib.quantize.quantize import Quantize
from tf1graph.tf.names import provide

PLACE = "tf.contrib.quantize."
# How the types of optimisers' ops begin: with one of them in the graph, gradients have been taken already.
TRAINING = ("Apply", "ResourceApply", "SparseApply", "ResourceSparseApply")


@provide(PLACE + "create_training_graph", gone="2.0")
def create_training_graph(input_graph: Any = None, quant_delay: int = 0) -> None:
    """Rewrite a graph for training, in place: weights and activations become what quantising to 8 bits leaves.

    To be called when the model stands and before its gradients are taken. Batch normalisation is folded into the
    layer before it. Variables `min` and `max` keep the ranges; they are global ones and not trained.

    Args:
      input_graph: the default graph where it is None.
      quant_delay: the number of steps before quantisation begins: 0 goes with a model that is trained already.

    Raises:
      ValueError: the graph holds ops of an optimiser.
    """
    _rewrite(input_graph, is_training=True, quant_delay=quant_delay)


@provide(PLACE + "create_eval_graph", gone="2.0")
def create_eval_graph(input_graph: Any = None) -> None:
    """Rewrite a graph for use, in place, so that it takes the ranges of a checkpoint of a training graph.

    Raises:
      ValueError: the graph holds ops of an optimiser.
    """
    _rewrite(input_graph, is_training=False)


@provide(PLACE + "experimental_create_training_graph", gone="2.0")
def experimental_create_training_graph(
    input_graph: Any = None,
    weight_bits: int = 8,
    activation_bits: int = 8,
    symmetric: bool = False,
    quant_delay: int | None = 0,
    freeze_bn_delay: int | None = None,
    scope: str | None = None,
) -> None:
    """As `create_training_graph`.

    Args:
      weight_bits, activation_bits: to quantise to.
      symmetric: whether a range is as wide below 0 as above it.
      freeze_bn_delay: the number of steps from which the moving averages of batch normalisation stand still.
      scope: the rest of the graph is not quantised; batch normalisation is folded there too.
    """
    _rewrite(input_graph, True, weight_bits, activation_bits, symmetric, quant_delay, freeze_bn_delay, scope)


@provide(PLACE + "experimental_create_eval_graph", gone="2.0")
def experimental_create_eval_graph(
    input_graph: Any = None,
    weight_bits: int = 8,
    activation_bits: int = 8,
    symmetric: bool = False,
    quant_delay: int | None = None,
    scope: str | None = None,
) -> None:
    """As `create_eval_graph`, with the arguments of `experimental_create_training_graph`."""
    _rewrite(input_graph, False, weight_bits, activation_bits, symmetric, quant_delay, None, scope)


def _rewrite(
    graph: Any,
    is_training: bool,
    weight_bits: int = 8,
    activation_bits: int = 8,
    symmetric: bool = False,
    quant_delay: int | None = None,
    freeze_bn_delay: int | None = None,
    scope: str | None = None,
) -> None:
    graph = tf.get_default_graph() if graph is None else graph
    training = {op.type for op in graph.get_operations() if op.type.startswith(TRAINING)}
    if training:
        raise ValueError(f"Training op found in graph, exiting {training}")
    with graph.as_default():
        FoldBatchNorms(graph, freeze_batch_norm_delay=freeze_bn_delay, is_training=is_training)
        Quantize(
            graph,
            is_training,
            quant_delay=quant_delay,
            weight_bits=weight_bits,
            activation_bits=activation_bits,
            symmetric=symmetric,
            scope=scope,
        )
