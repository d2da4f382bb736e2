"""Attention that only moves on: `BahdanauMonotonicAttention` and its like (attention_wrapper.py of 1.15.5)."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, clip_ops, compat_v1, math_ops, ops, random_ops, variable_scope
from tf1graph.tf.contrib.seq2seq.attention import (
    BaseAttentionMechanism,
    bahdanau_score,
    bahdanau_weights,
    luong_scale,
    luong_score,
    unbiased_layer,
)
from tf1graph.tf.names import provide


@provide("tf.contrib.seq2seq.safe_cumprod", today="tf.math.cumprod", gone="2.0")
def safe_cumprod(x: Any, *args: Any, **kwargs: Any) -> Any:
    """The running product of `x`, whose numbers lie between 0 and 1, by logarithms, so that gradients stay finite.

    Args:
      x: a tensor, clipped between the least positive number of its type and 1.
      *args, **kwargs: as `tf.cumsum` takes them.
    """
    with compat_v1.name_scope(None, "SafeCumprod", [x]):
        x = ops.convert_to_tensor(x, name="x")
        tiny = np.finfo(x.dtype.as_numpy_dtype).tiny
        return math_ops.exp(math_ops.cumsum(math_ops.log(clip_ops.clip_by_value(x, tiny, 1)), *args, **kwargs))


@provide("tf.contrib.seq2seq.monotonic_attention", today="tfa.seq2seq.monotonic_attention", gone="2.0")
def monotonic_attention(p_choose_i: Any, previous_attention: Any, mode: str) -> Any:
    """The shares [N, length] after a step that can only move on from where it looked (arXiv:1704.00784).

    Args:
      p_choose_i: how likely each place is chosen when it is come to, [N, length].
      previous_attention: the shares before.
      mode: "recursive", "parallel" (faster, less exact) or "hard" (probabilities are 0 or 1).

    Raises:
      ValueError: another mode.
    """
    p_choose_i = ops.convert_to_tensor(p_choose_i, name="p_choose_i")
    previous_attention = ops.convert_to_tensor(previous_attention, name="previous_attention")
    if mode == "recursive":
        rows = compat_v1.dimension_value(p_choose_i.shape[0]) or array_ops.shape(p_choose_i)[0]
        passed = array_ops.concat([array_ops.ones((rows, 1)), 1 - p_choose_i[:, :-1]], 1)
        return p_choose_i * array_ops.transpose(
            compat_v1.scan(
                lambda carried, here: array_ops.reshape(here[0] * carried + here[1], (rows,)),
                [array_ops.transpose(passed), array_ops.transpose(previous_attention)],
                array_ops.zeros((rows,)),
            )
        )
    if mode == "parallel":
        passed = safe_cumprod(1 - p_choose_i, axis=1, exclusive=True)
        return (
            p_choose_i
            * passed
            * math_ops.cumsum(previous_attention / clip_ops.clip_by_value(passed, 1e-10, 1.0), axis=1)
        )
    if mode == "hard":
        p_choose_i *= math_ops.cumsum(previous_attention, axis=1)
        return p_choose_i * math_ops.cumprod(1 - p_choose_i, axis=1, exclusive=True)
    raise ValueError("mode must be 'recursive', 'parallel', or 'hard'.")


def monotonic_probability(score: Any, previous: Any, sigmoid_noise: float, mode: str, seed: int | None = None) -> Any:
    """The shares of the likeness `score` and the shares before; noise makes the choices surer while it is trained."""
    if sigmoid_noise > 0:
        score += sigmoid_noise * random_ops.random_normal(array_ops.shape(score), dtype=score.dtype, seed=seed)
    choice = math_ops.cast(score > 0, score.dtype) if mode == "hard" else math_ops.sigmoid(score)
    return monotonic_attention(choice, previous, mode)


@provide("tf.contrib.seq2seq._BaseMonotonicAttentionMechanism", gone="2.0")
class BaseMonotonicAttentionMechanism(BaseAttentionMechanism):
    """A mechanism that first looks at the first place."""

    def initial_alignments(self, batch_size: Any, dtype: Any) -> Any:
        first = array_ops.zeros((batch_size,), dtype=compat_v1.int32)
        return array_ops.one_hot(first, self._alignments_size, dtype=dtype)


@provide("tf.contrib.seq2seq.BahdanauMonotonicAttention", today="tfa.seq2seq.BahdanauMonotonicAttention", gone="2.0")
class BahdanauMonotonicAttention(BaseMonotonicAttentionMechanism):
    """`BahdanauAttention` that only moves on.

    Args:
      num_units, memory, memory_sequence_length, normalize, score_mask_value, dtype, name: as of `BahdanauAttention`.
      sigmoid_noise: the noise's standard deviation; there is none where it is 0.
      sigmoid_noise_seed: of the noise.
      score_bias_init: where the bias of the likeness starts.
      mode: as of `monotonic_attention`.
    """

    def __init__(
        self,
        num_units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        normalize: bool = False,
        score_mask_value: Any = None,
        sigmoid_noise: float = 0.0,
        sigmoid_noise_seed: int | None = None,
        score_bias_init: float = 0.0,
        mode: str = "parallel",
        dtype: Any = None,
        name: str = "BahdanauMonotonicAttention",
    ):
        super().__init__(
            query_layer=unbiased_layer(num_units, "query_layer", dtype),
            memory_layer=unbiased_layer(num_units, "memory_layer", dtype),
            memory=memory,
            probability_fn=functools.partial(
                monotonic_probability, sigmoid_noise=sigmoid_noise, mode=mode, seed=sigmoid_noise_seed
            ),
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            name=name,
        )
        self._num_units = num_units
        self._normalize = normalize
        self._name = name
        self._score_bias_init = score_bias_init

    def __call__(self, query: Any, state: Any) -> Any:
        """The shares [N, length], twice: they are the next state too."""
        with variable_scope.variable_scope(None, "bahdanau_monotonic_attention", [query]):
            asked = self.query_layer(query) if self.query_layer else query
            weights = bahdanau_weights(self._num_units, query.dtype, self._normalize)
            score = bahdanau_score(asked, self._keys, *weights)
            score += _bias(asked.dtype, self._score_bias_init)
        shares = self._probability_fn(score, state)
        return shares, shares


@provide("tf.contrib.seq2seq.LuongMonotonicAttention", today="tfa.seq2seq.LuongMonotonicAttention", gone="2.0")
class LuongMonotonicAttention(BaseMonotonicAttentionMechanism):
    """`LuongAttention` that only moves on.

    Args:
      num_units, memory, memory_sequence_length, scale, score_mask_value, dtype, name: as of `LuongAttention`.
      sigmoid_noise, sigmoid_noise_seed, score_bias_init, mode: as of `BahdanauMonotonicAttention`.
    """

    def __init__(
        self,
        num_units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        scale: bool = False,
        score_mask_value: Any = None,
        sigmoid_noise: float = 0.0,
        sigmoid_noise_seed: int | None = None,
        score_bias_init: float = 0.0,
        mode: str = "parallel",
        dtype: Any = None,
        name: str = "LuongMonotonicAttention",
    ):
        super().__init__(
            query_layer=None,
            memory_layer=unbiased_layer(num_units, "memory_layer", dtype),
            memory=memory,
            probability_fn=functools.partial(
                monotonic_probability, sigmoid_noise=sigmoid_noise, mode=mode, seed=sigmoid_noise_seed
            ),
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            name=name,
        )
        self._num_units = num_units
        self._scale = scale
        self._score_bias_init = score_bias_init
        self._name = name

    def __call__(self, query: Any, state: Any) -> Any:
        """The shares [N, length], twice: they are the next state too."""
        with variable_scope.variable_scope(None, "luong_monotonic_attention", [query]):
            score = luong_score(query, self._keys, luong_scale(query.dtype) if self._scale else None)
            score += _bias(query.dtype, self._score_bias_init)
        shares = self._probability_fn(score, state)
        return shares, shares


def _bias(dtype: Any, start: float) -> Any:
    return variable_scope.get_variable("attention_score_bias", dtype=dtype, initializer=start)
