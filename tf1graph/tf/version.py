"""`tf.version`: which TensorFlow a program finds itself in. Its graphs are of today's version."""

from tf1graph.tf._tree import mirror

VERSION = "1.15.5"
GIT_VERSION = "v1.15.4-39-g3db52be"
COMPILER_VERSION = "7.3.1 20180303"

__getattr__, __dir__ = mirror(__name__)
