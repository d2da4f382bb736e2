"""A predictor of a SavedModel."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.predictor.predictor import Predictor


class SavedModelPredictor(Predictor):
    """A predictor of one of the graphs of a SavedModel, by one of its signatures or by names of tensors.

    Raises:
      ValueError: there is no such signature, or more is given than one of key, signature and names.
    """

    def __init__(
        self,
        export_dir: Any,
        signature_def_key: str | None = None,
        signature_def: Any = None,
        input_names: dict[str, str] | None = None,
        output_names: dict[str, str] | None = None,
        tags: str | None = None,
        graph: Any = None,
        config: Any = None,
    ):
        if (input_names is None) != (output_names is None):
            raise ValueError("input_names and output_names must both be specified or both be unspecified.")
        if sum(given is not None for given in (signature_def_key, signature_def, input_names)) > 1:
            raise ValueError(
                "You must specify at most one of signature_def_key OR signature_def OR(input_names AND output_names)."
            )
        graph = graph or tf.Graph()
        with graph.as_default():
            session = tf.Session(config=config)
            loaded = tf.saved_model.load(session, (tags or "serve").split(","), export_dir)
        if input_names is None or output_names is None:
            signature = signature_def or _signature(loaded, signature_def_key)
            input_names, output_names = (
                {name: info.name for name, info in side.items()} for side in (signature.inputs, signature.outputs)
            )
        super().__init__(graph, session, input_names, output_names)


def _signature(loaded: Any, key: str | None) -> Any:
    key = key or tf.saved_model.DEFAULT_SERVING_SIGNATURE_DEF_KEY
    if key in loaded.signature_def:
        return loaded.signature_def[key]
    alternative = f"default_input_alternative:{key}"  # as tf.contrib.learn named it
    if alternative not in loaded.signature_def:
        raise ValueError(
            f'Got signature_def_key "{key}". Available signatures are {list(loaded.signature_def)}. Original error:\n'
            f"{key!r}"
        )
    tf.logging.warning('Could not find signature def "%s". Using "%s" instead', key, alternative)
    return loaded.signature_def[alternative]
