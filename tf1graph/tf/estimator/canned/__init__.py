"""Models ready made: linear, deep, both, and baselines; and the heads with their losses and metrics."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
