"""Rows of a table for numbers of any shape."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide


@provide("tf.contrib.learn.ops.embedding_lookup", gone="2.0")
def embedding_lookup(params: Any, ids: Any, name: str = "embedding_lookup") -> Any:
    """The rows `ids` of `params`; [*ids, *params[1:]]."""
    with tf.name_scope(name, "embedding_lookup", [params, ids]):
        params, ids = tf.convert_to_tensor(params), tf.convert_to_tensor(ids)
        shape = tf.shape(ids)
        flat = tf.reshape(ids, tf.reduce_prod(shape, keepdims=True))
        rows = tf.nn.embedding_lookup(params, flat, name)
        found = tf.reshape(rows, tf.concat([shape, [-1]], 0))
        found.set_shape(ids.shape.concatenate(params.shape[1:]))
        return found


@provide("tf.contrib.learn.ops.categorical_variable", gone="2.0")
def categorical_variable(tensor_in: Any, n_classes: int, embedding_size: int, name: str) -> Any:
    """Vectors of the classes in `tensor_in`, of a variable `NAME/NAME_embeddings`."""
    with tf.variable_scope(name):
        embeddings = tf.get_variable(name + "_embeddings", [n_classes, embedding_size])
        return embedding_lookup(embeddings, tensor_in)
