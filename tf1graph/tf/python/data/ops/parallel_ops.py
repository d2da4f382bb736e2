"""Datasets that call a function in parallel: today's are later versions of the ops."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    compat_v1,
    data_readers,
    dataset_ops,
    gen_dataset_ops,
    gen_experimental_dataset_ops,
    inside,
    interleave_op,
    map_op,
    ops,
    structured_function,
)
from tf1graph.tf.python.data.ops.dataset_ops import int64


@inside(map_op._ParallelMapDataset, "__init__")
def make_parallel_map(
    dataset: Any,
    input_dataset: Any,
    map_func: Any,
    num_parallel_calls: Any,
    deterministic: bool | None,
    use_inter_op_parallelism: bool = True,
    preserve_cardinality: bool = False,
    use_legacy_function: bool = False,
    use_unbounded_threadpool: bool = False,
    name: str | None = None,
) -> None:
    """A `ParallelMapDataset`, whose number of calls is an int32; today's is a `ParallelMapDatasetV2`."""
    del deterministic, use_unbounded_threadpool
    function = _set_function(dataset, input_dataset, map_func, name, use_legacy_function)
    variant = gen_dataset_ops.parallel_map_dataset(
        input_dataset._variant_tensor,
        function.captured_inputs,
        f=function,
        num_parallel_calls=ops.convert_to_tensor(num_parallel_calls, compat_v1.int32, name="num_parallel_calls"),
        use_inter_op_parallelism=use_inter_op_parallelism,
        preserve_cardinality=preserve_cardinality,
        **dataset._flat_structure,
    )
    dataset_ops.UnaryDataset.__init__(dataset, input_dataset, variant)


@inside(interleave_op._ParallelInterleaveDataset, "__init__")
def make_parallel_interleave(
    dataset: Any,
    input_dataset: Any,
    map_func: Any,
    cycle_length: Any,
    block_length: Any,
    num_parallel_calls: Any,
    *today: Any,
    name: str | None = None,
    **of_today: Any,
) -> None:
    """A `ParallelInterleaveDatasetV2`; today's is the fourth, which says how much it buffers."""
    del today, of_today
    function = _set_function(dataset, input_dataset, map_func, name)
    dataset._structure = _elements_of(dataset)
    variant = gen_dataset_ops.parallel_interleave_dataset_v2(
        input_dataset._variant_tensor,
        function.captured_inputs,
        int64(cycle_length, "cycle_length"),
        int64(block_length, "block_length"),
        int64(num_parallel_calls, "num_parallel_calls"),
        f=function,
        **dataset._flat_structure,
    )
    dataset_ops.UnaryDataset.__init__(dataset, input_dataset, variant)


@inside(data_readers.ParallelInterleaveDataset, "__init__")
def make_older_parallel_interleave(
    dataset: Any,
    input_dataset: Any,
    map_func: Any,
    cycle_length: Any,
    block_length: Any,
    sloppy: Any,
    buffer_output_elements: Any,
    prefetch_input_elements: Any,
    name: str | None = None,
) -> None:
    """A `ParallelInterleaveDataset`, of `tf.data.experimental.parallel_interleave`, whose `sloppy` is a tensor."""
    function = _set_function(dataset, input_dataset, map_func, name)
    dataset._element_spec = _elements_of(dataset)
    buffered = 2 * block_length if buffer_output_elements is None else buffer_output_elements
    prefetched = 2 * cycle_length if prefetch_input_elements is None else prefetch_input_elements
    variant = gen_experimental_dataset_ops.parallel_interleave_dataset(
        input_dataset._variant_tensor,
        function.captured_inputs,
        int64(cycle_length, "cycle_length"),
        int64(block_length, "block_length"),
        ops.convert_to_tensor(sloppy, compat_v1.bool, name="sloppy"),
        int64(buffered, "buffer_output_elements"),
        int64(prefetched, "prefetch_input_elements"),
        f=function,
        **dataset._flat_structure,
    )
    dataset_ops.UnaryDataset.__init__(dataset, input_dataset, variant)


def _elements_of(dataset: Any) -> Any:
    """What the elements of the datasets are that the function gives."""
    structure = dataset._map_func.output_structure
    if not isinstance(structure, dataset_ops.DatasetSpec):
        raise TypeError(f"`map_func` must return a `Dataset` object. Got {type(structure)}")
    return structure._element_spec


def _set_function(dataset: Any, input_dataset: Any, map_func: Any, name: str | None, legacy: bool = False) -> Any:
    """Make the function of a dataset that is being made, and note what both are made of."""
    dataset._input_dataset = input_dataset
    dataset._name = name
    dataset._map_func = structured_function.StructuredFunctionWrapper(
        map_func, dataset._transformation_name(), dataset=input_dataset, use_legacy_function=legacy
    )
    return dataset._map_func.function
