"""A predictor of an estimator of `tf.contrib.learn`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.predictor.predictor import Predictor


class ContribEstimatorPredictor(Predictor):
    """A predictor of the latest checkpoint of a `tf.contrib.learn.Estimator`.

    Raises:
      KeyError: there is no input of the name `input_alternative_key`.
      ValueError: there is no head of the name `output_alternative_key`, or several and none is named.
    """

    def __init__(
        self,
        estimator: Any,
        prediction_input_fn: Callable[[], Any],
        input_alternative_key: str | None = None,
        output_alternative_key: str | None = None,
        graph: Any = None,
        config: Any = None,
    ):
        from tf1graph.tf.contrib.learn.utils import saved_model_export_utils as signatures

        graph = graph or tf.Graph()
        with graph.as_default():
            given = prediction_input_fn()
            built = estimator._get_predict_ops(given.features)
            path = tf.train.latest_checkpoint(estimator.model_dir)
            creator = tf.train.ChiefSessionCreator(config=config, checkpoint_filename_with_path=path)
            session = tf.train.MonitoredSession(session_creator=creator)
        inputs, _ = signatures.get_input_alternatives(given)
        outputs, head = signatures.get_output_alternatives(built, output_alternative_key)
        fed, fetched = inputs[input_alternative_key or signatures.DEFAULT_INPUT_ALTERNATIVE_KEY], outputs[head][1]
        super().__init__(
            graph,
            session,
            {key: tensor.name for key, tensor in fed.items()},
            {key: tensor.name for key, tensor in fetched.items()},
        )
