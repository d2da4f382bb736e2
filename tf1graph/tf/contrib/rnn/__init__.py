"""`tf.contrib.rnn`: the cells and loops of the core under their second name, and those that only contrib had."""

import sys

from tf1graph.tf._tree import mirror
from tf1graph.tf.contrib.rnn.attention import AttentionCellWrapper
from tf1graph.tf.contrib.rnn.convolutional import Conv1DLSTMCell, Conv2DLSTMCell, Conv3DLSTMCell, ConvLSTMCell
from tf1graph.tf.contrib.rnn.core_rnn_cell import EmbeddingWrapper, InputProjectionWrapper, OutputProjectionWrapper
from tf1graph.tf.contrib.rnn.fused_rnn_cell import FusedRNNCell, FusedRNNCellAdaptor, TimeReversedFusedRNN
from tf1graph.tf.contrib.rnn.gated import HighwayWrapper, IntersectionRNNCell, NASCell, UGRNNCell
from tf1graph.tf.contrib.rnn.gru_ops import GRUBlockCell, GRUBlockCellV2
from tf1graph.tf.contrib.rnn.lstm_ops import LSTMBlockCell, LSTMBlockFusedCell, LSTMBlockWrapper
from tf1graph.tf.contrib.rnn.normalized import LayerNormBasicLSTMCell
from tf1graph.tf.contrib.rnn.phased import PhasedLSTMCell
from tf1graph.tf.contrib.rnn.stacks import stack_bidirectional_dynamic_rnn, stack_bidirectional_rnn
from tf1graph.tf.nn.rnn_cell.linear import Linear, linear

__all__ = [
    "AttentionCellWrapper",
    "Conv1DLSTMCell",
    "Conv2DLSTMCell",
    "Conv3DLSTMCell",
    "ConvLSTMCell",
    "EmbeddingWrapper",
    "FusedRNNCell",
    "FusedRNNCellAdaptor",
    "GRUBlockCell",
    "GRUBlockCellV2",
    "HighwayWrapper",
    "InputProjectionWrapper",
    "IntersectionRNNCell",
    "LSTMBlockCell",
    "LSTMBlockFusedCell",
    "LSTMBlockWrapper",
    "LayerNormBasicLSTMCell",
    "NASCell",
    "OutputProjectionWrapper",
    "PhasedLSTMCell",
    "TimeReversedFusedRNN",
    "UGRNNCell",
    "stack_bidirectional_dynamic_rnn",
    "stack_bidirectional_rnn",
]

# The files of TensorFlow 1 below this, tensorflow.contrib.rnn.python.ops.core_rnn_cell and the like, give its names
core_rnn_cell = core_rnn_cell_impl = rnn = rnn_cell = sys.modules[__name__]
_Linear = Linear
_linear = linear

__getattr__, __dir__ = mirror(__name__)
