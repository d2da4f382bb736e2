"""Encoders of `tf.contrib.layers`: sequences of ids as embeddings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, variable_scope
from tf1graph.tf.contrib.framework.variables import model_variable
from tf1graph.tf.contrib.layers.embedding_ops import embedding_lookup_unique, safe_embedding_lookup_sparse
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.sparse_ops import dense_to_sparse_tensor


@layer("embed_sequence", today="tf.nn.embedding_lookup")
def embed_sequence(
    ids: Any,
    vocab_size: int | None = None,
    embed_dim: int | None = None,
    unique: bool = False,
    initializer: Any = None,
    regularizer: Callable[[Any], Any] | None = None,
    trainable: bool = True,
    scope: Any = None,
    reuse: bool | None = None,
) -> Any:
    """The embeddings [N, length, embed_dim] of ids [N, length], from a model variable `embeddings`.

    Args:
      ids: integers below `vocab_size`.
      vocab_size, embed_dim: the variable's shape; needed unless it is reused.
      unique: look each id up once.
      initializer, regularizer, trainable: of the variable.
      scope: the variable's scope; `EmbedSequence`, numbered, where it is None.
      reuse: whether to take a variable that exists.

    Raises:
      ValueError: a size is missing.
    """
    if not (reuse or (vocab_size and embed_dim)):
        raise ValueError(
            "Must specify vocab size and embedding dimension when not reusing. "
            f"Got vocab_size={vocab_size} and embed_dim={embed_dim}"
        )
    with variable_scope.variable_scope(scope, "EmbedSequence", [ids], reuse=reuse):
        known = embed_dim is not None and not (reuse and vocab_size is None)
        embeddings = model_variable(
            "embeddings",
            shape=[vocab_size, embed_dim] if known else None,
            initializer=initializer,
            regularizer=regularizer,
            trainable=trainable,
        )
        return embedding_lookup_unique(embeddings, ids) if unique else tf.nn.embedding_lookup(embeddings, ids)


@layer("bow_encoder")
def bow_encoder(
    ids: Any,
    vocab_size: int,
    embed_dim: int,
    sparse_lookup: bool = True,
    initializer: Any = None,
    regularizer: Callable[[Any], Any] | None = None,
    trainable: bool = True,
    scope: Any = None,
    reuse: bool | None = None,
) -> Any:
    """The mean [N, embed_dim] of the embeddings of each row of ids [N, length]: a bag of words.

    Args:
      ids: integers below `vocab_size`, dense or sparse.
      sparse_lookup: leave the id 0 out of the mean.
      The others are those of `embed_sequence`.

    Raises:
      ValueError: a size is missing.
      TypeError: sparse ids are to be looked up as dense ones.
    """
    if not vocab_size or not embed_dim:
        raise ValueError("Must specify vocab size and embedding dimension")
    with variable_scope.variable_scope(scope, "bow_encoder", [ids], reuse=reuse):
        embeddings = model_variable(
            "embeddings",
            shape=[vocab_size, embed_dim],
            initializer=initializer,
            regularizer=regularizer,
            trainable=trainable,
        )
        is_sparse = isinstance(ids, tf.SparseTensor)
        if sparse_lookup:
            ids = ids if is_sparse else dense_to_sparse_tensor(ids)
            return safe_embedding_lookup_sparse([embeddings], ids, combiner="mean", default_id=0)
        if is_sparse:
            raise TypeError(f"ids are expected to be dense Tensor, got: {ids}")
        return math_ops.reduce_mean(tf.nn.embedding_lookup(embeddings, ids), axis=1)
