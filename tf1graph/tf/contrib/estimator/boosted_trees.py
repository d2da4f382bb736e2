"""Boosted trees that are made and trained at once, on a data set that is one batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.canned.boosted_trees import _BoostedTreesBase, _classification, _regression
from tf1graph.tf.estimator.canned.boosted_trees_growing import TreeHParams
from tf1graph.tf.estimator.canned.boosted_trees_model import model_fn
from tf1graph.tf.names import provide


def _train(
    train_input_fn: Callable[[], Any],
    feature_columns: Sequence[Any],
    model_dir: str | None,
    config: Any,
    train_hooks: Any,
    head: Any,
    closed_form: Callable[..., Any] | None,
    hparams: TreeHParams,
    is_classification: bool,
) -> Any:
    def _model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
        return model_fn(
            features,
            labels,
            mode,
            head,
            feature_columns,
            hparams,
            1,
            config,
            closed_form=closed_form,
            train_in_memory=True,
        )

    def again_and_again() -> Any:
        found = train_input_fn()
        return found.repeat() if isinstance(found, tf.data.Dataset) else found

    estimator = _BoostedTreesBase(
        _model_fn,
        model_dir,
        config,
        feature_columns,
        head,
        hparams.center_bias,
        is_classification,
        hparams.quantile_sketch_epsilon,
    )
    return estimator.train(input_fn=again_and_again, hooks=train_hooks)


@provide("tf.contrib.estimator.boosted_trees_classifier_train_in_memory", gone="2.0")
def boosted_trees_classifier_train_in_memory(
    train_input_fn: Callable[[], Any],
    feature_columns: Sequence[Any],
    model_dir: str | None = None,
    n_classes: int | None = None,
    weight_column: Any = None,
    label_vocabulary: Any = None,
    n_trees: int = 100,
    max_depth: int = 6,
    learning_rate: float = 0.1,
    l1_regularization: float = 0.0,
    l2_regularization: float = 0.0,
    tree_complexity: float = 0.0,
    min_node_weight: float = 0.0,
    config: Any = None,
    train_hooks: Any = None,
    center_bias: bool = False,
    pruning_mode: str = "none",
    quantile_sketch_epsilon: float = 0.01,
) -> Any:
    """A trained classifier of two classes.

    Args:
      train_input_fn: gives the whole data set as one batch.
      train_hooks: `tf.train.SessionRunHook`s.
      others: as of `tf.estimator.BoostedTreesClassifier`.
    """
    head, closed_form = _classification(n_classes, weight_column, label_vocabulary)
    hparams = TreeHParams(
        n_trees,
        max_depth,
        learning_rate,
        l1_regularization,
        l2_regularization,
        tree_complexity,
        min_node_weight,
        center_bias,
        pruning_mode,
        quantile_sketch_epsilon,
    )
    return _train(train_input_fn, feature_columns, model_dir, config, train_hooks, head, closed_form, hparams, True)


@provide("tf.contrib.estimator.boosted_trees_regressor_train_in_memory", gone="2.0")
def boosted_trees_regressor_train_in_memory(
    train_input_fn: Callable[[], Any],
    feature_columns: Sequence[Any],
    model_dir: str | None = None,
    label_dimension: int | None = None,
    weight_column: Any = None,
    n_trees: int = 100,
    max_depth: int = 6,
    learning_rate: float = 0.1,
    l1_regularization: float = 0.0,
    l2_regularization: float = 0.0,
    tree_complexity: float = 0.0,
    min_node_weight: float = 0.0,
    config: Any = None,
    train_hooks: Any = None,
    center_bias: bool = False,
    pruning_mode: str = "none",
    quantile_sketch_epsilon: float = 0.01,
) -> Any:
    """A trained model of a number; arguments as of `boosted_trees_classifier_train_in_memory`."""
    head = _regression(label_dimension, weight_column)
    hparams = TreeHParams(
        n_trees,
        max_depth,
        learning_rate,
        l1_regularization,
        l2_regularization,
        tree_complexity,
        min_node_weight,
        center_bias,
        pruning_mode,
        quantile_sketch_epsilon,
    )
    return _train(train_input_fn, feature_columns, model_dir, config, train_hooks, head, None, hparams, False)
