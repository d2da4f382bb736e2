"""Densities, tables of tensors, and what a series is like, that models of time series share."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import lookup_ops, math_ops, nest
from tf1graph.tf.contrib.timeseries.feature_keys import SERIES
from tf1graph.tf.contrib.timeseries.matrices import (
    batch_matrix_pow,
    batch_times_matrix,
    block_diagonal,
    clip_covariance,
    entropy_matched_cauchy_scale,
    log_noninformative_covariance_prior,
    make_toeplitz_matrix,
    matrix_times_batch,
    matrix_to_powers,
    mvn_tril_log_prob,
    power_sums_tensor,
    sign_magnitude_positive_definite,
    transform_to_covariance_matrices,
    variable_covariance_matrix,
)

__all__ = [
    "InputStatistics",
    "InputStatisticsFromMiniBatch",
    "Moments",
    "TensorValuedMutableDenseHashTable",
    "TupleOfTensorsLookup",
    "batch_end_time",
    "batch_matrix_pow",
    "batch_start_time",
    "batch_times_matrix",
    "block_diagonal",
    "cauchy_log_prob",
    "clip_covariance",
    "entropy_matched_cauchy_scale",
    "log_noninformative_covariance_prior",
    "make_toeplitz_matrix",
    "matrix_times_batch",
    "matrix_to_powers",
    "mvn_tril_log_prob",
    "normal_log_prob",
    "power_sums_tensor",
    "replicate_state",
    "sign_magnitude_positive_definite",
    "transform_to_covariance_matrices",
    "variable_covariance_matrix",
]


def normal_log_prob(loc: Any, scale: Any, x: Any) -> Any:
    """What the models take as the logarithm of the normal density; it has log(scale) once within the half."""
    z = (x - loc) / scale
    return -0.5 * (tf.square(z) + np.log(2.0 * np.pi) + tf.log(scale))


def cauchy_log_prob(loc: Any, scale: Any, x: Any) -> Any:
    """The logarithm of Cauchy's density."""
    z = (x - loc) / scale
    return -np.log(np.pi) - tf.log(scale) - tf.log1p(tf.square(z))


def batch_start_time(times: Any) -> Any:
    """The first time [batch] of windows [batch, window]."""
    return times[:, 0]


def batch_end_time(times: Any) -> Any:
    """The last time [batch] of windows [batch, window]."""
    return times[:, -1]


def replicate_state(start_state: Any, batch_size: Any) -> Any:
    """A state, once for each of the batch."""

    def repeated(part: Any) -> Any:
        return tf.tile(tf.expand_dims(part, 0), tf.concat([[batch_size], tf.ones([tf.rank(part)], dtype=tf.int32)], 0))

    return nest.pack_sequence_as(start_state, [repeated(part) for part in nest.flatten(start_state)])


class TensorValuedMutableDenseHashTable(lookup_ops.DenseHashTable):
    """A hash table whose values are tensors of one shape; arguments as of `MutableDenseHashTable`."""

    def __init__(self, key_dtype: Any, value_dtype: Any, default_value: Any, *args: Any, **kwargs: Any):
        self._shape_of_value = tf.shape(default_value)
        flat = tf.reshape(default_value, [-1])
        super().__init__(*args, key_dtype=key_dtype, value_dtype=value_dtype, default_value=flat, **kwargs)

    def insert(self, keys: Any, values: Any, name: str | None = None) -> Any:
        keys = tf.reshape(tf.convert_to_tensor(keys, dtype=self._key_dtype), [-1])
        return super().insert(keys=keys, values=tf.reshape(values, [tf.shape(keys)[0], -1]), name=name)

    def lookup(self, keys: Any, name: str | None = None) -> Any:
        flat = tf.reshape(tf.convert_to_tensor(keys, dtype=self._key_dtype), [-1])
        found = super().lookup(keys=flat, name=name)
        return tf.reshape(found, tf.concat([tf.shape(keys), self._shape_of_value], 0))


class TupleOfTensorsLookup(lookup_ops.LookupInterface):
    """A table whose values are nests of tensors: one table for each of them."""

    def __init__(
        self, key_dtype: Any, default_values: Any, empty_key: int, deleted_key: int, name: str, checkpoint: bool = True
    ):
        tables = [
            TensorValuedMutableDenseHashTable(
                key_dtype=key_dtype,
                value_dtype=value.dtype.base_dtype,
                default_value=value,
                empty_key=empty_key,
                deleted_key=deleted_key,
                name=f"{name}_{number}",
                checkpoint=checkpoint,
            )
            for number, value in enumerate(nest.flatten(default_values))
        ]
        self._hash_tables = nest.pack_sequence_as(default_values, tables)
        self._name = name

    def lookup(self, keys: Any) -> Any:
        return nest.pack_sequence_as(
            self._hash_tables, [table.lookup(keys) for table in nest.flatten(self._hash_tables)]
        )

    def insert(self, keys: Any, values: Any) -> Any:
        nest.assert_same_structure(self._hash_tables, values)
        flat = [tf.identity(value) for value in nest.flatten(values)]
        with tf.control_dependencies(flat):
            inserted = [
                table.insert(keys, value) for table, value in zip(nest.flatten(self._hash_tables), flat, strict=True)
            ]
        return tf.group(*inserted)


class Moments(NamedTuple):
    """Mean and variance of each feature."""

    mean: Any
    variance: Any


class InputStatistics(NamedTuple):
    """What is known of a series.

    Attributes:
      series_start_moments: of its first values.
      overall_feature_moments: of all its values.
      start_time: the lowest time seen.
      total_observation_count: about how many times it has.
    """

    series_start_moments: Moments
    overall_feature_moments: Moments
    start_time: Any
    total_observation_count: Any


class _Sums(NamedTuple):
    """What the statistics are computed of, batch by batch."""

    max_time_seen: Any
    chunk_count: Any
    inter_observation_duration_sum: Any
    example_count: Any
    overall_feature_sum: Any
    overall_feature_sum_of_squares: Any


class InputStatisticsFromMiniBatch:
    """Learns what a series is like from its batches.

    Args:
      num_features: how many values each time has.
      dtype: of the statistics.
      starting_variance_window_size: how many of the first values are the start of the series.
    """

    def __init__(self, num_features: int, dtype: Any, starting_variance_window_size: int = 16):
        self._num_features, self._dtype, self._start = num_features, dtype, starting_variance_window_size

    def initialize_graph(self, features: dict[str, Any], update_statistics: bool = True) -> InputStatistics:
        """The statistics, which reading them brings up to date where that is wanted and there are values."""
        times, values = (features[key] for key in SERIES) if all(key in features for key in SERIES) else (None, None)
        with tf.variable_scope("input_statistics", use_resource=True):
            statistics = self._statistics()
        with tf.variable_scope("input_statistics_auxiliary", use_resource=True):
            sums = self._sums()
        if not update_statistics or times is None:
            return statistics
        updated = self._update(statistics, sums, times, values)
        with tf.control_dependencies([updated]):
            read = nest.pack_sequence_as(statistics, [tf.identity(part) for part in nest.flatten(statistics)])
            # another worker may have written a later one in between
            return read._replace(start_time=math_ops.minimum(read.start_time, tf.reduce_min(times)))

    def _moments(self, mean: str, variance: str) -> Moments:
        def make(name: str, initializer: Any) -> Any:
            return tf.get_variable(
                name=name, shape=[self._num_features], dtype=self._dtype, initializer=initializer, trainable=False
            )

        return Moments(make(mean, tf.zeros_initializer()), make(variance, tf.ones_initializer()))

    def _statistics(self) -> InputStatistics:
        return InputStatistics(
            series_start_moments=self._moments("series_start_mean", "series_start_variance"),
            overall_feature_moments=self._moments("overall_feature_mean", "overall_feature_var"),
            start_time=tf.get_variable(name="start_time", dtype=tf.int64, initializer=tf.int64.max, trainable=False),
            total_observation_count=tf.get_variable(
                name="total_observation_count",
                shape=[],
                dtype=tf.int64,
                initializer=tf.ones_initializer(),
                trainable=False,
            ),
        )

    def _sums(self) -> _Sums:
        def make(name: str, shape: list[int], dtype: Any, starts_at_zero: bool = True) -> Any:
            initializer = tf.zeros_initializer() if starts_at_zero else None
            return tf.get_variable(name=name, shape=shape, dtype=dtype, initializer=initializer, trainable=False)

        features = [self._num_features]
        return _Sums(
            max_time_seen=tf.get_variable(
                name="max_time_seen", initializer=tf.int64.min, dtype=tf.int64, trainable=False
            ),
            chunk_count=make("chunk_count", [], tf.int64),
            inter_observation_duration_sum=make("inter_observation_duration_sum", [], self._dtype),
            example_count=make(
                "example_count", [], tf.int64, starts_at_zero=False
            ),  # TensorFlow 1 named no initialiser
            overall_feature_sum=make("overall_feature_sum", features, self._dtype),
            overall_feature_sum_of_squares=make("overall_feature_sum_of_squares", features, self._dtype),
        )

    def _update(self, statistics: InputStatistics, sums: _Sums, times: Any, values: Any) -> Any:
        """The op that takes a batch into the statistics."""
        values = tf.cast(values, self._dtype)
        spacing = tf.cast(tf.reduce_max(times, axis=1) - tf.reduce_min(times, axis=1), self._dtype) / tf.cast(
            tf.shape(times)[1] - 1, self._dtype
        )
        latest = tf.assign(sums.max_time_seen, math_ops.maximum(sums.max_time_seen, tf.reduce_max(times)))
        counted = [
            latest,
            tf.assign_add(sums.chunk_count, tf.shape(times, out_type=tf.int64)[0]),
            tf.assign_add(sums.inter_observation_duration_sum, tf.reduce_sum(spacing)),
            tf.assign_add(sums.example_count, tf.size(times, out_type=tf.int64)),
            tf.assign_add(sums.overall_feature_sum, tf.reduce_sum(values, axis=[0, 1])),
            tf.assign_add(sums.overall_feature_sum_of_squares, tf.reduce_sum(values**2, axis=[0, 1])),
        ]
        with tf.control_dependencies([tf.group(*counted)]):
            examples = tf.cast(sums.example_count, self._dtype)
            new_mean = sums.overall_feature_sum / examples
            overall = statistics.overall_feature_moments
            mean = tf.assign(overall.mean, new_mean)
            variance = tf.assign(
                overall.variance,
                examples / (examples - 1.0) * (sums.overall_feature_sum_of_squares / examples - new_mean**2),
            )
            first = tf.cast(tf.argmin(times[:, 0]), tf.int32)
            start = tf.cond(
                math_ops.less_equal(times[first, 0], statistics.start_time),
                lambda: self._update_start(statistics.series_start_moments, values[first, : self._start]),
                tf.no_op,
            )
            with tf.control_dependencies([start]):
                start_time = tf.assign(
                    statistics.start_time, math_ops.minimum(statistics.start_time, tf.reduce_min(times))
                )
            mean_spacing = sums.inter_observation_duration_sum / tf.cast(sums.chunk_count, self._dtype)
            span = tf.cast(latest - start_time + 1, self._dtype)
            count = tf.assign(
                statistics.total_observation_count, tf.cast(math_ops.round(span / mean_spacing), tf.int64)
            )
            return tf.group(mean, variance, start, start_time, count)

    def _update_start(self, moments: Moments, values: Any) -> Any:
        mean, variance = tf.nn.moments(values, axes=[0])
        return tf.group(tf.assign(moments.mean, mean), tf.assign(moments.variance, variance))
