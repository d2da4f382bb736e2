"""Layers around layers."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops
from tf1graph.tf.python.keras._tf_keras import backend, generic_utils, inside, layers

TimeDistributed = layers.TimeDistributed


@inside(TimeDistributed)
def call(self: Any, inputs: Any, training: Any = None, mask: Any = None) -> Any:
    about = {"training": training} if generic_utils.has_arg(self.layer.call, "training") else {}
    shape = backend.int_shape(inputs)
    if shape[0] and not self._always_use_reshape:
        _, outputs, _ = backend.rnn(
            lambda x, _: (self.layer(x, **about), []), inputs, initial_states=[], input_length=shape[1], unroll=False
        )
        return outputs
    length = shape[1] or array_ops.shape(inputs)[1]
    flat = array_ops.reshape(inputs, self._get_shape_tuple((-1,), inputs, 2))
    # the inner layer's own mask is worked out from what it was called on
    self._tf1graph_flat = {**vars(self).get("_tf1graph_flat", {}), id(inputs): (inputs, flat)}
    if mask is not None and generic_utils.has_arg(self.layer.call, "mask"):
        about["mask"] = backend.reshape(mask, self._get_shape_tuple((-1,), mask, 2))
    outputs = self.layer(flat, **about)
    known = self.compute_output_shape(shape).as_list()[2:]
    if not all(known):
        now = backend.shape(outputs)
        known = [size or now[i] for i, size in enumerate(known, 1)]
    return array_ops.reshape(outputs, (-1, length, *known))


@inside(TimeDistributed)
def compute_mask(self: Any, inputs: Any, mask: Any = None) -> Any:
    shape = backend.int_shape(inputs)
    if shape[0]:
        return mask
    flat_mask = None if mask is None else backend.reshape(mask, self._get_shape_tuple((-1,), mask, 2))
    flat = vars(self).get("_tf1graph_flat", {}).get(id(inputs), (None, inputs))[1]
    inner = self.layer.compute_mask(flat, flat_mask)
    if inner is not None:
        length = shape[1] or backend.shape(inputs)[1]
        return backend.reshape(inner, self._get_shape_tuple((-1, length), inner, 1))
    if mask is None:
        return None
    for _ in range(2, len(backend.int_shape(mask))):
        mask = backend.any(mask, axis=-1)
    return mask
