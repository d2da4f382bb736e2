"""`tf.contrib.learn.datasets`: MNIST, irises, files of numbers, points in circles and spirals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._tree import mirror
from tf1graph.tf.contrib.learn.datasets import base, mnist, synthetic, text_datasets
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)

DATASETS: dict[str, Callable[..., Any]] = {
    "iris": base.load_iris,
    "boston": base.load_boston,
    "mnist": mnist.load_mnist,
    "dbpedia": text_datasets.load_dbpedia,
}
SYNTHETIC: dict[str, Callable[..., Any]] = {"circles": synthetic.circles, "spirals": synthetic.spirals}


@provide("tf.contrib.learn.datasets.load_dataset", gone="2.0")
def load_dataset(name: str, size: str = "small", test_with_fake_data: bool = False) -> Any:
    """The data set called `name`: `iris`, `boston`, `mnist` or `dbpedia`, of which `size` may be `small`.

    Raises:
      ValueError: there is none of that name.
    """
    if name not in DATASETS:
        raise ValueError(f"Name of dataset is not found: {name}")
    return DATASETS[name](size, test_with_fake_data) if name == "dbpedia" else DATASETS[name]()


@provide("tf.contrib.learn.datasets.make_dataset", gone="2.0")
def make_dataset(
    name: str, n_samples: int = 100, noise: float | None = None, seed: int | None = 42, *args: Any, **kwargs: Any
) -> Any:
    """Points of the kind `circles` or `spirals`.

    Raises:
      ValueError: there is no such kind.
    """
    if name not in SYNTHETIC:
        raise ValueError(f"Synthetic dataset not found or not implemeted: {name}")
    return SYNTHETIC[name](n_samples, noise, seed, *args, **kwargs)
