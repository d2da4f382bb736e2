"""What the arguments of a layer mean: names of activations and initialisers, sizes, paddings, data formats.

The errors are worded as TensorFlow 1.15.5 worded them (python/keras/utils/conv_utils.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import compat_v1, smart_cond
from tf1graph.tf.layers.base import snake_case

# Defaults of initialisers that are looked up by name: Keras's, where they differ from those of `tf.initializers`.
BY_NAME = {
    "random_normal": {"stddev": 0.05},
    "random_uniform": {"minval": -0.05, "maxval": 0.05},
    "truncated_normal": {"stddev": 0.05},
}
SHORT = {"normal": "random_normal", "one": "ones", "uniform": "random_uniform", "zero": "zeros"}


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
    """The initialiser that `given` stands for: itself, or the one in `tf.initializers` of that name.

    A name may be written `glorot_uniform` or `GlorotUniform`; {"class_name": name, "config": arguments} is that one
    with arguments. Those that TensorFlow 1 looked up by name drew smaller numbers: see `BY_NAME`.
    """
    if isinstance(given, dict):
        name, arguments = given["class_name"], given["config"]
    elif isinstance(given, str):
        name, arguments = given, {}
    else:
        return given
    name = SHORT.get(snake_case(name), snake_case(name))
    found = getattr(compat_v1.initializers, name, None)
    if found is None:
        raise ValueError(f"Unknown initializer: {given}")
    return found(**(BY_NAME.get(name, {}) | arguments))


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


def padding_of(given: Any, causal: bool = False) -> str:
    """`valid` or `same`, whatever the case, or `causal` where the layer is said to allow that."""
    padding = str(given).lower()
    if padding not in ("valid", "same", "causal"):
        raise ValueError(
            'The `padding` argument must be a list/tuple or one of "valid", "same" '
            f'(or "causal", only for `Conv1D). Received: {padding}'
        )
    if padding == "causal" and not causal:
        raise ValueError("Causal padding is only supported for `Conv1D`and ``SeparableConv1D`.")
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


def truth_of(given: Any) -> bool | None:
    """What is known of a condition while the graph is built: a boolean, 0 or 1, a constant; None where it is fed."""
    if isinstance(given, compat_v1.Variable):
        return None
    known = smart_cond.smart_constant_value(bool(given) if isinstance(given, int) and given in (0, 1) else given)
    return None if known is None else bool(known)


def choose(condition: Any, if_true: Callable[[], Any], if_false: Callable[[], Any]) -> Any:
    """What one of two functions gives: the one that is known to be chosen, else `tf.cond` of both."""
    known = truth_of(condition)
    if known is None:
        return compat_v1.cond(condition, if_true, if_false)
    return if_true() if known else if_false()


def length_after(length: int | None, kernel: int, padding: str, stride: int, dilation: int = 1) -> int | None:
    """How long an axis of `length` is after a convolution or pooling; None where it is not known."""
    if length is None:
        return None
    reach = 1 if padding in ("same", "causal") else kernel + (kernel - 1) * (dilation - 1)
    return (length - reach + stride) // stride


def length_before(length: Any, kernel: int, padding: str, stride: int) -> Any:
    """How long an axis is that a convolution makes `length` of: an integer, a node where `length` is one, or None."""
    if length is None:
        return None
    return length * stride + max(kernel - stride, 0) if padding == "valid" else length * stride


def has_channels_first_kernels() -> bool:
    """Whether a GPU is there: TensorFlow's kernels for the CPU take the channels last."""
    return bool(compat_v1.config.experimental.list_physical_devices("GPU"))
