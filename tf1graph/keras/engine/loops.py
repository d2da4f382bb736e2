"""The loops over arrays: `fit`, `evaluate` and `predict`."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.keras import callbacks as cbks
from tf1graph.keras.engine.data import batch_of, batches, len_of
from tf1graph.tf.python.keras._tf_keras import training_utils_v1


def alone(found: Any) -> Any:
    """What a list of one thing holds; other lists as they are."""
    return found[0] if isinstance(found, list) and len(found) == 1 else found


def fit(
    model: Any,
    x: Any = None,
    y: Any = None,
    batch_size: int | None = None,
    epochs: int = 1,
    verbose: int = 1,
    callbacks: Any = None,
    validation_split: float = 0.0,
    validation_data: Any = None,
    shuffle: bool | str = True,
    class_weight: Any = None,
    sample_weight: Any = None,
    initial_epoch: int = 0,
    steps_per_epoch: int | None = None,
    validation_steps: int | None = None,
) -> cbks.History:
    """Train a model.

    Each epoch's order is that of the last one, shuffled once more by NumPy.

    Args:
      batch_size: 32, unless the data comes from tensors, `steps_per_epoch` times an epoch.
      verbose: 0 for nothing, 1 for a bar, 2 for a line an epoch.
      validation_split: the part of the samples, from the end, that the model is tested on instead.
      shuffle: True, False, or `batch` for whole batches, as HDF5 wants it.

    Returns:
      the callback `History`, whose `history` has a list of each loss and metric.

    Raises:
      ValueError: neither arrays nor steps, or both.
    """
    if batch_size is None and steps_per_epoch is None:
        batch_size = 32
    if x is None and y is None and steps_per_epoch is None:
        raise ValueError("If fitting from data tensors, you should specify the `steps_per_epoch` argument.")
    x, y, weights = model._standardize_user_data(x, y, sample_weight, class_weight, batch_size)
    held_out: list[Any] | None = None
    if validation_data:
        if len(validation_data) not in (2, 3):
            raise ValueError(
                "When passing validation_data, it must contain 2 (x_val, y_val) or 3 (x_val, y_val, "
                f"val_sample_weights) items, however it contains {len(validation_data)} items"
            )
        arrays = model._standardize_user_data(*validation_data, batch_size=batch_size)
        held_out = [*arrays[0], *arrays[1], *arrays[2]]
    elif validation_split and 0.0 < validation_split < 1.0:
        split = int(len_of(x[0]) * (1.0 - validation_split))
        held_out = [array[split:] for array in (*x, *y, *weights)]
        x, y, weights = ([array[:split] for array in arrays] for arrays in (x, y, weights))
    elif validation_steps:
        held_out = []
    ins = [*x, *y, *weights, *model._phase(1.0)]
    model._make_train_function()
    if held_out is not None:
        model._make_test_function()
        held_out += model._phase(0.0)
        if steps_per_epoch is not None and not validation_steps:
            raise ValueError("Must specify `validation_steps` to perform validation when doing step-wise training.")
        if verbose and x and len(held_out) > 1:
            print(f"Train on {len_of(ins[0])} samples, validate on {len_of(held_out[0])} samples")
    if validation_steps and steps_per_epoch is None:
        raise ValueError(
            "Can only use `validation_steps` when doing step-wise training, i.e. `steps_per_epoch` must be set."
        )
    count = None if steps_per_epoch is not None else len_of(ins[0])
    told = cbks.of_fit(
        model,
        callbacks,
        "samples" if steps_per_epoch is None else "steps",
        batch_size=batch_size,
        epochs=epochs,
        steps=steps_per_epoch,
        samples=count,
        verbose=verbose,
        do_validation=held_out is not None,
    )
    told.on_train_begin()
    told.model.stop_training = False
    for callback in told:
        callback.validation_data = held_out or []
    order = np.arange(count or 0)
    for epoch in range(initial_epoch, epochs):
        _reset_metrics(model)
        told.on_epoch_begin(epoch)
        if count is not None:
            order = _shuffled(order, shuffle, batch_size or 32)
        finished = _epoch(model, ins, told, order, batch_size, steps_per_epoch)
        logs: dict[str, Any] = {}
        if held_out is not None and finished:
            found = averages(model, held_out, batch_size, steps=validation_steps)
            logs.update(zip([f"val_{name}" for name in model.metrics_names], _listed(found), strict=False))
        told.on_epoch_end(epoch, logs)
        if told.model.stop_training:
            break
    told.on_train_end()
    return model.history


def _epoch(model: Any, ins: list[Any], told: Any, order: Any, size: int | None, steps: int | None) -> bool:
    """Train once through; whether it came to the end."""
    function, fed = model.train_function, model._fed()
    parts = [(step, step + 1) for step in range(steps)] if steps is not None else batches(len(order), size or 32)
    for number, (start, end) in enumerate(parts):
        chosen = order[start:end]
        logs: dict[str, Any] = {"batch": number, "size": 1 if steps is not None else len(chosen)}
        arrays = ins if steps is not None else batch_of(ins, chosen, fed)
        told.on_batch_begin(number, logs)
        logs.update(zip(model.metrics_names, _listed(function(arrays)), strict=False))
        told.on_batch_end(number, logs)
        if told.model.stop_training:
            return steps is not None  # a loop over steps was validated all the same
    return True


def _shuffled(order: Any, shuffle: bool | str, size: int) -> Any:
    if shuffle == "batch":
        return training_utils_v1.batch_shuffle(order, size)
    if shuffle:
        np.random.shuffle(order)
    return order


def _reset_metrics(model: Any) -> None:
    for metric in model.stateful_metric_functions:
        metric.reset_states()


def _listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def evaluate(
    model: Any,
    x: Any = None,
    y: Any = None,
    batch_size: int | None = None,
    verbose: int = 1,
    sample_weight: Any = None,
    steps: int | None = None,
) -> Any:
    """The loss on all samples, or a list of it and the metrics, as `metrics_names` calls them."""
    if batch_size is None and steps is None:
        batch_size = 32
    if x is None and y is None and steps is None:
        raise ValueError("If evaluating from data tensors, you should specify the `steps` argument.")
    x, y, weights = model._standardize_user_data(x, y, sample_weight, batch_size=batch_size)
    model._make_test_function()
    return averages(model, [*x, *y, *weights, *model._phase(0.0)], batch_size, verbose, steps)


def averages(model: Any, ins: list[Any], size: int | None = None, verbose: int = 0, steps: int | None = None) -> Any:
    """The averages over the batches, by how many samples each has, of what the test function gives."""
    _reset_metrics(model)
    count = steps if steps is not None else len_of(ins[0])
    bar = cbks.Progbar(target=count) if verbose == 1 else None
    last = {i for i, name in enumerate(model.metrics_names) if name in model.stateful_metric_names}
    parts = [(step, step + 1) for step in range(count)] if steps is not None else batches(count, size or 32)
    fed = model._fed()
    totals: list[Any] = []
    for start, end in parts:
        found = _listed(model.test_function(ins if steps is not None else batch_of(ins, slice(start, end), fed)))
        totals = totals or [0.0] * len(found)
        totals = [
            one if i in last else total + np.float64(one) * (end - start)
            for i, (total, one) in enumerate(zip(totals, found, strict=True))
        ]
        if bar:
            bar.update(end)
    return alone([total if i in last else total / count for i, total in enumerate(totals)])


def predict(
    model: Any, x: Any = None, batch_size: int | None = None, verbose: int = 0, steps: int | None = None
) -> Any:
    """What the model gives for all samples, an array or a list of arrays."""
    if batch_size is None and steps is None:
        batch_size = 32
    if x is None and steps is None:
        raise ValueError("If predicting from data tensors, you should specify the `steps` argument.")
    x, _, _ = model._standardize_user_data(x)
    if model.stateful and x and batch_size and len_of(x[0]) > batch_size and len_of(x[0]) % batch_size:
        raise ValueError(
            "In a stateful network, you should only pass inputs with a number of samples that can be divided by the "
            f"batch size. Found: {len_of(x[0])} samples. Batch size: {batch_size}."
        )
    ins = [*x, *model._phase(0.0)]
    model._make_predict_function()
    fed = [*model._feed_inputs, *model._fed_phase()]
    count = steps if steps is not None else len_of(ins[0])
    bar = cbks.Progbar(target=count) if verbose == 1 else None
    parts = [(step, step + 1) for step in range(count)] if steps is not None else batches(count, batch_size or 32)
    found: list[list[Any]] = []
    for start, end in parts:
        given = _listed(model.predict_function(ins if steps is not None else batch_of(ins, slice(start, end), fed)))
        found.append(given)
        if bar:
            bar.update(end)
    return alone([np.concatenate(arrays) for arrays in zip(*found, strict=True)])
