"""`tf.contrib.slim.summaries`: summaries of tensors under their own names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

PLACE = "tf.contrib.slim.summaries."


def _name(tensor: Any, name: str | None, prefix: str | None, postfix: str | None = None) -> str:
    name = name or tensor.op.name
    name = f"{prefix}/{name}" if prefix else name
    return f"{name}/{postfix}" if postfix else name


def _write(kind: Any, tensor: Any, name: str, print_summary: bool) -> Any:
    """A summary, which a printing op passes on where that is wanted."""
    summary = kind(name=name, tensor=tensor, collections=[] if print_summary else None)
    if print_summary:
        summary = tf.Print(summary, [tensor], name)
        tf.add_to_collection(tf.GraphKeys.SUMMARIES, summary)
    return summary


@provide(PLACE + "add_histogram_summary", gone="2.0")
def add_histogram_summary(tensor: Any, name: str | None = None, prefix: str | None = None) -> Any:
    """A histogram of `tensor`."""
    return tf.summary.histogram(_name(tensor, name, prefix), tensor)


@provide(PLACE + "add_image_summary", gone="2.0")
def add_image_summary(
    tensor: Any, name: str | None = None, prefix: str | None = None, print_summary: bool = False
) -> Any:
    """The pictures of `tensor`, printed too where that is wanted."""
    return _write(tf.summary.image, tensor, _name(tensor, name, prefix), print_summary)


@provide(PLACE + "add_scalar_summary", gone="2.0")
def add_scalar_summary(
    tensor: Any, name: str | None = None, prefix: str | None = None, print_summary: bool = False
) -> Any:
    """The scalar `tensor`, printed too where that is wanted."""
    return _write(tf.summary.scalar, tensor, _name(tensor, name, prefix), print_summary)


@provide(PLACE + "add_zero_fraction_summary", gone="2.0")
def add_zero_fraction_summary(
    tensor: Any, name: str | None = None, prefix: str | None = None, print_summary: bool = False
) -> Any:
    """How much of `tensor` is 0, as a scalar."""
    name = _name(tensor, name, prefix, "Fraction_of_Zero_Values")
    return add_scalar_summary(tf.nn.zero_fraction(tensor), name, print_summary=print_summary)


@provide(PLACE + "add_histogram_summaries", gone="2.0")
def add_histogram_summaries(tensors: Iterable[Any], prefix: str | None = None) -> list[Any]:
    """`add_histogram_summary` of each."""
    return [add_histogram_summary(tensor, prefix=prefix) for tensor in tensors]


@provide(PLACE + "add_image_summaries", gone="2.0")
def add_image_summaries(tensors: Iterable[Any], prefix: str | None = None) -> list[Any]:
    """`add_image_summary` of each."""
    return [add_image_summary(tensor, prefix=prefix) for tensor in tensors]


@provide(PLACE + "add_scalar_summaries", gone="2.0")
def add_scalar_summaries(tensors: Iterable[Any], prefix: str | None = None, print_summary: bool = False) -> list[Any]:
    """`add_scalar_summary` of each."""
    return [add_scalar_summary(tensor, prefix=prefix, print_summary=print_summary) for tensor in tensors]


@provide(PLACE + "add_zero_fraction_summaries", gone="2.0")
def add_zero_fraction_summaries(tensors: Iterable[Any], prefix: str | None = None) -> list[Any]:
    """`add_zero_fraction_summary` of each."""
    return [add_zero_fraction_summary(tensor, prefix=prefix) for tensor in tensors]
