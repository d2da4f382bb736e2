"""What `train_and_evaluate` exports after an evaluation."""

from __future__ import annotations

import abc
import os
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.gc import delete_older
from tf1graph.tf.estimator.model_fn import LOSS_METRIC_KEY
from tf1graph.tf.estimator.util import fn_args
from tf1graph.tf.names import provide

Results = dict[str, Any]


@provide("tf.estimator.Exporter")
class Exporter(abc.ABC):
    """Base of what exports a model after an evaluation."""

    @property
    @abc.abstractmethod
    def name(self) -> str:
        """The name of the folder of the exports."""

    @abc.abstractmethod
    def export(
        self, estimator: Any, export_path: Any, checkpoint_path: str, eval_result: Results, is_the_final_export: bool
    ) -> Any:
        """Export, or not; the path of what was exported, or None.

        Args:
          export_path: the folder of this exporter's exports.
          checkpoint_path: what was evaluated.
          eval_result: what `Estimator.evaluate` gave.
          is_the_final_export: whether the training has come to its end.
        """


class _SavedModelExporter(Exporter):
    """Exports each time."""

    def __init__(
        self,
        name: str,
        serving_input_receiver_fn: Callable[[], Any] | None,
        assets_extra: dict[str, str] | None = None,
        as_text: bool = False,
    ):
        self._name, self._serving_input_receiver_fn = name, serving_input_receiver_fn
        self._assets_extra, self._as_text = assets_extra, as_text

    @property
    def name(self) -> str:
        return self._name

    def export(
        self, estimator: Any, export_path: Any, checkpoint_path: str, eval_result: Results, is_the_final_export: bool
    ) -> Any:
        return estimator.export_saved_model(
            export_path,
            self._serving_input_receiver_fn,
            assets_extra=self._assets_extra,
            as_text=self._as_text,
            checkpoint_path=checkpoint_path,
        )


@provide("tf.estimator.FinalExporter")
class FinalExporter(_SavedModelExporter):
    """Exports a SavedModel once, when the training has come to its end.

    Args:
      name: of the folder below `export` of the model's folder.
      The others are those of `Estimator.export_saved_model`.
    """

    def __init__(
        self,
        name: str,
        serving_input_receiver_fn: Callable[[], Any],
        assets_extra: dict[str, str] | None = None,
        as_text: bool = False,
    ):
        super().__init__(name, serving_input_receiver_fn, assets_extra, as_text)

    def export(
        self, estimator: Any, export_path: Any, checkpoint_path: str, eval_result: Results, is_the_final_export: bool
    ) -> Any:
        if not is_the_final_export:
            return None
        tf.logging.info("Performing the final export in the end of training.")
        return super().export(estimator, export_path, checkpoint_path, eval_result, is_the_final_export)


@provide("tf.estimator.LatestExporter")
class LatestExporter(_SavedModelExporter):
    """Exports a SavedModel after each evaluation, and keeps the latest.

    Args:
      exports_to_keep: how many stay; all where it is None.

    Raises:
      ValueError: `exports_to_keep` is not positive.
    """

    def __init__(
        self,
        name: str,
        serving_input_receiver_fn: Callable[[], Any],
        assets_extra: dict[str, str] | None = None,
        as_text: bool = False,
        exports_to_keep: int | None = 5,
    ):
        super().__init__(name, serving_input_receiver_fn, assets_extra, as_text)
        self._exports_to_keep = exports_to_keep
        if exports_to_keep is not None and exports_to_keep <= 0:
            raise ValueError("`exports_to_keep`, if provided, must be positive number")

    def export(
        self, estimator: Any, export_path: Any, checkpoint_path: str, eval_result: Results, is_the_final_export: bool
    ) -> Any:
        found = super().export(estimator, export_path, checkpoint_path, eval_result, is_the_final_export)
        if self._exports_to_keep is not None:
            delete_older(export_path, self._exports_to_keep)
        return found


def _loss_smaller(best_eval_result: Results, current_eval_result: Results) -> bool:
    """Whether the loss is smaller now."""
    for name, result in (("best_eval_result", best_eval_result), ("current_eval_result", current_eval_result)):
        if not result or LOSS_METRIC_KEY not in result:
            raise ValueError(f"{name} cannot be empty or no loss is found in it.")
    return bool(best_eval_result[LOSS_METRIC_KEY] > current_eval_result[LOSS_METRIC_KEY])


@provide("tf.estimator.BestExporter")
class BestExporter(_SavedModelExporter):
    """Exports a SavedModel after an evaluation that is better than all before, and keeps the latest.

    Args:
      event_file_pattern: where the results of earlier evaluations lie, below the model's folder; None to forget them.
      compare_fn: whether `current_eval_result` is better than `best_eval_result`; the smaller loss.
      exports_to_keep: how many stay; all where it is None.

    Raises:
      ValueError: there is no `compare_fn`, it takes other arguments, or `exports_to_keep` is not positive.
    """

    def __init__(
        self,
        name: str = "best_exporter",
        serving_input_receiver_fn: Callable[[], Any] | None = None,
        event_file_pattern: str | None = "eval/*.tfevents.*",
        compare_fn: Callable[..., bool] = _loss_smaller,
        assets_extra: dict[str, str] | None = None,
        as_text: bool = False,
        exports_to_keep: int | None = 5,
    ):
        if compare_fn is None:
            raise ValueError("`compare_fn` must not be None.")
        _check_arguments(compare_fn)
        super().__init__(name, serving_input_receiver_fn, assets_extra, as_text)
        self._compare_fn, self._event_file_pattern = compare_fn, event_file_pattern
        self._model_dir: str | None = None
        self._best_eval_result: Results | None = None
        self._exports_to_keep = exports_to_keep
        if exports_to_keep is not None and exports_to_keep <= 0:
            raise ValueError(f"`exports_to_keep`, if provided, must be a positive number. Got {exports_to_keep}")

    def export(
        self, estimator: Any, export_path: Any, checkpoint_path: str, eval_result: Results, is_the_final_export: bool
    ) -> Any:
        if self._model_dir != estimator.model_dir and self._event_file_pattern:
            tf.logging.info("Loading best metric from event files.")
            self._model_dir = estimator.model_dir
            self._best_eval_result = self._best_of(os.path.join(estimator.model_dir, self._event_file_pattern))
        best = self._best_eval_result
        if best is not None and not self._compare_fn(best_eval_result=best, current_eval_result=eval_result):
            return None
        tf.logging.info("Performing best model export.")
        self._best_eval_result = eval_result
        found = super().export(estimator, export_path, checkpoint_path, eval_result, is_the_final_export)
        if self._exports_to_keep is not None:
            delete_older(export_path, self._exports_to_keep)
        return found

    def _best_of(self, pattern: str) -> Results | None:
        best: Results | None = None
        for path in tf.gfile.Glob(pattern):
            for event in tf.train.summary_iterator(path):
                values = event.summary.value if event.HasField("summary") else ()
                result = {value.tag: value.simple_value for value in values if value.HasField("simple_value")}
                if result and (best is None or self._compare_fn(best, result)):
                    best = result
        return best


def _check_arguments(compare_fn: Callable[..., bool]) -> None:
    wanted, taken = ("best_eval_result", "current_eval_result"), set(fn_args(compare_fn))
    for name in wanted:
        if name not in taken:
            raise ValueError(f"compare_fn ({compare_fn}) must include {name} argument.")
    if taken - set(wanted):
        raise ValueError(f"compare_fn ({compare_fn}) has following not expected args: {list(taken - set(wanted))}")
