"""Files as a model's input, by queues: batches of examples, and of features parsed from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

KEY_FEATURE_NAME = "__key__"
PLACES = ("tf.contrib.learn", "tf.contrib.learn.io")


def _provide(name: str) -> Callable[[Any], Any]:
    return provide(*(f"{place}.{name}" for place in PLACES), gone="2.0")


@_provide("read_batch_examples")
def read_batch_examples(
    file_pattern: Any, batch_size: Any, reader: Callable[[], Any], *args: Any, **kwargs: Any
) -> Any:
    """The examples of `read_keyed_batch_examples`, whose arguments these are, without their keys."""
    return read_keyed_batch_examples(file_pattern, batch_size, reader, *args, **kwargs)[1]


@_provide("read_keyed_batch_examples")
def read_keyed_batch_examples(
    file_pattern: str | Sequence[str],
    batch_size: Any,
    reader: Callable[[], Any],
    randomize_input: bool = True,
    num_epochs: int | None = None,
    queue_capacity: int = 10000,
    num_threads: int = 1,
    read_batch_size: int = 1,
    parse_fn: Callable[[Any], Any] | None = None,
    name: str | None = None,
    seed: int | None = None,
) -> tuple[Any, Any]:
    """Batches of what a reader finds in files, through queues that `tf.train.start_queue_runners` fills.

    Args:
      file_pattern: a pattern or a list of them; the files are looked for now.
      batch_size: how many examples a batch has, less than `queue_capacity`.
      reader: makes a reader, as `tf.TFRecordReader` does.
      randomize_input: whether files and examples are shuffled.
      num_epochs: how often the files are read; the last batch may then be smaller. Without end where it is None.
      queue_capacity: how many examples wait at most.
      num_threads: how many readers there are.
      read_batch_size: how many examples a reader takes at once.
      parse_fn: makes a tensor, or a dictionary of tensors, of examples.
      seed: of the shuffling.

    Returns:
      Keys [batch_size], and examples [batch_size] of strings or what `parse_fn` made.

    Raises:
      ValueError: no file matches, or a number is not one that a queue can have.
    """
    files = _files(file_pattern, randomize_input)
    _check(batch_size, queue_capacity, num_threads, read_batch_size, num_epochs)
    with tf.name_scope(name, "read_batch_examples", [file_pattern]) as scope:
        with tf.name_scope("file_name_queue") as queue_scope:
            names = tf.train.string_input_producer(
                tf.constant(files, name="input"),
                shuffle=randomize_input,
                num_epochs=num_epochs,
                name=queue_scope,
                seed=seed,
            )
        with tf.name_scope("read"):
            examples = [_read(reader(), names, read_batch_size, parse_fn) for _ in range(num_threads)]
        options = {
            "capacity": queue_capacity,
            "enqueue_many": read_batch_size > 1,
            "name": scope,
            "allow_smaller_final_batch": num_epochs is not None,
        }
        if randomize_input:
            if isinstance(batch_size, tf.Tensor):
                kept = int(queue_capacity * 0.4)
            else:
                kept = max(queue_capacity - 3 * batch_size, batch_size)
            batch = tf.train.shuffle_batch_join(examples, batch_size, min_after_dequeue=kept, seed=seed, **options)
        else:
            batch = tf.train.batch_join(examples, batch_size, **options)
        return (batch.pop(KEY_FEATURE_NAME), batch) if isinstance(batch, dict) else batch


def _files(file_pattern: str | Sequence[str], randomize_input: bool) -> list[str]:
    if isinstance(file_pattern, list) and not file_pattern:
        raise ValueError("No files given to dequeue_examples.")
    patterns = file_pattern if isinstance(file_pattern, list) else [file_pattern]
    files = [file for pattern in patterns for file in tf.gfile.Glob(pattern)]
    if not files:
        raise ValueError(f"No files match {file_pattern}.")
    return files if randomize_input else sorted(files)


def _check(batch_size: Any, capacity: Any, num_threads: Any, read_batch_size: Any, num_epochs: int | None) -> None:
    if not capacity or capacity <= 0:
        raise ValueError(f"Invalid queue_capacity {capacity}.")
    if batch_size is None or not (isinstance(batch_size, tf.Tensor) or 0 < batch_size < capacity):
        raise ValueError(f"Invalid batch_size {batch_size}, with queue_capacity {capacity}.")
    if read_batch_size is None or read_batch_size <= 0:
        raise ValueError(f"Invalid read_batch_size {read_batch_size}.")
    if not num_threads or num_threads <= 0:
        raise ValueError(f"Invalid num_threads {num_threads}.")
    if num_epochs is not None and num_epochs <= 0:
        raise ValueError(f"Invalid num_epochs {num_epochs}.")


def _read(reader: Any, names: Any, count: int, parse_fn: Callable[[Any], Any] | None) -> Any:
    """What one reader gives: keys and examples, or a dictionary of both where `parse_fn` makes one."""
    keys, examples = reader.read_up_to(names, count) if count > 1 else reader.read(names)
    parsed = parse_fn(examples) if parse_fn else examples
    if isinstance(parsed, dict):
        parsed[KEY_FEATURE_NAME] = keys
        return parsed
    return keys, parsed


@_provide("read_keyed_batch_features")
def read_keyed_batch_features(
    file_pattern: str | Sequence[str],
    batch_size: Any,
    features: dict[str, Any],
    reader: Callable[[], Any],
    randomize_input: bool = True,
    num_epochs: int | None = None,
    queue_capacity: int = 10000,
    reader_num_threads: int = 1,
    feature_queue_capacity: int = 100,
    num_enqueue_threads: int = 2,
    parse_fn: Callable[[Any], Any] | None = None,
    name: str | None = None,
    read_batch_size: int | None = None,
) -> tuple[Any, dict[str, Any]]:
    """Keys, and features by name, of batches of serialised examples; parsed before they wait in a second queue.

    Args:
      features: by name, as `tf.parse_example` takes them.
      reader_num_threads: how many readers there are.
      feature_queue_capacity, num_enqueue_threads: of the second queue.
      parse_fn: makes serialised examples of what the reader gives.
      read_batch_size: `batch_size` where it is None.
      The others are `read_keyed_batch_examples`'s.
    """
    with tf.name_scope(name, "read_batch_features", [file_pattern]) as scope:
        keys, examples = read_keyed_batch_examples(
            file_pattern,
            batch_size,
            reader,
            randomize_input=randomize_input,
            num_epochs=num_epochs,
            queue_capacity=queue_capacity,
            num_threads=reader_num_threads,
            read_batch_size=batch_size if read_batch_size is None else read_batch_size,
            parse_fn=parse_fn,
            name=scope,
        )
        return queue_parsed_features(
            tf.parse_example(examples, features), keys, feature_queue_capacity, num_enqueue_threads, name=scope
        )


@provide("tf.contrib.learn.io.queue_parsed_features", gone="2.0")
def queue_parsed_features(
    parsed_features: dict[str, Any],
    keys: Any = None,
    feature_queue_capacity: int = 100,
    num_enqueue_threads: int = 2,
    name: str | None = None,
) -> tuple[Any, dict[str, Any]]:
    """Keys, None where there are none, and features by name, out of a queue that they are put into.

    Args:
      parsed_features: tensors and SparseTensors.
      feature_queue_capacity: how many batches wait at most.
      num_enqueue_threads: how many threads put them there.
    """
    extra = [] if keys is None else [keys]
    with tf.name_scope(name, "queue_parsed_features", [*parsed_features.values(), *extra]):
        by_name = sorted(parsed_features.items())
        parts = [part for _, feature in by_name for part in _parts(feature)] + extra
        queue = tf.FIFOQueue(feature_queue_capacity, [part.dtype for part in parts])
        tf.summary.scalar(
            f"queue/parsed_features/{queue.name}/fraction_of_{feature_queue_capacity}_full",
            tf.cast(queue.size(), tf.float32) * (1.0 / feature_queue_capacity),
        )
        puts = [queue.enqueue(parts) for _ in range(num_enqueue_threads)]
        ends = (tf.errors.OutOfRangeError, tf.errors.CancelledError)
        tf.train.add_queue_runner(tf.train.QueueRunner(queue, puts, queue_closed_exception_types=ends))
        taken = queue.dequeue()
        taken = taken if isinstance(taken, list) else [taken]
        for tensor, part in zip(taken, parts, strict=True):
            tensor.set_shape(part.shape)
        left = iter(taken)
        features = {
            key: tf.SparseTensor(next(left), next(left), next(left))
            if isinstance(feature, tf.SparseTensor)
            else next(left)
            for key, feature in by_name
        }
        return next(left, None), features


def _parts(feature: Any) -> list[Any]:
    if isinstance(feature, tf.SparseTensor):
        return [feature.indices, feature.values, feature.dense_shape]
    return [feature]


@_provide("read_batch_features")
def read_batch_features(
    file_pattern: str | Sequence[str],
    batch_size: Any,
    features: dict[str, Any],
    reader: Callable[[], Any],
    randomize_input: bool = True,
    num_epochs: int | None = None,
    queue_capacity: int = 10000,
    feature_queue_capacity: int = 100,
    reader_num_threads: int = 1,
    num_enqueue_threads: int = 2,
    parse_fn: Callable[[Any], Any] | None = None,
    name: str | None = None,
    read_batch_size: int | None = None,
) -> dict[str, Any]:
    """The features of `read_keyed_batch_features`, whose arguments these are in another order."""
    return read_keyed_batch_features(
        file_pattern,
        batch_size,
        features,
        reader,
        randomize_input,
        num_epochs,
        queue_capacity,
        reader_num_threads,
        feature_queue_capacity,
        num_enqueue_threads,
        parse_fn,
        name,
        read_batch_size,
    )[1]


@_provide("read_batch_record_features")
def read_batch_record_features(
    file_pattern: str | Sequence[str],
    batch_size: Any,
    features: dict[str, Any],
    randomize_input: bool = True,
    num_epochs: int | None = None,
    queue_capacity: int = 10000,
    reader_num_threads: int = 1,
    name: str = "dequeue_record_examples",
) -> dict[str, Any]:
    """`read_batch_features` of TFRecord files."""
    return read_batch_features(
        file_pattern,
        batch_size,
        features,
        tf.TFRecordReader,
        randomize_input,
        num_epochs,
        queue_capacity,
        reader_num_threads=reader_num_threads,
        name=name,
    )
