"""Small digits, and a workplace without a network, a cache or real MNIST."""

import numpy as np
import pytest
from hypothesis import settings

from tf1graph.tf.examples.tutorials.mnist import drawn
from tf1graph.tf.examples.tutorials.mnist.idx import write
from tf1graph.tf.examples.tutorials.mnist.sources import FILES

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.fixture
def arrays():
    """Pictures and labels of training, pictures and labels of test."""
    random = np.random.RandomState(0)
    return tuple(
        values.astype(np.uint8)
        for count in (12, 5)
        for values in (random.randint(0, 256, (count, 28, 28)), random.randint(0, 10, count))
    )


@pytest.fixture
def digits_folder(tmp_path, arrays):
    """A folder with four files in MNIST's format."""
    folder = tmp_path / "digits"
    folder.mkdir()
    for name, values in zip(FILES, arrays, strict=True):
        write(folder / f"{name}.gz", values)
    return folder


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """No folder named by the environment, an empty cache (which this gives), and few digits to draw."""
    monkeypatch.delenv("TF1GRAPH_MNIST", raising=False)
    monkeypatch.setenv("TF1GRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(drawn, "TRAIN", (60, 1))
    monkeypatch.setattr(drawn, "TEST", (20, 2))
    return tmp_path / "cache"
