"""What a generator gives as a model's input."""

from __future__ import annotations

from collections.abc import Callable, Container
from types import FunctionType, GeneratorType
from typing import Any

from tf1graph.tf.estimator.inputs.queues.feeding_functions import _enqueue_data
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.learn.io.generator_input_fn", fidelity="approximate", gone="2.0", note="its nodes are not on record"
)
def generator_input_fn(
    x: Callable[[], Any],
    target_key: str | Container[str] | None = None,
    batch_size: int = 128,
    num_epochs: int | None = 1,
    shuffle: bool = True,
    queue_capacity: int = 1000,
    num_threads: int = 1,
    pad_value: Any = None,
) -> Callable[[], Any]:
    """An input function that gives batches of what a generator gives.

    Args:
      x: a generator function; each dict of arrays that it gives is an example.
      target_key: the key, or keys, of what are labels.
      batch_size, num_epochs, shuffle, queue_capacity, num_threads: as of `tf.estimator.inputs.numpy_input_fn`.
      pad_value: fills examples that are shorter than others of their batch.

    Raises:
      TypeError: it is no such function, or a key is no text.
      KeyError: the generator has no such key.
    """
    if not isinstance(x, FunctionType):
        raise TypeError(f"x must be generator function; got {type(x).__name__}")
    generator = x()
    if not isinstance(generator, GeneratorType):
        raise TypeError(f"x() must be generator; got {type(generator).__name__}")
    first = next(generator)
    if not isinstance(first, dict):
        raise TypeError(f"x() must yield dict; got {type(first).__name__}")
    keys = sorted(first)
    targets = _targets(target_key, keys)

    def input_fn() -> Any:
        queue = _enqueue_data(
            x,
            queue_capacity,
            shuffle=shuffle,
            num_threads=num_threads,
            enqueue_size=batch_size,
            num_epochs=num_epochs,
            pad_value=pad_value,
        )
        batch = queue.dequeue_many(batch_size) if num_epochs is None else queue.dequeue_up_to(batch_size)
        features = dict(zip(keys, batch if isinstance(batch, list) else [batch], strict=True))
        if not targets:
            return features
        if len(targets) > 1:
            return features, {key: features.pop(key) for key in targets}
        return features, features.pop(targets[0])

    return input_fn


def _targets(target_key: Any, keys: list[str]) -> list[str]:
    if target_key is None:
        return []
    if isinstance(target_key, str):
        return [target_key]
    complaint = "target_key must be str or Container of str; got "
    if not isinstance(target_key, Container):
        raise TypeError(complaint + type(target_key).__name__)
    for key in target_key:  # type: ignore[attr-defined]
        if not isinstance(key, str):
            raise TypeError(complaint + type(key).__name__)
        if key not in keys:
            raise KeyError(f"target_key not in yielded dict. Expected {keys} keys; got {key}")
    return list(target_key)  # type: ignore[call-overload]
