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


@provide("tf.contrib.seq2seq.AttentionMechanism", gone="2.0")
class AttentionMechanism:
    """Base of what an `AttentionWrapper` looks with."""

    @property
    def alignments_size(self) -> Any:
        raise NotImplementedError

    @property
    def state_size(self) -> Any:
        raise NotImplementedError


@provide("tf.contrib.seq2seq._BaseAttentionMechanism", gone="2.0")
class BaseAttentionMechanism(AttentionMechanism):
    """A mechanism over a memory [N, length, size], whose keys are the memory mapped to `num_units`.

    `probability_fn` makes shares of the likeness [N, length] and the shares before. Where `memory_sequence_length` [N]
    is given, what lies beyond is not seen: its likeness is `score_mask_value`. `custom_key_value_fn` makes keys and
    values of keys and values. Programs derive from it, and read what begins with `_`.
    """

    def __init__(
        self,
        query_layer: Any,
        memory: Any,
        probability_fn: Callable[[Any, Any], Any],
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
        self._query_layer = query_layer
        self._memory_layer: Any = memory_layer
        self.dtype = memory_layer.dtype
        if not callable(probability_fn):
            raise TypeError(f"probability_fn must be callable, saw type: {type(probability_fn).__name__}")
        if score_mask_value is None:
            score_mask_value = compat_v1.as_dtype(self.dtype).as_numpy_dtype(-np.inf)
        self._probability_fn = lambda score, previous: probability_fn(
            masked_score(score, memory_sequence_length, score_mask_value), previous
        )
        with compat_v1.name_scope(name, "BaseAttentionMechanismInit", compat_v1.nest.flatten(memory)):
            self._values = masked_memory(memory, memory_sequence_length, check_inner_dims_defined)
            self._keys = memory_layer(self._values) if memory_layer else self._values
            if custom_key_value_fn is not None:
                self._keys, self._values = custom_key_value_fn(self._keys, self._values)
            self._batch_size, self._alignments_size = (
                compat_v1.dimension_value(self._keys.shape[axis]) or array_ops.shape(self._keys)[axis]
                for axis in (0, 1)
            )

    @property
    def query_layer(self) -> Any:
        return self._query_layer

    @property
    def memory_layer(self) -> Any:
        return self._memory_layer

    @property
    def keys(self) -> Any:
        return self._keys

    @property
    def values(self) -> Any:
        return self._values

    @property
    def batch_size(self) -> Any:
        return self._batch_size

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
            memory_layer=unbiased_layer(num_units, "memory_layer", dtype),
            memory=memory,
            probability_fn=_of_score_alone(probability_fn),
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            custom_key_value_fn=custom_key_value_fn,
            name=name,
        )
        self._num_units = num_units
        self._scale = scale
        self._name = name

    def __call__(self, query: Any, state: Any) -> Any:
        """The shares [N, length], twice: they are the next state too."""
        with variable_scope.variable_scope(None, "luong_attention", [query]):
            score = luong_score(query, self._keys, luong_scale(query.dtype) if self._scale else None)
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
            query_layer=unbiased_layer(num_units, "query_layer", dtype),
            memory_layer=unbiased_layer(num_units, "memory_layer", dtype),
            memory=memory,
            probability_fn=_of_score_alone(probability_fn),
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            custom_key_value_fn=custom_key_value_fn,
            name=name,
        )
        self._num_units = num_units
        self._normalize = normalize
        self._name = name

    def __call__(self, query: Any, state: Any) -> Any:
        """The shares [N, length], twice: they are the next state too."""
        with variable_scope.variable_scope(None, "bahdanau_attention", [query]):
            asked = self.query_layer(query) if self.query_layer else query
            weights = bahdanau_weights(self._num_units, query.dtype, self._normalize)
            score = bahdanau_score(asked, self._keys, *weights)
        shares = self._probability_fn(score, state)
        return shares, shares


@provide("tf.contrib.seq2seq.hardmax", today="tf.one_hot(tf.argmax(logits, -1), depth)", gone="2.0")
def hardmax(logits: Any, name: str | None = None) -> Any:
    """One where `logits` [..., size] is greatest along its last axis, else zero."""
    with compat_v1.name_scope(name, "Hardmax", [logits]):
        logits = ops.convert_to_tensor(logits, name="logits")
        depth = compat_v1.dimension_value(logits.shape[-1])
        depth = array_ops.shape(logits)[-1] if depth is None else depth
        return array_ops.one_hot(math_ops.argmax(logits, -1), depth, dtype=logits.dtype)


@provide("tf.contrib.seq2seq._luong_score", gone="2.0")
def luong_score(query: Any, keys: Any, scale: Any) -> Any:
    """The likeness [N, length] of `query` [N, size] and `keys` [N, length, size]; `scale` may be None."""
    depth, units = query.shape[-1], keys.shape[-1]
    if depth != units:
        raise ValueError(
            f"Incompatible or unknown inner dimensions between query and keys.  Query ({query}) has units: {depth}.  "
            f"Keys ({keys}) have units: {units}.  Perhaps you need to set num_units to the keys' dimension ({units})?"
        )
    score = math_ops.matmul(array_ops.expand_dims(query, 1), keys, transpose_b=True)
    score = array_ops.squeeze(score, [1])
    return score if scale is None else scale * score


def luong_scale(dtype: Any) -> Any:
    """The variable by which `luong_score` scales."""
    return variable_scope.get_variable("attention_g", dtype=dtype, initializer=compat_v1.ones_initializer, shape=())


@provide("tf.contrib.seq2seq._bahdanau_score", gone="2.0")
def bahdanau_score(
    processed_query: Any, keys: Any, attention_v: Any, attention_g: Any = None, attention_b: Any = None
) -> Any:
    """The likeness [N, length] of a query [N, units] and `keys` [N, length, units]; normalised with `g` and `b`."""
    asked = array_ops.expand_dims(processed_query, 1)
    if attention_g is None or attention_b is None:
        return math_ops.reduce_sum(attention_v * math_ops.tanh(keys + asked), [2])
    unit = attention_g * attention_v * math_ops.rsqrt(math_ops.reduce_sum(math_ops.square(attention_v)))
    return math_ops.reduce_sum(unit * math_ops.tanh(keys + asked + attention_b), [2])


def bahdanau_weights(units: int, dtype: Any, normalize: bool) -> tuple[Any, Any, Any]:
    """The variables that `bahdanau_score` takes; the last two are None without `normalize`."""
    get = variable_scope.get_variable
    vector = get("attention_v", [units], dtype=dtype)
    if not normalize:
        return vector, None, None
    start = compat_v1.constant_initializer(math.sqrt(1.0 / units))
    length = get("attention_g", dtype=dtype, initializer=start, shape=())
    return vector, length, get("attention_b", [units], dtype=dtype, initializer=compat_v1.zeros_initializer())


def unbiased_layer(num_units: int, name: str, dtype: Any) -> Dense:
    return Dense(num_units, name=name, use_bias=False, dtype=compat_v1.float32 if dtype is None else dtype)


def _of_score_alone(probability_fn: Callable[[Any], Any] | None) -> Callable[[Any, Any], Any]:
    make_shares: Any = compat_v1.nn.softmax if probability_fn is None else probability_fn
    return (lambda score, _: make_shares(score)) if callable(make_shares) else make_shares


def masked_score(score: Any, memory_sequence_length: Any, score_mask_value: Any) -> Any:
    """`score` [N, length] with `score_mask_value` beyond the lengths, which may be None."""
    if memory_sequence_length is None:
        return score
    with compat_v1.control_dependencies([compat_v1.assert_positive(memory_sequence_length, message=TOO_SHORT)]):
        mask = array_ops.sequence_mask(memory_sequence_length, maxlen=array_ops.shape(score)[1])
    return compat_v1.where(mask, score, score_mask_value * array_ops.ones_like(score))


def masked_memory(memory: Any, lengths: Any = None, check: bool = True) -> Any:
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
    # today's shape inference looks into a shape of which a part is known, 1.15.5's did not: its mask's stayed an op
    known = mask.shape.is_fully_defined() and tensors[0].shape.is_fully_defined()
    return compat_v1.nest.map_structure(lambda tensor: _mask(tensor, mask, known), memory)


def _mask(tensor: Any, mask: Any, known: bool) -> Any:
    rank = tensor.shape.ndims
    ones = array_ops.ones((array_ops.rank(tensor) if rank is None else rank) - 2, dtype=compat_v1.int32)
    shape = array_ops.shape_internal(mask, optimize=known)
    return tensor * array_ops.reshape(mask, array_ops.concat((shape, ones), 0))
