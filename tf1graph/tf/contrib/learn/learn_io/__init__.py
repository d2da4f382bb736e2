"""`tf.contrib.learn.io`: arrays, frames, generators and files as a model's input."""

from tf1graph.tf._tree import load, mirror
from tf1graph.tf.contrib.learn.learn_io.generator_io import generator_input_fn
from tf1graph.tf.contrib.learn.learn_io.graph_io import (
    queue_parsed_features,
    read_batch_examples,
    read_batch_features,
    read_batch_record_features,
    read_keyed_batch_examples,
    read_keyed_batch_features,
)
from tf1graph.tf.contrib.learn.learn_io.numpy_io import numpy_input_fn
from tf1graph.tf.contrib.learn.learn_io.pandas_io import (
    HAS_PANDAS,
    extract_pandas_data,
    extract_pandas_labels,
    extract_pandas_matrix,
    pandas_input_fn,
)

__all__ = [
    "HAS_PANDAS",
    "extract_pandas_data",
    "extract_pandas_labels",
    "extract_pandas_matrix",
    "generator_input_fn",
    "numpy_input_fn",
    "pandas_input_fn",
    "queue_parsed_features",
    "read_batch_examples",
    "read_batch_features",
    "read_batch_record_features",
    "read_keyed_batch_examples",
    "read_keyed_batch_features",
]

__getattr__, __dir__ = mirror(__name__)

load(__name__)
