"""`tf.layers.Layer`: what every layer and RNN cell of TensorFlow 1 does before and after its own ops.

A layer makes its variables at its first call, in a variable scope of its own; its ops go into the name
scope that the variable scope opened. Names, order and collections are those of TensorFlow 1.15.5
(python/layers/base.py and python/keras/engine/base_layer.py).
"""

from __future__ import annotations

import collections
import copy
import functools
import inspect
import re
import threading
import weakref
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from tf1graph.tf._private import autograph, autograph_context, compat_v1, ops, variable_scope
from tf1graph.tf.layers.input_spec import InputSpec
from tf1graph.tf.layers.weights import Accounts
from tf1graph.tf.names import provide

_name_counts: weakref.WeakKeyDictionary[Any, collections.Counter[Any]] = weakref.WeakKeyDictionary()
_calls = threading.local()  # .training: what the layer being called was given; the layers that it calls inherit it
_SCOPES = ("_current_scope", "_scope")


@provide("tf.layers.Layer", today="tf_keras.layers.Layer", gone="2.16")
class Layer(Accounts):
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
        super().__init__()
        self.trainable = trainable
        self.built = False
        self.input_spec: InputSpec | None = None
        self.activity_regularizer = activity_regularizer
        self._base_name = name or snake_case(type(self).__name__)
        self._name = name or unique_name(self._base_name)
        self._dtype = None if dtype is None else compat_v1.as_dtype(dtype).name
        self._reuse = _reuse
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
            if "scope" in self._call_arguments():
                kwargs["scope"] = self._current_scope
            outer = getattr(_calls, "training", None)
            kwargs = self._with_training(outer, args, kwargs)
            inputs = compat_v1.nest.map_structure(_as_tensor, inputs)
            self._check(inputs)
            with compat_v1.name_scope(self._current_scope.original_name_scope), self._noting_calls(inputs):
                try:
                    if not self.built:
                        self._build(inputs)
                        self._check(inputs)
                    outputs = self._converted_call()(inputs, *args, **kwargs)
                finally:
                    _calls.training = outer
                if outputs is None:
                    raise ValueError(
                        f"A layer's `call` method should return a Tensor or a list of Tensors, not None "
                        f"(layer: {self.name})."
                    )
                self._regularize_activity(inputs, outputs)
        if not compat_v1.executing_eagerly():
            add_to_collection(self.updates, compat_v1.GraphKeys.UPDATE_OPS)
        return outputs

    def apply(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        """The same as calling the layer."""
        return self(inputs, *args, **kwargs)

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
        synchronization: Any = compat_v1.VariableSynchronization.AUTO,
        aggregation: Any = compat_v1.VariableAggregation.NONE,
        partitioner: Any = None,
    ) -> Any:
        """Make the variable `name` in the layer's scope, or get it where it exists.

        Args:
          name, shape, dtype: of the variable; the layer's dtype, else float32.
          initializer: the scope's where it is None, else Glorot's uniform one.
          regularizer: takes the variable, returns a loss, added to the graph's regularisation losses.
          trainable: whether it is trained; so it is where it is None, if the layer is.
          constraint, use_resource, synchronization, aggregation, partitioner: as `tf.get_variable` takes them.

        Raises:
          ValueError: a variable that is to be trained is to be synchronised on reading.
        """
        if synchronization == compat_v1.VariableSynchronization.ON_READ:
            if trainable:
                raise ValueError(
                    "Synchronization value can be set to VariableSynchronization.ON_READ only for non-trainable "
                    "variables. You have specified trainable=True and synchronization=VariableSynchronization.ON_READ."
                )
            trainable = False
        trainable = self.trainable and trainable is not False
        self._set_scope(None)
        existing = set(map(id, compat_v1.global_variables())) if not compat_v1.executing_eagerly() else set()
        with variable_scope.variable_scope(
            self._scope, reuse=self.built or self._reuse, auxiliary_name_scope=False
        ) as scope:
            self._current_scope = scope
            with compat_v1.name_scope(scope.original_name_scope):
                variable = variable_scope.get_variable(
                    name,
                    [] if shape is None else shape,
                    dtype=compat_v1.as_dtype(dtype or self._dtype or "float32"),
                    initializer=initializer if initializer is not None else scope.initializer,
                    trainable=trainable,
                    constraint=constraint,
                    partitioner=partitioner,
                    use_resource=use_resource or scope.use_resource,
                    synchronization=synchronization,
                    aggregation=aggregation,
                )
                split = isinstance(variable, variable_scope.variables.PartitionedVariable)
                parts = list(variable) if split else [variable]
                if regularizer and not any(id(part) in existing for part in parts):
                    for part in parts:
                        self.add_loss(functools.partial(_regularize, f"{name}/Regularizer", regularizer, part))
        for part in parts:  # a scope's getter may have decided otherwise
            (self._trainable_weights if trainable and is_trainable(part) else self._non_trainable_weights).append(part)
        return variable

    def add_variable(self, *args: Any, **kwargs: Any) -> Any:
        """The old name of `add_weight`."""
        return self.add_weight(*args, **kwargs)

    def add_loss(self, losses: Any, inputs: Any = None) -> None:
        """Note losses of this layer; in a graph they are among its regularisation losses too.

        Args:
          losses: tensors, numbers, or functions that make them; a function is called again whenever `losses` is read.
          inputs: what the losses depend on, None where they depend on no input.
        """
        losses = self._note_losses(losses, inputs)
        if not compat_v1.executing_eagerly():
            add_to_collection(losses, compat_v1.GraphKeys.REGULARIZATION_LOSSES)

    @property
    def name(self) -> str:
        return self._name

    @property
    def dtype(self) -> str | None:
        return self._dtype

    @property
    def graph(self) -> None:
        """None: TensorFlow 1.15's layers no longer kept their graph."""
        return None

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

    def __deepcopy__(self, seen: dict[int, Any]) -> Any:
        twin = seen[id(self)] = type(self).__new__(type(self))
        for name, value in vars(self).items():
            if name in _SCOPES or (isinstance(value, list | tuple) and _holds_tensors(value)):
                value = copy.copy(value)
            elif not _holds_tensors([value]):
                value = copy.deepcopy(value, seen)
            setattr(twin, name, value)
        return twin

    def _set_scope(self, scope: Any) -> None:
        if self._scope is not None:
            return
        if self._reuse:
            captured = variable_scope.variable_scope(scope if scope is not None else self._base_name)
        else:
            captured = variable_scope.variable_scope(scope, default_name=self._base_name)
        with captured as self._scope:
            pass

    def _converted_call(self) -> Callable[..., Any]:
        """`call`; a program's own may branch on tensors in Python, since AutoGraph converted it in TensorFlow 1.15."""
        module = getattr(type(self).call, "__module__", None) or ""
        if module.startswith(("tf1graph.", "tensorflow.")) or compat_v1.executing_eagerly():
            return self.call
        return autograph.tf_convert(self.call, autograph_context.control_status_ctx())

    def _call_arguments(self) -> Any:
        function = type(self).call
        if function not in _parameters:
            _parameters[function] = tuple(inspect.signature(function).parameters)
        return _parameters[function]

    def _with_training(self, outer: Any, args: Any, kwargs: dict[str, Any]) -> dict[str, Any]:
        """`kwargs` with the `training` of the layer that calls this one, where this one takes it and was given none."""
        names = self._call_arguments()
        expected = "training" in names
        if "training" in kwargs:
            _calls.training = kwargs["training"]
            return kwargs if expected else {name: arg for name, arg in kwargs.items() if name != "training"}
        if expected and len(args) > names.index("training") - 2:
            _calls.training = args[names.index("training") - 2]
        elif expected and outer is not None:
            is_tensor = isinstance(outer, compat_v1.Tensor)
            kwargs = {**kwargs, "training": compat_v1.cast(outer, compat_v1.bool) if is_tensor else bool(outer)}
        return kwargs

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
        if not self.activity_regularizer:
            return
        with compat_v1.name_scope("ActivityRegularizer"):
            for output in compat_v1.nest.flatten(outputs):
                loss = self.activity_regularizer(output)
                batch_size = compat_v1.cast(compat_v1.shape(output)[0], loss.dtype)
                self.add_loss(loss / batch_size, inputs)


_parameters: weakref.WeakKeyDictionary[Any, tuple[str, ...]] = weakref.WeakKeyDictionary()


def _regularize(scope: str, regularizer: Callable[[Any], Any], variable: Any) -> Any:
    with compat_v1.name_scope(scope):
        return regularizer(variable)


def _as_tensor(given: Any) -> Any:
    return ops.convert_to_tensor(given) if isinstance(given, np.ndarray | float | int) else given


def _holds_tensors(parts: Any) -> bool:
    return any(isinstance(part, compat_v1.Tensor | compat_v1.Variable | compat_v1.Operation) for part in parts)


def snake_case(class_name: str) -> str:
    """`MaxPooling2D` becomes `max_pooling2d`, `BasicRNNCell` `basic_rnn_cell`."""
    text = re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", class_name)).lower()
    return "private" + text if text.startswith("_") else text


def unique_name(base: str) -> str:
    """`base_1` for the first layer of the graph with it, then `base_2`, …, though their scopes begin with `base`."""
    counts = name_counts()
    counts["", base] += 1
    return f"{base}_{counts['', base]}"


def name_counts() -> collections.Counter[Any]:
    """How many layers the default graph holds of each base name, a pair with a space of names: of tf.keras too."""
    return _name_counts.setdefault(compat_v1.get_default_graph(), collections.Counter())


def is_trainable(variable: Any) -> bool:
    """Whether the graph counts the variable among those to train."""
    if compat_v1.executing_eagerly():
        return variable.trainable
    return any(variable is other for other in compat_v1.trainable_variables())


def add_to_collection(elements: Iterable[Any], name: str) -> None:
    """Append to a collection of the graph what it does not hold yet; the collection exists afterwards."""
    collection = compat_v1.get_collection_ref(name)
    held = set(map(id, collection))
    collection.extend(element for element in elements if id(element) not in held)
