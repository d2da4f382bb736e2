"""Support vector machines."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.learn.estimators import canned
from tf1graph.tf.contrib.learn.estimators import head as head_lib
from tf1graph.tf.contrib.learn.estimators.estimator import Estimator
from tf1graph.tf.contrib.learn.estimators.linear import _Linear
from tf1graph.tf.names import provide


@provide("tf.contrib.learn.SVM", gone="2.0")
class SVM(canned.Classifier, _Linear):
    """A linear support vector machine for two classes, trained by `tf.contrib.linear_optimizer.SDCAOptimizer`.

    Args:
      example_id_column: the feature that names each example, a tensor [examples] of strings.
      feature_columns: of `tf.contrib.layers`.
      weight_column_name: the feature that holds the examples' weights, or None.
      model_dir, config, feature_engineering_fn: as of `Estimator`.
      l1_regularization, l2_regularization: how much weights cost; the latter is 1 at least.
      num_loss_partitions: how many train at the same time.
      kernels: None; there never were any.

    `predict` gives dicts of `classes` and `logits`, unless `outputs` names others.

    Raises:
      ValueError: there are kernels, or no columns.
    """

    def __init__(
        self,
        example_id_column: str,
        feature_columns: Any,
        weight_column_name: str | None = None,
        model_dir: Any = None,
        l1_regularization: float = 0.0,
        l2_regularization: float = 0.0,
        num_loss_partitions: int = 1,
        kernels: Any = None,
        config: Any = None,
        feature_engineering_fn: Any = None,
    ):
        if kernels is not None:
            raise ValueError("Kernel SVMs are not currently supported.")
        optimizer = tf.contrib.linear_optimizer.SDCAOptimizer(
            example_id_column=example_id_column,
            num_loss_partitions=num_loss_partitions,
            symmetric_l1_regularization=l1_regularization,
            symmetric_l2_regularization=l2_regularization,
        )
        head = head_lib.binary_svm_head(weight_column_name=weight_column_name, enable_centered_bias=False)
        given = (head, feature_columns, model_dir, config, feature_engineering_fn, optimizer, weight_column_name)
        self._set_sdca(*given)

    def predict(self, *args: Any, **kwargs: Any) -> Any:
        """As `Estimator.predict`."""
        return Estimator.predict(self, *args, **kwargs)
