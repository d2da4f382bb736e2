"""`tf.contrib.slim.dataset`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf.names import provide


@provide("tf.contrib.slim.dataset.Dataset", gone="2.0")
class Dataset:
    """What is known of a data set; each argument is an attribute.

    Args:
      data_sources: its files, or a pattern of their names.
      reader: the class that reads them, such as `tf.TFRecordReader`.
      decoder: a `DataDecoder`.
      num_samples: how many examples there are.
      items_to_descriptions: a line on each item.
      kwargs: anything else.
    """

    def __init__(
        self, data_sources: Any, reader: Any, decoder: Any, num_samples: Any, items_to_descriptions: Any, **kwargs: Any
    ):
        self.__dict__.update(
            kwargs,
            data_sources=data_sources,
            reader=reader,
            decoder=decoder,
            num_samples=num_samples,
            items_to_descriptions=items_to_descriptions,
        )
