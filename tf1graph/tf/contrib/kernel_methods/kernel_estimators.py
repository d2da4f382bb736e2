"""Linear models of features that a kernel's mappers have mapped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.layers.dense_column import _RealValuedColumn
from tf1graph.tf.contrib.learn.estimators import head as head_lib
from tf1graph.tf.contrib.learn.estimators.estimator import Estimator
from tf1graph.tf.contrib.learn.estimators.linear import _linear_model_fn
from tf1graph.tf.contrib.learn.estimators.prediction_key import PredictionKey
from tf1graph.tf.names import provide


def _mapped(features: dict[str, Any], columns: Any, mappers: Any) -> tuple[dict[str, Any], Any]:
    """The features and the columns, with one more of each for each column that has mappers."""
    if mappers is None:
        return features, columns
    new_features, new_columns = {}, set()
    for column, its in mappers.items():
        if not isinstance(column, _RealValuedColumn):
            tf.logging.warning(
                "Updates are currently supported on RealValuedColumns only. Metadata "
                f"for FeatureColumn {column.name} will not be updated."
            )
            continue
        name = f"{column.name}_MAPPED"
        new_columns.add(tf.contrib.layers.real_valued_column(name, sum(mapper.output_dim for mapper in its)))
        new_features[name] = tf.concat([mapper.map(features[column.name]) for mapper in its], 1)
    return {**features, **new_features}, {*columns, *new_columns}


def _kernel_model_fn(features: Any, labels: Any, mode: str, params: Any, config: Any = None) -> Any:
    features, columns = _mapped(features, params["feature_columns"], params["kernel_mappers"])
    return _linear_model_fn(features, labels, mode, {**params, "feature_columns": columns}, config)


@provide("tf.contrib.kernel_methods.KernelLinearClassifier", gone="2.0")
class KernelLinearClassifier(Estimator):
    """A linear model for one of `n_classes` classes, of features as they are and as mappers have mapped them.

    Args:
      feature_columns: the columns that are taken as they are.
      kernel_mappers: by real-valued column a list of `RandomFourierFeatureMapper`s and their like.
      model_dir, n_classes, weight_column_name, optimizer, config: as of `tf.contrib.learn.LinearClassifier`.

    Raises:
      ValueError: there are neither columns nor mappers, or a mapper is none.
    """

    def __init__(
        self,
        feature_columns: Any = None,
        model_dir: Any = None,
        n_classes: int = 2,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        kernel_mappers: dict[Any, list[Any]] | None = None,
        config: Any = None,
    ):
        if not feature_columns and not kernel_mappers:
            raise ValueError("You should set at least one of feature_columns, kernel_mappers.")
        mappers = [mapper for its in (kernel_mappers or {}).values() for mapper in its]
        if not all(hasattr(mapper, "map") and hasattr(mapper, "output_dim") for mapper in mappers):
            raise ValueError("Invalid kernel mappers.")
        params = {
            "head": head_lib.multi_class_head(n_classes, weight_column_name=weight_column_name),
            "feature_columns": feature_columns or [],
            "optimizer": optimizer,
            "kernel_mappers": kernel_mappers,
        }
        super().__init__(_kernel_model_fn, model_dir, config, params)

    def _each(self, key: str, input_fn: Any) -> Iterator[Any]:
        return (found[key] for found in self.predict(input_fn=input_fn, outputs=[key]))

    def predict_classes(self, input_fn: Any = None) -> Iterator[Any]:
        """The class of each example."""
        return self._each(PredictionKey.CLASSES, input_fn)

    def predict_proba(self, input_fn: Any = None) -> Iterator[Any]:
        """The probabilities of the classes, [n_classes], of each example."""
        return self._each(PredictionKey.PROBABILITIES, input_fn)
