"""The network of the tutorial: conv - relu - pool - affine - relu - affine - softmax."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tf1graph.errors import UsageError
from tf1graph.tutorials.numpy_cnn.layers import Affine, Arrays, Convolution, Layer, MaxPooling, ReLU, SoftmaxWithLoss
from tf1graph.tutorials.numpy_cnn.windows import Pair, output_size


@dataclass
class Shape:
    """How large the network is; the defaults are the tutorial's.

    `picture`: channels, height and width of an input. `weight_scale`: the deviation of the normal distribution that
    the first weights are drawn from; None is He's, the root of 2 / inputs of a unit.
    """

    picture: tuple[int, int, int] = (1, 28, 28)
    filters: int = 30
    window: Pair = (5, 5)
    stride: int = 1
    pad: int = 0
    pool: int = 2
    hidden: int = 100
    classes: int = 10
    weight_scale: float | None = 0.01


class Network:
    """The tutorial's network for pictures [N, C, H, W].

    Args:
      shape: its sizes.
      random: the weights are drawn from it, layer after layer; the biases are zeros.
      dtype: of parameters and pictures, float32 or float64.

    Raises:
      UsageError: the windows do not fit in the picture, or the poolings in what the filters make of it.
    """

    def __init__(self, shape: Shape, random: np.random.RandomState, dtype: type = np.float32):
        channels, height, width = shape.picture
        sizes = [
            output_size(output_size(size, window, shape.stride, shape.pad, axis), shape.pool, shape.pool, 0, axis)
            for size, window, axis in zip((height, width), shape.window, ("height", "width"), strict=True)
        ]

        def weights(inputs: int, *size: int) -> np.ndarray:
            scale = (2 / inputs) ** 0.5 if shape.weight_scale is None else shape.weight_scale
            return (scale * random.randn(*size)).astype(dtype)

        def zeros(size: int) -> np.ndarray:
            return np.zeros(size, dtype)

        seen = channels * shape.window[0] * shape.window[1]
        pooled = shape.filters * sizes[0] * sizes[1]
        self.layers: dict[str, Layer] = {
            "conv": Convolution(
                weights(seen, shape.filters, channels, *shape.window),
                zeros(shape.filters),
                shape.stride,
                shape.pad,
                first=True,
            ),
            "relu": ReLU(),
            "pool": MaxPooling((shape.pool, shape.pool)),
            "hidden": Affine(weights(pooled, pooled, shape.hidden), zeros(shape.hidden)),
            "hidden_relu": ReLU(),
            "output": Affine(weights(shape.hidden, shape.hidden, shape.classes), zeros(shape.classes)),
        }
        self.softmax = SoftmaxWithLoss()
        self.parameters: Arrays = {
            f"{name}/{key}": array for name, layer in self.layers.items() for key, array in layer.parameters.items()
        }

    def scores(self, pictures: np.ndarray) -> np.ndarray:
        """What the last affine layer gives for `pictures` [N, C, H, W]: [N, classes], before the softmax."""
        x = pictures
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def predict(self, pictures: np.ndarray, batch_size: int = 500) -> np.ndarray:
        """The most probable class of each of `pictures` [N, C, H, W]: [N], integers."""
        parts = range(0, len(pictures), batch_size)
        found = [self.scores(pictures[start : start + batch_size]).argmax(1) for start in parts]
        return np.concatenate(found) if found else np.zeros(0, np.intp)

    def loss_and_gradients(self, pictures: np.ndarray, labels: np.ndarray) -> tuple[float, float, Arrays]:
        """The mean loss of a batch (nats), its accuracy, and the gradient of the loss by each parameter's name.

        Args:
          pictures: [N, C, H, W].
          labels: [N] integers.
        """
        probabilities = self.softmax.forward(self.scores(pictures))
        loss = self.softmax.loss(labels)
        gradient = self.softmax.backward()
        for layer in reversed(self.layers.values()):
            gradient = layer.backward(gradient)
        gradients = {
            f"{name}/{key}": array for name, layer in self.layers.items() for key, array in layer.gradients.items()
        }
        return loss, float((probabilities.argmax(1) == labels).mean()), gradients

    def load(self, parameters: Arrays) -> None:
        """Take the values of `parameters`, named and shaped as the network's own.

        Raises:
          UsageError: one is missing or has another shape.
        """
        for name, own in self.parameters.items():
            given = parameters.get(name)
            if given is None or given.shape != own.shape:
                found = "is missing" if given is None else f"has the shape {list(given.shape)}"
                raise UsageError(f"The parameter {name} of shape {list(own.shape)} {found} in what is to be loaded.")
            own[...] = given
