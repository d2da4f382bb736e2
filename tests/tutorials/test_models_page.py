"""The page that sets the tutorials' models side by side says of each what its graph has."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

from tf1graph import tf
from tf1graph.tutorials import cnn, crnn
from tf1graph.tutorials.epochs import keras_session
from tf1graph.tutorials.kaggle.models import VARIANTS
from tf1graph.tutorials.keras_cnn.model import build
from tf1graph.tutorials.numpy_cnn.network import Network, Shape

PAGE = Path(__file__).parents[2] / "docs" / "models.md"


def rows():
    """Parameters and millions of operations of each model, by its command."""
    lines = re.findall(r"^\| .* \| `tf1graph (train .*?)` \| ([\d,]+) \| ([\d.]+) \|", PAGE.read_text(), re.MULTILINE)
    return {command: (int(parameters.replace(",", "")), float(flops)) for command, parameters, flops in lines}


def of_keras(make):
    """Parameters and multiplications, by the shapes of the layers' weights and outputs."""
    with keras_session(1):
        model = make()
        products = 0
        for layer in model.layers:
            kernels = [weight for weight in layer.get_weights() if weight.ndim > 1]
            products += sum(kernel.size * math.prod(layer.output_shape[1:-1]) for kernel in kernels)
        return model.count_params(), products


def of_graph(make):
    """The same of a model of plain TensorFlow: a filter is applied at each position of its output."""
    with tf.Graph().as_default() as graph:
        make()
        products = 0
        for op in graph.get_operations():
            if op.type in ("Conv2D", "MatMul") and "gradients" not in op.name:
                products += math.prod(op.inputs[1].shape.as_list()) * math.prod(op.outputs[0].shape.as_list()[1:-1])
        return sum(math.prod(variable.shape.as_list()) for variable in tf.trainable_variables()), products


def of_numpy():
    parameters = Network(Shape(), np.random.RandomState(0)).parameters
    positions = {"conv": 24 * 24, "hidden": 1, "output": 1}
    kernels = {name: array.size for name, array in parameters.items() if array.ndim > 1}
    products = sum(size * positions[name.partition("/")[0]] for name, size in kernels.items())
    return sum(array.size for array in parameters.values()), products


MODELS = {
    "train cnn": lambda: of_graph(cnn.build),
    "train crnn": lambda: of_graph(crnn.build),
    "train numpy": of_numpy,
    "train keras": lambda: of_keras(build),
    "train kaggle": lambda: of_keras(VARIANTS["dense"].build),
    **{f"train kaggle --model {name}": lambda name=name: of_keras(VARIANTS[name].build) for name in list(VARIANTS)[1:]},
}


def test_every_model_has_a_row():
    assert set(rows()) == set(MODELS)


@pytest.mark.parametrize("command", list(MODELS))
def test_parameters_and_operations_are_those_of_the_graph(command):
    parameters, products = MODELS[command]()
    assert rows()[command] == (parameters, round(2e-6 * products, 2))
