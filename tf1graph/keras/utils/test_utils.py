"""`keras.utils.test_utils`: random data to learn from, and a test of a layer."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from tf1graph.keras import backend, layers, models
from tf1graph.keras._tree import mirror
from tf1graph.keras.layers.custom import as_tuples
from tf1graph.keras.utils.generic_utils import has_arg


def get_test_data(
    num_train: int = 1000,
    num_test: int = 500,
    input_shape: tuple[int, ...] = (10,),
    output_shape: tuple[int, ...] = (2,),
    classification: bool = True,
    num_classes: int = 2,
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Samples that can be learned, drawn from NumPy's seed: those to train on and those to test on.

    Args:
      num_train, num_test: how many of each.
      input_shape: of a sample.
      output_shape: of a target, where it is no class.
      classification: whether targets are classes, whole numbers below `num_classes`; a sample lies about its class.
    """
    count = num_train + num_test
    if classification:
        targets = np.random.randint(0, num_classes, size=(count,))
        centres = targets.reshape((-1,) + (1,) * len(input_shape))
        inputs = np.zeros((count, *input_shape), np.float32)
        for i in range(count):
            inputs[i] = np.random.normal(loc=centres[i], scale=0.7, size=input_shape)
    else:
        place = np.random.random((count,))
        targets = np.zeros((count, *output_shape), np.float32)
        inputs = np.zeros((count, *input_shape), np.float32)
        for i in range(count):
            inputs[i] = np.random.normal(loc=place[i], scale=0.7, size=input_shape)
            targets[i] = np.random.normal(loc=place[i], scale=0.7, size=output_shape)
    return (inputs[:num_train], targets[:num_train]), (inputs[num_train:], targets[num_train:])


def layer_test(
    layer_cls: Any,
    kwargs: Mapping[str, Any] = MappingProxyType({}),
    input_shape: Any = None,
    input_dtype: Any = None,
    input_data: Any = None,
    expected_output: Any = None,
    expected_output_dtype: Any = None,
    fixed_batch_size: bool = False,
) -> np.ndarray:
    """What a layer gives for data, drawn from NumPy's seed unless it is given, after its parts were tested.

    The shape that the layer says, and a model that is made of its configuration and its weights, are compared with
    what it gives; a layer that does something else in training is trained on one batch.

    Args:
      layer_cls, kwargs: the class of the layer and the arguments of its constructor.
      input_shape: of a batch; sizes that are None are drawn.
      expected_output: what the layer should give, within 1e-3.

    Raises:
      AssertionError: two of them differ.
    """
    if input_data is None:
        sizes = [np.random.randint(1, 4) if size is None else size for size in input_shape]
        input_data = (10 * np.random.random(sizes)).astype(input_dtype or backend.floatx())
    input_shape = input_data.shape if input_shape is None else input_shape
    input_dtype = input_dtype or input_data.dtype
    layer = layer_cls(**kwargs)
    weights = layer.get_weights()
    layer.set_weights(weights)
    if weights and has_arg(layer_cls.__init__, "weights"):
        layer = layer_cls(**kwargs, weights=weights)
    shape = {"batch_shape": input_shape} if fixed_batch_size else {"shape": input_shape[1:]}
    inputs = layers.Input(dtype=input_dtype, **shape)
    outputs = layer(inputs)
    assert backend.dtype(outputs) == (expected_output_dtype or input_dtype)
    model = models.Model(inputs, outputs)
    found = model.predict(input_data)
    said = as_tuples(layer.compute_output_shape(input_shape))
    for size, real in zip(said, found.shape, strict=False):
        assert size in (None, real), f"the layer says the shape {said}, and gives {found.shape}"
    if expected_output is not None:
        np.testing.assert_allclose(found, expected_output, rtol=1e-3)
    copy = type(model).from_config(model.get_config())
    if model.weights:
        copy.set_weights(model.get_weights())
        np.testing.assert_allclose(copy.predict(input_data), found, rtol=1e-3)
    if has_arg(layer.call, "training"):
        model.compile("rmsprop", "mse")
        model.train_on_batch(input_data, found)
    layer_cls.from_config({**layer.get_config(), "batch_input_shape": input_shape})
    return found


def keras_test(test: Callable[..., Any]) -> Callable[..., Any]:
    """`test`, after which the graph of the models that it made is cleared."""

    @functools.wraps(test)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        given = test(*args, **kwargs)
        backend.clear_session()
        return given

    return wrapped


__getattr__, __dir__ = mirror(__name__)
