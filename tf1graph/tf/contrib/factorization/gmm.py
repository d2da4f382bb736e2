"""An estimator of mixtures of Gaussians."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import control_flow_ops
from tf1graph.tf.contrib.factorization import gmm_ops
from tf1graph.tf.contrib.learn.estimators.estimator import Estimator
from tf1graph.tf.contrib.learn.estimators.model_fn import ModelFnOps
from tf1graph.tf.names import provide


class _StartHook(tf.train.SessionRunHook):
    """Begins with means and covariances; a worker that is no chief waits for them."""

    def __init__(self, start: Any, is_started: Any, is_chief: bool):
        self._start, self._is_started, self._is_chief = start, is_started, is_chief

    def after_create_session(self, session: Any, coord: Any) -> None:
        while not session.run(self._is_started):
            if self._is_chief:
                session.run(self._start)
            else:
                time.sleep(1)


@provide("tf.contrib.factorization.GMM", today=gmm_ops.TODAY, gone="2.0")
class GMM(Estimator):
    """An estimator of a mixture of Gaussians.

    Args:
      num_clusters: how many Gaussians.
      model_dir: folder of checkpoints.
      random_seed: of the rows drawn as means.
      params: what is fitted: `w`eights, `m`eans, `c`ovariances.
      initial_clusters: `random`, or means [clusters, features].
      covariance_type: `full`, or `diag`.
      config: a `tf.contrib.learn.RunConfig`.
    """

    SCORES = "scores"
    LOG_LIKELIHOOD = "loss"
    ASSIGNMENTS = "assignments"

    def __init__(
        self,
        num_clusters: int,
        model_dir: str | None = None,
        random_seed: int = 0,
        params: str = "wmc",
        initial_clusters: Any = "random",
        covariance_type: str = "full",
        config: Any = None,
    ):
        self._options = (initial_clusters, num_clusters, random_seed, covariance_type, params)
        super().__init__(model_fn=self._model_builder(), model_dir=model_dir, config=config)

    def predict_assignments(
        self, input_fn: Callable[..., Any] | None = None, batch_size: int | None = None, outputs: Any = None
    ) -> Iterator[Any]:
        """The number of each row's likeliest Gaussian."""
        for found in self.predict(input_fn=input_fn, batch_size=batch_size, outputs=outputs):
            yield found[self.ASSIGNMENTS]

    def score(
        self, input_fn: Callable[..., Any] | None = None, batch_size: int | None = None, steps: int | None = None
    ) -> Any:
        """The logarithm of the sum of the last batch's likelihoods."""
        found = self.evaluate(input_fn=input_fn, batch_size=batch_size, steps=steps)
        return np.log(np.sum(np.exp(found[self.SCORES])))

    def _variable(self, name: str) -> Any:
        return tf.train.load_variable(self.model_dir, name)

    def weights(self) -> Any:
        """The weights of the Gaussians, [clusters]."""
        return self._variable(gmm_ops.GmmAlgorithm.CLUSTERS_WEIGHT)

    def clusters(self) -> Any:
        """Their means, [clusters, features]."""
        return np.squeeze(self._variable(gmm_ops.GmmAlgorithm.CLUSTERS_VARIABLE), 1)

    def covariances(self) -> Any:
        """Their covariances."""
        return self._variable(gmm_ops.GmmAlgorithm.CLUSTERS_COVS_VARIABLE)

    def _model_builder(self) -> Callable[..., Any]:
        def _model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
            assert labels is None, labels
            if isinstance(features, dict):
                features = tf.concat([features[key] for key in sorted(features)], 1)
            loss, scores, found, train, start, is_started = gmm_ops.gmm(features, *self._options)
            step = tf.assign_add(tf.train.get_global_step(), 1)
            train = control_flow_ops.with_dependencies([train, step], loss)
            total = tf.contrib.framework.local_variable(tf.constant(0.0))
            return ModelFnOps(
                mode=mode,
                predictions={self.ASSIGNMENTS: found[0][0]},
                eval_metric_ops={self.SCORES: scores, self.LOG_LIKELIHOOD: (total, total.assign_add(loss))},
                loss=loss,
                train_op=train,
                training_hooks=[_StartHook(start, is_started, config.is_chief)],
            )

        return _model_fn
