"""Heads that programs derive from: `tf.estimator.Head` and its kin, with metrics of Keras."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
