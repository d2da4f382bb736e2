"""What an input function gives, taken apart."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import function_utils

fn_args = function_utils.fn_args
MAX_DIRECTORY_CREATION_ATTEMPTS = 10


def parse_input_fn_result(result: Any) -> tuple[Any, Any, list[Any]]:
    """The features, the labels or None, and the hooks that start the input, of what an input function returned.

    Args:
      result: features, a pair of features and labels, or a `tf.data.Dataset` of either.

    Raises:
      ValueError: it is a list or tuple, but no pair.
    """
    hooks: list[Any] = []
    if isinstance(result, (tf.data.Dataset, tf.compat.v2.data.Dataset)):
        iterator = tf.data.make_initializable_iterator(result)
        hooks.append(_DatasetInitializerHook(iterator))
        result = iterator.get_next()
    return (*parse_iterator_result(result), hooks)


def parse_iterator_result(result: Any) -> tuple[Any, Any]:
    """The features, and the labels or None, of one element of the input.

    Raises:
      ValueError: it is a list or tuple, but no pair.
    """
    if not isinstance(result, (list, tuple)):
        return result, None
    if len(result) != 2:
        raise ValueError("input_fn should return (features, labels) as a len 2 tuple.")
    return result[0], result[1]


class _DatasetInitializerHook(tf.train.SessionRunHook):
    """Starts the iterator of a dataset when the session is there."""

    def __init__(self, iterator: Any):
        self._iterator = iterator

    def begin(self) -> None:
        self._initializer = self._iterator.initializer

    def after_create_session(self, session: Any, coord: Any) -> None:
        session.run(self._initializer)


class MultiHostDatasetInitializerHook(tf.train.SessionRunHook):
    """Starts the iterators of several inputs when the session is there, and says how long that took."""

    def __init__(self, dataset_initializers: Sequence[Any]):
        self._initializers = dataset_initializers

    def after_create_session(self, session: Any, coord: Any) -> None:
        start = time.time()
        session.run(self._initializers)
        tf.logging.info("Initialized dataset iterators in %d seconds", time.time() - start)
