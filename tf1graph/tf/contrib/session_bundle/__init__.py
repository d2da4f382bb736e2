"""`tf.contrib.session_bundle`: models exported for serving before there was SavedModel."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
