"""Data sets of files: TensorFlow 1's op for comma-separated values, and its one transformation for two."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    compat_v1,
    data_convert,
    data_readers_of_tables,
    gen_experimental_dataset_ops,
    inside,
    seen_by,
)


@seen_by(data_readers_of_tables, "convert", "optional_param_to_tensor")
def optional_param_to_tensor(argument_name: str, argument_value: Any, *args: Any, **kwargs: Any) -> Any:
    """An argument as a tensor; TensorFlow 1 knew no columns that are left out."""
    if argument_name == "exclude_cols":
        return None
    return data_convert.optional_param_to_tensor(argument_name, argument_value, *args, **kwargs)


@seen_by(data_readers_of_tables, "gen_experimental_dataset_ops", "csv_dataset_v2")
def csv_dataset(*, exclude_cols: None, **arguments: Any) -> Any:
    """The op of a data set of comma-separated values."""
    del exclude_cols
    return gen_experimental_dataset_ops.csv_dataset(**arguments)


@inside(data_readers_of_tables, "_maybe_shuffle_and_repeat")
def shuffle_and_repeat_if_wanted(dataset: Any, num_epochs: Any, shuffle: bool, size: Any, seed: Any) -> Any:
    """The data set shuffled, repeated, or by one transformation both."""
    if shuffle and num_epochs != 1:
        return dataset.apply(compat_v1.data.experimental.shuffle_and_repeat(size, num_epochs, seed))
    if shuffle:
        return dataset.shuffle(size, seed)
    return dataset if num_epochs == 1 else dataset.repeat(num_epochs)
