"""A predictor of an estimator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.predictor.predictor import Predictor


class CoreEstimatorPredictor(Predictor):
    """A predictor of the latest checkpoint of a `tf.estimator.Estimator`.

    Raises:
      KeyError: the model has no output of the name `output_key`.
    """

    def __init__(
        self,
        estimator: Any,
        serving_input_receiver_fn: Callable[[], Any],
        output_key: str | None = None,
        graph: Any = None,
        config: Any = None,
    ):
        graph = graph or tf.Graph()
        key = output_key or tf.saved_model.DEFAULT_SERVING_SIGNATURE_DEF_KEY
        with graph.as_default():
            receiver = serving_input_receiver_fn()
            spec = estimator.model_fn(receiver.features, None, tf.estimator.ModeKeys.PREDICT, estimator.config)
            output = spec.export_outputs.get(key)
            if output is None:
                raise KeyError(f"output_key must be one of {spec.export_outputs.keys()}; got {key}")
            signature = output.as_signature_def(receiver.receiver_tensors)
            creator = tf.train.ChiefSessionCreator(config=config, checkpoint_dir=estimator.model_dir)
            session = tf.train.MonitoredSession(session_creator=creator)
        inputs, outputs = (
            {name: info.name for name, info in side.items()} for side in (signature.inputs, signature.outputs)
        )
        super().__init__(graph, session, inputs, outputs)
