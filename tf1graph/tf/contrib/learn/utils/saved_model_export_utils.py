"""Signatures of exports, and strategies by which an `Experiment` exports."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.learn.estimators.constants import ProblemType
from tf1graph.tf.contrib.learn.estimators.model_fn import DEFAULT_SIGNATURE
from tf1graph.tf.contrib.learn.estimators.prediction_key import PredictionKey
from tf1graph.tf.contrib.learn.export_strategy import ExportStrategy
from tf1graph.tf.contrib.learn.utils.input_fn_utils import LEARN, InputFnOps, build_parsing_serving_input_fn
from tf1graph.tf.names import provide

DEFAULT_INPUT_ALTERNATIVE_KEY = "default_input_alternative"
FALLBACK_OUTPUT = "default_output_alternative"


def build_standardized_signature_def(inputs: Any, outputs: Any, problem_type: int) -> Any:
    """The signature of `inputs` and `outputs`, dicts of tensors; to classify or regress, where they fit that.

    Raises:
      ValueError: one is empty.
    """
    for about, tensors in (("input", inputs), ("output", outputs)):
        if not tensors:
            raise ValueError(f"{about}_tensors must be provided.")
    make = tf.saved_model.signature_def_utils
    if len(inputs) == 1:
        (examples,) = inputs.values()
        scores = outputs.get(PredictionKey.SCORES)
        scores = outputs.get(PredictionKey.PROBABILITIES) if scores is None else scores
        classes = outputs.get(PredictionKey.CLASSES)
        classes = None if classes is not None and classes.dtype != tf.string else classes
        if problem_type in (ProblemType.CLASSIFICATION, ProblemType.LOGISTIC_REGRESSION):
            if classes is None and scores is None and len(outputs) == 1:
                (only,) = outputs.values()
                classes, scores = (only, None) if only.dtype == tf.string else (None, only)
            if classes is not None or scores is not None:
                return make.classification_signature_def(examples, classes, scores)
        if problem_type == ProblemType.LINEAR_REGRESSION and len(outputs) == 1:
            (predictions,) = outputs.values()
            return make.regression_signature_def(examples, predictions)
    return make.predict_signature_def(inputs, outputs)


def get_input_alternatives(input_ops: Any) -> tuple[dict[str, Any], Any]:
    """The inputs by name, and the features.

    Raises:
      ValueError: there are none.
    """
    alternatives = {}
    if isinstance(input_ops, InputFnOps):
        alternatives[DEFAULT_INPUT_ALTERNATIVE_KEY] = input_ops.default_inputs
    if not input_ops[0]:
        raise ValueError("Features must be defined.")
    return alternatives, input_ops[0]


def get_output_alternatives(model_fn_ops: Any, default: str | None = None) -> tuple[dict[str, Any], str]:
    """The outputs by head, each a pair of `ProblemType` and tensors, and the head that is served by default.

    Raises:
      ValueError: there is no such head, or none is named of several.
    """
    alternatives = model_fn_ops.output_alternatives
    wanted = f"Requested default_output_alternative: {default}, but available output_alternatives are: "
    if not alternatives:
        if default:
            raise ValueError(wanted + "[]")
        outputs = model_fn_ops.predictions
        outputs = outputs if isinstance(outputs, dict) else {PredictionKey.GENERIC: outputs}
        return {FALLBACK_OUTPUT: (ProblemType.UNSPECIFIED, outputs)}, FALLBACK_OUTPUT
    if default:
        if default not in alternatives:
            raise ValueError(f"{wanted}{sorted(alternatives)}")
        return alternatives, default
    if len(alternatives) > 1:
        raise ValueError(
            f"Please specify a default_output_alternative.  Available output_alternatives are: {sorted(alternatives)}"
        )
    return alternatives, next(iter(alternatives))


def build_all_signature_defs(inputs: dict[str, Any], outputs: dict[str, Any], default: str) -> dict[str, Any]:
    """The signatures of each input with each output, and the default one.

    Raises:
      ValueError: there is no default input.
    """
    signatures = {
        f"{input_key}:{output_key or 'None'}": build_standardized_signature_def(tensors, found, problem_type)
        for input_key, tensors in inputs.items()
        for output_key, (problem_type, found) in outputs.items()
    }
    if not inputs.get(DEFAULT_INPUT_ALTERNATIVE_KEY):
        raise ValueError("A default input_alternative must be provided.")
    problem_type, found = outputs[default]
    signatures[DEFAULT_SIGNATURE] = build_standardized_signature_def(
        inputs[DEFAULT_INPUT_ALTERNATIVE_KEY], found, problem_type
    )
    return signatures


def garbage_collect_exports(export_dir_base: str, exports_to_keep: int | None) -> None:
    """Delete all exports of a folder but the latest; keep all where `exports_to_keep` is None."""
    if exports_to_keep is None:
        return
    versions = [name for name in map(_bare, tf.gfile.ListDirectory(export_dir_base)) if len(name) == 10]
    for name in sorted(filter(str.isdigit, versions), reverse=True)[exports_to_keep:]:
        tf.gfile.DeleteRecursively(os.path.join(export_dir_base, name))


def _bare(name: str) -> str:
    return name.rstrip("/")


@provide(
    LEARN + "make_export_strategy",
    LEARN + "utils.make_export_strategy",
    fidelity="approximate",
    today="tf.estimator.LatestExporter",
    gone="2.0",
    note="held by its tests",
)
def make_export_strategy(
    serving_input_fn: Callable[[], Any],
    default_output_alternative_key: str | None = None,
    assets_extra: dict[str, str] | None = None,
    as_text: bool = False,
    exports_to_keep: int | None = 5,
    strip_default_attrs: bool | None = None,
) -> ExportStrategy:
    """A strategy that exports the model after each evaluation of an `Experiment`.

    Args:
      serving_input_fn: gives `InputFnOps`, or of an estimator of `tf.estimator` a receiver.
      default_output_alternative_key: of several heads the one that is served by default.
      assets_extra, as_text, strip_default_attrs: as of `Estimator.export_savedmodel`.
      exports_to_keep: how many of the latest exports stay; all where it is None.

    Raises:
      ValueError: when it exports, an estimator of `tf.estimator` is given a default output.
    """

    def export_fn(
        estimator: Any,
        export_dir_base: str,
        checkpoint_path: str | None = None,
        strip_default_attrs: bool | None = False,
    ) -> Any:
        about: dict[str, Any] = {"default_output_alternative_key": default_output_alternative_key}
        if isinstance(estimator, tf.estimator.Estimator):
            if default_output_alternative_key is not None:
                raise ValueError(
                    "default_output_alternative_key is not supported in core Estimator. "
                    f"Given: {default_output_alternative_key}"
                )
            about = {}
        result = estimator.export_savedmodel(
            export_dir_base,
            serving_input_fn,
            assets_extra=assets_extra,
            as_text=as_text,
            checkpoint_path=checkpoint_path,
            strip_default_attrs=bool(strip_default_attrs),
            **about,
        )
        garbage_collect_exports(export_dir_base, exports_to_keep)
        return result

    return ExportStrategy("Servo", export_fn, strip_default_attrs)


def make_parsing_export_strategy(feature_columns: Any, *args: Any, target_core: bool = False, **kwargs: Any) -> Any:
    """`make_export_strategy` for examples that are parsed by the columns of `tf.contrib.layers`."""
    spec = tf.contrib.layers.create_feature_spec_for_parsing(feature_columns)
    make = (
        tf.estimator.export.build_parsing_serving_input_receiver_fn if target_core else build_parsing_serving_input_fn
    )
    return make_export_strategy(make(spec), *args, **kwargs)
