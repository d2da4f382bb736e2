"""Parsing of `tf.train.Example`: TensorFlow 1's op took the name of each feature as an input of its own."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, gen_parsing_ops, inside, ops, original, parsing_ops, seen_by
from tf1graph.tf.names import provide


@seen_by(parsing_ops, "gen_parsing_ops", "parse_example_v2")
def parse_example(
    serialized: Any,
    names: Any,
    sparse_keys: Any,
    dense_keys: Any,
    ragged_keys: Any,
    dense_defaults: Any,
    sparse_types: Any,
    dense_shapes: Any,
    name: str | None,
    **ragged: Any,
) -> Any:
    """Indices, values and shapes of the sparse features, the dense features, and two lists for ragged ones.

    Raises:
      NotImplementedError: a feature is ragged: 1.15.5 knew none.
    """
    if ragged_keys:
        raise NotImplementedError("TensorFlow 1.15.5 parses no ragged features; parse them as VarLenFeature.")
    parsed = gen_parsing_ops.parse_example(
        serialized=serialized,
        names=names,
        dense_defaults=dense_defaults,
        sparse_keys=sparse_keys,
        sparse_types=sparse_types,
        dense_keys=dense_keys,
        dense_shapes=dense_shapes,
        name=name,
    )
    return (*parsed, [], [])


@provide("tf.parse_single_example", "tf.io.parse_single_example", today="tf.io.parse_single_example")
@inside(parsing_ops)
def parse_single_example(serialized: Any, features: Any, name: str | None = None, example_names: Any = None) -> Any:
    """The features of one serialised `tf.train.Example`, by name: tensors, and SparseTensors for `VarLenFeature`.

    Args:
      serialized: a scalar string.
      features: by name what is looked for.
      example_names: a name for messages; with one, the example is parsed as a batch of one.

    Raises:
      ValueError: no features are asked for.
    """
    if example_names is not None:
        return original(parsing_ops.parse_single_example)(serialized, features, name, example_names)
    if not features:
        raise ValueError(f"Missing: features was {features}.")
    kinds = [
        compat_v1.VarLenFeature,
        compat_v1.SparseFeature,
        compat_v1.FixedLenFeature,
        compat_v1.FixedLenSequenceFeature,
    ]
    asked = parsing_ops._prepend_none_dimension(features)
    params = parsing_ops._ParseOpParams.from_features(asked, kinds)
    with compat_v1.name_scope(name, "ParseSingleExample", [serialized]):
        serialized = ops.convert_to_tensor(serialized, name="serialized")
        parsed = gen_parsing_ops.parse_single_example(
            serialized=serialized,
            dense_defaults=params.dense_defaults_vec,
            num_sparse=len(params.sparse_keys),
            sparse_keys=params.sparse_keys,
            sparse_types=params.sparse_types,
            dense_keys=params.dense_keys,
            dense_shapes=params.dense_shapes_as_proto,
            name=name,
        )
        found = _by_name(params, parsed)  # whose SparseTensors take their names in this scope
    return parsing_ops._construct_tensors_for_composite_features(asked, found)


@inside(parsing_ops, "_parse_single_sequence_example_raw")
def parse_single_sequence_example(
    serialized: Any, context: Any, feature_list: Any, debug_name: Any, name: str | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The features of the context and of the lists of one serialised `tf.train.SequenceExample`, by name.

    `tf.parse_single_sequence_example` calls it in a scope of its name; today's made another inside.

    Raises:
      ValueError: a feature of a list has a default that is not None.
    """
    if any(default is not None for default in feature_list.dense_defaults.values()):
        raise ValueError("The default of a feature of a list must be None.")
    found = gen_parsing_ops.parse_single_sequence_example(
        serialized=serialized,
        debug_name="" if debug_name is None else debug_name,
        context_dense_defaults=context.dense_defaults_vec,
        context_sparse_keys=context.sparse_keys,
        context_sparse_types=context.sparse_types,
        context_dense_keys=context.dense_keys,
        context_dense_shapes=context.dense_shapes_as_proto,
        feature_list_sparse_keys=feature_list.sparse_keys,
        feature_list_sparse_types=feature_list.sparse_types,
        feature_list_dense_keys=feature_list.dense_keys,
        feature_list_dense_types=feature_list.dense_types,
        feature_list_dense_shapes=feature_list.dense_shapes_as_proto,
        feature_list_dense_missing_assumed_empty=list(feature_list.dense_defaults),
        name=name,
    )
    return _by_name(context, found[:4]), _by_name(feature_list, found[4:])


def _by_name(params: Any, parsed: Any) -> dict[str, Any]:
    indices, values, shapes, dense = parsed
    sparse = [compat_v1.SparseTensor(*parts) for parts in zip(indices, values, shapes, strict=True)]
    return dict(zip(params.sparse_keys + params.dense_keys, sparse + list(dense), strict=True))
