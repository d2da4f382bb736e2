"""`tf.contrib.solvers`: linear equations, least squares and bidiagonalisation by operators, in loops."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
