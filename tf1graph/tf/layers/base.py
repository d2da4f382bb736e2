"""`tf.layers.Layer`: what every layer and RNN cell of TensorFlow 1 does before and after its own ops.

A layer makes its variables at its first call, in a variable scope of its own; its ops go into the name
scope that the variable scope opened. Names, order and collections are those of TensorFlow 1.15.5
(python/layers/base.py and python/keras/engine/base_layer.py).
"""

from __future__ import annotations

import collections
import re
import weakref
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tf1graph.tf._private import compat_v1, ops, variable_scope
from tf1graph.tf.names import provide

# How many layers of each base name a graph holds: dense, dense_1, … (keras/backend.py, unique_object_name)
_name_counts: weakref.WeakKeyDictionary[Any, collections.Counter[str]] = weakref.WeakKeyDictionary()


@provide("tf.layers.InputSpec", today="tf_keras.layers.InputSpec", gone="2.16")
class InputSpec:
    """What a layer expects of an input: dtype, shape, rank or its bounds, and the sizes of some axes."""

    def __init__(
        self,
        dtype: Any = None,
        shape: Any = None,
        ndim: int | None = None,
        max_ndim: int | None = None,
        min_ndim: int | None = None,
        axes: Mapping[int, int | None] | None = None,
    ):
        self.dtype = compat_v1.as_dtype(dtype).name if dtype is not None else None
        self.shape = shape
        self.ndim = len(shape) if shape is not None else ndim
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = {int(axis): size for axis, size in (axes or {}).items()}

    def check(self, tensor: Any, index: int, layer: str) -> None:
        """Raise ValueError where `tensor`, input number `index` of the layer named `layer`, does not fit."""
        fault = self._fault(tensor.shape, tensor.dtype.name)
        if fault:
            raise ValueError(f"Input {index} of layer {layer} is incompatible with the layer: {fault}")

    def _fault(self, shape: Any, dtype: str) -> str | None:
        bounds = (self.ndim, self.min_ndim, self.max_ndim)
        if shape.ndims is None:
            undefined = any(bound is not None for bound in bounds)
            return "its rank is undefined, but the layer requires a defined rank." if undefined else None
        rank, sizes = shape.ndims, shape.as_list()
        if self.ndim is not None and rank != self.ndim:
            return f"expected ndim={self.ndim}, found ndim={rank}. Full shape received: {sizes}"
        if self.max_ndim is not None and rank > self.max_ndim:
            return f"expected max_ndim={self.max_ndim}, found ndim={rank}"
        if self.min_ndim is not None and rank < self.min_ndim:
            return f": expected min_ndim={self.min_ndim}, found ndim={rank}. Full shape received: {sizes}"
        if self.dtype is not None and dtype != self.dtype:
            return f"expected dtype={self.dtype}, found dtype={dtype}"
        for axis, size in self.axes.items():
            if size is not None and sizes[axis] not in (size, None):
                return f"expected axis {axis} of input shape to have value {size} but received input with shape {sizes}"
        if any(a != b for a, b in zip(self.shape or (), sizes, strict=False) if a is not None and b is not None):
            return f"expected shape={self.shape}, found shape={sizes}"
        return None


@provide("tf.layers.Layer", today="tf_keras.layers.Layer", gone="2.16")
class Layer:
    """Base of the layers: subclasses write `build(input_shape)`, which adds variables, and `call(inputs)`.

    Args:
      trainable: whether the variables are trainable.
      name: what the layer is called, and its scope; the class name in snake case, numbered, where it is None.
      dtype: of the variables; that of the first input where it is None.
      activity_regularizer: takes an output, returns a loss, which is divided by the batch size.
      _scope: a name or variable scope to put the variables in.
      _reuse: whether to take variables that exist.
    """

    def __init__(
        self,
        trainable: bool = True,
        name: str | None = None,
        dtype: Any = None,
        activity_regularizer: Callable[..., Any] | None = None,
        _scope: Any = None,
        _reuse: bool | None = None,
    ):
        self.trainable = trainable
        self.built = False
        self.input_spec: InputSpec | None = None
        self._base_name = name or snake_case(type(self).__name__)
        self._name = name or unique_name(self._base_name)
        self._dtype = None if dtype is None else compat_v1.as_dtype(dtype).name
        self._activity_regularizer = activity_regularizer
        self._reuse = _reuse
        self._weights: list[Any] = []
        self._losses: list[Any] = []
        self._updates: list[Any] = []
        self._scope: Any = None
        self._current_scope: Any = None
        if _scope:
            with variable_scope.variable_scope(_scope) as self._scope:
                pass

    def build(self, input_shape: Any) -> None:
        """Add the layer's variables with `add_weight`; called once, before the first `call`."""
        self.built = True

    def call(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        """Build the layer's ops and return its output."""
        return inputs

    def __call__(self, inputs: Any, *args: Any, scope: Any = None, **kwargs: Any) -> Any:
        """Apply the layer to `inputs`, in its scope; `scope` names the variables' scope at the first call."""
        self._set_scope(scope)
        with variable_scope.variable_scope(
            self._scope, reuse=self.built or self._reuse, auxiliary_name_scope=False
        ) as self._current_scope:
            if not compat_v1.executing_eagerly():
                inputs = compat_v1.nest.map_structure(ops.convert_to_tensor, inputs)
            self._check(inputs)
            with compat_v1.name_scope(self._current_scope.original_name_scope):
                if not self.built:
                    self._build(inputs)
                    self._check(inputs)
                outputs = self.call(inputs, *args, **kwargs)
                if outputs is None:
                    raise ValueError(f"A layer's `call` method should return a Tensor, not None (layer: {self.name}).")
                self._regularize_activity(inputs, outputs)
        if not compat_v1.executing_eagerly():
            add_to_collection(self._updates, compat_v1.GraphKeys.UPDATE_OPS)
        return outputs

    apply = __call__

    def add_weight(
        self,
        name: str,
        shape: Any,
        dtype: Any = None,
        initializer: Any = None,
        regularizer: Callable[[Any], Any] | None = None,
        trainable: bool | None = None,
        constraint: Callable[[Any], Any] | None = None,
        use_resource: bool | None = None,
        partitioner: Any = None,
        **synchronization: Any,
    ) -> Any:
        """Make the variable `name` in the layer's scope, or get it where it exists.

        Args:
          name, shape, dtype: of the variable; the layer's dtype, else float32.
          initializer: the scope's where it is None, else Glorot's uniform one.
          regularizer: takes the variable, returns a loss, added to the graph's regularisation losses.
          trainable: whether it is trained; so it is where it is None, if the layer is.
          constraint, use_resource, partitioner, synchronization: as `tf.get_variable` takes them.
        """
        self._set_scope(None)
        existing = set(map(id, compat_v1.global_variables())) if not compat_v1.executing_eagerly() else set()
        with variable_scope.variable_scope(
            self._scope, reuse=self.built or self._reuse, auxiliary_name_scope=False
        ) as scope:
            self._current_scope = scope
            with compat_v1.name_scope(scope.original_name_scope):
                variable = variable_scope.get_variable(
                    name,
                    shape,
                    dtype=compat_v1.as_dtype(dtype or self._dtype or "float32"),
                    initializer=initializer if initializer is not None else scope.initializer,
                    trainable=self.trainable and trainable is not False,
                    constraint=constraint,
                    partitioner=partitioner,
                    use_resource=use_resource or scope.use_resource,
                    **synchronization,
                )
                parts = (
                    list(variable) if isinstance(variable, variable_scope.variables.PartitionedVariable) else [variable]
                )
                if regularizer and not any(id(part) in existing for part in parts):
                    for part in parts:
                        with compat_v1.name_scope(f"{name}/Regularizer"):
                            loss = regularizer(part)
                        self.add_loss(loss)
        self._weights += [part for part in parts if all(part is not weight for weight in self._weights)]
        return variable

    add_variable = add_weight

    def add_loss(self, losses: Any, inputs: Any = None) -> None:
        """Note losses of this layer; in a graph they are among its regularisation losses too."""
        del inputs  # TensorFlow 1 kept it for Keras models
        new = [loss() if callable(loss) else loss for loss in compat_v1.nest.flatten(losses) if loss is not None]
        self._losses += new
        if not compat_v1.executing_eagerly():
            add_to_collection(new, compat_v1.GraphKeys.REGULARIZATION_LOSSES)

    def add_update(self, updates: Any, inputs: Any = None) -> None:
        """Note ops that training is to run beside the optimiser's; in a graph they go to `UPDATE_OPS`."""
        del inputs
        self._updates += compat_v1.nest.flatten(updates)

    @property
    def name(self) -> str:
        return self._name

    @property
    def dtype(self) -> str | None:
        return self._dtype

    @property
    def scope_name(self) -> str:
        """The name of the variables' scope.

        Raises:
          ValueError: the layer has not been called yet; its scope is settled at the first call.
        """
        if not self._scope:
            raise ValueError(
                f'No name available for layer scope because the layer "{self._name}" has not been used yet. '
                "The scope name is determined the first time the layer instance is called. "
                "You must therefore call the layer before querying `scope_name`."
            )
        return self._scope.name

    @property
    def trainable_weights(self) -> list[Any]:
        return [weight for weight in self._weights if self.trainable and is_trainable(weight)]

    @property
    def non_trainable_weights(self) -> list[Any]:
        trainable = self.trainable_weights
        return [weight for weight in self._weights if all(weight is not other for other in trainable)]

    @property
    def weights(self) -> list[Any]:
        return self.trainable_weights + self.non_trainable_weights

    trainable_variables = trainable_weights
    non_trainable_variables = non_trainable_weights
    variables = weights

    @property
    def losses(self) -> list[Any]:
        return list(self._losses)

    @property
    def updates(self) -> list[Any]:
        return list(self._updates)

    def _set_scope(self, scope: Any) -> None:
        if self._scope is not None:
            return
        if self._reuse:
            captured = variable_scope.variable_scope(scope if scope is not None else self._base_name)
        else:
            captured = variable_scope.variable_scope(scope, default_name=self._base_name)
        with captured as self._scope:
            pass

    def _build(self, inputs: Any) -> None:
        first = compat_v1.nest.flatten(inputs)[0]
        self._dtype = self._dtype or first.dtype.base_dtype.name
        self.build(compat_v1.nest.map_structure(lambda tensor: tensor.shape, inputs))
        self.built = True

    def _check(self, inputs: Any) -> None:
        if self.input_spec:
            for i, tensor in enumerate(compat_v1.nest.flatten(inputs)):
                self.input_spec.check(tensor, i, self.name)

    def _regularize_activity(self, inputs: Any, outputs: Any) -> None:
        if not self._activity_regularizer:
            return
        with compat_v1.name_scope("ActivityRegularizer"):
            for output in compat_v1.nest.flatten(outputs):
                loss = self._activity_regularizer(output)
                batch_size = compat_v1.cast(compat_v1.shape(output)[0], loss.dtype)
                self.add_loss(loss / batch_size, inputs)


def snake_case(class_name: str) -> str:
    """`MaxPooling2D` becomes `max_pooling2d`, `BasicRNNCell` `basic_rnn_cell`."""
    text = re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", class_name)).lower()
    return "private" + text if text.startswith("_") else text


def unique_name(base: str) -> str:
    """`base` for the first layer of the graph with it, then `base_1`, `base_2`, …"""
    counts = _name_counts.setdefault(compat_v1.get_default_graph(), collections.Counter())
    counts[base] += 1
    return base if counts[base] == 1 else f"{base}_{counts[base] - 1}"


def is_trainable(variable: Any) -> bool:
    """Whether the graph counts the variable among those to train: a scope's getter may have decided otherwise."""
    if compat_v1.executing_eagerly():
        return variable.trainable
    return any(variable is other for other in compat_v1.trainable_variables())


def add_to_collection(elements: Iterable[Any], name: str) -> None:
    """Append to a collection of the graph what it does not hold yet; the collection exists afterwards."""
    collection = compat_v1.get_collection_ref(name)
    for element in elements:
        if all(element is not other for other in collection):
            collection.append(element)
