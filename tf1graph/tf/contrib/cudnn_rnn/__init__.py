"""`tf.contrib.cudnn_rnn`: the networks of cuDNN, and the cells that run on a CPU what they learned on a GPU."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)
load(__name__)
