"""Exports for other modes than prediction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.names import provide


@provide("tf.contrib.estimator.export_saved_model_for_mode", gone="2.0")
def export_saved_model_for_mode(
    estimator: Any,
    export_dir_base: Any,
    input_receiver_fn: Callable[[], Any] | None,
    assets_extra: dict[str, str] | None = None,
    as_text: bool = False,
    checkpoint_path: str | None = None,
    mode: str = ModeKeys.PREDICT,
) -> Any:
    """Write a SavedModel with the graph of one mode; its folder's path, as bytes.

    Raises:
      ValueError: there is no checkpoint, or no function.
    """
    if not input_receiver_fn:
        raise ValueError("An input_receiver_fn must be defined.")
    return export_all_saved_models(
        estimator, export_dir_base, {mode: input_receiver_fn}, assets_extra, as_text, checkpoint_path
    )


@provide("tf.contrib.estimator.export_all_saved_models", gone="2.0")
def export_all_saved_models(
    estimator: Any,
    export_dir_base: Any,
    input_receiver_fn_map: dict[str, Callable[[], Any]],
    assets_extra: dict[str, str] | None = None,
    as_text: bool = False,
    checkpoint_path: str | None = None,
) -> Any:
    """Write a SavedModel with a graph for each mode; its folder's path, as bytes."""
    return estimator.experimental_export_all_saved_models(
        export_dir_base, input_receiver_fn_map, assets_extra, as_text, checkpoint_path
    )
