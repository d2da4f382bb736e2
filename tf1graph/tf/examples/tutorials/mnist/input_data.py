"""`read_data_sets`: MNIST in batches, as TensorFlow 1.15.5 gave them.

There it stood in contrib/learn/python/learn/datasets/mnist.py, and examples/tutorials/mnist/input_data.py offered it.
Same values, dtypes and order of the batches: with the same random state they are bit-identical. Pictures are
shuffled by their positions and scaled batch by batch, where 1.15.5 made a shuffled copy of 172 MB each epoch.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tf1graph.errors import CannotResume
from tf1graph.tf.examples.tutorials.mnist import idx, sources
from tf1graph.tf.examples.tutorials.mnist.download import File, Mirror, download
from tf1graph.tf.names import provide

DEFAULT_SOURCE_URL = "https://storage.googleapis.com/cvdf-datasets/mnist/"


class Datasets(NamedTuple):
    """Three `DataSet`s."""

    train: DataSet
    validation: DataSet
    test: DataSet


class DataSet:
    """Pictures and labels, given in batches, in a new order each epoch.

    Making one reseeds NumPy's global random state, as 1.15.5 did: with `seed`, else with the default graph's seed,
    else, where the graph has none, from entropy, whatever the state was before.

    Args:
      images: uint8 [n, rows, columns, 1].
      labels: [n], or one-hot [n, 10].
      fake_data: no pictures: `next_batch(…, fake_data=True)` gives made-up ones.
      one_hot: of fake labels alone.
      dtype: `tf.float32`, the default, for pixels in 0…1, or `tf.uint8` for pixels as they are.
      reshape: give pictures as [n, rows * columns].
      seed: of the order.

    Raises:
      TypeError: another `dtype`.
      AssertionError: not one label for each picture; or `reshape` and more than one channel.
    """

    def __init__(
        self,
        images: Any,
        labels: Any,
        fake_data: bool = False,
        one_hot: bool = False,
        dtype: Any = None,
        reshape: bool = True,
        seed: int | None = None,
    ):
        from tf1graph import tf

        graph_seed, op_seed = tf.get_seed(seed)
        np.random.seed(graph_seed if seed is None else op_seed)
        dtype = tf.as_dtype(tf.float32 if dtype is None else dtype).base_dtype
        if dtype not in (tf.uint8, tf.float32):
            raise TypeError(f"Invalid image dtype {dtype!r}, expected uint8 or float32")
        if fake_data:
            self._num_examples = 10000
            self.one_hot = one_hot
        else:
            assert images.shape[0] == labels.shape[0], f"images.shape: {images.shape} labels.shape: {labels.shape}"
            self._num_examples = images.shape[0]
            if reshape:
                assert images.shape[3] == 1
                images = images.reshape(images.shape[0], images.shape[1] * images.shape[2])
        self._stored_images, self._stored_labels = images, labels
        self._scaled = not fake_data and dtype == tf.float32
        self._order: NDArray[np.intp] | None = None  # None: as stored
        self._images: Any = None  # all, in this order; made when asked for
        self._labels: Any = None
        self._epochs_completed = 0
        self._index_in_epoch = 0

    @property
    def images(self) -> Any:
        """All pictures, in the order of the present epoch: [n, rows * columns] or [n, rows, columns, 1]."""
        if self._images is None:
            self._images = self._scale(_pick(self._stored_images, self._order))
        return self._images

    @property
    def labels(self) -> Any:
        """All labels, in the order of the present epoch."""
        if self._labels is None:
            self._labels = _pick(self._stored_labels, self._order)
        return self._labels

    @property
    def num_examples(self) -> int:
        return self._num_examples

    @property
    def epochs_completed(self) -> int:
        return self._epochs_completed

    def next_batch(self, batch_size: int, fake_data: bool = False, shuffle: bool = True) -> tuple[Any, Any]:
        """The next `batch_size` pictures and their labels.

        A batch across the end of an epoch takes its rest from the next, which has an order of its own. No batch
        holds more than what is left and one epoch. Without `shuffle` the present order stays.
        """
        if fake_data:
            fake_label: Any = [1] + [0] * 9 if self.one_hot else 0
            fake_image = [1] * 784
            return [fake_image for _ in range(batch_size)], [fake_label for _ in range(batch_size)]
        start = self._index_in_epoch
        if self._epochs_completed == 0 and start == 0 and shuffle:
            self._shuffle()
        if start + batch_size <= self._num_examples:
            self._index_in_epoch = start + batch_size
            return self._slice(start, self._index_in_epoch)
        self._epochs_completed += 1
        rest_images, rest_labels = self._slice(start, self._num_examples)
        if shuffle:
            self._shuffle()
        # Beyond an epoch's end where the batch was larger than an epoch: 1.15.5 counted so.
        self._index_in_epoch = batch_size - (self._num_examples - start)
        images, labels = self._slice(0, self._index_in_epoch)
        return np.concatenate((rest_images, images)), np.concatenate((rest_labels, labels))

    def state(self) -> dict[str, np.ndarray]:
        """The position: "order" int32 [n], or [0] where nothing was shuffled yet, and two counts."""
        return {
            "order": np.array([] if self._order is None else self._order, np.int32),
            "index_in_epoch": np.array(self._index_in_epoch),
            "epochs_completed": np.array(self._epochs_completed),
        }

    def restore(self, state: dict[str, np.ndarray]) -> None:
        """Take the position that `state` of a set of the same pictures gave; NumPy's random state is not part of it.

        Raises:
          CannotResume: it is that of a set of another size.
        """
        order = np.asarray(state["order"], np.intp)
        if len(order) and not np.array_equal(np.sort(order), np.arange(self._num_examples)):
            raise CannotResume(
                f"The saved order is of {len(order):,} examples, where the data has {self._num_examples:,}: "
                "go on with the data that the run was started with."
            )
        self._reorder(order if len(order) else None)
        self._index_in_epoch = int(state["index_in_epoch"])
        self._epochs_completed = int(state["epochs_completed"])

    def _shuffle(self) -> None:
        drawn = np.arange(self._num_examples)
        np.random.shuffle(drawn)
        self._reorder(drawn if self._order is None else self._order[drawn])

    def _reorder(self, order: NDArray[np.intp] | None) -> None:
        self._order, self._images, self._labels = order, None, None

    def _slice(self, start: int, end: int) -> tuple[Any, Any]:
        chosen = slice(start, end) if self._order is None else self._order[start:end]
        return self._scale(self._stored_images[chosen]), self._stored_labels[chosen]

    def _scale(self, images: Any) -> Any:
        return np.multiply(images.astype(np.float32), np.float32(1 / 255)) if self._scaled else images


def _pick(values: Any, order: NDArray[np.intp] | None) -> Any:
    return values if order is None else values[order]


@provide("tf.examples.tutorials.mnist.input_data.read_data_sets", today="keras.datasets.mnist.load_data", gone="2.0")
def read_data_sets(
    train_dir: str | os.PathLike[str],
    fake_data: bool = False,
    one_hot: bool = False,
    dtype: Any = None,
    reshape: bool = True,
    validation_size: int = 5000,
    seed: int | None = None,
    source_url: str = DEFAULT_SOURCE_URL,
) -> Datasets:
    """MNIST, or what lies in its place in `train_dir`, as training, validation and test set.

    Args:
      train_dir: a folder with MNIST's four files; where it has none, `sources.find_digits` finds others.
      fake_data: three sets without pictures.
      one_hot: give labels as float64 [n, 10] instead of uint8 [n].
      dtype: see `DataSet`, as for `reshape` and `seed`.
      validation_size: how many of the training pictures, the first ones, become the validation set.
      source_url: the address of other data of MNIST's format, to which the files' names are added; it is
        downloaded into `train_dir`.

    Raises:
      ValueError: `validation_size` is negative, or more than there are training pictures.
      MalformedFile: a file in `train_dir` is not what its name says.
      UsageError: some of the four files are there and some are not.
      CannotDownload: `source_url` does not give them.
    """
    options: dict[str, Any] = {"dtype": dtype, "seed": seed}
    if fake_data:
        return Datasets(*(DataSet([], [], fake_data=True, one_hot=one_hot, **options) for _ in Datasets._fields))
    folder = Path(train_dir)
    if source_url and source_url != DEFAULT_SOURCE_URL and not sources.has_digits(folder):
        # unlike MNIST's own mirrors, nothing is known of these files but their names
        download(folder, [Mirror(source_url, tuple(File(name + ".gz", 0, None) for name in sources.FILES))])
    if sources.has_digits(folder):
        for path in sources.find_files(folder):
            print("Extracting", os.path.join(train_dir, path.name))
        digits = sources.read_folder(folder)
        sources.announce(digits)
    else:
        digits = sources.find_digits()
    return datasets_from(digits, one_hot, reshape=reshape, validation_size=validation_size, **options)


def extract_images(f: Any) -> NDArray[np.uint8]:
    """The pictures in the idx file that is open as `f`, .gz or plain, uint8 [pictures, rows, columns, 1].

    Raises:
      MalformedFile: a ValueError as in 1.15.5, which noticed less.
    """
    print("Extracting", f.name)
    return idx.parse(f, f.name, idx.IMAGES_MAGIC)[..., np.newaxis]


def extract_labels(f: Any, one_hot: bool = False, num_classes: int = 10) -> NDArray[Any]:
    """The labels in the idx file that is open as `f`: uint8 [labels], or float64 [labels, num_classes] one-hot.

    Raises:
      MalformedFile: a ValueError as in 1.15.5; also for a label that has no place in a one-hot row.
    """
    print("Extracting", f.name)
    labels = idx.parse(f, f.name, idx.LABELS_MAGIC)
    if not one_hot:
        return labels
    idx.check_labels(labels, f.name, num_classes)
    return dense_to_one_hot(labels, num_classes)


def dense_to_one_hot(labels_dense: NDArray[Any], num_classes: int) -> NDArray[np.float64]:
    """The labels [n] as rows [n, num_classes] that are 1 at the label and 0 elsewhere."""
    one_hot = np.zeros((len(labels_dense), num_classes))
    one_hot[np.arange(len(labels_dense)), labels_dense.ravel()] = 1
    return one_hot


def datasets_from(
    digits: sources.Digits,
    one_hot: bool = False,
    dtype: Any = None,
    reshape: bool = True,
    validation_size: int = 5000,
    seed: int | None = None,
) -> Datasets:
    """What `read_data_sets` gives, of `digits`; the arguments are its own."""
    count = len(digits.train_images)
    if not 0 <= validation_size <= count:
        raise ValueError(f"Validation size should be between 0 and {count}. Received: {validation_size}.")

    def data_set(images: Any, labels: Any, part: slice) -> DataSet:
        labels = dense_to_one_hot(labels, 10) if one_hot else labels
        return DataSet(images[part, :, :, np.newaxis], labels[part], dtype=dtype, reshape=reshape, seed=seed)

    return Datasets(
        train=data_set(digits.train_images, digits.train_labels, slice(validation_size, None)),
        validation=data_set(digits.train_images, digits.train_labels, slice(validation_size)),
        test=data_set(digits.test_images, digits.test_labels, slice(None)),
    )
