"""`tf.estimator`: a model function, its training, evaluation, prediction and export; and models ready made."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)

# isort: split
from tf1graph.tf.estimator import canned, head  # noqa: E402, F401
