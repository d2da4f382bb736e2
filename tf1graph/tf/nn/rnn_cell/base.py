"""What all cells are: `RNNCell`, for cells that get their variables as they are called, and `LayerRNNCell`.

(python/ops/rnn_cell_impl.py of 1.15.5)
"""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, tensor_shape, tensor_util, variable_scope
from tf1graph.tf.layers.arguments import activation_of
from tf1graph.tf.layers.base import Layer, is_trainable
from tf1graph.tf.names import provide


@provide("tf.nn.rnn_cell.RNNCell", today="tf_keras.layers.AbstractRNNCell", gone="2.16")
class RNNCell(Layer):
    """Base of the cells: `output, new_state = cell(inputs, state)`.

    Subclasses give `state_size` and `output_size` and write `call(inputs, state)`, in which they may get variables
    with `tf.get_variable`. A size is an integer or a TensorShape without the batch; a state of several tensors is
    a nested tuple of sizes.
    """

    _configured: tuple[str, ...] = ()  # the arguments that are in a class's configuration, each an attribute `_name`

    def __init__(self, trainable: bool = True, name: str | None = None, dtype: Any = None, **kwargs: Any):
        super().__init__(trainable=trainable, name=name, dtype=dtype, **kwargs)
        self._is_tf_rnn_cell = True
        self._scope_of_calls: Any = None

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> Any:  # type: ignore[override]
        """One step: the output and the new state.

        Args:
          inputs: a tensor [N, size].
          state: of the structure of `state_size`, a tensor [N, size] for each size.
          scope: a name or variable scope for the cell's variables; the class name in snake case where it is None.
        """
        if scope is not None:
            with variable_scope.variable_scope(scope, custom_getter=self._note_variable) as scope:
                return super().__call__(inputs, state, scope=scope)
        if self._scope_of_calls is None:
            self._scope_of_calls = variable_scope.variable_scope(
                variable_scope.get_variable_scope(), custom_getter=self._note_variable
            )
        with self._scope_of_calls:
            return super().__call__(inputs, state)

    def get_config(self) -> dict[str, Any]:
        """What `from_config` makes such a cell of: functions by name, initialisers as {class_name, config}.

        A cell whose class names no arguments, as those of `tf.contrib.rnn`, has its name, trainable and dtype alone.
        """
        config = {"name": self.name, "trainable": self.trainable, "dtype": self._dtype}
        return config | {name: _as_config(getattr(self, f"_{name}")) for name in self._configured}

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> RNNCell:
        """A new cell of a configuration; `custom_objects` is not looked at."""
        return cls(**config)

    @property
    def state_size(self) -> Any:
        """The size, or the nested tuple of sizes, of the state."""
        raise NotImplementedError("Abstract method")

    @property
    def output_size(self) -> Any:
        """The size of the output: an integer or a TensorShape."""
        raise NotImplementedError("Abstract method")

    def build(self, input_shape: Any) -> None:
        """Nothing: such a cell gets its variables in `call`."""

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """A state of zeros: a tensor [batch_size, size] for each size of `state_size`, in its structure.

        Args:
          batch_size: an integer, or a scalar integer tensor.
          dtype: of the state.
        """
        with self._zero_state_scope(batch_size):
            return zero_state_tensors(self.state_size, batch_size, dtype)

    def get_initial_state(self, inputs: Any = None, batch_size: Any = None, dtype: Any = None) -> Any:
        """`zero_state` with the batch size and dtype of `inputs` [N, ...], where they are given.

        Raises:
          ValueError: batch size or dtype are not known, or are other than those of `inputs`.
        """
        if inputs is not None:
            inputs = ops.convert_to_tensor(inputs, name="inputs")
            rows = compat_v1.dimension_value(inputs.shape[0])
            if batch_size is not None and rows != _known(batch_size):
                raise ValueError(
                    "batch size from input tensor is different from the input param. "
                    f"Input tensor batch: {rows}, batch_size: {batch_size}"
                )
            if dtype is not None and inputs.dtype != dtype:
                raise ValueError(
                    "dtype from input tensor is different from the input param. "
                    f"Input tensor dtype: {inputs.dtype}, dtype: {dtype}"
                )
            batch_size = rows or array_ops.shape(inputs)[0]
            dtype = inputs.dtype
        if batch_size is None or dtype is None:
            raise ValueError(
                "batch_size and dtype cannot be None while constructing initial state: "
                f"batch_size={batch_size}, dtype={dtype}"
            )
        return self.zero_state(batch_size, dtype)

    def _zero_state_scope(self, batch_size: Any) -> Any:
        return compat_v1.name_scope(type(self).__name__ + "ZeroState", values=[batch_size])

    def _note_variable(self, getter: Any, *args: Any, **kwargs: Any) -> Any:
        """The variable that `getter` gets, which is then among the cell's."""
        variable = getter(*args, **kwargs)
        partitioned = isinstance(variable, variable_scope.variables.PartitionedVariable)
        noted = (
            self._trainable_weights
            if is_trainable(next(iter(variable)) if partitioned else variable)
            else (self._non_trainable_weights)
        )
        if all(variable is not other for other in noted):
            noted.append(variable)
        return variable


class LayerRNNCell(RNNCell):
    """Base of the cells that make their variables in `build`, once, as layers do."""

    def __call__(  # type: ignore[override]
        self, inputs: Any, state: Any, scope: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        """One step: the output and the new state; see `RNNCell`."""
        return Layer.__call__(self, inputs, state, *args, scope=scope, **kwargs)


def assert_like_rnncell(cell_name: str, cell: Any) -> None:
    """Raise TypeError where `cell`, called `cell_name` in the error, lacks something that cells have."""
    lacking = {
        "'output_size' property is missing": hasattr(cell, "output_size"),
        "'state_size' property is missing": hasattr(cell, "state_size"),
        "either 'zero_state' or 'get_initial_state' method is required": (
            hasattr(cell, "zero_state") or hasattr(cell, "get_initial_state")
        ),
        "is not callable": callable(cell),
    }
    faults = [fault for fault, fine in lacking.items() if not fine]
    if faults:
        raise TypeError(f"The argument {cell_name!r} ({cell}) is not an RNNCell: {', '.join(faults)}.")


def cell_activation(given: Any) -> Any:
    """The function that a cell's `activation` stands for: tanh where there is none."""
    if not given:
        return math_ops.tanh
    return activation_of(given) or linear


def linear(gates: Any) -> Any:
    """The activation that changes nothing."""
    return gates


def _as_config(given: Any) -> Any:
    """What stands for an argument in a configuration."""
    if hasattr(given, "get_config"):
        return {"class_name": type(given).__name__, "config": given.get_config()}
    return given.__name__ if callable(given) else given


def known_depth(input_shape: Any) -> int:
    """The size of the last axis of a cell's inputs.

    Raises:
      ValueError: it is not known.
    """
    depth = compat_v1.dimension_value(input_shape[-1])
    if depth is None:
        raise ValueError(f"Expected inputs.shape[-1] to be known, saw shape: {input_shape}")
    return int(depth)


def check_dtypes(*given: Any) -> None:
    """Raise ValueError where one of the tensors or dtypes, which may be nested, is neither floating nor complex."""
    for thing in compat_v1.nest.flatten(given):
        if thing is None:
            continue
        dtype = compat_v1.as_dtype(getattr(thing, "dtype", thing))
        if not (dtype.is_floating or dtype.is_complex):
            raise ValueError(f"RNN cell only supports floating point inputs, but saw dtype: {dtype}")


def zero_state_tensors(state_size: Any, batch_size: Any, dtype: Any) -> Any:
    """Tensors of zeros [batch_size, size], one for each size of `state_size`, in its structure."""
    return compat_v1.nest.map_structure(lambda size: _zeros(batch_size, size, dtype), state_size)


def concat_sizes(*sizes: Any) -> Any:
    """The sizes, each an integer, a TensorShape or a tensor, as one vector of the graph."""
    return array_ops.concat([_vector(size, sizes) for size in sizes], 0)


def _zeros(batch_size: Any, size: Any, dtype: Any) -> Any:
    # TensorFlow 1 made the two vectors twice: once for the op, once more to learn what of it is known
    zeros = array_ops.zeros(concat_sizes(batch_size, size), dtype=dtype)
    for part in (batch_size, size):
        _vector(part, (batch_size, size))
    zeros.set_shape(tensor_shape.as_shape(_known(batch_size)).concatenate(tensor_shape.as_shape(_known(size))))
    return zeros


def _vector(size: Any, sizes: Any) -> Any:
    if isinstance(size, compat_v1.Tensor):
        if size.shape.ndims not in (0, 1):
            raise ValueError(f"A size must be either a scalar or vector, but saw tensor: {size}")
        return array_ops.expand_dims(size, 0) if size.shape.ndims == 0 else size
    shape = tensor_shape.as_shape(size)
    if not shape.is_fully_defined():
        raise ValueError("Provided a prefix or suffix of None: " + " and ".join(map(str, sizes)))
    return compat_v1.constant(shape.as_list(), dtype=compat_v1.int32)


def _known(size: Any) -> Any:
    return tensor_util.constant_value(size) if isinstance(size, compat_v1.Tensor) else size
