"""`tf.contrib.losses`: the losses of before `tf.losses`, predictions first, means over what counts."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
