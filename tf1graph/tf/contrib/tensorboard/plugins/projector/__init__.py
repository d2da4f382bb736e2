"""`tf.contrib.tensorboard.plugins.projector`: what TensorBoard's projector of embeddings is to show."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
