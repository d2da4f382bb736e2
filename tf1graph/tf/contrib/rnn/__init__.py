"""`tf.contrib.rnn`: the cells and loops of the core under their second name, and those that only contrib had."""

import sys

from tf1graph.tf._tree import load, mirror
from tf1graph.tf.nn.rnn_cell.linear import Linear, linear

# The files of TensorFlow 1 below this, tensorflow.contrib.rnn.python.ops.core_rnn_cell and the like, give its names
core_rnn_cell_impl = rnn = rnn_cell = sys.modules[__name__]
_Linear = Linear
_linear = linear

__getattr__, __dir__ = mirror(__name__)
load(__name__)
core_rnn_cell = sys.modules[__name__]
