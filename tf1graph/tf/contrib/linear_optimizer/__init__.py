"""`tf.contrib.linear_optimizer`: linear models trained by stochastic dual coordinate ascent."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
