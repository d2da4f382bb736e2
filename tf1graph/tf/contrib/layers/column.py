"""What the columns of `tf.contrib.layers` have in common: features are transformed once, then looked up or laid out."""

from __future__ import annotations

import abc
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import array_ops, ops, resource_variable_ops
from tf1graph.tf.contrib.framework.variables import model_variable
from tf1graph.tf.contrib.layers.embedding_ops import safe_embedding_lookup_sparse, scattered_embedding_lookup_sparse
from tf1graph.tf.contrib.layers.shaping import inner_flatten

PLACE = "tf.contrib.layers."


class LinearLookup(NamedTuple):
    """What a linear model looks up: ids, their weights or None, and of the variable rows, start and combiner."""

    input_tensor: Any
    weight_tensor: Any
    vocab_size: int
    initializer: Any
    combiner: str


class DeepLookup(NamedTuple):
    """What a network looks up."""

    input_tensor: Any
    weight_tensor: Any
    vocab_size: int
    initializer: Any
    combiner: str
    dimension: int
    shared_embedding_name: str | None
    hash_key: int | None
    max_norm: float | None
    trainable: bool


class _FeatureColumn(metaclass=abc.ABCMeta):
    """A column. Its `key` tells it from others, and decides in which order columns are laid out."""

    @property
    @abc.abstractmethod
    def name(self) -> str:
        """The name, of which the scope of its variables is made."""

    @property
    @abc.abstractmethod
    def config(self) -> dict[str, Any]:
        """How its features are parsed from examples."""

    @property
    def key(self) -> str:
        """All that is said of the column, as text."""
        return f"{self}"

    @abc.abstractmethod
    def insert_transformed_feature(self, columns_to_tensors: dict[Any, Any]) -> None:
        """Put what the column makes of the features into the dict of these, under the column itself."""

    def _to_dnn_input_layer(
        self, input_tensor: Any, weight_collections: Any = None, trainable: bool = True, output_rank: int = 2
    ) -> Any:
        raise ValueError("Calling an abstract method.")

    def _deep_embedding_lookup_arguments(self, input_tensor: Any) -> DeepLookup:
        raise NotImplementedError(f"No deep embedding lookup arguments for column {self}.")

    def _wide_embedding_lookup_arguments(self, input_tensor: Any) -> LinearLookup:
        raise NotImplementedError(f"No wide embedding lookup arguments for column {self}.")

    def _to_dense_tensor(self, input_tensor: Any) -> Any:
        raise NotImplementedError(f"No dense tensor representation for column {self}.")

    def _checkpoint_path(self) -> tuple[str, str] | None:
        return None

    def _key_without(self, left_out: str) -> str:
        columns: Any = self  # a named tuple too
        shown = [f"{name}={getattr(self, name)}" for name in columns._fields if name != left_out]
        return f"{type(self).__name__}({', '.join(shown)})"

    @property
    def _parse_example_spec(self) -> dict[str, Any]:
        return self.config


class TransformedFeatures:
    """The features and what columns made of them, each made when it is first asked for.

    Args:
      columns_to_tensors: tensors by name and by column; grows.
    """

    def __init__(self, columns_to_tensors: dict[Any, Any]):
        self._columns_to_tensors = columns_to_tensors

    def get(self, key: Any) -> Any:
        """The tensor of a name or a column.

        Raises:
          ValueError: there is no such feature.
          TypeError: it is neither.
        """
        found = self._columns_to_tensors
        if key not in found:
            if isinstance(key, str):
                raise ValueError(f"features dictionary doesn't contain key ({key})")
            if not isinstance(key, _FeatureColumn):
                raise TypeError(f'"key" must be either a "str" or "_FeatureColumn". Provided: {key}')
            key.insert_transformed_feature(found)
            if key not in found:
                raise ValueError(f"Column {key.name} is not supported.")
        return found[key]


def is_variable(thing: Any) -> bool:
    """Whether it is one variable, not one in parts."""
    return isinstance(thing, (tf.Variable, resource_variable_ops.ResourceVariable))


def parts_of(variable: Any) -> list[Any]:
    """The parts of a variable; itself alone where it has none."""
    return [variable] if is_variable(variable) else variable._get_variable_list()


def embed(column: Any, args: DeepLookup, weight_collections: Any, trainable: bool, output_rank: int = 2) -> Any:
    """The embeddings of `args`, from variables of the current scope."""
    ids = inner_flatten(args.input_tensor, output_rank)
    weights = None if args.weight_tensor is None else inner_flatten(args.weight_tensor, output_rank)
    about = {
        "dtype": tf.float32,
        "initializer": args.initializer,
        "trainable": trainable and args.trainable,
        "collections": weight_collections,
    }
    if args.hash_key:
        embeddings = model_variable("weights", shape=[args.vocab_size], **about)
        return scattered_embedding_lookup_sparse(
            embeddings, ids, args.dimension, hash_key=args.hash_key, combiner=args.combiner, name="lookup"
        )
    shape = [args.vocab_size, args.dimension]
    if args.shared_embedding_name is None:
        embeddings = model_variable("weights", shape=shape, **about)
    else:
        embeddings = _shared(args.shared_embedding_name, shape, about)
    parts = parts_of(embeddings)
    restore(column._checkpoint_path(), parts)
    return safe_embedding_lookup_sparse(
        parts,
        ids,
        sparse_weights=weights,
        combiner=args.combiner,
        name=column.name + "weights",
        max_norm=args.max_norm,
    )


def _shared(name: str, shape: list[int], about: dict[str, Any]) -> Any:
    """The embeddings that the columns of that name share, made by the first of them."""
    graph = ops.get_default_graph()
    collection = f"SHARED_EMBEDDING_COLLECTION_{name.upper()}"
    found = graph.get_collection_ref(collection)
    if not found:
        embeddings = model_variable(name, shape=shape, **about)
        graph.add_to_collection(collection, embeddings)
        return embeddings
    if len(found) > 1:
        raise ValueError(f"Collection {collection} can only contain one (partitioned) variable.")
    if found[0].get_shape() != shape:
        raise ValueError(
            f"The embedding variable with name {name} already exists, but its shape does not match required embedding "
            "shape here. Please make sure to use different shared_embedding_name for different shared embeddings."
        )
    return found[0]


def restore(checkpoint_path: tuple[str, str] | None, variable: list[Any]) -> None:
    """Let the variable start from a checkpoint's tensor, where a path and a name are given."""
    if checkpoint_path is not None:
        path, tensor_name = checkpoint_path
        tf.train.init_from_checkpoint(path, {tensor_name: variable[0] if len(variable) == 1 else variable})


def feature_config(column: Any) -> dict[str, Any]:
    """How the features of a column are parsed.

    Raises:
      TypeError: it is no column of `tf.contrib.layers`.
    """
    if not isinstance(column, _FeatureColumn):
        raise TypeError(f"feature_columns should only contain instances of _FeatureColumn. Given column is {column}")
    return column.config


def reshape_to_rank(tensor: Any, output_rank: int, column_name: str) -> Any:
    """A dense tensor with the last axes made one, or with one more.

    Raises:
      ValueError: its rank is too low.
    """
    rank = tensor.get_shape().ndims
    if rank is not None:
        if output_rank > rank + 1:
            raise ValueError(
                f"Error while processing column {column_name}.Rank of input Tensor ({rank}) should be the same as "
                f"output_rank ({output_rank}). For example, sequence data should typically be 3 dimensional (rank 3) "
                "while non-sequence data is typically 2 dimensional (rank 2)."
            )
        if output_rank == rank + 1:
            tf.logging.warning(
                "Rank of input Tensor (%d) should be the same as output_rank (%d) for column. Will attempt to expand "
                "dims. It is highly recommended that you resize your input, as this behavior may change.",
                rank,
                output_rank,
            )
            return array_ops.expand_dims(tensor, -1, name="expand_dims")
        if output_rank == rank:
            return tensor
    return inner_flatten(tensor, output_rank)
