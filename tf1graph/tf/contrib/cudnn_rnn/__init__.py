"""`tf.contrib.cudnn_rnn`: the cells that run on a CPU what CudnnLSTM and CudnnGRU learned on a GPU."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)
load(__name__)
