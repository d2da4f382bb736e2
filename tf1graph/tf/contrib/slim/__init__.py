"""`tf.contrib.slim`: argument scopes, layers, training and evaluation in loops, known nets."""

from tf1graph.tf._tree import load, mirror
from tf1graph.tf.contrib import framework, layers, losses, metrics  # noqa: F401
from tf1graph.tf.contrib.layers import utils  # noqa: F401

__getattr__, __dir__ = mirror(__name__)

load(__name__)
