"""Data sets of parsed examples, by TensorFlow 1's op."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import data_parsing_ops, gen_experimental_dataset_ops, seen_by


@seen_by(data_parsing_ops, "gen_experimental_dataset_ops", "parse_example_dataset_v2")
def parse_example_dataset(
    *args: Any, deterministic: Any, ragged_keys: Any, ragged_value_types: Any, ragged_split_types: Any, **structure: Any
) -> Any:
    """The op of a data set whose elements are parsed.

    Raises:
      NotImplementedError: a feature is ragged: 1.15.5 knew none.
    """
    if ragged_keys:
        raise NotImplementedError("TensorFlow 1.15.5 parses no ragged features; parse them as VarLenFeature.")
    return gen_experimental_dataset_ops.parse_example_dataset(*args, sloppy=deterministic == "false", **structure)
