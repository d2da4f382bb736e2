"""What a stack of layers said of its predictions, until TensorFlow 2.6."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._tree import mirror
from tf1graph.tf.python.keras._tf_keras import lost, sequential

__getattr__, __dir__ = mirror(__name__)


@lost(sequential.Sequential)
def predict_proba(self: Any, x: Any, batch_size: int = 32, verbose: int = 0) -> Any:
    """What the model gives, which should be probabilities."""
    return self.predict(x, batch_size, verbose)


@lost(sequential.Sequential)
def predict_classes(self: Any, x: Any, batch_size: int = 32, verbose: int = 0) -> Any:
    """The class of each sample: of several outputs the largest, of one whether it is above a half."""
    given = self.predict(x, batch_size, verbose)
    return given.argmax(axis=-1) if given.shape[-1] > 1 else (given > 0.5).astype("int32")
