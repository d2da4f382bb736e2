"""What helpers draw and read: `bernoulli_sample`, `categorical_sample` (helper.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, random_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.seq2seq.bernoulli_sample", gone="2.0")
def bernoulli_sample(
    probs: Any = None, logits: Any = None, dtype: Any = compat_v1.int32, sample_shape: Any = (), seed: int | None = None
) -> Any:
    """Ones with the probabilities `probs`, or the sigmoid of `logits`, else zeros: `sample_shape` + their shape."""
    probs = math_ops.sigmoid(logits, name="probs") if probs is None else ops.convert_to_tensor(probs, name="probs")
    batch_shape = array_ops.shape(probs)

    def draw(count: Any) -> Any:
        shape = array_ops.concat([[count], batch_shape], 0)
        uniform = random_ops.random_uniform(shape, seed=seed, dtype=probs.dtype)
        return math_ops.cast(math_ops.less(uniform, probs), dtype)

    return _shaped(draw, sample_shape)


@provide("tf.contrib.seq2seq.categorical_sample", gone="2.0")
def categorical_sample(
    logits: Any, dtype: Any = compat_v1.int32, sample_shape: Any = (), seed: int | None = None
) -> Any:
    """Numbers drawn by the likeness `logits` [..., words]: `sample_shape` + their shape without the last axis."""
    logits = ops.convert_to_tensor(logits, name="logits")
    size, batch_shape = array_ops.shape(logits)[-1], array_ops.shape(logits)[:-1]

    def draw(count: Any) -> Any:
        matrix = logits if logits.shape.ndims == 2 else array_ops.reshape(logits, [-1, size])
        whole = compat_v1.int64 if logits.dtype.size > 4 else compat_v1.int32
        draws = compat_v1.multinomial(matrix, count, seed=seed, output_dtype=whole)
        draws = array_ops.reshape(array_ops.transpose(draws), array_ops.concat([[count], batch_shape], 0))
        return math_ops.cast(draws, dtype)

    return _shaped(draw, sample_shape)


def _shaped(draw: Callable[[Any], Any], sample_shape: Any) -> Any:
    with compat_v1.name_scope("call_sampler"):
        shape = ops.convert_to_tensor(sample_shape, dtype=compat_v1.int32, name="sample_shape")
        pad = math_ops.cast(math_ops.equal(array_ops.rank(shape), 0), compat_v1.int32)
        shape = array_ops.reshape(shape, compat_v1.pad(array_ops.shape(shape), paddings=[[pad, 0]], constant_values=1))
        samples = draw(math_ops.reduce_prod(shape))
        return array_ops.reshape(samples, array_ops.concat([shape, array_ops.shape(samples)[1:]], 0))


def embedding_fn(embedding: Any) -> Callable[[Any], Any]:
    """From numbers of words to vectors: `embedding` itself, or a look-up in it where it is a table [words, size]."""
    return embedding if callable(embedding) else lambda words: compat_v1.nn.embedding_lookup(embedding, words)


@provide("tf.contrib.seq2seq._unstack_ta", gone="2.0")
def unstacked(tensor: Any) -> Any:
    """A TensorArray of the parts of `tensor` along its first axis."""
    array = compat_v1.TensorArray(tensor.dtype, array_ops.shape(tensor)[0], element_shape=tensor.shape[1:])
    return array.unstack(tensor)
