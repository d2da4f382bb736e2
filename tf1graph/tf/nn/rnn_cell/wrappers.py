"""Cells around a cell: `DropoutWrapper`, `ResidualWrapper`, `DeviceWrapper` (ops/rnn_cell_wrapper_impl.py)."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    math_ops,
    nest,
    nn_ops,
    ops,
    random_ops,
    tensor_shape,
    tensor_util,
)
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell, assert_like_rnncell
from tf1graph.tf.nn.rnn_cell.lstm import LSTMStateTuple


class _Wrapper(RNNCell):
    """A cell with the sizes of the cell inside, which it calls in no scope of its own."""

    def __init__(self, cell: Any, **kwargs: Any):
        super().__init__(**kwargs)
        assert_like_rnncell("cell", cell)
        self.cell = cell

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> Any:  # type: ignore[override]
        """One step of the cell inside, and what the wrapper adds; `scope` goes to that cell."""
        return self._call_wrapped_cell(inputs, state, self.cell.__call__, scope=scope)

    def _call_wrapped_cell(self, inputs: Any, state: Any, cell_call_fn: Callable[..., Any], **kwargs: Any) -> Any:
        raise NotImplementedError

    def get_config(self) -> dict[str, Any]:
        """What `from_config` makes such a cell of, where the cell inside is put in place of its own configuration.

        A function that the program gave is in it itself; TensorFlow 1 had its compiled code there.
        """
        config = super().get_config()
        inside = {"class_name": type(self.cell).__name__, "config": self.cell.get_config()}
        own = {name: config.pop(name) for name in self._configured}
        return {**config, "cell": inside, **own}

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> RNNCell:
        """A new cell around `config["cell"]`, which must be a cell.

        Raises:
          ValueError: it is a configuration.
        """
        cell = config["cell"]
        try:
            assert_like_rnncell("cell", cell)
        except TypeError:
            raise ValueError(
                "RNNCellWrapper cannot reconstruct the wrapped cell. Please overwrite the cell in the config with a "
                "RNNCell instance."
            ) from None
        return cls(cell, **{name: value for name, value in config.items() if name != "cell"})

    @property
    def state_size(self) -> Any:
        return self.cell.state_size

    @property
    def output_size(self) -> Any:
        return self.cell.output_size

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        with self._zero_state_scope(batch_size):
            return self.cell.zero_state(batch_size, dtype)


@provide("tf.nn.rnn_cell.DropoutWrapper", today="tf_keras.layers.LSTMCell(dropout=…)", gone="2.16")
class DropoutWrapper(_Wrapper):
    """A cell with dropout on its inputs, its outputs and the states that leave it.

    Args:
      cell: the cell inside.
      input_keep_prob, output_keep_prob, state_keep_prob: how likely a number is kept, a float or a scalar tensor;
        no dropout where it is a constant 1.
      variational_recurrent: whether one mask serves all steps of a run (arXiv:1512.05287), not one each.
      input_size: the size of the inputs, nested as they are; needed for variational dropout of inputs.
      dtype: of inputs, states and outputs; needed for variational dropout.
      seed: an integer that the seeds of all masks are made of.
      dropout_state_filter_visitor: says of a state, or a part of it, which parts are dropped: true, false, or a
        structure of these. Where it is None the memory `c` of an LSTM and TensorArrays are kept.

    Raises:
      TypeError: `cell` is no cell, or the visitor no function.
      ValueError: a probability is not in [0, 1], or something needed is not given.
    """

    _configured = (
        "input_keep_prob",
        "output_keep_prob",
        "state_keep_prob",
        "variational_recurrent",
        "input_size",
        "seed",
    )

    def __init__(
        self,
        cell: Any,
        input_keep_prob: Any = 1.0,
        output_keep_prob: Any = 1.0,
        state_keep_prob: Any = 1.0,
        variational_recurrent: bool = False,
        input_size: Any = None,
        dtype: Any = None,
        seed: int | None = None,
        dropout_state_filter_visitor: Callable[[Any], Any] | None = None,
        **kwargs: Any,
    ):
        super().__init__(cell, dtype=dtype, **kwargs)
        if dropout_state_filter_visitor is not None and not callable(dropout_state_filter_visitor):
            raise TypeError("dropout_state_filter_visitor must be callable")
        self._dropout_state_filter = dropout_state_filter_visitor or _spare_the_memory
        with compat_v1.name_scope("DropoutWrapperInit"):
            self._input_keep_prob = _probability(input_keep_prob, "input_keep_prob")
            self._state_keep_prob = _probability(state_keep_prob, "state_keep_prob")
            self._output_keep_prob = _probability(output_keep_prob, "output_keep_prob")
        self._variational_recurrent = variational_recurrent
        self._input_size = input_size
        self._seed = seed
        self._recurrent_input_noise = self._recurrent_state_noise = self._recurrent_output_noise = None
        if variational_recurrent:
            self._make_noise(dtype)

    @property
    def wrapped_cell(self) -> Any:
        return self.cell

    def get_config(self) -> dict[str, Any]:
        """That of a wrapper; see `from_config`."""
        given = self._dropout_state_filter
        own = {} if given is _spare_the_memory else {"dropout_state_filter_visitor": given}
        return super().get_config() | own

    def _make_noise(self, dtype: Any) -> None:
        if dtype is None:
            raise ValueError("When variational_recurrent=True, dtype must be provided")

        def draw(salt: str, sizes: Any) -> Any:
            def noise(index: int, size: Any) -> Any:
                shape = array_ops.concat(([1], tensor_shape.TensorShape(size).as_list()), 0)
                return random_ops.random_uniform(shape, seed=self._gen_seed(salt, index), dtype=dtype)

            return _map_numbered(sizes, noise, sizes)

        if _drops(self._input_keep_prob):
            if self._input_size is None:
                raise ValueError(
                    "When variational_recurrent=True and input_keep_prob < 1.0 or is unknown, "
                    "input_size must be provided"
                )
            self._recurrent_input_noise = draw("input", self._input_size)
        self._recurrent_state_noise = draw("state", self.cell.state_size)
        self._recurrent_output_noise = draw("output", self.cell.output_size)

    def _gen_seed(self, salt_prefix: str, index: int) -> int | None:
        """The seed of one mask: the first 31 bits of the MD5 of the wrapper's seed and the mask's name."""
        if self._seed is None:
            return None
        text = f"{self._seed}{salt_prefix}_{index}"
        return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:8], 16) & 0x7FFFFFFF

    def _call_wrapped_cell(self, inputs: Any, state: Any, cell_call_fn: Callable[..., Any], **kwargs: Any) -> Any:
        if _drops(self._input_keep_prob):
            inputs = self._dropout(inputs, "input", self._recurrent_input_noise, self._input_keep_prob, inputs)
        output, state = cell_call_fn(inputs, state, **kwargs)
        if _drops(self._state_keep_prob):
            chosen = nest.get_traverse_shallow_structure(self._dropout_state_filter, state)
            state = self._dropout(state, "state", self._recurrent_state_noise, self._state_keep_prob, chosen)
        if _drops(self._output_keep_prob):
            output = self._dropout(output, "output", self._recurrent_output_noise, self._output_keep_prob, output)
        return output, state

    def _dropout(self, values: Any, salt: str, noise: Any, keep_prob: Any, chosen: Any) -> Any:
        """`values` with dropout where `chosen`, of their structure or shallower, is not false."""

        def drop(index: int, choice: Any, value: Any, *mask: Any) -> Any:
            if isinstance(choice, bool) and not choice:
                return value
            if mask:
                return _drop_by(mask[0], value, keep_prob)
            return nn_ops.dropout_v2(value, rate=1.0 - keep_prob, seed=self._gen_seed(salt, index))

        masks = (noise,) if self._variational_recurrent else ()
        return _map_numbered(chosen, drop, chosen, values, *masks)


@provide("tf.nn.rnn_cell.ResidualWrapper", today="tf_keras: add the inputs to the outputs", gone="2.16")
class ResidualWrapper(_Wrapper):
    """A cell whose inputs are added to its outputs.

    Args:
      cell: the cell inside.
      residual_fn: makes the outputs of the inputs and the cell's outputs; adds them where it is None.
    """

    def __init__(self, cell: Any, residual_fn: Callable[[Any, Any], Any] | None = None, **kwargs: Any):
        super().__init__(cell, **kwargs)
        self._residual_fn = residual_fn

    def get_config(self) -> dict[str, Any]:
        """That of a wrapper; see `from_config`."""
        return super().get_config() | ({} if self._residual_fn is None else {"residual_fn": self._residual_fn})

    def _call_wrapped_cell(self, inputs: Any, state: Any, cell_call_fn: Callable[..., Any], **kwargs: Any) -> Any:
        outputs, state = cell_call_fn(inputs, state, **kwargs)
        return (self._residual_fn or _add_inputs)(inputs, outputs), state


@provide("tf.nn.rnn_cell.DeviceWrapper", today="with tf.device(…)", gone="2.16")
class DeviceWrapper(_Wrapper):
    """A cell whose ops and zero states are placed on `device`, which is what `tf.device` takes."""

    _configured = ("device",)

    def __init__(self, cell: Any, device: Any, **kwargs: Any):
        super().__init__(cell, **kwargs)
        self._device = device

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        with self._zero_state_scope(batch_size), compat_v1.device(self._device):
            return self.cell.zero_state(batch_size, dtype)

    def _call_wrapped_cell(self, inputs: Any, state: Any, cell_call_fn: Callable[..., Any], **kwargs: Any) -> Any:
        with compat_v1.device(self._device):
            return cell_call_fn(inputs, state, **kwargs)


def _probability(given: Any, name: str) -> Any:
    """A probability as a float where it is known, else as a tensor; its node is made either way."""
    tensor = ops.convert_to_tensor(given)
    known = tensor_util.constant_value(tensor)
    if known is None:
        return tensor
    if known < 0 or known > 1:
        raise ValueError(f"Parameter {name} must be between 0 and 1: {known}")
    return float(known)


def _drops(keep_prob: Any) -> bool:
    return not isinstance(keep_prob, float) or keep_prob < 1


def _drop_by(noise: Any, value: Any, keep_prob: Any) -> Any:
    mask = math_ops.floor(keep_prob + noise)
    dropped = math_ops.div(value, keep_prob) * mask
    dropped.set_shape(value.shape)
    return dropped


def _spare_the_memory(substate: Any) -> Any:
    if isinstance(substate, LSTMStateTuple):
        return LSTMStateTuple(c=False, h=True)
    return not isinstance(substate, compat_v1.TensorArray)


def _add_inputs(inputs: Any, outputs: Any) -> Any:
    compat_v1.nest.assert_same_structure(inputs, outputs)
    compat_v1.nest.map_structure(lambda x, y: x.shape.assert_is_compatible_with(y.shape), inputs, outputs)
    return compat_v1.nest.map_structure(lambda x, y: x + y, inputs, outputs)


def _map_numbered(shallow: Any, function: Callable[..., Any], *structures: Any) -> Any:
    """`function(number, part, …)` of the parts of the structures, down to the depth of `shallow`."""
    count = itertools.count()
    return nest.map_structure_up_to(shallow, lambda *parts: function(next(count), *parts), *structures)
