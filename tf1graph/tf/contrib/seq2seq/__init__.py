"""`tf.contrib.seq2seq`: decoders run by a loop, the helpers that feed them, attention, and beam search."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)
load(__name__)
