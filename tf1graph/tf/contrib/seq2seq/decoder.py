"""`dynamic_decode` and what it drives: `Decoder`, `BasicDecoder` (contrib/seq2seq/python/ops of 1.15.5)."""

from __future__ import annotations

import collections
import contextlib
from typing import Any

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    control_flow_util,
    math_ops,
    ops,
    rnn,
    tensor_shape,
    tensor_util,
    variable_scope,
)
from tf1graph.tf.contrib.seq2seq.helper import Helper
from tf1graph.tf.layers.base import Layer
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import assert_like_rnncell, zero_state_tensors


@provide("tf.contrib.seq2seq.Decoder", gone="2.0")
class Decoder:
    """Base of what `dynamic_decode` runs.

    Subclasses give `batch_size`, and `output_size` and `output_dtype` of one structure; `initialize` gives (finished,
    first inputs, first state), and `step(time, inputs, state)` (outputs, state, next inputs, finished).
    """

    @property
    def batch_size(self) -> Any:
        raise NotImplementedError

    @property
    def output_size(self) -> Any:
        raise NotImplementedError

    @property
    def output_dtype(self) -> Any:
        raise NotImplementedError

    def initialize(self, name: str | None = None) -> Any:
        raise NotImplementedError

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> Any:
        raise NotImplementedError

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> Any:
        """What `dynamic_decode` is to return of its outputs and last state; not to be written where that is them."""
        raise NotImplementedError

    @property
    def tracks_own_finished(self) -> bool:
        """Whether an example that was finished may go on."""
        return False


@provide("tf.contrib.seq2seq.dynamic_decode", today="tfa.seq2seq.dynamic_decode", gone="2.0")
def dynamic_decode(
    decoder: Any,
    output_time_major: bool = False,
    impute_finished: bool = False,
    maximum_iterations: Any = None,
    parallel_iterations: int = 32,
    swap_memory: bool = False,
    scope: Any = None,
) -> Any:
    """Run a decoder until all examples are finished: its outputs over time, its last state, the lengths [N].

    Args:
      decoder: a `Decoder`.
      output_time_major: whether outputs are [time, N, ...]; else [N, time, ...].
      impute_finished: whether outputs of finished examples are zeros, and their states stay.
      maximum_iterations: a scalar, after which it ends.
      parallel_iterations, swap_memory: as `tf.while_loop` takes them.
      scope: of the variables.

    Raises:
      TypeError: `decoder` is none.
      ValueError: `maximum_iterations` is no scalar.
    """
    if not isinstance(decoder, Decoder):
        raise TypeError(f"Expected decoder to be type Decoder, but saw: {type(decoder)}")
    nested, where = compat_v1.nest, compat_v1.where
    with variable_scope.variable_scope(scope, "decoder") as variables:
        context = ops.get_default_graph()._get_control_flow_context()
        if control_flow_util.GetContainingWhileContext(context) is None and variables.caching_device is None:
            variables.set_caching_device(lambda op: op.device)
        if maximum_iterations is not None:
            maximum_iterations = ops.convert_to_tensor(
                maximum_iterations, dtype=compat_v1.int32, name="maximum_iterations"
            )
            if maximum_iterations.shape.ndims != 0:
                raise ValueError("maximum_iterations must be a scalar")
        finished, inputs, state = decoder.initialize()
        zeros = nested.map_structure(
            lambda size, dtype: zero_state_tensors(size, decoder.batch_size, dtype),
            decoder.output_size,
            decoder.output_dtype,
        )
        if maximum_iterations is not None:
            finished = math_ops.logical_or(finished, maximum_iterations <= 0)
        lengths = array_ops.zeros_like(finished, dtype=compat_v1.int32)
        start = compat_v1.constant(0, dtype=compat_v1.int32)
        arrays = nested.map_structure(
            lambda size, dtype: compat_v1.TensorArray(
                dtype=dtype, size=0, dynamic_size=True, element_shape=_element_shape(decoder.batch_size, size)
            ),
            decoder.output_size,
            decoder.output_dtype,
        )

        def goes_on(time: Any, arrays: Any, state: Any, inputs: Any, finished: Any, lengths: Any) -> Any:
            return math_ops.logical_not(math_ops.reduce_all(finished))

        def body(time: Any, arrays: Any, state: Any, inputs: Any, finished: Any, lengths: Any) -> Any:
            outputs, new_state, new_inputs, new_finished = decoder.step(time, inputs, state)
            if not decoder.tracks_own_finished:
                new_finished = math_ops.logical_or(new_finished, finished)
            going = math_ops.logical_not(finished)
            lengths = where(going, compat_v1.fill(array_ops.shape(lengths), time + 1), lengths)
            nested.assert_same_structure(state, new_state)
            nested.assert_same_structure(arrays, outputs)
            nested.assert_same_structure(inputs, new_inputs)

            def keep(new: Any, old: Any) -> Any:
                if isinstance(old, compat_v1.TensorArray):
                    return new
                new.set_shape(old.shape)
                return new if new.shape.ndims == 0 else where(finished, old, new)

            if impute_finished:
                outputs = nested.map_structure(lambda out, zero: where(finished, zero, out), outputs, zeros)
                new_state = nested.map_structure(keep, new_state, state)
            arrays = nested.map_structure(lambda array, output: array.write(time, output), arrays, outputs)
            return time + 1, arrays, new_state, new_inputs, new_finished, lengths

        _, arrays, state, _, _, lengths = compat_v1.while_loop(
            goes_on,
            body,
            loop_vars=(start, arrays, state, inputs, finished, lengths),
            parallel_iterations=parallel_iterations,
            maximum_iterations=maximum_iterations,
            swap_memory=swap_memory,
        )
        outputs = nested.map_structure(lambda array: array.stack(), arrays)
        with contextlib.suppress(NotImplementedError):  # of a decoder that leaves them as they are
            outputs, state = decoder.finalize(outputs, state, lengths)
        if not output_time_major:
            outputs = nested.map_structure(rnn._transpose_batch_time, outputs)
    return outputs, state, lengths


@provide("tf.contrib.seq2seq.BasicDecoderOutput", today="tfa.seq2seq.BasicDecoderOutput", gone="2.0")
class BasicDecoderOutput(collections.namedtuple("BasicDecoderOutput", ("rnn_output", "sample_id"))):
    """What a `BasicDecoder` gives at a step: the outputs, and what was sampled of them."""


@provide("tf.contrib.seq2seq.BasicDecoder", today="tfa.seq2seq.BasicDecoder", gone="2.0")
class BasicDecoder(Decoder):
    """A cell whose next inputs a helper chooses.

    Args:
      cell: an RNN cell.
      helper: a `Helper`.
      initial_state: the cell's first state.
      output_layer: a layer that the outputs go through before they are sampled, or None.

    Raises:
      TypeError: one of them is something else.
    """

    def __init__(self, cell: Any, helper: Any, initial_state: Any, output_layer: Any = None):
        assert_like_rnncell("cell", cell)
        if not isinstance(helper, Helper):
            raise TypeError(f"helper must be a Helper, received: {type(helper)}")
        if output_layer is not None and not isinstance(output_layer, Layer):
            raise TypeError(f"output_layer must be a Layer, received: {type(output_layer)}")
        self._cell = cell
        self._helper = helper
        self._initial_state = initial_state
        self._output_layer: Any = output_layer

    @property
    def batch_size(self) -> Any:
        return self._helper.batch_size

    @property
    def output_size(self) -> Any:
        return BasicDecoderOutput(self._rnn_output_size(), self._helper.sample_ids_shape)

    @property
    def output_dtype(self) -> Any:
        dtype = compat_v1.nest.flatten(self._initial_state)[0].dtype
        dtypes = compat_v1.nest.map_structure(lambda _: dtype, self._rnn_output_size())
        return BasicDecoderOutput(dtypes, self._helper.sample_ids_dtype)

    def initialize(self, name: str | None = None) -> Any:
        return (*self._helper.initialize(), self._initial_state)

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> Any:
        with compat_v1.name_scope(name, "BasicDecoderStep", (time, inputs, state)):
            outputs, state = self._cell(inputs, state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            samples = self._helper.sample(time=time, outputs=outputs, state=state)
            finished, inputs, state = self._helper.next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=samples
            )
        return BasicDecoderOutput(outputs, samples), state, inputs, finished

    def _rnn_output_size(self) -> Any:
        return layer_output_size(self._cell, self._output_layer)


def layer_output_size(cell: Any, layer: Any) -> Any:
    """The size of a cell's outputs after `layer`, which may be None."""
    size = cell.output_size
    if layer is None:
        return size
    unknown = tensor_shape.TensorShape([None])
    shapes = compat_v1.nest.map_structure(unknown.concatenate, size)
    return compat_v1.nest.map_structure(lambda shape: shape[1:], layer.compute_output_shape(shapes))


def _element_shape(batch_size: Any, size: Any) -> Any:
    """The shape of a step's output where it is known: of sizes that are shapes."""
    if not isinstance(size, tensor_shape.TensorShape) or size.ndims == 0:
        return None
    rows = tensor_util.constant_value(ops.convert_to_tensor(batch_size, name="batch_size"))
    return tensor_shape.TensorShape([rows]).concatenate(size)
