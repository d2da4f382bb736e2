"""`tf.contrib.sparsemax`: a softmax that gives zeros (Martins and Astudillo, 2016), and its loss."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
