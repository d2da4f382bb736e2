"""`tf.contrib.recurrent`: recurrences as pure functions of weights, state and input, and RNNs made of them."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
