"""What each tutorial brings to the training loop that both share: its seeds, data, graph, feeds and its line of text.

Both draw from NumPy's global random state, as the tutorials do, and in their order; what a lesson measures beyond
the tutorial draws from a state of its own.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from tf1graph import tf
from tf1graph.tf.examples.tutorials.mnist.input_data import datasets_from
from tf1graph.tf.examples.tutorials.mnist.sources import Digits
from tf1graph.tutorials import cnn, crnn
from tf1graph.tutorials.pairs import sample_pairs
from tf1graph.tutorials.saving import Arrays
from tf1graph.tutorials.settings import RunSettings
from tf1graph.tutorials.speed import rewritten_gradients

HELD_OUT_PAIRS = 10_000


@dataclass
class Report:
    """What a tutorial prints every 100 steps: its line, and the figures in it.

    `loss` and `accuracy` are of the training batch, `test_loss` and `test_accuracy` of what the tutorial tests with.
    """

    line: str
    loss: float
    accuracy: float
    test_loss: float
    test_accuracy: float


class Lesson(ABC):
    """A tutorial, ready to be trained: seeds set, digits at hand, graph built in the default graph.

    Args:
      settings: of the tutorial's own settings class.
      digits: the training and test digits.
    """

    name: ClassVar[str]
    first_step: ClassVar[int]  # the number that the tutorial gives its first step
    settings_class: ClassVar[type[RunSettings]]

    settings: RunSettings
    digits: Digits
    model: Any  # has train_step, loss and accuracy
    filters: dict[str, Any]  # variables that are filter banks

    @abstractmethod
    def __init__(self, settings: Any, digits: Digits): ...

    @abstractmethod
    def next_feed(self) -> dict[Any, np.ndarray]:
        """The feed of the next training step."""

    @abstractmethod
    def report(self, session: Any, step: int, feed: dict[Any, np.ndarray], loss: float, accuracy: float) -> Report:
        """What the tutorial prints after step number `step`, whose run gave `loss` and `accuracy`."""

    @abstractmethod
    def test(self, session: Any) -> tuple[float, str]:
        """The accuracy on test digits that stay the same from run to run, and on how many of what."""

    @abstractmethod
    def hidden(self, session: Any, count: int) -> np.ndarray:
        """The hidden layer's values [count, units] for the first `count` test digits."""

    def state(self) -> Arrays:
        """The position in the training data, beyond NumPy's random state."""
        return {}

    def restore(self, state: Arrays) -> None:  # noqa: B027 - a lesson without a position has nothing to do
        """Take the position that `state` gave."""


class CNNLesson(Lesson):
    """The CNN tutorial. Its data sets are read before the graph is built, which reseeds NumPy, as TensorFlow 1 did."""

    name = "cnn"
    first_step = 0
    settings_class = cnn.CNNSettings

    def __init__(self, settings: cnn.CNNSettings, digits: Digits):
        self.settings, self.digits = settings, digits
        np.random.seed(settings.seed)
        tf.set_random_seed(settings.seed)
        self.data = datasets_from(digits, one_hot=True)
        with rewritten_gradients(settings.fast):
            self.model = cnn.build(settings)
        self.filters = {"Conv": self.model.cfilter}
        self.test_feed = {self.model.x: self.data.test.images, self.model.t: self.data.test.labels}

    def next_feed(self) -> dict[Any, np.ndarray]:
        pictures, labels = self.data.train.next_batch(self.settings.batch_size)
        return {self.model.x: pictures, self.model.t: labels}

    def report(self, session: Any, step: int, feed: dict[Any, np.ndarray], loss: float, accuracy: float) -> Report:
        """The tutorial measures the batch anew after the step, and all test digits in one run."""
        measured = [self.model.loss, self.model.accuracy]
        loss, accuracy = session.run(measured, feed)
        test_loss, test_accuracy = session.run(measured, self.test_feed)
        line = f"step: {step}, loss: {loss:f}, acc: {accuracy:f}, test: {test_accuracy:f}"
        # The loss is a sum over pictures: this makes it comparable with a training batch's.
        test_loss *= self.settings.batch_size / len(self.data.test.labels)
        return Report(line, float(loss), float(accuracy), float(test_loss), float(test_accuracy))

    def test(self, session: Any) -> tuple[float, str]:
        return float(session.run(self.model.accuracy, self.test_feed)), f"{len(self.data.test.labels):,} test digits"

    def hidden(self, session: Any, count: int) -> np.ndarray:
        return session.run(self.model.z, {self.model.x: self.data.test.images[:count]})

    def state(self) -> Arrays:
        return self.data.train.state()

    def restore(self, state: Arrays) -> None:
        self.data.train.restore(state)


class CRNNLesson(Lesson):
    """The CRNN tutorial. It tests with a fresh batch of test pairs, drawn from the same random state as training's."""

    name = "crnn"
    first_step = 1
    settings_class = crnn.CRNNSettings

    def __init__(self, settings: crnn.CRNNSettings, digits: Digits):
        self.settings, self.digits = settings, digits
        self.scaled = settings.scaled
        np.random.seed(settings.seed)
        tf.set_random_seed(settings.seed)
        with rewritten_gradients(settings.fast):
            self.model = crnn.build(settings)
        kernels = [v for v in tf.trainable_variables() if v.shape.ndims == 4 and v.shape[2] == 1]
        self.filters = {v.op.name: v for v in kernels}  # the first convolution of either picture

    def next_feed(self) -> dict[Any, np.ndarray]:
        return self._draw(self.digits.train_images, self.digits.train_labels)

    def _draw(self, images: np.ndarray, labels: np.ndarray) -> dict[Any, np.ndarray]:
        pictures, _, one_hot = sample_pairs(images, labels, self.settings.batch_size)
        return {self.model.input: self._scale(pictures), self.model.correct: one_hot}

    def _scale(self, pictures: np.ndarray) -> np.ndarray:
        return pictures * np.float32(1 / 255) if self.scaled else pictures

    def report(self, session: Any, step: int, feed: dict[Any, np.ndarray], loss: float, accuracy: float) -> Report:
        """The tutorial prints the loss that the step's own run gave."""
        test_feed = self._draw(self.digits.test_images, self.digits.test_labels)
        test_loss, test_accuracy = session.run([self.model.loss, self.model.accuracy], test_feed)
        line = f"{step} steps, {loss} loss, {test_accuracy} accuracy"
        return Report(line, float(loss), float(accuracy), float(test_loss), float(test_accuracy))

    def test(self, session: Any) -> tuple[float, str]:
        batch = self.settings.batch_size
        batches = math.ceil(HELD_OUT_PAIRS / batch)
        images, labels = self.digits.test_images, self.digits.test_labels.astype(np.int64)
        drawn = np.random.RandomState(0).randint(0, len(images), [batches, 2, batch])
        hits = []
        for pair in drawn:
            pictures = self._scale(images[pair].reshape(2, batch, 28, 28, 1))
            scores = session.run(self.model.prediction, {self.model.input: pictures})
            hits.append(scores.argmax(1) == labels[pair[0]] - labels[pair[1]] + 9)
        return float(np.mean(hits)), f"{batches * batch:,} pairs of test digits"

    def hidden(self, session: Any, count: int) -> np.ndarray:
        """Of the first picture of a pair: what the RNN is given of it."""
        pictures = self._scale(np.stack([self.digits.test_images[:count]] * 2).reshape(2, -1, 28, 28, 1))
        return session.run(self.model.hidden_list, {self.model.input: pictures})[:, 0]


LESSONS: dict[str, type[Lesson]] = {lesson.name: lesson for lesson in (CNNLesson, CRNNLesson)}
