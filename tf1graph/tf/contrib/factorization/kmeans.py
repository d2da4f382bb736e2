"""`tf.contrib.factorization.KMeansClustering`: k-means as an estimator."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import control_flow_ops, math_ops
from tf1graph.tf.contrib.factorization import centers, clustering_ops
from tf1graph.tf.names import provide


class _StopWhenSettled(tf.train.SessionRunHook):
    """Ends training when a step changes the loss by less than a share of it."""

    def __init__(self, loss: Any, tolerance: float):
        self._loss, self._tolerance, self._before = loss, tolerance, None

    def before_run(self, run_context: Any) -> Any:
        return tf.train.SessionRunArgs(self._loss)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        loss = run_values.results
        if self._before and abs(loss - self._before) / (1 + abs(self._before)) < self._tolerance:
            run_context.request_stop()
        self._before = loss


class _ChooseCenters(tf.train.SessionRunHook):
    """Runs the choice of centres until there are enough; a worker that is no chief waits."""

    def __init__(self, choose: Any, chosen: Any, is_chief: bool):
        self._choose, self._chosen, self._is_chief = choose, chosen, is_chief

    def after_create_session(self, session: Any, coord: Any) -> None:
        while not session.run(self._chosen):
            if self._is_chief:
                session.run(self._choose)
            else:
                time.sleep(1)


@provide("tf.contrib.factorization.KMeansClustering", today="sklearn.cluster.KMeans", gone="2.0")
class KMeansClustering(tf.estimator.Estimator):
    """K-means: clusters rows of features.

    Args:
      num_clusters: how many clusters.
      model_dir: folder of checkpoints.
      initial_clusters: `random`, `kmeans_plus_plus`, a tensor of centres, or a function of rows and their number.
      distance_metric: `squared_euclidean` or `cosine`.
      random_seed: of the choice of centres.
      use_mini_batch: whether a batch moves the centres only by its share of all rows so far.
      mini_batch_steps_per_iteration: after how many batches the centres of a mini batch take effect.
      kmeans_plus_plus_num_retries: how many candidates of `kmeans_plus_plus` are compared for each centre.
      relative_tolerance: training ends when a step changes the loss by less than that share.
      config: a `tf.estimator.RunConfig`.
      feature_columns: make rows of features that are a dictionary; else its tensors are put side by side.

    Raises:
      ValueError: there is no such choice or distance.
    """

    SQUARED_EUCLIDEAN_DISTANCE = centers.SQUARED_EUCLIDEAN_DISTANCE
    COSINE_DISTANCE = centers.COSINE_DISTANCE
    RANDOM_INIT = centers.RANDOM_INIT
    KMEANS_PLUS_PLUS_INIT = centers.KMEANS_PLUS_PLUS_INIT
    SCORE = "score"
    CLUSTER_INDEX = "cluster_index"
    ALL_DISTANCES = "all_distances"
    CLUSTER_CENTERS_VAR_NAME = clustering_ops.CLUSTERS_VAR_NAME
    _graph: Any = clustering_ops.KMeans

    def __init__(
        self,
        num_clusters: int,
        model_dir: str | None = None,
        initial_clusters: Any = centers.RANDOM_INIT,
        distance_metric: str = centers.SQUARED_EUCLIDEAN_DISTANCE,
        random_seed: int | None = 0,
        use_mini_batch: bool = True,
        mini_batch_steps_per_iteration: int = 1,
        kmeans_plus_plus_num_retries: int = 2,
        relative_tolerance: float | None = None,
        config: Any = None,
        feature_columns: Any = None,
    ):
        choices = (self.RANDOM_INIT, self.KMEANS_PLUS_PLUS_INIT)
        if isinstance(initial_clusters, str) and initial_clusters not in choices:
            raise ValueError(f"Unsupported initialization algorithm '{initial_clusters}'")
        if distance_metric not in (self.SQUARED_EUCLIDEAN_DISTANCE, self.COSINE_DISTANCE):
            raise ValueError(f"Unsupported distance metric '{distance_metric}'")
        options = {
            "num_clusters": num_clusters,
            "initial_clusters": initial_clusters,
            "distance_metric": distance_metric,
            "use_mini_batch": use_mini_batch,
            "mini_batch_steps_per_iteration": mini_batch_steps_per_iteration,
            "random_seed": random_seed,
            "kmeans_plus_plus_num_retries": kmeans_plus_plus_num_retries,
        }
        model_fn = self._make_model_fn(options, relative_tolerance, feature_columns)
        super().__init__(model_fn=model_fn, model_dir=model_dir, config=config)

    def _make_model_fn(
        self, options: dict[str, Any], tolerance: float | None, feature_columns: Any
    ) -> Callable[..., Any]:
        def model_fn(features: Any, mode: Any, config: Any) -> Any:
            rows = _rows(features, feature_columns)
            graph = self._graph(inputs=rows, **options).training_graph()
            distances, nearest, losses, chosen, choose, train = graph
            loss = math_ops.reduce_sum(losses)
            tf.summary.scalar("loss/raw", loss)
            count = tf.assign_add(tf.train.get_global_step(), 1)
            train = control_flow_ops.with_dependencies([train, count], loss)
            hooks: list[Any] = [_ChooseCenters(choose, chosen, config.is_chief)]
            if tolerance is not None:
                hooks.append(_StopWhenSettled(loss, tolerance))
            output = tf.estimator.export.PredictOutput
            return tf.estimator.EstimatorSpec(
                mode=mode,
                predictions={self.ALL_DISTANCES: distances[0], self.CLUSTER_INDEX: nearest[0]},
                loss=loss,
                train_op=train,
                eval_metric_ops={self.SCORE: tf.metrics.mean(loss)},
                training_hooks=hooks,
                export_outputs={
                    self.ALL_DISTANCES: output(distances[0]),
                    self.CLUSTER_INDEX: output(nearest[0]),
                    tf.saved_model.signature_constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY: output(nearest[0]),
                },
            )

        return model_fn

    def _predict_one(self, input_fn: Callable[..., Any], key: str) -> Iterator[Any]:
        for found in self.predict(input_fn=input_fn, predict_keys=[key]):
            yield found[key]

    def predict_cluster_index(self, input_fn: Callable[..., Any]) -> Iterator[Any]:
        """The number of each row's cluster."""
        return self._predict_one(input_fn, self.CLUSTER_INDEX)

    def score(self, input_fn: Callable[..., Any]) -> Any:
        """The sum of the distances of a batch from its centres; squared ones where the metric is Euclidean."""
        return self.evaluate(input_fn=input_fn, steps=1)[self.SCORE]

    def transform(self, input_fn: Callable[..., Any]) -> Iterator[Any]:
        """The distances of each row from all centres."""
        return self._predict_one(input_fn, self.ALL_DISTANCES)

    def cluster_centers(self) -> Any:
        """The centres, [clusters, features]."""
        return self.get_variable_value(self.CLUSTER_CENTERS_VAR_NAME)


class _GraphOfCore(clustering_ops.KMeans):
    """The graph of k-means when it had come to the core: with the graph's seed where it has one."""

    def __init__(self, random_seed: int | None = None, **others: Any):
        super().__init__(random_seed=tf.get_seed(random_seed)[0], **others)

    @staticmethod
    def _nothing() -> Any:
        return tf.placeholder_with_default([], shape=None)


class KMeans(KMeansClustering):
    """K-means as `tf.estimator.experimental` has it: arguments as above, but that `random_seed` is `seed`."""

    _graph = _GraphOfCore

    def __init__(
        self,
        num_clusters: int,
        model_dir: str | None = None,
        initial_clusters: Any = centers.RANDOM_INIT,
        distance_metric: str = centers.SQUARED_EUCLIDEAN_DISTANCE,
        seed: int | None = None,
        use_mini_batch: bool = True,
        mini_batch_steps_per_iteration: int = 1,
        kmeans_plus_plus_num_retries: int = 2,
        relative_tolerance: float | None = None,
        config: Any = None,
        feature_columns: Any = None,
    ):
        self._distance_metric = distance_metric
        super().__init__(
            num_clusters,
            model_dir,
            initial_clusters,
            distance_metric,
            seed,
            use_mini_batch,
            mini_batch_steps_per_iteration,
            kmeans_plus_plus_num_retries,
            relative_tolerance,
            config,
            feature_columns,
        )

    def transform(self, input_fn: Callable[..., Any]) -> Iterator[Any]:
        """The distances of each row from all centres, Euclidean ones not squared."""
        for found in super().transform(input_fn):
            yield np.sqrt(found) if self._distance_metric == self.SQUARED_EUCLIDEAN_DISTANCE else found


def _rows(features: Any, feature_columns: Any) -> Any:
    if not isinstance(features, dict):
        return features
    if feature_columns:
        return tf.feature_column.input_layer(features, feature_columns)
    keys = sorted(features)
    with tf.colocate_with(features[keys[0]]):
        return tf.concat([features[key] for key in keys], axis=1)
