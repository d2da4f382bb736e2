"""Arrays as a model's functions take them: lists of them, of the right rank, with a weight for each sample."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.keras import losses
from tf1graph.keras.engine.compiling import Compiled, Output
from tf1graph.tf.python.keras._tf_keras import training_utils_v1 as checks


def inputs(model: Any, x: Any) -> list[Any]:
    """The arrays of `x`, which is one, a list, or a dictionary by the names of the inputs.

    Raises:
      ValueError: not as many as the model has inputs, or of another shape.
    """
    x = list(x) if isinstance(x, tuple) else x
    shapes = model._feed_input_shapes if model._is_graph_network else None
    return checks.standardize_input_data(
        x, model._feed_input_names, shapes, check_batch_axis=False, exception_prefix="input"
    )


def targets(
    model: Any, compiled: Compiled, y: Any, sample_weight: Any = None, class_weight: Any = None
) -> tuple[list[Any], list[Any]]:
    """The arrays of the targets and those of the weights of their samples."""
    names = [output.name for output in compiled.fed]
    shapes = [_shape_of_target(output) for output in compiled.fed] if model._is_graph_network else None
    y = list(y) if isinstance(y, tuple) else y
    arrays = checks.standardize_input_data(y, names, shapes, check_batch_axis=False, exception_prefix="target")
    of_samples = checks.standardize_sample_weights(sample_weight, names)
    of_classes = checks.standardize_class_weights(class_weight, names)
    parts = zip(arrays, of_samples, of_classes, compiled.fed, strict=True)
    weights = [_weights(array, mine, of_class, output.mode) for array, mine, of_class, output in parts]
    if model._is_graph_network:
        functions = [output.loss for output in compiled.fed]
        _check_loss_and_target(arrays, functions, [output.shape for output in compiled.fed])
    return arrays, weights


def _shape_of_target(output: Output) -> tuple[int | None, ...] | None:
    shape = output.shape
    if output.loss is losses.sparse_categorical_crossentropy:
        if tf.keras.backend.image_data_format() == "channels_first" and len(shape) in (4, 5):
            return (shape[0], 1, *shape[2:])
        return (*shape[:-1], 1)
    known = getattr(losses, getattr(output.loss, "__name__", "") or "?", None) if output.loss else None
    return shape if known else None


def _check_loss_and_target(arrays: list[Any], functions: list[Any], shapes: list[Any]) -> None:
    """Refuse class numbers where the loss takes one-hot targets, and targets of another shape than the output's."""
    alike = (losses.mean_squared_error, losses.binary_crossentropy, losses.categorical_crossentropy)
    for y, loss, shape in zip(arrays, functions, shapes, strict=True):
        if y is None or tf.is_tensor(y):
            continue
        if loss is losses.categorical_crossentropy and y.shape[-1] == 1:
            raise ValueError(
                f"You are passing a target array of shape {y.shape} while using as loss `categorical_crossentropy`, "
                "which expects binary matrices (1s and 0s) of shape (samples, classes): convert the classes with "
                "`keras.utils.to_categorical`, or use the loss `sparse_categorical_crossentropy`."
            )
        if loss in alike and any(
            out is not None and of_target != out for of_target, out in zip(y.shape[1:], shape[1:], strict=False)
        ):
            raise ValueError(
                f"A target array with shape {y.shape} was passed for an output of shape {shape} while using as loss "
                f"`{loss.__name__}`. This loss expects targets to have the same shape as the output."
            )


def _weights(y: Any, sample_weight: Any, class_weight: Any, mode: str | None) -> Any:
    if sample_weight is not None and class_weight is not None:
        warnings.warn(
            "Found both `sample_weight` and `class_weight`: `class_weight` argument will be ignored.", stacklevel=5
        )
        class_weight = None
    found = checks.standardize_weights(y, sample_weight, class_weight, mode)
    if found is None:
        found = np.ones(y.shape[:2] if mode == "temporal" else y.shape[:1], tf.keras.backend.floatx())
    return found


def check_counts(x: list[Any], y: list[Any], weights: list[Any]) -> None:
    """Refuse arrays that do not have as many samples as the others.

    Raises:
      ValueError: some have not.
    """
    for kind, arrays in (("input arrays (x)", x), ("target arrays (y)", y), ("sample_weight arrays", weights)):
        if len({len_of(array) for array in arrays}) > 1:
            shapes = [array.shape for array in arrays]
            raise ValueError(f"All {kind} should have the same number of samples. Got array shapes: {shapes}")
    if x and y and len_of(x[0]) != len_of(y[0]):
        raise ValueError(
            "Input arrays should have the same number of samples as target arrays. "
            f"Found {len_of(x[0])} input samples and {len_of(y[0])} target samples."
        )
    if y and weights and len_of(y[0]) != len_of(weights[0]):
        raise ValueError(
            "Sample_weight arrays should have the same number of samples as target arrays. "
            f"Got {len_of(y[0])} input samples and {len_of(weights[0])} target samples."
        )


def len_of(array: Any) -> int:
    """How many samples an array has, sparse or not; 0 for None."""
    return 0 if array is None else int(array.shape[0])


def batch_of(arrays: Sequence[Any], chosen: Any, fed: Sequence[Any]) -> list[Any]:
    """The samples `chosen`, positions or a slice, of each array; the flag of the learning phase stays what it is.

    Args:
      fed: the tensors that the arrays are for: a sparse matrix for one that is not is made an array.
    """
    found: list[Any] = []
    for array, tensor in zip(arrays, fed, strict=True):
        if isinstance(array, float):
            found.append(array)
            continue
        part: Any = None if array is None else _samples(array, chosen)
        dense = hasattr(part, "toarray") and not tf.keras.backend.is_sparse(tensor)
        found.append(part.toarray() if dense else part)
    return found


def _samples(array: Any, chosen: Any) -> Any:
    try:
        return array[chosen]
    except TypeError as error:
        raise TypeError('TypeError while preparing batch. If using HDF5 input data, pass shuffle="batch".') from error


def batches(count: int, size: int) -> list[tuple[int, int]]:
    """The first sample of each batch and the first one after it."""
    return [(start, min(count, start + size)) for start in range(0, count, size)]
