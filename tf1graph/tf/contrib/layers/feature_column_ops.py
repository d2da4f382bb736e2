"""Features laid out by their columns, for networks and for linear models."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, nest, nn_ops, sparse_ops, variable_scope
from tf1graph.tf.contrib.framework.variables import model_variable
from tf1graph.tf.contrib.layers import feature_column as fc
from tf1graph.tf.contrib.layers.column import PLACE, TransformedFeatures, embed, is_variable, parts_of, restore
from tf1graph.tf.contrib.layers.embedding_ops import safe_embedding_lookup_sparse
from tf1graph.tf.contrib.layers.shaping import inner_flatten
from tf1graph.tf.names import provide

INPUT = "tf.feature_column.input_layer"
LINEAR = "tf.feature_column.linear_model"
FOR_SEQUENCES = (fc._OneHotColumn, fc._EmbeddingColumn, fc._RealValuedColumn, fc._RealValuedVarLenColumn)
NOT_IN_SEQUENCES = (fc._ScatteredEmbeddingColumn, fc._BucketizedColumn, fc._CrossedColumn)


def _ordered(columns: Iterable[Any]) -> list[Any]:
    return sorted(set(columns), key=lambda column: column.key)


def _with_global(collections: Any) -> Any:
    return list({*collections, tf.GraphKeys.GLOBAL_VARIABLES}) if collections else collections


@provide(PLACE + "check_feature_columns", gone="2.0")
def check_feature_columns(feature_columns: Iterable[Any]) -> None:
    """Check that no two columns are the same.

    Raises:
      ValueError: two are, or these are a dict.
    """
    if isinstance(feature_columns, dict):
        raise ValueError("Expected feature_columns to be iterable, found dict.")
    seen = set()
    for column in feature_columns:
        if column.key in seen:
            raise ValueError(
                f"Duplicate feature column key found for column: {column.name}. This usually means that the column is "
                "almost identical to another column, and one must be discarded."
            )
        seen.add(column.key)


@provide(PLACE + "input_from_feature_columns", today=INPUT, gone="2.0")
def input_from_feature_columns(
    columns_to_tensors: dict[Any, Any],
    feature_columns: Iterable[Any],
    weight_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
    cols_to_outs: dict[Any, Any] | None = None,
) -> Any:
    """The columns side by side [batch, width], in the order of their keys.

    Args:
      columns_to_tensors: the features by name.
      feature_columns: numbers, buckets, one-hots and embeddings.
      weight_collections: to which the variables are added.
      trainable: whether they are to be trained.
      scope: the variables' scope.
      cols_to_outs: a dict to be filled with each column's part.

    Raises:
      ValueError: a column cannot be laid out, or comes twice.
    """
    return _lay_out(
        columns_to_tensors,
        feature_columns,
        weight_collections,
        trainable,
        scope,
        output_rank=2,
        default_name="input_from_feature_columns",
        cols_to_outs=cols_to_outs,
    )


@provide(PLACE + "sequence_input_from_feature_columns", today="tf.keras.experimental.SequenceFeatures", gone="2.0")
def sequence_input_from_feature_columns(
    columns_to_tensors: dict[Any, Any],
    feature_columns: Iterable[Any],
    weight_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Any:
    """The columns side by side at each step of sequences [batch, length, width]; as `input_from_feature_columns`.

    Raises:
      ValueError: a column is none for sequences.
    """
    columns = list(feature_columns)
    for column in columns:
        if not isinstance(column, FOR_SEQUENCES):
            raise ValueError(
                f"FeatureColumn type {type(column).__name__} is not currently supported for sequence data."
            )
    for column in _with_sources(columns):
        if isinstance(column, NOT_IN_SEQUENCES):
            raise ValueError(
                f"Column {column.name} is of type {type(column).__name__}, which is not currently supported for "
                "sequences."
            )
    name = "sequence_input_from_feature_columns"
    return _lay_out(columns_to_tensors, columns, weight_collections, trainable, scope, 3, name)


def _with_sources(columns: list[Any]) -> list[Any]:
    found = list(columns)
    for column in found:  # which grows
        if isinstance(column, fc._CrossedColumn):
            sources = list(column.columns)
        else:
            sources = [getattr(column, name) for name in ("sparse_id_column", "source_column") if hasattr(column, name)]
        found.extend(source for source in sources if source not in found)
    return found


def _lay_out(
    columns_to_tensors: dict[Any, Any],
    feature_columns: Iterable[Any],
    weight_collections: Any,
    trainable: bool,
    scope: Any,
    output_rank: int,
    default_name: str,
    cols_to_outs: dict[Any, Any] | None = None,
) -> Any:
    tensors = dict(columns_to_tensors)
    columns = list(feature_columns)
    check_feature_columns(columns)
    if cols_to_outs is not None and not isinstance(cols_to_outs, dict):
        raise ValueError("cols_to_outs must be a dict unless None")
    with variable_scope.variable_scope(scope, default_name=default_name, values=tensors.values()):
        found = []
        transformed = TransformedFeatures(tensors)
        collections = _with_global(weight_collections)
        for column in _ordered(columns):
            with variable_scope.variable_scope(None, default_name=column.name, values=tensors.values()):
                tensor = transformed.get(column)
                if output_rank == 3:
                    raised = functools.partial(_to_rank, column_name=column.name, output_rank=output_rank)
                    tensor = nest.map_structure(raised, tensor)
                try:
                    arguments = column._deep_embedding_lookup_arguments(tensor)
                except NotImplementedError as none:
                    try:
                        made = column._to_dnn_input_layer(tensor, collections, trainable, output_rank=output_rank)
                    except ValueError as error:
                        raise ValueError(
                            f"Error creating input layer for column: {column.name}.\n{error}, {none}"
                        ) from error
                else:
                    made = embed(column, arguments, collections, trainable, output_rank=output_rank)
                found.append(made)
                if cols_to_outs is not None:
                    cols_to_outs[column] = made
        return tf.concat(found, output_rank - 1)


def _to_rank(tensor: Any, column_name: str, output_rank: int) -> Any:
    rank = tensor.get_shape().ndims
    if rank is None and isinstance(tensor, tf.SparseTensor):
        rank = tensor.dense_shape.get_shape().as_list()[0]
    about = f"Error while processing column {column_name}. Rank of input Tensor "
    if rank is None:
        raise ValueError(about + "can not be None.")
    if output_rank > rank + 1:
        raise ValueError(
            f"{about}({rank}) should be the same as output_rank ({output_rank}). For example, sequence data should "
            "typically be 3 dimensional (rank 3) while non-sequence data is typically 2 dimensional (rank 2)."
        )
    if output_rank < rank:
        return inner_flatten(tensor, output_rank)
    if output_rank == rank:
        return tensor
    if isinstance(tensor, tf.SparseTensor):
        return sparse_ops.sparse_reshape(tensor, tf.concat([tensor.dense_shape, [1]], 0))
    raised = array_ops.expand_dims(tensor, -1)
    if tensor.get_shape().dims is not None:
        raised.set_shape([*tensor.get_shape().as_list(), 1])
    return raised


def _weigh(tensors: Any, name: str, arguments: Any, num_outputs: int, trainable: bool, collections: Any) -> Any:
    """The variable of a linear model for some ids, in parts, and what it makes of them."""
    with variable_scope.variable_scope(None, default_name=name, values=tensors.values()):
        variable = model_variable(
            name="weights",
            shape=[arguments.vocab_size, num_outputs],
            dtype=tf.float32,
            initializer=arguments.initializer,
            trainable=trainable,
            collections=collections,
        )
        parts = parts_of(variable)
        predictions = safe_embedding_lookup_sparse(
            parts,
            arguments.input_tensor,
            sparse_weights=arguments.weight_tensor,
            combiner=arguments.combiner,
            name=("" if name == "linear_weights" else name) + "_weights",
        )
        return parts, predictions


def _add_bias(predictions: Any, num_outputs: int, trainable: bool, collections: Any) -> tuple[Any, Any]:
    bias = model_variable(
        "bias_weight",
        shape=[num_outputs],
        initializer=tf.zeros_initializer(),
        trainable=trainable,
        collections=_with_global(collections),
    )
    if is_variable(bias):
        tf.logging.info("Created variable %s, with device=%s", bias.name, bias.device)
    return nn_ops.bias_add(predictions, bias), bias


@provide(PLACE + "weighted_sum_from_feature_columns", today=LINEAR, gone="2.0")
def weighted_sum_from_feature_columns(
    columns_to_tensors: dict[Any, Any],
    feature_columns: Iterable[Any],
    num_outputs: int,
    weight_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> tuple[Any, dict[Any, Any], Any]:
    """A linear model of the columns: predictions [batch, num_outputs], the variables by column, and the bias.

    Args:
      columns_to_tensors: the features by name.
      feature_columns: ids, crosses, buckets and numbers.
      The others are those of `input_from_feature_columns`.

    Raises:
      ValueError: a column is none for linear models, or comes twice.
    """
    tensors = dict(columns_to_tensors)
    columns = list(feature_columns)
    check_feature_columns(columns)
    name = "weighted_sum_from_feature_columns"
    with variable_scope.variable_scope(scope, default_name=name, values=tensors.values()):
        found, variables = [], {}
        transformed = TransformedFeatures(tensors)
        for column in _ordered(columns):
            tensor = transformed.get(column)
            try:
                arguments = column._wide_embedding_lookup_arguments(tensor)
            except NotImplementedError:
                with variable_scope.variable_scope(None, default_name=column.name, values=tensors.values()):
                    dense = _to_rank(column._to_dense_tensor(tensor), column.name, output_rank=2)
                    weight = model_variable(
                        name="weight",
                        shape=[dense.get_shape()[1], num_outputs],
                        initializer=tf.zeros_initializer(),
                        trainable=trainable,
                        collections=weight_collections,
                    )
                    variable, made = [weight], math_ops.matmul(dense, weight, name="matmul")
            except ValueError as error:
                raise ValueError(f"Error creating weighted sum for column: {column.name}.\n{error}") from error
            else:
                variable, made = _weigh(tensors, column.name, arguments, num_outputs, trainable, weight_collections)
            found.append(array_ops.reshape(made, shape=(-1, num_outputs)))
            variables[column] = variable
            restore(column._checkpoint_path(), variable)
        predictions, bias = _add_bias(math_ops.add_n(found), num_outputs, trainable, weight_collections)
        return predictions, variables, bias


@provide(PLACE + "joint_weighted_sum_from_feature_columns", today=LINEAR, gone="2.0")
def joint_weighted_sum_from_feature_columns(
    columns_to_tensors: dict[Any, Any],
    feature_columns: Iterable[Any],
    num_outputs: int,
    weight_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> tuple[Any, Any, Any]:
    """`weighted_sum_from_feature_columns` of one variable for all columns, which comes second.

    Raises:
      NotImplementedError: a column is of numbers.
      ValueError: a column has weights, or another combiner than `sum`, or there is none.
    """
    tensors = dict(columns_to_tensors)
    columns = list(feature_columns)
    check_feature_columns(columns)
    name = "joint_weighted_sum_from_feature_columns"
    with variable_scope.variable_scope(scope, default_name=name, values=tensors.values()):
        transformed = TransformedFeatures(tensors)
        arguments: list[Any] = []
        for column in _ordered(columns):
            tensor = transformed.get(column)
            try:
                arguments.append(column._wide_embedding_lookup_arguments(tensor))
            except NotImplementedError:
                raise NotImplementedError(
                    "Real-valued columns are not supported. Use weighted_sum_from_feature_columns instead, or "
                    "bucketize these columns."
                ) from None
        if not arguments:
            raise ValueError("At least one column must be in the model.")
        if any(one.weight_tensor is not None or one.combiner != "sum" for one in arguments):
            raise ValueError(
                "Weighted sparse columns and combiners other than sum are not supported for joint sums. Please use "
                "weighted_sum_from_feature_columns instead."
            )
        size, ids = 0, []
        for one in arguments:
            sparse = one.input_tensor
            ids.append(tf.SparseTensor(sparse.indices, sparse.values + size, sparse.dense_shape))
            size += one.vocab_size
        joined = arguments[0]._replace(input_tensor=sparse_ops.sparse_concat(1, ids), vocab_size=size)
        variable, made = _weigh(tensors, "linear_weights", joined, num_outputs, trainable, weight_collections)
        predictions, bias = _add_bias(made, num_outputs, trainable, weight_collections)
        return predictions, variable, bias


@provide(PLACE + "parse_feature_columns_from_examples", today="tf.parse_example", gone="2.0")
def parse_feature_columns_from_examples(
    serialized: Any, feature_columns: Iterable[Any], name: str | None = None, example_names: Any = None
) -> dict[Any, Any]:
    """The features of serialized examples by name, and what each column makes of them by column."""
    columns = list(feature_columns)
    check_feature_columns(columns)
    spec = fc.create_feature_spec_for_parsing(columns)
    tensors: dict[Any, Any] = tf.parse_example(serialized, spec, name=name, example_names=example_names)
    transformed = TransformedFeatures(tensors)
    for column in _ordered(columns):
        transformed.get(column)
    return tensors


@provide(
    PLACE + "parse_feature_columns_from_sequence_examples",
    today="tf.io.parse_single_sequence_example",
    gone="2.0",
)
def parse_feature_columns_from_sequence_examples(
    serialized: Any,
    context_feature_columns: Iterable[Any] | None,
    sequence_feature_columns: Iterable[Any] | None,
    name: str | None = None,
    example_name: Any = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The features of one serialized sequence by name: those of all of it, and those of its steps.

    Raises:
      ValueError: it is not one.
    """
    try:
        serialized = array_ops.reshape(serialized, [])
    except ValueError as error:
        raise ValueError(
            "serialized must contain as single sequence example. Batching must be done after parsing for sequence "
            f"examples. Error: {error}"
        ) from error
    context, steps = list(context_feature_columns or ()), list(sequence_feature_columns or ())
    check_feature_columns(context)
    check_feature_columns(steps)
    specs = fc.create_feature_spec_for_parsing(context), fc.sequence_feature_spec(steps)
    return tf.io.parse_single_sequence_example(serialized, *specs, example_name, name)


@provide(PLACE + "transform_features", gone="2.0")
def transform_features(features: dict[Any, Any], feature_columns: Iterable[Any]) -> dict[Any, Any]:
    """What each column makes of the features, by column."""
    columns = list(feature_columns)
    check_feature_columns(columns)
    transformed = TransformedFeatures(dict(features))
    return {column: transformed.get(column) for column in _ordered(columns)}


@provide(PLACE + "infer_real_valued_columns", today="tf.feature_column.numeric_column", gone="2.0")
def infer_real_valued_columns(features: Any) -> list[Any]:
    """A `real_valued_column` for each dense tensor of a dict; one with the name "" for a single tensor.

    Raises:
      ValueError: a tensor is sparse, or holds no numbers.
    """
    named = features if isinstance(features, dict) else {"": features}
    found = []
    for name, tensor in named.items():
        remedy = f"Please define corresponding FeatureColumn for tensor {name} {tensor}."
        if isinstance(tensor, tf.SparseTensor):
            raise ValueError(f"SparseTensor is not supported for auto detection. {remedy}")
        if not (tensor.dtype.is_integer or tensor.dtype.is_floating):
            raise ValueError(f"Non integer or non floating types are not supported for auto detection. {remedy}")
        width = 1
        for size in tensor.get_shape().as_list()[1:]:
            width *= size
        found.append(fc.real_valued_column(name, dimension=width, dtype=tensor.dtype))
    return found
