"""The weights of a frozen graph: constants that stand where variables stood when it was trained."""

from __future__ import annotations

import numpy as np

from tf1graph.graph.model import VARIABLE_OPS
from tf1graph.graph.nodes import Nodes
from tf1graph.graph.wire import EMPTY, Ints

FLOATS = (1, 2, 14, 19)  # float32, float64, bfloat16, float16, by their numbers in types.proto
PASSING = ("Identity", "Enter", "RefEnter", "Switch", "ReadVariableOp", "Cast", "Transpose")
FARTHEST = 5  # nodes between a weight and who takes it
WEIGHTS = {  # the inputs that are weights
    **dict.fromkeys(("Conv2D", "Conv3D", "DepthwiseConv2dNative", "Conv2DBackpropInput", "BiasAdd", "BiasAddV1"), (1,)),
    **dict.fromkeys(("MatMul", "BatchMatMul", "BatchMatMulV2"), (0, 1)),
    **dict.fromkeys(("Add", "AddV2", "Mul"), (0, 1)),
    **dict.fromkeys(("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"), (1, 2, 3, 4)),
    **dict.fromkeys(("Gather", "GatherV2"), (0,)),
}


def frozen_weights(nodes: Nodes) -> Ints:
    """The constants that are weights; none where the graph has variables.

    They are those of floating point that an op takes as its weights, its bias or its table; a number alone is none.
    """
    constants = nodes.of_op("Const")
    constants = constants[np.isin(nodes.attr_types("dtype")[constants], FLOATS)]
    if not len(constants) or len(nodes.of_op(*VARIABLE_OPS)):
        return EMPTY
    source, _, target, place = nodes.edges
    takes = np.zeros((len(nodes.op_names), 5), bool)
    for number, op in enumerate(nodes.op_names):
        takes[number, list(WEIGHTS.get(op, ()))] = True
    weighing = takes[nodes.op[target], np.minimum(place, 4)] & (place < 5)
    passing = np.isin(nodes.op, [number for number, op in enumerate(nodes.op_names) if op in PASSING])[target]
    passing &= place == 0
    taken = np.zeros(len(nodes), bool)
    taken[source[weighing]] = True
    for _ in range(FARTHEST):
        taken[source[passing & taken[target]]] = True
    return constants[taken[constants]]
