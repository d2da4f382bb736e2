"""`tf.contrib.util.loader`: libraries of ops."""

from __future__ import annotations

import os
from typing import Any

from tf1graph import tf
from tf1graph.tf._tree import mirror
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)


@provide(
    "tf.contrib.util.loader.load_op_library",
    fidelity="approximate",
    today="tf.load_op_library",
    gone="2.0",
    note="a library must be built for today's TensorFlow",
)
def load_op_library(path: Any) -> Any:
    """The ops of a library, as a module.

    Args:
      path: of the library.

    Raises:
      NotFoundError: there is none.
    """
    return tf.load_op_library(os.fspath(path))
