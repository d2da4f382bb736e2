"""`tf.contrib.nn`: alpha dropout, scaled softplus, sampled losses, and cross entropies with their arguments flipped."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)
load(__name__)

# isort: split
from tf1graph.tf.contrib.nn.alpha_dropout import alpha_dropout  # noqa: E402, not the files of that name
from tf1graph.tf.contrib.nn.scaled_softplus import scaled_softplus  # noqa: E402

__all__ = ["alpha_dropout", "scaled_softplus"]
