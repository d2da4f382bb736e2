"""Measure a training step of the NumPy CNN against its layers written plainly, and against TensorFlow.

    python scripts/benchmark_numpy.py
    python scripts/benchmark_numpy.py --rounds 9 --profile

Plainly: as the tutorial's article explains the layers, in float64, with a row of a matrix for each window. All three
train the same network from the same weights on the same 100 pictures; before the clock starts their first losses are
compared. Each round times all of them one after the other; each ratio is the median of those within a round. Give it
two quiet cores. Figures go to stdout.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from tf1graph.chatter import load_tensorflow
from tf1graph.cli import finish
from tf1graph.errors import Tf1graphError
from tf1graph.tutorials.numpy_cnn.adam import Adam
from tf1graph.tutorials.numpy_cnn.layers import Affine, Convolution, Layer, MaxPooling, ReLU
from tf1graph.tutorials.numpy_cnn.network import Network, Shape
from tf1graph.tutorials.settings import add_options, option, positive, settings_from

BATCH = 100

Step = Callable[[], float]  # makes a step and gives its loss


@dataclass
class BenchmarkSettings:
    """How long is measured."""

    steps: int = option(30, "steps in a round", check=positive)
    rounds: int = option(5, "rounds", check=positive)
    profile: bool = option(False, "also the milliseconds of each layer, forwards and backwards")


class StepsDiffer(Tf1graphError):
    """What is to be compared does not compute the same."""


def as_rows(x: np.ndarray, window: int, stride: int) -> np.ndarray:
    """A row for each window of `x` [N, C, H, W], picture by picture."""
    n, c, h, w = x.shape
    high, wide = (h - window) // stride + 1, (w - window) // stride + 1
    found = np.empty((n, c, window, window, high, wide), x.dtype)
    for i, j in np.ndindex(window, window):
        found[:, :, i, j] = x[:, :, i : i + stride * high : stride, j : j + stride * wide : stride]
    return found.transpose(0, 4, 5, 1, 2, 3).reshape(n * high * wide, -1)


def from_rows(rows: np.ndarray, shape: tuple[int, ...], window: int, stride: int) -> np.ndarray:
    """The sum of all windows at each pixel: the transpose of `as_rows`."""
    n, c, h, w = shape
    high, wide = (h - window) // stride + 1, (w - window) // stride + 1
    by_pixel = rows.reshape(n, high, wide, c, window, window).transpose(0, 3, 4, 5, 1, 2)
    found = np.zeros(shape, rows.dtype)
    for i, j in np.ndindex(window, window):
        found[:, :, i : i + stride * high : stride, j : j + stride * wide : stride] += by_pixel[:, :, i, j]
    return found


class PlainConvolution(Layer):
    """One product of all windows of all pictures; results transposed back to pictures."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        filters, _, size, _ = self.parameters["weight"].shape
        self.input_shape, self.rows = x.shape, as_rows(x, size, 1)
        self.matrix = self.parameters["weight"].reshape(filters, -1).T
        out = self.rows @ self.matrix + self.parameters["bias"]
        side = x.shape[2] - size + 1
        return out.reshape(len(x), side, side, filters).transpose(0, 3, 1, 2)

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        weight = self.parameters["weight"]
        rows = gradient.transpose(0, 2, 3, 1).reshape(-1, len(weight))
        self.gradients = {"weight": (self.rows.T @ rows).T.reshape(weight.shape), "bias": rows.sum(0)}
        return from_rows(rows @ self.matrix.T, self.input_shape, weight.shape[2], 1)


class PlainPooling(Layer):
    """The maximum of each row that holds a window."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        n, c, h, w = x.shape
        rows = as_rows(x, 2, 2).reshape(-1, 4)
        self.input_shape, self.places = x.shape, rows.argmax(1)
        return rows.max(1).reshape(n, h // 2, w // 2, c).transpose(0, 3, 1, 2)

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        moved = gradient.transpose(0, 2, 3, 1)
        rows = np.zeros((moved.size, 4), gradient.dtype)
        rows[np.arange(moved.size), self.places] = moved.reshape(-1)
        return from_rows(rows, self.input_shape, 2, 2)


class PlainReLU(Layer):
    """Set to zero where a mask says so."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.below = x <= 0
        out = x.copy()
        out[self.below] = 0
        return out

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        gradient = gradient.copy()
        gradient[self.below] = 0
        return gradient


def plain(network: Network) -> Network:
    """The same network with plain layers, whose parameters are the same arrays."""
    kinds: dict[type[Layer], Callable[..., Layer]] = {
        Convolution: PlainConvolution,
        MaxPooling: PlainPooling,
        ReLU: PlainReLU,
        Affine: Affine,
    }
    for name, layer in network.layers.items():
        network.layers[name] = kinds[type(layer)](**layer.parameters)
    return network


def steps_of(network: Network, pictures: np.ndarray, labels: np.ndarray) -> Step:
    adam = Adam()

    def step() -> float:
        loss, _, gradients = network.loss_and_gradients(pictures, labels)
        adam.update(network.parameters, gradients)
        return loss

    return step


def steps_of_tensorflow(start: dict[str, np.ndarray], pictures: np.ndarray, labels: np.ndarray) -> Step:
    from tf1graph import tf

    x = tf.placeholder(tf.float32, [None, 28, 28, 1])
    t = tf.placeholder(tf.int64, [None])
    kernel = tf.Variable(start["conv/weight"].transpose(2, 3, 1, 0))
    others = {name: tf.Variable(array) for name, array in start.items() if name != "conv/weight"}
    h = tf.nn.relu(tf.nn.conv2d(x, kernel, [1, 1, 1, 1], "VALID") + others["conv/bias"])
    h = tf.nn.max_pool(h, [1, 2, 2, 1], [1, 2, 2, 1], "VALID")
    h = tf.reshape(tf.transpose(h, [0, 3, 1, 2]), [-1, 12 * 12 * 30])  # by channel, as the weights have it
    h = tf.nn.relu(tf.matmul(h, others["hidden/weight"]) + others["hidden/bias"])
    scores = tf.matmul(h, others["output/weight"]) + others["output/bias"]
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=t, logits=scores))
    train = tf.train.AdamOptimizer(epsilon=1e-7).minimize(loss)
    session = tf.Session()
    session.run(tf.global_variables_initializer())
    feed = {x: pictures.transpose(0, 2, 3, 1), t: labels}
    return lambda: float(session.run([loss, train], feed)[0])


def profile(network: Network, pictures: np.ndarray, labels: np.ndarray, steps: int) -> dict[str, float]:
    """The milliseconds of each layer, by its name and direction: medians over `steps`."""
    network.loss_and_gradients(pictures, labels)  # makes what softmax's backward needs
    taken: dict[str, list[float]] = {}

    def timed(name: str, call: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        value = call()
        taken.setdefault(name, []).append((time.perf_counter() - start) * 1e3)
        return value

    for _ in range(steps):
        x = pictures
        for name, layer in network.layers.items():
            x = timed(f"{name} forwards", lambda layer=layer, x=x: layer.forward(x))  # type: ignore[misc]
        gradient = network.softmax.backward()
        for name, layer in reversed(network.layers.items()):
            gradient = timed(f"{name} backwards", lambda layer=layer, g=gradient: layer.backward(g))  # type: ignore[misc]
    return {name: median(times) for name, times in taken.items()}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, BenchmarkSettings)
    settings = settings_from(parser.parse_args(argv), BenchmarkSettings)
    load_tensorflow()

    draw = np.random.RandomState(0)
    pictures, labels = draw.rand(BATCH, 1, 28, 28), draw.randint(0, 10, BATCH)
    single = pictures.astype(np.float32)
    ours = Network(Shape(), np.random.RandomState(1))
    slow = plain(Network(Shape(), np.random.RandomState(1), np.float64))
    start = {name: array.copy() for name, array in ours.parameters.items()}
    contenders = {
        "ours": steps_of(ours, single, labels),
        "plain": steps_of(slow, pictures, labels),
        "TensorFlow": steps_of_tensorflow(start, single, labels),
    }
    losses = {name: [step() for _ in range(3)] for name, step in contenders.items()}
    for name, found in losses.items():
        if not np.allclose(found, losses["ours"], rtol=1e-4):
            raise StepsDiffer(f"The first losses differ: {losses['ours']} here, {found} of {name}.")

    rounds: list[dict[str, float]] = []
    for _ in range(settings.rounds):
        times = {}
        for name, step in contenders.items():
            begin = time.perf_counter()
            for _ in range(settings.steps):
                step()
            times[name] = (time.perf_counter() - begin) / settings.steps * 1e3
        rounds.append(times)
    print(f"{'a step of ' + str(BATCH) + ' pictures':24} {'ms':>8} {'times ours':>12}")
    for name in contenders:
        ratio = median(times[name] / times["ours"] for times in rounds)
        print(f"{name:24} {median(times[name] for times in rounds):8.2f} {ratio:12.2f}")
    if settings.profile:
        print()
        quick = profile(ours, single, labels, settings.steps)
        other = profile(slow, pictures, labels, settings.steps)
        print(f"{'layer':24} {'ours, ms':>8} {'plain, ms':>12}")
        for name, milliseconds in quick.items():
            print(f"{name:24} {milliseconds:8.2f} {other[name]:12.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
