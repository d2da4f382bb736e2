"""`tf.contrib.tfprof`: counts a model's parameters and operations, under the names of before `tf.profiler`."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
