"""`tf.contrib.training`: hyperparameters, training ops and loops, evaluation, batches by length and by class."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
