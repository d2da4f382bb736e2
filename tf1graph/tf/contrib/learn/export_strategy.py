"""How an `Experiment` exports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tf1graph.tf._private import function_utils
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.learn.ExportStrategy",
    fidelity="approximate",
    today="tf.estimator.Exporter",
    gone="2.0",
    note="held by its tests",
)
class ExportStrategy(NamedTuple):
    """A name, and a function of estimator, folder and, where it takes them, checkpoint path and metrics.

    Attributes:
      name: the folder of its exports.
      export_fn: exports, and returns the new folder's path.
      strip_default_attrs: whether attributes with their default values are left out.
    """

    name: str
    export_fn: Callable[..., Any]
    strip_default_attrs: bool | None = None

    def export(
        self, estimator: Any, export_path: Any, checkpoint_path: str | None = None, eval_result: Any = None
    ) -> Any:
        """Export `estimator` below `export_path`; the new folder's path.

        Raises:
          ValueError: the metrics are given, and the function takes no checkpoint path.
        """
        names = function_utils.fn_args(self.export_fn)
        known = {
            "checkpoint_path": checkpoint_path,
            "eval_result": eval_result,
            "strip_default_attrs": self.strip_default_attrs,
        }
        if "eval_result" in names and "checkpoint_path" not in names:
            raise ValueError(
                f"An export_fn accepting eval_result must also accept checkpoint_path; it takes {', '.join(names)}."
            )
        given = {key: value for key, value in known.items() if key in names and value is not None}
        return self.export_fn(estimator, export_path, **given)
