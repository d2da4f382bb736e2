"""Python objects that belong to a session, as resources do: each session makes its own, and checkpoints hold them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import resource_variable_ops, resources, saver


class _Saveable(saver.BaseSaverBuilder.SaveableObject):
    """Puts what the object dumps into checkpoints."""

    def __init__(self, owner: SessionObject, name: str):
        self._owner = owner
        dumped = owner.call(lambda thing: thing.dump(), tf.string, [])
        super().__init__(owner.handle, [saver.BaseSaverBuilder.SaveSpec(dumped, "", name)], name)

    def restore(self, restored_tensors: Sequence[Any], restored_shapes: Any) -> Any:
        def load(thing: Any, dumped: bytes) -> Any:
            thing.load(dumped)
            return np.int32(0)

        with tf.control_dependencies([self._owner.initializer]):
            return self._owner.call(load, tf.int32, [], restored_tensors[0])


class SessionObject:
    """An object of Python that each session has one of, from the run of its initializer on.

    Args:
      name: of its ops.
      make: makes it; it has `dump`, which gives bytes, and `load`, which takes them.
      key: of what it dumps in checkpoints.

    It is a shared resource: `resources.initialize_resources(resources.shared_resources())` makes it.
    """

    def __init__(self, name: str, make: Callable[[], Any], key: str):
        self._make = make
        self._things: dict[int, Any] = {}
        self._numbers = itertools.count()
        with tf.name_scope(name):
            self._number = tf.Variable(
                -1, dtype=tf.int64, trainable=False, collections=[], use_resource=True, name="number"
            )
            self.handle = self._number.handle
            made = tf.numpy_function(self._plant, [], tf.int64)
            self.initializer = self._number.assign(made, read_value=False)
            planted = resource_variable_ops.var_is_initialized_op(self.handle)
            resources.register_resource(self.handle, self.initializer, planted)
            tf.add_to_collection(tf.GraphKeys.SAVEABLE_OBJECTS, _Saveable(self, key))

    def _plant(self) -> Any:
        number = next(self._numbers)
        self._things[number] = self._make()
        return np.int64(number)

    def call(self, function: Callable[..., Any], dtype: Any, shape: Any, *tensors: Any) -> Any:
        """What a function gives of the session's object and the values of tensors, as a tensor."""

        def run(number: int, *values: Any) -> Any:
            return function(self._things[int(number)], *values)

        found = tf.numpy_function(run, [self._number.read_value(), *tensors], dtype)
        found.set_shape(shape)
        return found
