"""How many floating point operations each op type takes, from the shapes of what goes in and comes out.

Where `tf.profiler` knows an op its count is taken. A multiplication and an addition are two. `docs/graphs.md` says the
rules in words, and which are this package's own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Sizes = tuple[int, ...]


@dataclass(frozen=True)
class Call:
    """What a rule is told of a node.

    Attributes:
      inputs: the shapes of its first inputs, None for one that is not known.
      outputs: the shapes of its outputs.
      attrs: the attributes that the rule names: a number, a list of numbers, text or a truth value.
      fan_in: how many data inputs there are.
    """

    inputs: tuple[Sizes | None, ...]
    outputs: tuple[Sizes, ...]
    attrs: dict[str, int | bool | str | Sequence[int]]
    fan_in: int

    def given(self, place: int) -> Sizes:
        """The shape of one input; raises `LookupError` where it is not known."""
        shape = self.inputs[place] if place < len(self.inputs) else None
        if shape is None:
            raise LookupError(place)
        return shape

    def list(self, name: str) -> Sequence[int]:
        value = self.attrs[name]
        return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


@dataclass(frozen=True)
class Rule:
    """How the operations of an op type are counted.

    Attributes:
      count: gives them.
      inputs: how many input shapes it asks for.
      attrs: which attributes it asks for.
      fan_in: whether it asks how many inputs there are.
    """

    count: Callable[[Call], int]
    inputs: int = 2
    attrs: tuple[str, ...] = ()
    fan_in: bool = False


def _words(text: str) -> list[str]:
    return text.split()


# For each element of the result.
PER_ELEMENT = {
    **dict.fromkeys(
        _words(
            "Add AddV2 Sub Mul MulNoNan Div DivNoNan RealDiv FloorDiv TruncateDiv Mod FloorMod TruncateMod Maximum "
            "Minimum Pow Xdivy Xlogy Atan2 Greater GreaterEqual Less LessEqual Equal NotEqual ApproximateEqual "
            "LogicalAnd LogicalOr LogicalNot Abs ComplexAbs Neg Sign Square Sqrt Exp Expm1 Log Log1p Sin Cos Tan Asin "
            "Acos Atan Sinh Cosh Tanh Asinh Acosh Atanh Erf Erfc Erfinv Lgamma Digamma Floor Ceil Rint Round "
            "Reciprocal Inv Relu Relu6 Elu Selu LeakyRelu Sigmoid Softplus Softsign IsNan IsInf IsFinite BiasAdd "
            "BiasAddV1 AssignAdd AssignSub ReluGrad Relu6Grad LeakyReluGrad Cumsum Cumprod ClipByValue"
        ),
        1,
    ),
    **dict.fromkeys(_words("Rsqrt SquaredDifference EluGrad SeluGrad SoftplusGrad SoftsignGrad SqrtGrad"), 2),
    **dict.fromkeys(_words("TanhGrad SigmoidGrad ReciprocalGrad InvGrad"), 3),
    "RsqrtGrad": 4,
    **dict.fromkeys(_words("Softmax LogSoftmax"), 5),
}

# They move, make or describe data, and compute nothing of it.
COSTLESS = frozenset(
    _words(
        "Const Variable VariableV2 VarHandleOp AutoReloadVariable ReadVariableOp Placeholder PlaceholderV2 "
        "PlaceholderWithDefault Identity IdentityN StopGradient PreventGradient NoOp Assign AssignVariableOp Reshape "
        "Squeeze ExpandDims Shape ShapeN Size Rank Transpose ConjugateTranspose Concat ConcatV2 ConcatOffset Split "
        "SplitV Pack Unpack Slice StridedSlice Gather GatherV2 GatherNd ResourceGather ScatterNd Tile Pad PadV2 "
        "MirrorPad Fill ZerosLike OnesLike Range LinSpace Cast Bitcast OneHot Select SelectV2 Where Reverse ReverseV2 "
        "ReverseSequence BroadcastTo BroadcastArgs BroadcastGradientArgs InvertPermutation DynamicStitch "
        "DynamicPartition ParallelDynamicStitch SpaceToBatchND BatchToSpaceND SpaceToDepth DepthToSpace Diag DiagPart "
        "MatrixDiag MatrixDiagPart MatrixBandPart EnsureShape Snapshot VariableShape Enter Exit Merge Switch "
        "NextIteration LoopCond RefEnter RefExit RefMerge RefSwitch RefNextIteration RefSelect RefIdentity "
        "ControlTrigger Assert Print PrintV2 CheckNumerics StringFormat AsString RandomUniform RandomStandardNormal "
        "TruncatedNormal RandomUniformInt Multinomial RandomShuffle RandomGamma ImmutableConst GuaranteeConst "
        "TensorArrayV3 TensorArrayReadV3 TensorArrayWriteV3 TensorArrayGatherV3 TensorArrayScatterV3 TensorArraySizeV3 "
        "TensorArraySplitV3 TensorArrayConcatV3 TensorArrayCloseV3 TensorArrayGradV3 StackV2 StackPushV2 StackPopV2 "
        "StridedSliceGrad MirrorPadGrad IteratorGetNext IteratorV2 Iterator OneShotIterator MakeIterator "
        "IteratorToStringHandle IteratorFromStringHandleV2 FIFOQueueV2 RandomShuffleQueueV2 PaddingFIFOQueueV2 "
        "QueueDequeueV2 QueueDequeueManyV2 QueueDequeueUpToV2 QueueEnqueueV2 QueueEnqueueManyV2 QueueSizeV2 "
        "QueueCloseV2 HashTableV2 LookupTableFindV2 Unique UniqueWithCounts ListDiff Empty SparseToDense "
        "ImmutableConst VarIsInitializedOp IsVariableInitialized PreventGradient"
    )
)


def count(shape: Sequence[int]) -> int:
    """The elements of a shape."""
    return math.prod(shape)


def _reduced(call: Call) -> int:
    return max(count(call.given(0)) - count(call.outputs[0]), 0)


def _averaged(call: Call) -> int:
    return count(call.given(0))


def _matrices(call: Call) -> int:
    first = call.given(0)
    if len(first) < 2:
        raise LookupError(0)
    transposed = call.attrs.get("transpose_a") or call.attrs.get("adj_x")
    inner = first[-2 if transposed else -1]
    second = call.inputs[1]
    if second is not None and len(second) > 1:  # behind a reshape only this one may know the size
        transposed = call.attrs.get("transpose_b") or call.attrs.get("adj_y")
        inner = max(inner, second[-1 if transposed else -2])
    return 2 * count(call.outputs[0]) * inner


def _convolution(call: Call) -> int:
    # of a filter, all but its last axis meets in each element of the result
    return 2 * count(call.outputs[0]) * count(call.given(1)[:-1])


def _depthwise(call: Call) -> int:
    return 2 * count(call.outputs[0]) * count(call.given(1)[:2])


def _to_input(call: Call) -> int:
    return _backwards(call, call.outputs[0], call.given(1))


def _to_filter(call: Call) -> int:
    return _backwards(call, call.given(0), call.outputs[0])


def _backwards(call: Call, image: Sizes, kernel: Sizes) -> int:
    if len(kernel) < 3:
        raise LookupError(1)
    strides = max(count(call.list("strides")), 1)
    return round(2 * count(image) * count(kernel) / max(kernel[-2] * strides, 1))


def _pooled(call: Call) -> int:
    return count(call.list("ksize")) * count(call.outputs[0])


def _batch_norm(call: Call) -> int:
    return (8 if call.attrs.get("is_training", True) else 4) * count(call.given(0))


def _local_response(call: Call) -> int:
    radius = call.attrs.get("depth_radius", 5)
    return (2 * (2 * int(radius if isinstance(radius, int) else 5) + 1) + 3) * count(call.given(0))


def _einsum(call: Call) -> int:
    """Every combination of the indices is a product of all operands, added up."""
    equation = str(call.attrs.get("equation", ""))
    operands = equation.partition("->")[0].split(",")
    if not re.fullmatch(r"[A-Za-z,]+(->[A-Za-z]*)?", equation) or len(operands) != call.fan_in:
        raise LookupError(equation)
    sizes: dict[str, int] = {}
    for place, letters in enumerate(operands):
        sizes.update(zip(letters, call.given(place), strict=False))
    return len(operands) * count([*sizes.values()])


RULES = {
    **dict.fromkeys(_words("Sum Max Min Prod All Any ArgMax ArgMin"), Rule(_reduced, 1)),
    "BiasAddGrad": Rule(_reduced, 1),
    **dict.fromkeys(("Mean", "EuclideanNorm"), Rule(_averaged, 1)),
    "MatMul": Rule(_matrices, 2, ("transpose_a", "transpose_b")),
    **dict.fromkeys(("BatchMatMul", "BatchMatMulV2", "BatchMatMulV3"), Rule(_matrices, 2, ("adj_x", "adj_y"))),
    "SparseMatMul": Rule(_matrices, 2, ("transpose_a", "transpose_b")),
    **dict.fromkeys(("Conv2D", "Conv3D"), Rule(_convolution)),
    **dict.fromkeys(("DepthwiseConv2dNative", "Dilation2D"), Rule(_depthwise)),
    "Conv2DBackpropInput": Rule(_to_input, 2, ("strides",)),
    "Conv2DBackpropFilter": Rule(_to_filter, 1, ("strides",)),
    **dict.fromkeys(("Conv3DBackpropInputV2", "Conv3DBackpropInput"), Rule(_to_input, 2, ("strides",))),
    **dict.fromkeys(("Conv3DBackpropFilterV2", "Conv3DBackpropFilter"), Rule(_to_filter, 1, ("strides",))),
    **dict.fromkeys(("MaxPool", "AvgPool", "MaxPool3D", "AvgPool3D"), Rule(_pooled, 0, ("ksize",))),
    "MaxPoolGrad": Rule(lambda call: (count(call.list("ksize")) + 1) * count(call.given(1)), 2, ("ksize",)),
    "AvgPoolGrad": Rule(lambda call: 2 * count(call.list("ksize")) * count(call.given(1)), 2, ("ksize",)),
    "AddN": Rule(lambda call: count(call.given(0)) * (call.fan_in - 1), 1, fan_in=True),
    "L2Loss": Rule(lambda call: 3 * count(call.given(0)) - 1, 1),
    **dict.fromkeys(
        ("SoftmaxCrossEntropyWithLogits", "SparseSoftmaxCrossEntropyWithLogits"),
        Rule(lambda call: 7 * count(call.given(0)), 1),
    ),
    **dict.fromkeys(("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"), Rule(_batch_norm, 1, ("is_training",))),
    "LRN": Rule(_local_response, 1, ("depth_radius",)),
    "Einsum": Rule(_einsum, 8, ("equation",), fan_in=True),
}
