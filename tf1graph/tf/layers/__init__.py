"""`tf.layers`, which Keras 3 took away: layers as functions, and the classes behind them."""

from tf1graph.tf._tree import mirror
from tf1graph.tf.layers.base import InputSpec, Layer
from tf1graph.tf.layers.convolutional import Conv2D, conv2d
from tf1graph.tf.layers.core import Dense, Flatten, dense, flatten
from tf1graph.tf.layers.pooling import MaxPooling2D, max_pooling2d

__all__ = [
    "Conv2D",
    "Dense",
    "Flatten",
    "InputSpec",
    "Layer",
    "MaxPooling2D",
    "conv2d",
    "dense",
    "flatten",
    "max_pooling2d",
]

__getattr__, __dir__ = mirror(__name__)
