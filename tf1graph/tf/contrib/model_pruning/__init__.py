"""`tf.contrib.model_pruning`: layers whose weights have a mask, and what makes the masks sparser while training.

Each layer puts its mask, its threshold, its weights and the masked weights into collections, which a `Pruning` reads.
"""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
