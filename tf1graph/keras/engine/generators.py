"""The loops over the batches of generators and sequences.

With one worker, which is the default, each batch is taken when it is its turn: Keras 2.2.4's thread took up to ten in
advance, so that what a generator drew at random came in an order of chance.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from tf1graph.keras import callbacks as cbks
from tf1graph.keras.engine.data import len_of
from tf1graph.keras.engine.loops import _listed, _reset_metrics, alone
from tf1graph.tf.python.keras._tf_keras import data_utils


def _is_sequence(generator: Any) -> bool:
    return isinstance(generator, data_utils.Sequence)


def _steps_of(generator: Any, steps: int | None, argument: str) -> int:
    if steps is not None:
        return int(steps)
    if _is_sequence(generator):
        return len(generator)
    raise ValueError(
        f"`{argument}=None` is only valid for a generator based on the `keras.utils.Sequence` class. Please specify "
        f"`{argument}` or use the `keras.utils.Sequence` class."
    )


def _in_order(sequence: Any, shuffle: bool) -> Iterator[Any]:
    import random

    while True:
        order = list(range(len(sequence)))
        if shuffle:
            random.shuffle(order)
        for position in order:
            yield sequence[position]
        sequence.on_epoch_end()


@contextmanager
def _taken_from(
    generator: Any, shuffle: bool, workers: int, use_multiprocessing: bool, max_queue_size: int
) -> Iterator[Any]:
    """The batches of a generator, taken by workers where there are several."""
    if workers < 2 and not (workers and use_multiprocessing):
        yield _in_order(generator, shuffle) if _is_sequence(generator) else generator
        return
    if _is_sequence(generator):
        queue = data_utils.OrderedEnqueuer(generator, use_multiprocessing=use_multiprocessing, shuffle=shuffle)
    else:
        if use_multiprocessing and workers > 1:
            warnings.warn(
                "Using a generator with `use_multiprocessing=True` and multiple workers may duplicate your data. "
                "Please consider using the`keras.utils.Sequence class.",
                stacklevel=5,
            )
        queue = data_utils.GeneratorEnqueuer(generator, use_multiprocessing=use_multiprocessing)
    queue.start(workers=workers, max_queue_size=max_queue_size)
    try:
        yield queue.get()
    finally:
        queue.stop()


def _parts(batch: Any) -> tuple[Any, Any, Any]:
    """Inputs, targets and weights of what a generator gave."""
    if not hasattr(batch, "__len__") or len(batch) not in (2, 3):
        raise ValueError(f"Output of generator should be a tuple `(x, y, sample_weight)` or `(x, y)`. Found: {batch}")
    return (*batch, None)[:3]


def _count(x: Any) -> int:
    if x is None or len(x) == 0:
        return 1
    first = next(iter(x.values())) if isinstance(x, dict) else x[0] if isinstance(x, (list, tuple)) else x
    return len_of(first)


def fit(
    model: Any,
    generator: Any,
    steps_per_epoch: int | None = None,
    epochs: int = 1,
    verbose: int = 1,
    callbacks: Any = None,
    validation_data: Any = None,
    validation_steps: int | None = None,
    class_weight: Any = None,
    max_queue_size: int = 10,
    workers: int = 1,
    use_multiprocessing: bool = False,
    shuffle: bool = True,
    initial_epoch: int = 0,
) -> cbks.History:
    """Train on batches `(x, y)` or `(x, y, sample_weight)`, as many an epoch as `steps_per_epoch` says.

    Args:
      validation_data: arrays, or a generator that gives `validation_steps` batches after each epoch.
      shuffle: whether the batches of a `Sequence` come in an order that Python's `random` draws.

    Raises:
      ValueError: the number of steps is not known.
    """
    steps = _steps_of(generator, steps_per_epoch, "steps_per_epoch")
    is_generator = hasattr(validation_data, "__next__") or _is_sequence(validation_data)
    val_steps = _steps_of(validation_data, validation_steps, "validation_steps") if is_generator else None
    model._make_train_function()
    if validation_data:
        model._make_test_function()
    about = {"epochs": epochs, "steps": steps, "verbose": verbose, "do_validation": bool(validation_data)}
    told = cbks.of_fit(model, callbacks, "steps", True, **about)
    told.on_train_begin()
    arrays: Any = None
    if validation_data and not is_generator:
        if len(validation_data) not in (2, 3):
            raise ValueError(
                "`validation_data` should be a tuple `(val_x, val_y, val_sample_weight)` or `(val_x, val_y)`. "
                f"Found: {validation_data}"
            )
        arrays = model._standardize_user_data(*validation_data)
        for callback in told:
            callback.validation_data = [*arrays[0], *arrays[1], *arrays[2], *model._phase(0.0)]
    told.model.stop_training = False
    val_batches = _in_order(validation_data, False) if _is_sequence(validation_data) else validation_data
    logs: dict[str, Any] = {}
    with _taken_from(generator, shuffle, workers, use_multiprocessing, max_queue_size) as source:
        for epoch in range(initial_epoch, epochs):
            _reset_metrics(model)
            told.on_epoch_begin(epoch)
            size = 1
            for number in range(steps):
                size = _step(model, next(source), number, class_weight, told)
                if number == steps - 1 and validation_data:
                    if is_generator:
                        found = evaluate(model, val_batches, val_steps, workers=0)
                    else:
                        x, y, weights = arrays
                        found = model.evaluate(x, y, batch_size=size, sample_weight=weights, verbose=0)
                    logs.update(zip([f"val_{name}" for name in model.metrics_names], _listed(found), strict=False))
                if told.model.stop_training:
                    break
            told.on_epoch_end(epoch, logs)
            if told.model.stop_training:
                break
    told.on_train_end()
    return model.history


def _step(model: Any, batch: Any, number: int, class_weight: Any, told: Any) -> int:
    x, y, weights = _parts(batch)
    logs: dict[str, Any] = {"batch": number, "size": _count(x)}
    told.on_batch_begin(number, logs)
    found = model.train_on_batch(x, y, sample_weight=weights, class_weight=class_weight)
    logs.update(zip(model.metrics_names, _listed(found), strict=False))
    told.on_batch_end(number, logs)
    return logs["size"]


def evaluate(
    model: Any,
    generator: Any,
    steps: int | None = None,
    max_queue_size: int = 10,
    workers: int = 1,
    use_multiprocessing: bool = False,
    verbose: int = 0,
) -> Any:
    """The loss, or a list of it and the metrics, averaged over a generator's batches by their sizes."""
    count = _steps_of(generator, steps, "steps")
    model._make_test_function()
    _reset_metrics(model)
    bar = cbks.Progbar(target=count) if verbose == 1 else None
    found, sizes = list[list[Any]](), list[int]()
    with _taken_from(generator, False, workers, use_multiprocessing, max_queue_size) as source:
        for number in range(count):
            x, y, weights = _parts(next(source))
            found.append(_listed(model.test_on_batch(x, y, sample_weight=weights)))
            sizes.append(_count(x))
            if not sizes[-1]:
                raise ValueError("Received an empty batch. Batches should contain at least one item.")
            if bar:
                bar.update(number + 1)
    last = {i for i, name in enumerate(model.metrics_names) if name in model.stateful_metric_names}
    columns = enumerate(zip(*found, strict=True))
    return alone([np.float64(c[-1]) if i in last else np.average(c, weights=sizes) for i, c in columns])


def predict(
    model: Any,
    generator: Any,
    steps: int | None = None,
    max_queue_size: int = 10,
    workers: int = 1,
    use_multiprocessing: bool = False,
    verbose: int = 0,
) -> Any:
    """What the model gives for a generator's batches, inputs alone or with targets, an array or a list."""
    count = _steps_of(generator, steps, "steps")
    model._make_predict_function()
    bar = cbks.Progbar(target=count) if verbose == 1 else None
    found = []
    with _taken_from(generator, False, workers, use_multiprocessing, max_queue_size) as source:
        for number in range(count):
            batch = next(source)
            x = _parts(batch)[0] if isinstance(batch, tuple) else batch
            found.append(_listed(model.predict_on_batch(x)))
            if bar:
                bar.update(number + 1)
    return alone([np.concatenate(arrays) for arrays in zip(*found, strict=True)])
