"""What a decoder looks at: `LuongAttention`, `BahdanauAttention`, `hardmax` (attention_wrapper.py of 1.15.5)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, variable_scope
from tf1graph.tf.layers.base import Layer
from tf1graph.tf.layers.core import Dense
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import zero_state_tensors

TOO_SHORT = "All values in memory_sequence_length must be greater than zero."


@provide("tf.contrib.seq2seq.AttentionMechanism", fidelity="approximate", gone="2.0", note="abstract: it has no nodes")
class AttentionMechanism:
    """Base of what an `AttentionWrapper` looks with."""

    @property
    def alignments_size(self) -> Any:
        raise NotImplementedError

    @property
    def state_size(self) -> Any:
        raise NotImplementedError


class BaseAttentionMechanism(AttentionMechanism):
    """A mechanism over a memory [N, length, size], whose keys are the memory mapped to `num_units`.

    `probability_fn` makes shares of the likeness [N, length]: softmax where it is None. Where
    `memory_sequence_length` [N] is given, what lies beyond is not seen: its likeness is `score_mask_value`.
    `custom_key_value_fn` makes keys and values of keys and values.
    """

    def __init__(
        self,
        query_layer: Any,
        memory: Any,
        probability_fn: Callable[[Any], Any] | None,
        memory_sequence_length: Any = None,
        memory_layer: Any = None,
        check_inner_dims_defined: bool = True,
        score_mask_value: Any = None,
        custom_key_value_fn: Callable[[Any, Any], Any] | None = None,
        name: str | None = None,
    ):
        for which, layer in (("query_layer", query_layer), ("memory_layer", memory_layer)):
            if layer is not None and not isinstance(layer, Layer):
                raise TypeError(f"{which} is not a Layer: {type(layer).__name__}")
        self._probability = compat_v1.nn.softmax if probability_fn is None else probability_fn
        if not callable(self._probability):
            raise TypeError(f"probability_fn must be callable, saw type: {type(probability_fn).__name__}")
        self.query_layer = query_layer
        self.memory_layer = memory_layer
        self.dtype = memory_layer.dtype
        self._lengths = memory_sequence_length
        if score_mask_value is None:
            score_mask_value = compat_v1.as_dtype(self.dtype).as_numpy_dtype(-np.inf)
        self._score_mask_value = score_mask_value
        with compat_v1.name_scope(name, "BaseAttentionMechanismInit", compat_v1.nest.flatten(memory)):
            self.values = _masked_memory(memory, memory_sequence_length, check_inner_dims_defined)
            self.keys = memory_layer(self.values) if memory_layer else self.values
            if custom_key_value_fn is not None:
                self.keys, self.values = custom_key_value_fn(self.keys, self.values)
            self.batch_size, self._alignments_size = (
                compat_v1.dimension_value(self.keys.shape[axis]) or array_ops.shape(self.keys)[axis] for axis in (0, 1)
            )

    @property
    def alignments_size(self) -> Any:
        return self._alignments_size

    @property
    def state_size(self) -> Any:
        return self._alignments_size

    def initial_alignments(self, batch_size: Any, dtype: Any) -> Any:
        """The shares before the first look: zeros [N, length]."""
        return zero_state_tensors(self._alignments_size, batch_size, dtype)

    def initial_state(self, batch_size: Any, dtype: Any) -> Any:
        return self.initial_alignments(batch_size, dtype)

    def _probability_fn(self, score: Any, previous: Any) -> Any:
        del previous
        if self._lengths is None:
            return self._probability(score)
        with compat_v1.control_dependencies([compat_v1.assert_positive(self._lengths, message=TOO_SHORT)]):
            mask = array_ops.sequence_mask(self._lengths, maxlen=array_ops.shape(score)[1])
        unseen = self._score_mask_value * array_ops.ones_like(score)
        return self._probability(compat_v1.where(mask, score, unseen))


@provide("tf.contrib.seq2seq.LuongAttention", today="tfa.seq2seq.LuongAttention", gone="2.0")
class LuongAttention(BaseAttentionMechanism):
    """Likeness by the product of query and keys (arXiv:1508.04025), times a learned scale where `scale` holds."""

    def __init__(
        self,
        num_units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        scale: bool = False,
        probability_fn: Callable[[Any], Any] | None = None,
        score_mask_value: Any = None,
        dtype: Any = None,
        custom_key_value_fn: Callable[[Any, Any], Any] | None = None,
        name: str = "LuongAttention",
    ):
        super().__init__(
            query_layer=None,
            memory_layer=_layer(num_units, "memory_layer", dtype),
            memory=memory,
            probability_fn=probability_fn,
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            custom_key_value_fn=custom_key_value_fn,
            name=name,
        )
        self._scale = scale

    def __call__(self, query: Any, state: Any) -> Any:
        """The shares [N, length], twice: they are the next state too."""
        with variable_scope.variable_scope(None, "luong_attention", [query]):
            scale = None
            if self._scale:
                one = compat_v1.ones_initializer
                scale = variable_scope.get_variable("attention_g", dtype=query.dtype, initializer=one, shape=())
            depth, units = query.shape[-1], self.keys.shape[-1]
            if depth != units:
                raise ValueError(
                    "Incompatible or unknown inner dimensions between query and keys.  "
                    f"Query ({query}) has units: {depth}.  Keys ({self.keys}) have units: {units}.  "
                    f"Perhaps you need to set num_units to the keys' dimension ({units})?"
                )
            score = math_ops.matmul(array_ops.expand_dims(query, 1), self.keys, transpose_b=True)
            score = array_ops.squeeze(score, [1])
            score = score if scale is None else scale * score
        shares = self._probability_fn(score, state)
        return shares, shares


@provide("tf.contrib.seq2seq.BahdanauAttention", today="tfa.seq2seq.BahdanauAttention", gone="2.0")
class BahdanauAttention(BaseAttentionMechanism):
    """Likeness by a layer over query and keys (arXiv:1409.0473), weight-normalised where `normalize` holds."""

    def __init__(
        self,
        num_units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        normalize: bool = False,
        probability_fn: Callable[[Any], Any] | None = None,
        score_mask_value: Any = None,
        dtype: Any = None,
        custom_key_value_fn: Callable[[Any, Any], Any] | None = None,
        name: str = "BahdanauAttention",
    ):
        super().__init__(
            query_layer=_layer(num_units, "query_layer", dtype),
            memory_layer=_layer(num_units, "memory_layer", dtype),
            memory=memory,
            probability_fn=probability_fn,
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            custom_key_value_fn=custom_key_value_fn,
            name=name,
        )
        self._num_units = num_units
        self._normalize = normalize

    def __call__(self, query: Any, state: Any) -> Any:
        """The shares [N, length], twice: they are the next state too."""
        get, units = variable_scope.get_variable, self._num_units
        with variable_scope.variable_scope(None, "bahdanau_attention", [query]):
            asked = self.query_layer(query)
            vector = get("attention_v", [units], dtype=query.dtype)
            bias = None
            if self._normalize:
                start = compat_v1.constant_initializer(math.sqrt(1.0 / units))
                length = get("attention_g", dtype=query.dtype, initializer=start, shape=())
                bias = get("attention_b", [units], dtype=query.dtype, initializer=compat_v1.zeros_initializer())
            asked = array_ops.expand_dims(asked, 1)
            if bias is None:
                score = math_ops.reduce_sum(vector * math_ops.tanh(self.keys + asked), [2])
            else:
                vector = length * vector * math_ops.rsqrt(math_ops.reduce_sum(math_ops.square(vector)))
                score = math_ops.reduce_sum(vector * math_ops.tanh(self.keys + asked + bias), [2])
        shares = self._probability_fn(score, state)
        return shares, shares


@provide("tf.contrib.seq2seq.hardmax", today="tf.one_hot(tf.argmax(logits, -1), depth)", gone="2.0")
def hardmax(logits: Any, name: str | None = None) -> Any:
    """One where `logits` [..., size] is greatest along its last axis, else zero."""
    with compat_v1.name_scope(name, "Hardmax", [logits]):
        logits = ops.convert_to_tensor(logits, name="logits")
        depth = compat_v1.dimension_value(logits.shape[-1])
        depth = array_ops.shape(logits)[-1] if depth is None else depth
        return compat_v1.one_hot(math_ops.argmax(logits, -1), depth, dtype=logits.dtype)


def _layer(num_units: int, name: str, dtype: Any) -> Dense:
    return Dense(num_units, name=name, use_bias=False, dtype=compat_v1.float32 if dtype is None else dtype)


def _masked_memory(memory: Any, lengths: Any, check: bool) -> Any:
    """The memory with zeros beyond its lengths."""
    memory = compat_v1.nest.map_structure(lambda tensor: ops.convert_to_tensor(tensor, name="memory"), memory)
    if lengths is not None:
        lengths = ops.convert_to_tensor(lengths, name="memory_sequence_length")
    tensors = compat_v1.nest.flatten(memory)
    for tensor in tensors if check else ():
        if not tensor.shape[2:].is_fully_defined():
            raise ValueError(
                f"Expected memory {tensor.name} to have fully defined inner dims, but saw shape: {tensor.shape}"
            )
    if lengths is None:
        return memory
    mask = array_ops.sequence_mask(lengths, maxlen=array_ops.shape(tensors[0])[1], dtype=tensors[0].dtype)
    return compat_v1.nest.map_structure(lambda tensor: _mask(tensor, mask), memory)


def _mask(tensor: Any, mask: Any) -> Any:
    rank = tensor.shape.ndims
    ones = array_ops.ones((array_ops.rank(tensor) if rank is None else rank) - 2, dtype=compat_v1.int32)
    return tensor * array_ops.reshape(mask, array_ops.concat((array_ops.shape(mask), ones), 0))
