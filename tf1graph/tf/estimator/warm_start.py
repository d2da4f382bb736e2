"""From which checkpoint an estimator starts, and which variables it takes from there."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import path_helpers, warm_starting_util
from tf1graph.tf.names import Row, add, provide

add(Row("tf.estimator.VocabInfo", "exact", "tf1graph.tf:train.VocabInfo", "tf.compat.v1.train.VocabInfo"))


class _Settings(NamedTuple):
    ckpt_to_initialize_from: Any
    vars_to_warm_start: Any
    var_name_to_vocab_info: Any
    var_name_to_prev_var_name: Any


@provide("tf.estimator.WarmStartSettings")
class WarmStartSettings(_Settings):
    """What is taken from which checkpoint before the first step.

    Args:
      ckpt_to_initialize_from: a checkpoint, or a folder of them.
      vars_to_warm_start: a regular expression, or a list of them, of names of trainable variables; or a list of
        variables; None for those with a vocabulary alone.
      var_name_to_vocab_info: `VocabInfo` by variable's name, for embeddings whose vocabulary has changed.
      var_name_to_prev_var_name: the name in the checkpoint by the name in the graph, where they differ.

    Raises:
      ValueError: there is no checkpoint.
    """

    __slots__ = ()

    def __new__(
        cls,
        ckpt_to_initialize_from: Any,
        vars_to_warm_start: Any = ".*",
        var_name_to_vocab_info: dict[str, Any] | None = None,
        var_name_to_prev_var_name: dict[str, str] | None = None,
    ) -> WarmStartSettings:
        if not ckpt_to_initialize_from:
            raise ValueError("`ckpt_to_initialize_from` MUST be set in WarmStartSettings")
        names = (var_name_to_vocab_info or {}, var_name_to_prev_var_name or {})
        return super().__new__(cls, ckpt_to_initialize_from, vars_to_warm_start, *names)


def default_settings(warm_start_from: Any) -> WarmStartSettings | None:
    """The settings that are meant by a checkpoint, a folder of them, a SavedModel, or settings.

    Raises:
      ValueError: it is none of them.
    """
    if warm_start_from is None or isinstance(warm_start_from, WarmStartSettings):
        return warm_start_from
    if not isinstance(warm_start_from, (str, bytes)):
        raise ValueError(
            f"warm_start_from must be a string or a WarmStartSettings, instead got {type(warm_start_from)}"
        )
    if tf.gfile.Exists(os.path.join(path_helpers.get_variables_dir(warm_start_from), "variables.index")):
        tf.logging.info("Warm-starting from a SavedModel")
        return WarmStartSettings(path_helpers.get_variables_path(warm_start_from))
    return WarmStartSettings(warm_start_from)


def warm_start(settings: WarmStartSettings | None) -> None:
    """Let the variables of the default graph start as `settings` say."""
    if settings:
        tf.logging.info(f"Warm-starting with WarmStartSettings: {settings}")
        warm_starting_util.warm_start(*settings)
