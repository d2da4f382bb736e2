"""`tf.contrib.estimator`: what `tf.estimator` had not taken over yet, and what it had."""

from tf1graph.tf._tree import load, mirror
from tf1graph.tf.estimator import experimental, export  # noqa: F401

__getattr__, __dir__ = mirror(__name__)

load(__name__)
