"""`tf.contrib.summary`: summaries that ops write, by the nodes of TensorFlow 1, in graphs and eagerly.

Without `always_record_summaries` or `record_summaries_every_n_global_steps` nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    gen_summary_ops,
    inside,
    math_ops,
    ops,
    smart_cond,
    summary_op_util,
    summary_ops_v2,
)
from tf1graph.tf.names import provide

PLACE = "tf.contrib.summary."
OPAQUE_RED = (255, 0, 0, 255)  # stands for pixels that are not numbers


@inside(summary_ops_v2, "_should_record_summaries_internal")
def is_recording(default_state: bool) -> Any:
    """Whether summaries are recorded now, a bool tensor; where nobody said so, `default_state`."""
    state = summary_ops_v2._summary_state
    replica, own = (
        found() if callable(found) else found
        for found in (state.is_recording_distribution_strategy, state.is_recording)
    )
    return math_ops.logical_and(replica, default_state if own is None else own)


@provide(PLACE + "should_record_summaries", gone="2.0")
def should_record_summaries() -> Any:
    """Whether summaries are recorded now, a bool tensor: not before it is asked for."""
    return is_recording(default_state=False)


def _step(step: Any) -> Any:
    if step is None:
        return compat_v1.train.get_or_create_global_step()
    return step if isinstance(step, compat_v1.Tensor) else ops.convert_to_tensor(step, compat_v1.int64)


def _writer() -> Any:
    return summary_ops_v2._summary_state.writer


@inside(summary_ops_v2)
def summary_writer_function(
    name: str, tensor: Any, function: Callable[[str, str], Any], family: str | None = None
) -> Any:
    """Whether a summary was written, a bool tensor; an op that does nothing where there is no writer.

    Args:
      name, family: of the summary; the family goes before the name in its tag.
      tensor: what it is of.
      function: takes tag and scope, and makes the op that writes it.
    """
    above = ops.get_name_scope()

    def record() -> Any:
        with (
            compat_v1.name_scope(above and above + "/"),
            summary_op_util.summary_scope(name, family, values=[tensor]) as (tag, scope),
            compat_v1.control_dependencies([function(tag, scope)]),
        ):
            return compat_v1.constant(True)

    if _writer() is None:
        return compat_v1.no_op()
    with compat_v1.device("cpu:0"):
        written = smart_cond.smart_cond(should_record_summaries(), record, lambda: compat_v1.constant(False), name="")
        if not compat_v1.executing_eagerly():
            compat_v1.add_to_collection(compat_v1.GraphKeys._SUMMARY_COLLECTION, written)
    return written


@provide(PLACE + "generic", today="tf.compat.v2.summary.write", gone="2.0")
@inside(summary_ops_v2)
def generic(name: str, tensor: Any, metadata: Any = None, family: str | None = None, step: Any = None) -> Any:
    """Write `tensor` as it is; `metadata` is a `SummaryMetadata`, or one serialised.

    Args:
      step: of the summary; the global step where it is None, also of the other summaries.
    """

    def write(tag: str, scope: str) -> Any:
        about = "" if metadata is None else metadata
        if hasattr(about, "SerializeToString"):
            about = about.SerializeToString()
        if isinstance(about, str | bytes):
            about = compat_v1.constant(about)
        return gen_summary_ops.write_summary(
            _writer()._resource, _step(step), array_ops.identity(tensor), tag, about, name=scope
        )

    return summary_writer_function(name, tensor, write, family)


@provide(PLACE + "scalar", today="tf.compat.v2.summary.scalar", gone="2.0")
@inside(summary_ops_v2)
def scalar(name: str, tensor: Any, family: str | None = None, step: Any = None) -> Any:
    """Write a number."""

    def write(tag: str, scope: str) -> Any:
        return gen_summary_ops.write_scalar_summary(
            _writer()._resource, _step(step), tag, array_ops.identity(tensor), name=scope
        )

    return summary_writer_function(name, tensor, write, family)


@provide(PLACE + "histogram", today="tf.compat.v2.summary.histogram", gone="2.0")
@inside(summary_ops_v2)
def histogram(name: str, tensor: Any, family: str | None = None, step: Any = None) -> Any:
    """Write how the numbers of `tensor` are spread."""

    def write(tag: str, scope: str) -> Any:
        return gen_summary_ops.write_histogram_summary(
            _writer()._resource, _step(step), tag, array_ops.identity(tensor), name=scope
        )

    return summary_writer_function(name, tensor, write, family)


@provide(PLACE + "image", today="tf.compat.v2.summary.image", gone="2.0")
@inside(summary_ops_v2)
def image(
    name: str, tensor: Any, bad_color: Any = None, max_images: int = 3, family: str | None = None, step: Any = None
) -> Any:
    """Write pictures [batch, height, width, channels], the first `max_images`.

    Args:
      bad_color: [4] uint8, of pixels that are not numbers; red where it is None.
    """

    def write(tag: str, scope: str) -> Any:
        colour = compat_v1.constant(OPAQUE_RED, dtype=compat_v1.uint8) if bad_color is None else bad_color
        return gen_summary_ops.write_image_summary(
            _writer()._resource, _step(step), tag, array_ops.identity(tensor), colour, max_images, name=scope
        )

    return summary_writer_function(name, tensor, write, family)


@provide(PLACE + "audio", today="tf.compat.v2.summary.audio", gone="2.0")
@inside(summary_ops_v2)
def audio(
    name: str, tensor: Any, sample_rate: Any, max_outputs: int, family: str | None = None, step: Any = None
) -> Any:
    """Write sounds [batch, frames] or [batch, frames, channels], the first `max_outputs`."""

    def write(tag: str, scope: str) -> Any:
        return gen_summary_ops.write_audio_summary(
            _writer()._resource,
            _step(step),
            tag,
            array_ops.identity(tensor),
            sample_rate=sample_rate,
            max_outputs=max_outputs,
            name=scope,
        )

    return summary_writer_function(name, tensor, write, family)


@provide(PLACE + "graph", today="tf.compat.v2.summary.graph", gone="2.0")
@inside(summary_ops_v2, "graph_v1")
def graph(param: Any, step: Any = None, name: str | None = None) -> Any:
    """Write a graph: a serialised one in a tensor; eagerly a `tf.Graph` or `GraphDef` too.

    Raises:
      TypeError: in a graph, it is no tensor.
    """
    if not compat_v1.executing_eagerly() and not isinstance(param, compat_v1.Tensor):
        raise TypeError(f"graph() needs a tf.Tensor (e.g. tf.placeholder) in graph mode, but was: {type(param)}")
    writer = _writer()
    if writer is None:
        return compat_v1.no_op()
    with compat_v1.device("cpu:0"):
        if isinstance(param, compat_v1.Graph | compat_v1.GraphDef):
            tensor = ops.convert_to_tensor(summary_ops_v2._serialize_graph(param), compat_v1.string)
        else:
            tensor = array_ops.identity(param)
        return gen_summary_ops.write_graph_summary(writer._resource, _step(step), tensor, name=name)


@provide(PLACE + "flush", today="tf.compat.v2.summary.flush", gone="2.0")
def flush(writer: Any = None, name: str | None = None) -> Any:
    """Write what waits in `writer`, the default one where it is None; an op of that name."""
    writer = _writer() if writer is None else writer
    if writer is None:
        return compat_v1.no_op()
    with compat_v1.device("cpu:0"):
        return gen_summary_ops.flush_summary_writer(getattr(writer, "_resource", writer), name=name)


@provide("tf.summary.initialize", today="tf.compat.v1.summary.initialize")
@provide(PLACE + "initialize", today="tf.compat.v1.summary.initialize", gone="2.0")
def initialize(graph: Any = None, session: Any = None) -> None:
    """Begin the files of all writers, in a graph; eagerly there is nothing to do.

    Args:
      graph: a `tf.Graph` or `GraphDef` that is written too, as of step 0.
      session: what runs it; the default one where it is None.

    Raises:
      RuntimeError: there is no default writer.
      ValueError: there is no session.
    """
    if compat_v1.executing_eagerly():
        return
    if _writer() is None:
        raise RuntimeError("No default tf.contrib.summary.SummaryWriter found")
    session = session or compat_v1.get_default_session()
    if session is None:
        raise ValueError("session must be passed if no default session exists")
    session.run(summary_ops_v2.summary_writer_initializer_op())
    if graph is not None:
        text = summary_ops_v2._serialize_graph(graph)
        serialized = compat_v1.placeholder(compat_v1.string)
        session.run(summary_ops_v2.graph_v1(serialized, 0), feed_dict={serialized: text})
