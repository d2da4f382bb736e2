"""TensorFlow 1 lives here: the same graph, the same weights, the same figures, on today's TensorFlow.

``from tf1graph import tf`` gives what ``import tensorflow as tf`` gave in TensorFlow 1.15.5.
Importing this package imports no TensorFlow; that happens at the first use of a name of ``tf``.
"""

__version__ = "0.1.0"
