"""Boosted trees that are made and trained at once, on a data set that is one batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.canned.boosted_trees import NOTE, BoostedTreesClassifier, BoostedTreesRegressor
from tf1graph.tf.names import provide


def _train(estimator: Any, train_input_fn: Callable[[], Any], hooks: Any) -> Any:
    def again_and_again() -> Any:
        found = train_input_fn()
        return found.repeat() if isinstance(found, tf.data.Dataset) else found

    return estimator.train(input_fn=again_and_again, hooks=hooks)


@provide("tf.contrib.estimator.boosted_trees_classifier_train_in_memory", fidelity="approximate", gone="2.0", note=NOTE)
def boosted_trees_classifier_train_in_memory(
    train_input_fn: Callable[[], Any],
    feature_columns: Sequence[Any],
    model_dir: str | None = None,
    *args: Any,
    train_hooks: Any = None,
    **kwargs: Any,
) -> Any:
    """A trained `tf.estimator.BoostedTreesClassifier`.

    Args:
      train_input_fn: gives the whole data set as one batch.
      train_hooks: `tf.train.SessionRunHook`s.
      others: as of the class, from `n_classes` on.
    """
    estimator = BoostedTreesClassifier(feature_columns, 1, model_dir, *args, **kwargs)
    return _train(estimator, train_input_fn, train_hooks)


@provide("tf.contrib.estimator.boosted_trees_regressor_train_in_memory", fidelity="approximate", gone="2.0", note=NOTE)
def boosted_trees_regressor_train_in_memory(
    train_input_fn: Callable[[], Any],
    feature_columns: Sequence[Any],
    model_dir: str | None = None,
    *args: Any,
    train_hooks: Any = None,
    **kwargs: Any,
) -> Any:
    """A trained `tf.estimator.BoostedTreesRegressor`; arguments as above, from `label_dimension` on."""
    estimator = BoostedTreesRegressor(feature_columns, 1, model_dir, *args, **kwargs)
    return _train(estimator, train_input_fn, train_hooks)
