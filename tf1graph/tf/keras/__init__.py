"""`tf.keras`: the package tf_keras, with its version 1 names, and the graphs that TensorFlow 1.15.5 built with it."""

from tf1graph.tf._tree import mirror

__version__ = "2.2.4-tf"

__getattr__, __dir__ = mirror(__name__)
