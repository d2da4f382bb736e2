"""Both input functions, under the path by which TensorFlow 1 gathered them."""

from tf1graph.tf.estimator.inputs.numpy_io import numpy_input_fn
from tf1graph.tf.estimator.inputs.pandas_io import pandas_input_fn

__all__ = ["numpy_input_fn", "pandas_input_fn"]
