"""Points in circles and spirals."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf.contrib.learn.datasets.base import Dataset


def _shuffled(x: Any, y: Any, n_samples: int, noise: float | None) -> Dataset:
    order = np.random.permutation(range(n_samples))
    if noise is not None:
        x = x + np.random.normal(scale=noise, size=x.shape)
    return Dataset(data=x[order], target=y[order])


def circles(
    n_samples: int = 100,
    noise: float | None = None,
    seed: int | None = None,
    factor: float = 0.8,
    n_classes: int = 2,
    *args: Any,
    **kwargs: Any,
) -> Dataset:
    """Points [n_samples, 2] on circles, each a class, from NumPy's own generator.

    Args:
      noise: the standard deviation of what is added; nothing where it is None.
      seed: of the generator.
      factor: by how much a circle is smaller than the one before.
    """
    if seed is not None:
        np.random.seed(seed)
    each, rest = divmod(n_samples, n_classes)
    angles = np.linspace(0, 2 * np.pi, each)
    cos, sin = np.cos(angles), np.sin(angles)
    xs, ys, labels = [], [], []
    for label in range(n_classes):
        xs.append(cos.copy())
        ys.append(sin.copy())
        cos *= factor
        sin *= factor
        labels.append(label * np.ones(each, dtype=np.int32))
    xs.append(np.cos(np.random.rand(rest) * 2 * np.pi))
    ys.append(np.sin(np.random.rand(rest) * 2 * np.pi))
    labels.append(np.zeros(rest, dtype=np.int32))
    x = np.vstack((np.concatenate(xs), np.concatenate(ys))).T
    return _shuffled(x, np.concatenate(labels), n_samples, noise)


def spirals(
    n_samples: int = 100,
    noise: float | None = None,
    seed: int | None = None,
    mode: str = "archimedes",
    n_loops: int = 2,
    *args: Any,
    **kwargs: Any,
) -> Dataset:
    """Points [n_samples, 2] on two spirals, each a class, from NumPy's own generator.

    Args:
      noise: the standard deviation of what is added; nothing where it is None.
      seed: of the generator.
      mode: how far the arms are from each other: `archimedes`, `bernoulli` or `fermat`.
      n_loops: how often they go round.

    Raises:
      ValueError: there is no such mode.
    """
    if mode not in RADII:
        raise ValueError(f"Cannot generate spiral with mode {mode}")
    if seed is not None:
        np.random.seed(seed)
    each, rest = divmod(n_samples, 2)
    angles = np.linspace(0, 2 * n_loops * np.pi, each)
    arms = [_arm(mode, angles, label * np.pi, **kwargs) for label in range(2)]
    target = np.repeat(np.arange(2), each)
    if rest:
        arms.append(_arm(mode, np.random.rand(rest) * 2 * np.pi, 0.0, **kwargs))
        target = np.append(target, np.zeros(rest, dtype=np.int32))
    return _shuffled(np.hstack(arms).T, target.astype(np.int32), n_samples, noise)


RADII = {
    "archimedes": lambda angles, **kwargs: angles,
    "bernoulli": lambda angles, exp_scale=0.1, **kwargs: np.exp(exp_scale * angles),
    "fermat": lambda angles, **kwargs: np.sqrt(angles),
}


def _arm(mode: str, angles: Any, offset: float, **kwargs: Any) -> Any:
    radius = RADII[mode](angles, **kwargs)
    x, y = radius * np.cos(angles + offset), radius * np.sin(angles + offset)
    return np.vstack((x / np.max(np.abs(x)), y / np.max(np.abs(y))))
