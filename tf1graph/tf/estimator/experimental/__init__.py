"""`tf.estimator.experimental`: early stopping, builders of logits, k-means and others; their bodies lie elsewhere."""

from tf1graph.tf._tree import mirror
from tf1graph.tf.estimator import canned, early_stopping, export, hooks, model_fn  # noqa: F401

__getattr__, __dir__ = mirror(__name__)
