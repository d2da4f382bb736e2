"""`tf.contrib.slim`: argument scopes, layers, training and evaluation in loops, readers of data sets, known nets."""

from tf1graph.tf import contrib
from tf1graph.tf._tree import load, mirror
from tf1graph.tf.contrib.layers import utils

__all__ = ["utils"]

__getattr__, __dir__ = mirror(__name__)

load(__name__)
load(contrib.layers.__name__)
load(contrib.framework.__name__)
