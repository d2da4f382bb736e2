"""The optimiser as estimators of `tf.contrib.learn` take it."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.layers.dense_column import _BucketizedColumn, _RealValuedColumn
from tf1graph.tf.contrib.layers.network_columns import _CrossedColumn
from tf1graph.tf.contrib.layers.sparse_column import _SparseColumn, _WeightedSparseColumn
from tf1graph.tf.contrib.linear_optimizer.sdca_ops import SdcaModel
from tf1graph.tf.contrib.linear_optimizer.sparse_feature_column import SparseFeatureColumn
from tf1graph.tf.names import provide


@provide("tf.contrib.linear_optimizer.SDCAOptimizer", gone="2.0")
class SDCAOptimizer:
    """Trains `tf.contrib.learn`'s linear models by stochastic dual coordinate ascent.

    Args:
      example_id_column: the feature that names each example, a tensor [examples] of strings.
      num_loss_partitions: how many train at the same time.
      num_table_shards: into how many tables the state of the examples is shared.
      symmetric_l1_regularization, symmetric_l2_regularization: how much weights cost; the latter is 1 at least.
      adaptive: whether examples that gain more are drawn more often.
      partitioner: of the weights.
    """

    def __init__(
        self,
        example_id_column: str,
        num_loss_partitions: int = 1,
        num_table_shards: int | None = None,
        symmetric_l1_regularization: float = 0.0,
        symmetric_l2_regularization: float = 1.0,
        adaptive: bool = True,
        partitioner: Any = None,
    ):
        self.example_id_column = example_id_column
        self.num_loss_partitions = num_loss_partitions
        self.num_table_shards = num_table_shards
        self.symmetric_l1_regularization = symmetric_l1_regularization
        self.symmetric_l2_regularization = symmetric_l2_regularization
        self.adaptive = adaptive
        self.partitioner = partitioner

    def get_name(self) -> str:
        """`SDCAOptimizer`."""
        return "SDCAOptimizer"

    def get_train_step(
        self,
        columns_to_variables: dict[Any, list[Any]],
        weight_column_name: str | None,
        loss_type: str,
        features: dict[Any, Any],
        targets: Any,
        global_step: Any,
    ) -> tuple[SdcaModel, Any]:
        """The model of some columns, and the op that trains it.

        Args:
          columns_to_variables: of each column its weights, or the parts of these.
          weight_column_name: the feature that holds the examples' weights, or None.
          loss_type: as of `SdcaModel`.
          features: by column as transformed, by name as given.
          targets: the labels, whose number must be known.

        Raises:
          ValueError: a column is of another kind than real-valued, bucketized, sparse, weighted or crossed.
        """
        dense, dense_weights = [], []
        sparse, sparse_weights = [], []
        for column in sorted(columns_to_variables, key=lambda each: each.key):
            weights, tensor = columns_to_variables[column], features[column]
            if isinstance(column, _RealValuedColumn):
                dense.append(_as_rows(tensor))
                dense_weights.append(weights[0])
                continue
            if isinstance(column, _BucketizedColumn):
                sparse.append(_without_zeros(column._to_dnn_input_layer(tensor)))
            elif isinstance(column, (_WeightedSparseColumn, _CrossedColumn, _SparseColumn)):
                sparse.append(_each_once(column, tensor))
            else:
                raise ValueError(f"SDCAOptimizer does not support column type {type(column).__name__}.")
            sparse_weights.append(weights if len(weights) > 1 else weights[0])
        if weight_column_name:
            example_weights = tf.reshape(features[weight_column_name], shape=[-1])
        else:
            example_weights = tf.ones([targets.shape.as_list()[0]])
        examples = {
            "sparse_features": sparse,
            "dense_features": dense,
            "example_labels": tf.cast(tf.reshape(targets, shape=[-1]), tf.float32),
            "example_weights": example_weights,
            "example_ids": features[self.example_id_column],
        }
        model = SdcaModel(
            examples,
            {"sparse_features_weights": sparse_weights, "dense_features_weights": dense_weights},
            {
                "symmetric_l1_regularization": self.symmetric_l1_regularization,
                "symmetric_l2_regularization": self.symmetric_l2_regularization,
                "adaptive": self.adaptive,
                "num_loss_partitions": self.num_loss_partitions,
                "num_table_shards": self.num_table_shards,
                "loss_type": loss_type,
            },
        )
        return model, model.minimize(global_step=global_step)


def _as_rows(tensor: Any) -> Any:
    """A tensor [examples] or [examples, size] as the latter."""
    check = tf.Assert(tf.less_equal(tf.rank(tensor), 2), ["transformed_tensor should have rank at most 2."])
    with tf.control_dependencies([check]):
        return tf.reshape(tensor, [tf.shape(tensor)[0], -1])


def _without_zeros(dense: Any) -> SparseFeatureColumn:
    """What is not 0 in [examples, size]."""
    places = tf.where(tf.not_equal(dense, tf.cast(0.0, dense.dtype)))
    values = tf.gather_nd(dense, places)
    examples = tf.reshape(tf.split(value=places, num_or_size_splits=2, axis=1)[0], [-1])
    found = tf.reshape(tf.split(value=places, num_or_size_splits=2, axis=1)[1], [-1])
    return SparseFeatureColumn(examples, found, tf.reshape(tf.cast(values, tf.float32), [-1]))


def _each_once(column: Any, tensor: Any) -> SparseFeatureColumn:
    """The ids of a column, those below 0 left out, and those that an example has repeatedly with their sum."""
    if isinstance(column, _WeightedSparseColumn):
        ids = column.id_tensor(tensor)
        weights = tf.reshape(column.weight_tensor(tensor).values, [-1])
    else:
        ids = tensor
        weights = tf.ones([tf.shape(ids.indices)[0]], tf.float32)
    examples = tf.reshape(ids.indices[:, 0], [-1])
    flat = tf.reshape(ids.values, [-1])
    known = tf.greater_equal(flat, 0)
    flat = tf.boolean_mask(flat, known)
    examples = tf.boolean_mask(examples, known)
    weights = tf.boolean_mask(weights, known)
    stride = tf.reduce_max(flat) + 1
    unique, place = tf.unique(stride * examples + flat)
    examples = tf.unsorted_segment_min(examples, place, tf.shape(unique)[0])
    found = unique - stride * examples
    weights = tf.reshape(tf.unsorted_segment_sum(weights, place, tf.shape(unique)[0]), [-1])
    return SparseFeatureColumn(examples, found, weights)
