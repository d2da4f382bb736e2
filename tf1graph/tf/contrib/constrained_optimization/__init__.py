"""`tf.contrib.constrained_optimization`: a loss minimised under constraints, as a game of two players.

The constraints are functions that are not to be above 0 (Cotter, Jiang and Sridharan, 2018).
"""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
