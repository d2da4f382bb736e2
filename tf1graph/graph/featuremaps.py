"""Feature maps: what the convolutions of a graph make of one picture.

A graph in a file may hold ops that write files or run programs. So not the file's graph is run, but one of its own
made of the nodes between the picture and the convolutions, if all of them only compute; variables are fed from the
checkpoint.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph.errors import MalformedFile, Tf1graphError, UsageError
from tf1graph.graph.kernels import CONVOLUTIONS, MOST_TILES, Picture, picture
from tf1graph.graph.nodes import Shape
from tf1graph.graph.tree import Summary
from tf1graph.graph.variables import dtype_name

MOST_LAYERS = 12
DEEPEST = 20  # conditions within conditions
LARGEST = 1 << 30  # bytes that the nodes may give
DIGIT = Path(__file__).parent.parent / "tutorials" / "samples" / "3.png"
VARIABLES = ("Variable", "VariableV2", "VarHandleOp")
RESOURCE = 20  # the number of this data type
PLACEHOLDERS = ("Placeholder", "PlaceholderV2")
_COMPUTING = """
    Abs Add AddN AddV2 AvgPool BatchNormWithGlobalNormalization BatchToSpaceND BiasAdd BiasAddV1 Cast Concat ConcatV2
    Const Conv2D Conv2DBackpropInput DepthwiseConv2dNative Div Elu Equal Exp ExpandDims Fill Floor FloorDiv FloorMod
    FusedBatchNorm FusedBatchNormV2 FusedBatchNormV3 Gather GatherV2 Greater GreaterEqual Identity LRN LeakyRelu Less
    LessEqual Log LogicalAnd LogicalNot LogicalOr MatMul Max MaxPool Maximum Mean Merge Min Minimum MirrorPad Mul Neg
    Pack Pad PadV2 PlaceholderWithDefault Pow Prod RandomUniform Range Rank ReadVariableOp RealDiv Reciprocal Relu Relu6
    Reshape ResizeBilinear ResizeNearestNeighbor Rsqrt Select SelectV2 Selu Shape Sigmoid Size Slice Softmax Softplus
    SpaceToBatchND Split SplitV Sqrt Square SquaredDifference Squeeze StopGradient StridedSlice Sub Sum Switch Tanh
    Tile Transpose Unpack ZerosLike"""
COMPUTING = frozenset(_COMPUTING.split())


class _CannotRun(Tf1graphError):
    """Why there are no feature maps: the end of a sentence."""


def feature_maps(
    summary: Summary, path: Path | None = None, input_name: str | None = None
) -> tuple[list[Picture], str]:
    """The feature maps of the first convolutions, and a sentence: of what they are, or why there are none.

    Args:
      path: a picture file, by default a digit, a written 3.
      input_name: of the placeholder that takes it, by default the first that takes pictures.

    Raises:
      UsageError: there is no such picture, or no such placeholder.
    """
    graph = summary.graph
    shown = _read(path)
    of = f"of {path.name}" if path else "of a written 3"
    try:
        if graph.checkpoint is None:
            raise _CannotRun("no checkpoint came with the graph")
        at, height, width, channels, sizes = _input_of(summary, input_name)
        value = _as_input(shown, height, width, channels, sizes)
        if _dtype(summary, at) == "uint8":
            value = np.round(255 * value).astype(np.uint8)
        convolutions = graph.nodes.of_op(*CONVOLUTIONS)
        found = _run(summary, convolutions[summary.counted[convolutions]].tolist(), at, value)
    except (_CannotRun, MalformedFile) as error:
        return [], f"There are no feature maps {of}: {str(error).rstrip('.')}."
    pictures = []
    for node, result in found:
        maps = result[0] if _channels_last(summary, node) else result[0].transpose(1, 2, 0)
        maps = maps.transpose(2, 0, 1)
        more = f", the first {MOST_TILES}" if len(maps) > MOST_TILES else ""
        caption = f"{len(maps)} maps of {maps.shape[1]}×{maps.shape[2]}{more}"
        pictures.append(picture(graph.nodes.name(node), caption, maps[:MOST_TILES]))
    return pictures, f"What the first convolutions make {of}, fed to {graph.nodes.name(at)}."


def _read(path: Path | None) -> Any:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path or DIGIT) as opened:
            return opened.convert("RGB")
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError) as error:
        raise UsageError(f"{path} cannot be read as a picture: {error}.") from None


def _input_of(summary: Summary, name: str | None) -> tuple[int, int, int, int, tuple[int | None, ...]]:
    """The placeholder that takes a picture, height, width and channels of that, and its shape."""
    nodes = summary.graph.nodes
    placeholders = [at for at in nodes.of_op(*PLACEHOLDERS).tolist() if summary.counted[at]]
    if name is not None:
        at = nodes.index.get(name.partition(":")[0], -1)
        if at not in placeholders:
            named = ", ".join(map(nodes.name, placeholders[:10])) or "none"
            raise UsageError(f"--input {name}: there is no such placeholder; the graph has {named}.")
        placeholders = [at]
    if not placeholders:
        raise _CannotRun("the graph has no placeholder")
    for at in placeholders:
        shapes = summary.shapes.of(at)
        shape: Shape = shapes[0] if shapes else None
        taken = _picture_in(shape)
        if shape is not None and taken is not None and _dtype(summary, at).startswith(("float", "uint8")):
            return at, *taken, shape
    named = ", ".join(map(nodes.name, placeholders[:5]))
    raise _CannotRun(f"no placeholder takes a picture of a known size ({named}); name one with --input")


def _dtype(summary: Summary, node: int) -> str:
    return dtype_name(int(summary.graph.nodes.attr_types("dtype")[node]))


def _picture_in(shape: Shape) -> tuple[int, int, int] | None:
    match shape:
        case (_, int(height), int(width), (1 | 3) as channels):
            found = height, width, channels
        case (_, int(height), int(width)):
            found = height, width, 1
        case (_, int(size)) if size == math.isqrt(size) ** 2:
            found = math.isqrt(size), math.isqrt(size), 1
        case _:
            return None
    return found if min(found[:2]) >= 8 and max(found[:2]) <= 1024 and (shape and (shape[0] or 1) <= 1024) else None


def _as_input(shown: Any, height: int, width: int, channels: int, shape: tuple[int | None, ...]) -> Any:
    """The picture as the placeholder takes it, 0 to 1; of a grey one on a light ground the negative, as of MNIST."""
    values = np.asarray(shown.convert("L" if channels == 1 else "RGB").resize((width, height)), np.float32) / 255
    if channels == 1 and np.median(values) > 0.5:
        values = 1 - values
    sizes = [size or 1 for size in shape]
    return np.broadcast_to(values.reshape([1, *sizes[1:]]), sizes)


def _channels_last(summary: Summary, node: int) -> bool:
    held = summary.graph.nodes.attr(node, "data_format")
    return held is None or held.s != b"NCHW"


def _run(summary: Summary, convolutions: list[int], at: int, value: Any) -> list[tuple[int, Any]]:
    nodes = summary.graph.nodes
    needed: dict[int, None] = {}
    wanted: list[int] = []
    for node in convolutions:
        before = _before(summary, node)
        if at in before and len(wanted) < MOST_LAYERS:
            wanted.append(node)
            needed.update(before)
    if not wanted:
        raise _CannotRun(f"no convolution reads {nodes.name(at)}")
    if summary.costs.activation_bytes[[*needed]].sum() > LARGEST:
        raise _CannotRun("its nodes give more than a gigabyte")

    from tf1graph.chatter import load_tensorflow

    load_tensorflow()
    from tf1graph.tf._private import compat_v1

    graph_def, feeds = compat_v1.GraphDef(), {}
    for node in needed:
        added = graph_def.node.add()
        fed = value if node == at else _fed(summary, node)
        first, last = nodes.place(node)
        added.MergeFromString(nodes.wire.data[first:last])
        added.device = ""
        for key in ("_class", "_output_shapes"):
            added.attr.pop(key, None)
        kept = [one for one in added.input if not one.startswith("^")]
        del added.input[:]
        if fed is None:
            added.input.extend(kept)
            _read_directly(summary, node, added)
            continue
        feeds[f"{added.name}:0"] = fed
        added.op = "Placeholder"
        added.attr.clear()
        added.attr["dtype"].type = compat_v1.as_dtype(fed.dtype).as_datatype_enum
    try:
        with compat_v1.Graph().as_default() as own, compat_v1.Session(graph=own) as session:
            compat_v1.import_graph_def(graph_def, name="")
            results = session.run([f"{nodes.name(node)}:0" for node in wanted], feeds)
    except (compat_v1.errors.OpError, ValueError, TypeError, KeyError) as error:
        said = str(getattr(error, "message", error)).partition("\n")[0]
        raise _CannotRun(f"TensorFlow says: {said}") from None
    return [(node, result) for node, result in zip(wanted, results, strict=True) if np.ndim(result) == 4]


def _read_directly(summary: Summary, node: int, added: Any) -> None:
    """Let a node that takes the handle of a variable take its value, which stands where the handle did."""
    if added.op != "ReadVariableOp" and ("T" not in added.attr or added.attr["T"].type != RESOURCE):
        return
    nodes, at = summary.graph.nodes, node
    for _ in range(DEEPEST):  # a handle goes through the Switch of each condition around its reader
        if at < 0 or nodes.op_of(at) == "VarHandleOp":
            break
        at = int(nodes.inputs_of(np.array([at]), 0)[0][0])
    if at < 0 or nodes.op_of(at) != "VarHandleOp":
        raise _CannotRun(f"{added.name} reads no variable of the graph")
    if added.op == "ReadVariableOp":
        added.op = "Identity"
        added.attr.clear()
    added.attr["T"].type = int(nodes.attr_types("dtype")[at])


def _before(summary: Summary, node: int) -> dict[int, None]:
    """The node and all that it depends on, up to variables and placeholders."""
    nodes, found = summary.graph.nodes, {node: None}
    ahead = [node]
    while ahead:
        open_ = [one for one in ahead if nodes.op_of(one) not in (*VARIABLES, *PLACEHOLDERS)]
        sources = nodes.sources_of(np.array(open_, np.int64)) if open_ else []
        counts = nodes.fan_in(np.array(open_, np.int64)).tolist() if open_ else []
        fresh = {one for each, count in zip(sources, counts, strict=True) for one in each[:count]} - found.keys()
        ahead = sorted(fresh)
        found.update(dict.fromkeys(ahead))
    return found


def _fed(summary: Summary, node: int) -> Any:
    """What stands for a variable or for a further placeholder; None for a node that computes."""
    graph, nodes = summary.graph, summary.graph.nodes
    op, name = nodes.op_of(node), nodes.name(node)
    if op in VARIABLES:
        return np.asarray(graph.value(name))
    if op in PLACEHOLDERS:
        return _usual(summary, node)
    if op not in COMPUTING:
        raise _CannotRun(f"{name} is of type {op}, which is not run out of a file")
    return None


def _usual(summary: Summary, node: int) -> Any:
    """What a placeholder beside the picture is usually fed when a network is used and not trained."""
    name, dtype = summary.graph.nodes.name(node), _dtype(summary, node)
    shapes = summary.shapes.of(node)
    alone = not shapes or not shapes[0]
    if dtype == "bool" and alone:
        return np.array(False)  # whether it trains
    if dtype.startswith("float") and alone:
        dropped = re.search("rate|drop_?prob", name, re.IGNORECASE)
        return np.array(0 if dropped else 1, dtype)  # the share that dropout drops, or keeps
    if dtype.startswith("int") and alone:
        return np.array(1 if re.search("batch", name, re.IGNORECASE) else 0, dtype)  # a batch of one, a phase or a step
    raise _CannotRun(f"nothing is known to feed to the placeholder {name}")
