"""What the arguments of a layer mean: names of activations and initialisers, sizes, paddings, data formats.

The errors are worded as TensorFlow 1.15.5 worded them (python/keras/utils/conv_utils.py).
"""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1


def activation_of(given: Any) -> Any:
    """The function that `given` stands for: a callable, the name of one in `tf.nn`, or None or "linear"."""
    if not isinstance(given, str):
        return given
    if given == "linear":
        return None
    found = getattr(compat_v1.nn, given, None)
    if found is None:
        raise ValueError(f"Unknown activation function:{given}")
    return found


def initializer_of(given: Any) -> Any:
    """The initialiser that `given` stands for: itself, or the one in `tf.initializers` of that name."""
    if not isinstance(given, str):
        return given
    found = getattr(compat_v1.initializers, given.lower(), None)
    if found is None:
        raise ValueError(f"Unknown initializer: {given}")
    return found()


def sizes_of(given: Any, count: int, name: str) -> tuple[int, ...]:
    """`given` as a tuple of `count` integers: one for all, or one each; `name` is the argument's, for the error."""
    if isinstance(given, int):
        return (given,) * count
    try:
        sizes = tuple(int(size) for size in given)
    except (TypeError, ValueError):
        sizes = ()
    if len(sizes) != count:
        raise ValueError(f"The `{name}` argument must be a tuple of {count} integers. Received: {given}")
    return sizes


def padding_of(given: Any) -> str:
    """`valid` or `same`, whatever the case."""
    padding = str(given).lower()
    if padding not in ("valid", "same"):
        raise ValueError(
            'The `padding` argument must be a list/tuple or one of "valid", "same" '
            f'(or "causal", only for `Conv1D). Received: {padding}'
        )
    return padding


def data_format_of(given: Any) -> str:
    """`channels_last`, also where nothing is given, or `channels_first`."""
    data_format = "channels_last" if given is None else str(given).lower()
    if data_format not in ("channels_first", "channels_last"):
        raise ValueError(
            f'The `data_format` argument must be one of "channels_first", "channels_last". Received: {given}'
        )
    return data_format


def layout_of(data_format: str, rank: int) -> str:
    """What an op calls the data format of tensors with `rank` spatial axes: `NHWC`, `NCDHW`, …"""
    space = "DHW"[3 - rank :]
    return f"N{space}C" if data_format == "channels_last" else f"NC{space}"
