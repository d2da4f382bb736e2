"""Of any number of labels at once: the classes that are measured by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys


def check_vocabulary(label_vocabulary: Any, n_classes: int) -> None:
    """Check that there is none, or as many names as classes.

    Raises:
      ValueError: it is no list, or of another length.
    """
    if label_vocabulary is None:
        return
    if not isinstance(label_vocabulary, (list, tuple)):
        raise ValueError(f"label_vocabulary must be a list or tuple. Given type: {type(label_vocabulary)}")
    if len(label_vocabulary) != n_classes:
        raise ValueError(f"Length of label_vocabulary must be n_classes ({n_classes}). Given: {len(label_vocabulary)}")


def numbers_of_classes(classes: Sequence[Any] | None, n_classes: int, vocabulary: Any) -> tuple[int, ...]:
    """The classes by number, where some are given by name.

    Raises:
      ValueError: there is no such class.
    """
    chosen = tuple(classes or ())
    if chosen and isinstance(chosen[0], str):
        if not vocabulary:
            raise ValueError("label_vocabulary must be provided when classes_for_class_based_metrics are sting.")
        return tuple(vocabulary.index(name) for name in chosen)
    for number in chosen:
        if number < 0 or number >= n_classes:
            raise ValueError(
                f"All classes_for_class_based_metrics must be in range [0, {n_classes - 1}]. Given: {number}"
            )
    return chosen


def keys_of_class(number: int, vocabulary: Any) -> tuple[str, ...]:
    """The keys of a class's mean probability, of its area under ROC, and under precision over recall."""
    keys = MetricKeys
    if vocabulary:
        patterns = (keys.PROBABILITY_MEAN_AT_NAME, keys.AUC_AT_NAME, keys.AUC_PR_AT_NAME)
        return tuple(pattern % vocabulary[number] for pattern in patterns)
    patterns = (keys.PROBABILITY_MEAN_AT_CLASS, keys.AUC_AT_CLASS, keys.AUC_PR_AT_CLASS)
    return tuple(pattern % number for pattern in patterns)


def values_of_class(number: int, probabilities: Any, labels: Any) -> tuple[Any, Any]:
    """One class's probabilities and labels, of those of all in the last dimension."""
    rank = tf.rank(probabilities) - 1
    begin = tf.concat([tf.zeros([rank], dtype=tf.int32), [number]], axis=0)
    size = tf.concat([-1 * tf.ones([rank], dtype=tf.int32), [1]], axis=0)
    return tf.slice(probabilities, begin=begin, size=size), tf.slice(labels, begin=begin, size=size)
