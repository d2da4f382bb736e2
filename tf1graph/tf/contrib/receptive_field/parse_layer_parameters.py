"""Kernel, stride and padding of a node, along both axes of the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tf1graph import tf

# What looks at each place alone.
POINTWISE = (
    "Add",
    "AddV2",
    "BiasAdd",
    "Cast",
    "Ceil",
    "ConcatV2",
    "Const",
    "Floor",
    "FusedBatchNorm",
    "FusedBatchNormV3",
    "GreaterEqual",
    "Identity",
    "LRN",
    "Log",
    "Mul",
    "Pow",
    "RealDiv",
    "Relu",
    "Relu6",
    "Round",
    "Rsqrt",
    "Softplus",
    "Sub",
    "VariableV2",
)
CONVOLUTIONS = ("Conv2D", "DepthwiseConv2dNative")
POOLINGS = ("MaxPool", "MaxPoolV2", "AvgPool")


class Axis(NamedTuple):
    """Along one axis: the kernel's size, the stride, the padding before, and all of the padding.

    Each is None where it is not known: a padding that depends on the picture's size, say.
    """

    kernel: int | None = 1
    stride: int | None = 1
    padding: int | None = 0
    total_padding: int | None = 0


def get_axes(
    node: Any, nodes: Mapping[str, Any], input_resolution: Sequence[int | None] | None = None, force: bool = False
) -> tuple[Axis, Axis]:
    """What a node does along x and along y.

    Args:
      node: a `NodeDef`.
      nodes: all of the graph, by name.
      input_resolution: height and width of the node's input; None where they are not known.
      force: give Nones for a node of an unknown kind.

    Raises:
      ValueError: the node is of an unknown kind, or made in an unknown way.
    """
    if node.op in POINTWISE:
        return Axis(), Axis()
    if node.op == "Pad":
        x, y = _paddings(node, nodes)
        return x, y
    if node.op not in CONVOLUTIONS + POOLINGS:
        if force:
            return (Axis(None, None, None, None),) * 2
        raise ValueError(f"Unknown layer for operation '{node.name}': {node.op}")
    kernels = _weights_shape(node, nodes) if node.op in CONVOLUTIONS else _window(node, nodes)
    strides = _list(node, nodes, "strides", 2)
    sizes = input_resolution or (None, None)
    y, x = (_axis(node, kernels[axis], strides[axis + 1], sizes[axis]) for axis in (0, 1))
    return x, y


def _axis(node: Any, kernel: int, stride: int, size: int | None) -> Axis:
    padding = node.attr["padding"].s
    if padding == b"VALID":
        return Axis(kernel, stride)
    if padding != b"SAME":
        raise ValueError(f"Invalid padding operation {padding!r}")
    if size is not None:
        total = max(kernel - (size % stride or stride), 0)
        return Axis(kernel, stride, total // 2, total)
    if kernel == 1:
        return Axis(kernel, stride)
    if stride == 1:
        return Axis(kernel, stride, (kernel - 1) // 2, kernel - 1)
    if stride == 2 and kernel % 2 == 0:  # the padding before is the same for all sizes
        return Axis(kernel, stride, (kernel - 1) // 2, None)
    tf.logging.warning(
        "The padding of %s depends on the input's size, so that the alignment cannot be checked; "
        "set input_resolution if you know it.",
        node.name,
    )
    return Axis(kernel, stride, None, None)


def _constant(nodes: Mapping[str, Any], name: str, end: str) -> Any:
    if not name.endswith(end):
        raise ValueError(f"The input {name} does not end with '{end}'")
    if nodes[name].op != "Const":
        raise ValueError(f"{name} is not Const, but {nodes[name].op}")
    return tf.make_ndarray(nodes[name].attr["value"].tensor)


def _list(node: Any, nodes: Mapping[str, Any], key: str, place: int) -> Any:
    """Four numbers that are an attribute, or an input, at that place, of MaxPoolV2."""
    if node.op == "MaxPoolV2":
        return _constant(nodes, node.input[place], f"/{key}")
    return node.attr[key].list.i


def _window(node: Any, nodes: Mapping[str, Any]) -> tuple[int, int]:
    batch, height, width, channels = _list(node, nodes, "ksize", 1)
    for size, name in ((batch, "first"), (channels, "last")):
        if size != 1:
            raise ValueError(f"pool ksize for {name} dim is not 1")
    return height, width


def _weights_shape(node: Any, nodes: Mapping[str, Any]) -> tuple[int, int]:
    name = node.input[1]
    if not name.endswith("/read"):
        raise ValueError("Weight layer's name input to conv layer does not end with '/read'")
    weights = nodes[name.removesuffix("/read")]
    if weights.op == "VariableV2":
        shape = weights.attr["shape"].shape.dim
    elif weights.op == "Const":
        shape = weights.attr["value"].tensor.tensor_shape.dim
    else:
        raise ValueError(f"Weight layer {weights.name} is not of type VariableV2 or Const: {weights.op}")
    if len(shape) != 4:
        raise ValueError(f"Weight layer {weights.name} does not have rank 4. Instead, it has: {len(shape)}")
    return shape[0].size, shape[1].size


def _paddings(node: Any, nodes: Mapping[str, Any]) -> tuple[Axis, Axis]:
    paddings = _constant(nodes, node.input[1], "/paddings").tolist()
    for place, name in ((0, "first"), (3, "last")):
        if any(paddings[place]):
            raise ValueError(f"padding is not zero for {name} tensor dim")
    y, x = (Axis(1, 1, before, before + after) for before, after in paddings[1:3])
    return x, y
