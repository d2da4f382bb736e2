"""`tf.contrib.slim.dataset_data_provider`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf.contrib.slim.data.data_provider import DataProvider
from tf1graph.tf.contrib.slim.data.parallel_reader import parallel_read
from tf1graph.tf.names import provide


@provide("tf.contrib.slim.dataset_data_provider.DatasetDataProvider", gone="2.0")
class DatasetDataProvider(DataProvider):
    """Gives the items of a `slim.dataset.Dataset`, read by several readers.

    Args:
      num_readers, reader_kwargs, shuffle, num_epochs, seed, scope: as `parallel_read` takes them.
      common_queue_capacity, common_queue_min: of the queue behind the readers.
      record_key: under which name the record's key is an item.

    Raises:
      ValueError: an item has that name already.
    """

    def __init__(
        self,
        dataset: Any,
        num_readers: int = 1,
        reader_kwargs: Any = None,
        shuffle: bool = True,
        num_epochs: int | None = None,
        common_queue_capacity: int = 256,
        common_queue_min: int = 128,
        record_key: str = "record_key",
        seed: int | None = None,
        scope: str | None = None,
    ):
        key, record = parallel_read(
            dataset.data_sources,
            reader_class=dataset.reader,
            num_epochs=num_epochs,
            num_readers=num_readers,
            reader_kwargs=reader_kwargs,
            shuffle=shuffle,
            capacity=common_queue_capacity,
            min_after_dequeue=common_queue_min,
            seed=seed,
            scope=scope,
        )
        items = dataset.decoder.list_items()
        found = dict(zip(items, dataset.decoder.decode(record, items), strict=True))
        if record_key in found:
            raise ValueError(
                f"The item name used for `record_key` cannot also be used for a dataset item: {record_key}"
            )
        super().__init__({**found, record_key: key}, dataset.num_samples)
