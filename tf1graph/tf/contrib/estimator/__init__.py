"""`tf.contrib.estimator`: what `tf.estimator` had not taken over yet, and what it had."""

from tf1graph.tf._tree import load, mirror
from tf1graph.tf.estimator import experimental, export  # noqa: F401

__getattr__, __dir__ = mirror(__name__)

load(__name__)

# isort: split
from tf1graph.tf.contrib.estimator.multi_head import multi_head  # noqa: E402, F401 - the functions, not their files
from tf1graph.tf.contrib.estimator.replicate_model_fn import replicate_model_fn  # noqa: E402, F401
