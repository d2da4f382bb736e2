"""Several heads on the logits of one model: how the logits are split, and what a SavedModel gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import export_output
from tf1graph.tf.estimator.canned import head as head_lib


def split_logits(heads: Sequence[Any], logits: Any) -> dict[str, Any]:
    """The part of each head in the last dimension, by its name.

    Raises:
      ValueError: there are not as many logits as the heads take.
    """
    found, begin = {}, 0
    with tf.name_scope(None, "split_logits", values=[logits]):
        logits = tf.convert_to_tensor(logits)
        shape, sizes = logits.shape.as_list(), [head.logits_dimension for head in heads]
        if shape[-1] is not None and shape[-1] != sum(sizes):
            raise ValueError(
                f"Could not split logits of shape {shape!r} among the heads with individual logits dimensions: "
                f"{sizes!r}. The last dimension of the logits tensor should equal {shape[-1]} but is {sum(sizes)}."
            )
        batch_shape = tf.shape(logits)[:-1]
        zeros, rest = tf.zeros_like(batch_shape), -1 * tf.ones_like(batch_shape)
        for head, size in zip(heads, sizes, strict=True):
            first = tf.concat([zeros, [begin]], axis=0)
            found[head.name] = tf.slice(logits, begin=first, size=tf.concat([rest, [size]], axis=0))
            begin += size
    return found


def merged_outputs(heads: Sequence[Any], specs: Sequence[Any]) -> dict[str, Any]:
    """What a SavedModel gives, of what each head's would; the first head's is what it gives where none is asked for.

    Raises:
      ValueError: the first head has several, and none of them for that.
    """
    default, predict = head_lib._DEFAULT_SERVING_KEY, head_lib._PREDICT_SERVING_KEY
    found = {default: _default(specs[0].export_outputs, heads[0].name)}
    merged: dict[str, Any] = {}
    for head, spec in zip(heads, specs, strict=True):
        for key, output in spec.export_outputs.items():
            found[head.name if key == default else f"{head.name}/{key}"] = output
            if key == predict and isinstance(output, export_output.PredictOutput):
                merged.update((f"{head.name}/{name}", value) for name, value in output.outputs.items())
    return {**found, predict: export_output.PredictOutput(merged)}


def _default(outputs: dict[str, Any], head_name: str) -> Any:
    if len(outputs) == 1:
        return next(iter(outputs.values()))
    if head_lib._DEFAULT_SERVING_KEY in outputs:
        return outputs[head_lib._DEFAULT_SERVING_KEY]
    raise ValueError(
        f"{head_name} did not specify default export_outputs. Given: {outputs} Suggested fix: Use one of the heads in "
        f"tf.estimator, or include key {head_lib._DEFAULT_SERVING_KEY} in export_outputs."
    )
