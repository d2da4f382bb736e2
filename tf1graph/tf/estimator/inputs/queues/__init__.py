"""Queues that threads fill from Python."""

from tf1graph.tf._tree import mirror

__getattr__, __dir__ = mirror(__name__)
