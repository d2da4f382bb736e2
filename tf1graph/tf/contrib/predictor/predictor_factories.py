"""What makes predictors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf.contrib.predictor.core_estimator_predictor import CoreEstimatorPredictor
from tf1graph.tf.contrib.predictor.saved_model_predictor import SavedModelPredictor
from tf1graph.tf.names import Row, add, provide

add(
    Row(
        "tf.contrib.predictor.from_contrib_estimator",
        "refused",
        gone="2.0",
        note="Export the model of tf.contrib.learn, and write tf.contrib.predictor.from_saved_model.",
    )
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
