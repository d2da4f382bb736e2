"""TensorFlow 1.15.5's namespace: ``from tf1graph import tf``.

`tensorflow.compat.v1` lies below; what differs from TensorFlow 1 lies on top. TensorFlow itself is
imported at the first use of a name, and from then on the process runs in graph mode, as TensorFlow 1 did.
"""

from tf1graph.tf._tree import mirror

__version__ = VERSION = "1.15.5"  # what a program of that time branches on; `tf.version.VERSION` is today's

__getattr__, __dir__ = mirror(__name__)
