"""TensorFlow 1.15.5's namespace: ``from tf1graph import tf``.

`tensorflow.compat.v1` lies below; what differs from TensorFlow 1 lies on top. TensorFlow itself is
imported at the first use of a name, and from then on the process runs in graph mode, as TensorFlow 1 did.
"""

from tf1graph.tf._tree import mirror
from tf1graph.tf.version import COMPILER_VERSION, GIT_VERSION, VERSION

__version__, __git_version__, __compiler_version__ = VERSION, GIT_VERSION, COMPILER_VERSION

__getattr__, __dir__ = mirror(__name__)
