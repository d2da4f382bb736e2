"""Estimators in the manner of scikit-learn: arrays in, arrays out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.contrib.learn.estimators._sklearn import BaseEstimator
from tf1graph.tf.contrib.learn.learn_io.data_feeder import setup_train_data_feeder
from tf1graph.tf.names import provide


def feeding(
    x: Any, y: Any, batch_size: int | None, shuffle: bool = False, epochs: int | None = 1
) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """An input function of placeholders, and a function that gives the feed for each step."""
    feeder = setup_train_data_feeder(x, y, n_classes=None, batch_size=batch_size, shuffle=shuffle, epochs=epochs)
    return feeder.input_builder, feeder.get_feed_dict_fn()


@provide("tf.contrib.learn.SKCompat", gone="2.0")
class SKCompat(BaseEstimator):
    """An estimator that takes arrays, frames or iterators.

    Args:
      estimator: of `tf.contrib.learn`.
    """

    def __init__(self, estimator: Any):
        self._estimator = estimator

    def fit(
        self,
        x: Any,
        y: Any,
        batch_size: int | None = 128,
        steps: int | None = None,
        max_steps: int | None = None,
        monitors: Any = None,
    ) -> SKCompat:
        """Train on shuffled batches of `x` and `y`, without end but for the steps; itself."""
        input_fn, feed_fn = feeding(x, y, batch_size, shuffle=True, epochs=None)
        hooks = [tf.train.FeedFnHook(feed_fn), *(monitors or [])]
        self._estimator.fit(input_fn=input_fn, steps=steps, max_steps=max_steps, monitors=hooks)
        return self

    def score(
        self,
        x: Any,
        y: Any,
        batch_size: int | None = 128,
        steps: int | None = None,
        metrics: dict[Any, Any] | None = None,
        name: str | None = None,
    ) -> dict[str, Any]:
        """The metrics on `x` and `y`, by name.

        Raises:
          NotFittedError: the estimator has not been trained.
          ValueError: the metrics are no dict.
        """
        if metrics is not None and not isinstance(metrics, dict):
            raise ValueError(f"Metrics argument should be None or dict. Got {metrics}.")
        input_fn, feed_fn = feeding(x, y, batch_size)
        results, step = self._estimator._evaluate_model(
            input_fn=input_fn, feed_fn=feed_fn, steps=steps, metrics=metrics, name=name
        )
        return {**results, "global_step": step}

    def predict(self, x: Any, batch_size: int | None = 128, outputs: Any = None) -> Any:
        """The predictions for `x`, an array, or a dict of such where the model gives a dict.

        Raises:
          NotFittedError: the estimator has not been trained.
        """
        batches = list(self.predict_from(x, batch_size, outputs, as_iterable=True, iterate_batches=True))
        if not isinstance(batches[0], dict):
            return np.concatenate(batches, axis=0)
        return {key: np.concatenate([batch[key] for batch in batches], axis=0) for key in batches[0]}

    def predict_from(
        self, x: Any, batch_size: int | None, outputs: Any, as_iterable: bool, iterate_batches: bool
    ) -> Any:
        """What `predict` of an estimator gives for the arrays `x`."""
        if not as_iterable:
            return self.predict(x, batch_size, outputs)
        input_fn, feed_fn = feeding(x, None, batch_size)
        return self._estimator._infer_model(input_fn, feed_fn, outputs, True, iterate_batches)
