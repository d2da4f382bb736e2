"""The standalone Keras of 2017–2019, `import keras`: Keras 2.2.4's names, defaults and initial weights, on tf_keras."""

from __future__ import annotations

from tf1graph.keras._tree import mirror

__version__ = "2.2.4"

__getattr__, __dir__ = mirror(__name__)
