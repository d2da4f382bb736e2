"""`tf.contrib.grid_rnn`: grids of RNN cells, one a dimension."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
