"""Models of feature columns as Keras' layers built them in TensorFlow 1.15.5, without Keras."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import feature_column, feature_column_v2, variable_scope

_pure_scope = variable_scope._pure_variable_scope


class _Variables:
    """Makes the variables of columns, as a layer does for them, and keeps them in their order."""

    def __init__(self) -> None:
        self.made: list[Any] = []

    def add_weight(self, getter: Any = None, **about: Any) -> Any:
        self.made.append(tf.get_variable(**about))
        return self.made[-1]

    def _track_trackable(self, *args: Any, **kwargs: Any) -> None:
        """Variables are saved by their names."""


def dense_input(features: dict[str, Any], columns: Sequence[Any], name: str) -> Any:
    """The values of dense columns, sorted by name and side by side [examples, values].

    Raises:
      ValueError: a column is not dense.
    """
    if not feature_column_v2.is_feature_column_v2(columns):
        layer = feature_column.InputLayer(feature_columns=columns, name=name, create_scope_now=False)
        return layer(features)
    ordered = feature_column_v2._normalize_feature_columns(columns)
    for column in ordered:
        if not isinstance(column, feature_column_v2.DenseColumn):
            raise ValueError(
                f"Items of feature_columns must be a {feature_column_v2.DenseColumn}. You can wrap a categorical "
                f"column with an embedding_column or indicator_column. Given: {column}"
            )
    manager = feature_column_v2._StateManagerImpl(_Variables(), True)
    with tf.name_scope(name):
        for column in ordered:
            with _pure_scope(name), _pure_scope(column.name):
                column.create_state(manager)
        cache, parts = feature_column_v2.FeatureTransformationCache(features), []
        for column in ordered:
            with tf.name_scope(column.name):
                values = column.get_dense_tensor(cache, manager)
                size = column.variable_shape.num_elements()
                parts.append(tf.reshape(values, shape=(tf.shape(values)[0], size)))
        feature_column_v2._verify_static_batch_size_equality(parts, ordered)
        return tf.concat(parts, -1)


class LinearModel:
    """The weighted sum of columns; has `bias`, and `variables`, the weights of the columns."""

    def __init__(
        self, columns: Sequence[Any], units: int = 1, sparse_combiner: str = "sum", name: str = "linear_model"
    ):
        self._columns = feature_column_v2._normalize_feature_columns(columns)
        for column in self._columns:
            if not isinstance(column, (feature_column_v2.DenseColumn, feature_column_v2.CategoricalColumn)):
                raise ValueError(
                    f"Items of feature_columns must be either a DenseColumn or CategoricalColumn. Given: {column}"
                )
        self._units, self._sparse_combiner, self._name = units, sparse_combiner, name
        self._variables = _Variables()
        self.state_manager = feature_column_v2._StateManagerImpl(self._variables, True)
        self.bias: Any = None

    @property
    def variables(self) -> list[Any]:
        """The weights, and the variables of the columns, without the bias."""
        return [variable for variable in self._variables.made if variable is not self.bias]

    def __call__(self, features: dict[str, Any]) -> Any:
        """The sums [examples, units]."""
        with tf.name_scope(self._name), tf.name_scope(self._name):
            self._build()
            with tf.name_scope(self._name):
                cache, sums = feature_column_v2.FeatureTransformationCache(features), []
                for column in self._columns:
                    with tf.name_scope(column.name):
                        sums.append(
                            feature_column_v2._create_weighted_sum(
                                column=column,
                                transformation_cache=cache,
                                state_manager=self.state_manager,
                                sparse_combiner=self._sparse_combiner,
                                weight_var=self.state_manager.get_variable(column, "weights"),
                            )
                        )
                feature_column_v2._verify_static_batch_size_equality(sums, self._columns)
                without_bias = tf.add_n(sums, name="weighted_sum_no_bias")
                return tf.nn.bias_add(without_bias, self.bias, name="weighted_sum")

    def _build(self) -> None:
        about = {"dtype": tf.float32, "initializer": tf.zeros_initializer(), "trainable": True}
        with _pure_scope(self._name):
            for column in self._columns:
                with _pure_scope(column.name):
                    column.create_state(self.state_manager)
                    if isinstance(column, feature_column_v2.CategoricalColumn):
                        rows = column.num_buckets
                    else:
                        rows = column.variable_shape.num_elements()
                    self.state_manager.create_variable(column, "weights", shape=(rows, self._units), **about)
            self.bias = self._variables.add_weight(name="bias_weights", shape=[self._units], use_resource=True, **about)
