"""What the rewriting of a graph is made of: who takes a tensor, giving it another one, counting steps."""

from __future__ import annotations

import collections
from collections.abc import Callable, Collection
from typing import Any

from tf1graph import tf

# The beginnings of names of ops that belong to gradients, optimisers and summaries.
PASSED_OVER = ("gradients/", "RMSProp/", "Adagrad/", "Const_", "HistogramSummary", "ScalarSummary")
STEP = "fake_quantization_step"


class Consumers:
    """Who takes the outputs of an op, as it was when this was made."""

    def __init__(self, graph: Any):
        self._of: dict[Any, dict[Any, None]] = collections.defaultdict(dict)
        for op in graph.get_operations():
            if not op.name.startswith(PASSED_OVER):
                for tensor in op.inputs:
                    self._of[tensor.op][op] = None

    def of(self, op: Any) -> list[Any]:
        """The ops that take an output of `op`, each once."""
        return list(self._of[op])


def reroute(new: Any, old: Any, can_modify: Collection[Any] | None = None) -> int:
    """Let those who take the tensor `old` take `new`; how many inputs that are.

    Args:
      can_modify: the ops whose inputs may be changed; all where it is None.
    """
    takers = [op for op in old.consumers() if can_modify is None or op in can_modify]
    places = [(op, place) for op in takers for place, tensor in enumerate(op.inputs) if tensor is old]
    for op, place in places:
        op._update_input(place, new)
    return len(places)


def context_of(name: str) -> str:
    """The scope that the op `name` was made in, without the last slash; "" outside all scopes."""
    return name.rpartition("/")[0]


def quantization_step() -> Any:
    """How often the rewritten graph has run, a tensor that counts; the graph has one."""
    graph = tf.get_default_graph()
    try:
        return graph.get_tensor_by_name(f"{STEP}/Identity:0")
    except KeyError:
        pass
    with graph.name_scope(None):
        step = tf.get_variable(
            STEP,
            shape=[],
            dtype=tf.int64,
            initializer=tf.zeros_initializer(),
            trainable=False,
            collections=[tf.GraphKeys.GLOBAL_VARIABLES],
            aggregation=tf.VariableAggregation.ONLY_FIRST_REPLICA,
        )
        with graph.name_scope(step.op.name + "/"):
            return tf.identity(tf.assign_add(step, 1))


def _conv2d(op: Any, inputs: list[Any], name: str) -> Any:
    return tf.nn.conv2d(
        inputs[0],
        inputs[1],
        strides=op.get_attr("strides"),
        padding=op.get_attr("padding"),
        use_cudnn_on_gpu=op.get_attr("use_cudnn_on_gpu"),
        data_format=op.get_attr("data_format").decode(),
        name=name,
    )


def _depthwise_conv2d(op: Any, inputs: list[Any], name: str) -> Any:
    # not dilated: the batches that the space went to are there already
    strides, padding = op.get_attr("strides"), op.get_attr("padding")
    return tf.nn.depthwise_conv2d(inputs[0], inputs[1], strides=strides, padding=padding, name=name)


def _matmul(op: Any, inputs: list[Any], name: str) -> Any:
    transposed = {key: op.get_attr(key) for key in ("transpose_a", "transpose_b")}
    return tf.matmul(inputs[0], inputs[1], name=name, **transposed)


def _add(op: Any, inputs: list[Any], name: str) -> Any:
    return tf.add(inputs[0], inputs[1], name=name)


def _multiply(op: Any, inputs: list[Any], name: str) -> Any:
    return tf.multiply(inputs[0], inputs[1], name=name)


_COPIES: dict[str, Callable[[Any, list[Any], str], Any]] = {
    "Add": _add,
    "AddV2": _add,
    "Conv2D": _conv2d,
    "DepthwiseConv2dNative": _depthwise_conv2d,
    "MatMul": _matmul,
    "Mul": _multiply,
}


def copy(op: Any, inputs: list[Any], name: str) -> Any:
    """The output of an op like `op` with other inputs.

    Raises:
      TypeError: it is none of those that batch normalisation is folded into.
    """
    if op.type not in _COPIES:
        raise TypeError(f"{op.name} cannot be copied: it is a {op.type}, not one of {', '.join(sorted(_COPIES))}.")
    return _COPIES[op.type](op, inputs, name)
