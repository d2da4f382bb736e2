"""Datasets: TensorFlow 1's options, and the nodes that an iterator adds."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    compat_v1,
    data_nest,
    dataset_ops,
    gen_dataset_ops,
    gen_experimental_dataset_ops,
    inside,
    ops,
    original,
)
from tf1graph.tf.python.data.ops.options import Options

HILL_CLIMB = 0  # the way of tuning that needs no attribute


class _WithOptions(dataset_ops.UnaryUnchangedStructureDataset):
    """A dataset and its options; today's makes a node of it."""

    def __init__(self, dataset: Any, options: Options):
        self.legacy_options = options
        super().__init__(dataset, dataset._variant_tensor)


class _Iterated(dataset_ops.UnaryUnchangedStructureDataset):
    """A dataset that an iterator is made for."""

    def __init__(self, dataset: Any):
        self.iterated = dataset
        super().__init__(dataset, dataset._variant_tensor)

    def _apply_debug_options(self) -> Any:  # today's name of the last step before the iterator
        return apply_options(self.iterated)


class _Made(dataset_ops.UnaryUnchangedStructureDataset):
    """A dataset that one of the ops here makes of another."""


@inside(dataset_ops.DatasetV2)
def with_options(dataset: Any, options: Any, name: str | None = None) -> Any:
    if not isinstance(options, Options):
        return original(dataset_ops.DatasetV2.with_options)(dataset, options, name)
    return _WithOptions(dataset, options)


@inside(dataset_ops.DatasetV2, "__repr__")
def _told(dataset: Any) -> str:
    """How a dataset is printed: with the shapes and the types of its elements."""
    shapes = data_nest.map_structure(str, dataset_ops.get_legacy_output_shapes(dataset))
    types = data_nest.map_structure(repr, dataset_ops.get_legacy_output_types(dataset))
    told = f"shapes: {shapes}, types: {types}".replace("'", "")
    return f"<{type(dataset).__name__} {told}>"


@inside(dataset_ops.DatasetV1, "_make_one_shot_iterator")
def make_one_shot_iterator(dataset: Any) -> Any:
    return original(dataset_ops.DatasetV1._make_one_shot_iterator)(_Iterated(dataset))


@inside(dataset_ops.DatasetV1, "_make_initializable_iterator")
def make_initializable_iterator(dataset: Any, shared_name: str | None = None) -> Any:
    return original(dataset_ops.DatasetV1._make_initializable_iterator)(_Iterated(dataset), shared_name)


def apply_options(dataset: Any) -> Any:
    """The dataset as an iterator takes it: in its threads, rewritten, and tuned."""
    options = options_of(dataset)
    threads, optimization = options.experimental_threading, options.experimental_optimization
    if threads.max_intra_op_parallelism is not None:
        limit = int64(threads.max_intra_op_parallelism, "max_intra_op_parallelism")
        dataset = _make(gen_experimental_dataset_ops.max_intra_op_parallelism_dataset, dataset, limit)
    if threads.private_threadpool_size is not None:
        size = int64(threads.private_threadpool_size, "num_threads")
        dataset = _make(gen_experimental_dataset_ops.private_thread_pool_dataset, dataset, size)
    rewrites = options.rewrites()
    if rewrites and not _reads_reference(dataset):
        rewrites = ops.convert_to_tensor(rewrites, dtype=compat_v1.string, name="optimizations")
        configs = ["slack:slack_period:1"] if options.experimental_slack else []
        dataset = _make(gen_dataset_ops.optimize_dataset, dataset, rewrites, optimization_configs=configs)
    if optimization.autotune is not False:
        algorithm = optimization.autotune_algorithm or HILL_CLIMB
        budget = optimization.autotune_cpu_budget or 0
        dataset = _make(gen_dataset_ops.model_dataset, dataset, algorithm=algorithm, cpu_budget=budget)
    return dataset


def options_of(dataset: Any) -> Options:
    """The options of a dataset and of those it is made of."""
    dataset = _within(dataset)
    merged = Options()
    for part in dataset._inputs():
        merged = merged.merge(options_of(part))
    own = getattr(dataset, "legacy_options", None)
    return merged.merge(own) if own else merged


@inside(dataset_ops)
def apply_rewrite(dataset: Any, rewrite: str) -> Any:
    """The dataset itself: TensorFlow 1 rewrote none for distribution."""
    del rewrite
    return dataset


def _make(op: Any, dataset: Any, *args: Any, **kwargs: Any) -> Any:
    return _Made(dataset, op(dataset._variant_tensor, *args, **kwargs, **dataset._flat_structure))


def int64(value: Any, name: str) -> Any:
    return ops.convert_to_tensor(value, dtype=compat_v1.int64, name=name)


def _within(dataset: Any) -> Any:
    while isinstance(dataset, dataset_ops.DatasetV1Adapter):
        dataset = dataset._dataset
    return dataset


def _reads_reference(dataset: Any) -> bool:
    """Whether a function of the dataset reads a variable that is not a resource."""
    dataset = _within(dataset)
    captured = [tensor for part in dataset._functions() for tensor in part.function.captured_inputs]
    return any(map(_comes_of_reference, captured)) or any(map(_reads_reference, dataset._inputs()))


def _comes_of_reference(tensor: Any) -> bool:
    return tensor.dtype._is_ref_dtype or any(map(_comes_of_reference, tensor.op.inputs))
