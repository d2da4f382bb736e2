"""`tf.nn.rnn_cell` (python/ops/rnn_cell_impl.py of 1.15.5), which Keras 3 took away: RNN cells and their wrappers."""

from tf1graph.tf._tree import mirror
from tf1graph.tf.nn.rnn_cell.base import LayerRNNCell, RNNCell, assert_like_rnncell
from tf1graph.tf.nn.rnn_cell.linear import Linear, linear
from tf1graph.tf.nn.rnn_cell.lstm import BasicLSTMCell, LSTMCell, LSTMStateTuple
from tf1graph.tf.nn.rnn_cell.multi import MultiRNNCell
from tf1graph.tf.nn.rnn_cell.simple import BasicRNNCell, GRUCell
from tf1graph.tf.nn.rnn_cell.wrappers import DeviceWrapper, DropoutWrapper, ResidualWrapper

__all__ = [
    "BasicLSTMCell",
    "BasicRNNCell",
    "DeviceWrapper",
    "DropoutWrapper",
    "GRUCell",
    "LSTMCell",
    "LSTMStateTuple",
    "LayerRNNCell",
    "MultiRNNCell",
    "RNNCell",
    "ResidualWrapper",
    "assert_like_rnncell",
    "linear",
]

# What public programs took from rnn_cell_impl, in one release or another
_BIAS_VARIABLE_NAME = "bias"
_WEIGHTS_VARIABLE_NAME = "kernel"
_LayerRNNCell = LayerRNNCell
_Linear = Linear
_linear = linear

__getattr__, __dir__ = mirror(__name__)
