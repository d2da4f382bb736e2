"""What makes predictors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.predictor.contrib_estimator_predictor import ContribEstimatorPredictor
from tf1graph.tf.contrib.predictor.core_estimator_predictor import CoreEstimatorPredictor
from tf1graph.tf.contrib.predictor.saved_model_predictor import SavedModelPredictor
from tf1graph.tf.names import provide


@provide("tf.contrib.predictor.from_contrib_estimator", gone="2.0")
def from_contrib_estimator(
    estimator: Any,
    prediction_input_fn: Callable[[], Any],
    input_alternative_key: str | None = None,
    output_alternative_key: str | None = None,
    graph: Any = None,
    config: Any = None,
) -> ContribEstimatorPredictor:
    """A predictor of the latest checkpoint of a `tf.contrib.learn.Estimator`.

    Args:
      prediction_input_fn: gives `InputFnOps`.
      input_alternative_key: which of its inputs; the examples or tensors that it takes by default where it is None.
      output_alternative_key: which head, of several.
      graph: to build the model in.
      config: of the session.

    Raises:
      TypeError: it is a `tf.estimator.Estimator`.
      ValueError: there is no such head, or several and none is named.
    """
    if isinstance(estimator, tf.estimator.Estimator):
        raise TypeError(
            "Expected estimator to be of type tf.contrib.learn.Estimator, but got type "
            "tf.python.estimator.Estimator. You likely want to call from_estimator."
        )
    return ContribEstimatorPredictor(
        estimator, prediction_input_fn, input_alternative_key, output_alternative_key, graph, config
    )


@provide("tf.contrib.predictor.from_estimator", gone="2.0")
def from_estimator(
    estimator: Any,
    serving_input_receiver_fn: Callable[[], Any],
    output_key: str | None = None,
    graph: Any = None,
    config: Any = None,
) -> CoreEstimatorPredictor:
    """A predictor of the latest checkpoint of a `tf.estimator.Estimator`.

    Args:
      serving_input_receiver_fn: gives what is fed, and the features that are made of it.
      output_key: which of the model's `export_outputs`; `serving_default` where it is None.
      graph: to build the model in.
      config: of the session.

    Raises:
      KeyError: the model has no such output.
    """
    return CoreEstimatorPredictor(estimator, serving_input_receiver_fn, output_key, graph, config)


@provide("tf.contrib.predictor.from_saved_model", gone="2.0")
def from_saved_model(
    export_dir: Any,
    signature_def_key: str | None = None,
    signature_def: Any = None,
    input_names: dict[str, str] | None = None,
    output_names: dict[str, str] | None = None,
    tags: str | None = None,
    graph: Any = None,
    config: Any = None,
) -> SavedModelPredictor:
    """A predictor of a SavedModel.

    Args:
      signature_def_key, signature_def: which signature; `serving_default` where nothing is given.
      input_names, output_names: names of tensors instead, by names of the program's own.
      tags: of the graph, with commas between; `serve` where it is None.
      graph: to load into.
      config: of the session.

    Raises:
      ValueError: there is no such signature, or more than one of them is given.
    """
    return SavedModelPredictor(
        export_dir, signature_def_key, signature_def, input_names, output_names, tags, graph, config
    )
