"""`keras.initializers`: their seeds come from NumPy, so that `np.random.seed` decides the initial weights."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.keras._singular import svd
from tf1graph.keras._tree import mirror
from tf1graph.keras.backend.chance import seed_of

TRUNCATED_DEVIATION = 0.87962566103423978  # of a normal distribution that is cut off at two deviations


class Initializer:
    """A call gives a weight's first value for its shape; the keyword arguments are its configuration."""

    def __init__(self, **config: Any):
        self.__dict__.update(config)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not say which values it gives.")

    def get_config(self) -> dict[str, Any]:
        return dict(vars(self))

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Initializer:
        config = {name: part for name, part in config.items() if name != "dtype"}
        return cls(**config)


class Constant(Initializer):
    """Every weight is `value`."""

    def __init__(self, value: Any = 0):
        super().__init__(value=value)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        return tf.constant(self.get_config()["value"], dtype=dtype or "float32", shape=list(shape))


class Zeros(Initializer):
    """Zeros."""

    def __init__(self) -> None:
        super().__init__()

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        return tf.constant(0, dtype=dtype or "float32", shape=list(shape))


class Ones(Initializer):
    """Ones."""

    def __init__(self) -> None:
        super().__init__()

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        return tf.constant(1, dtype=dtype or "float32", shape=list(shape))


class RandomNormal(Initializer):
    """Normally distributed."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: int | None = None):
        super().__init__(mean=mean, stddev=stddev, seed=seed)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        own = self.get_config()
        return tf.random_normal(shape, own["mean"], own["stddev"], dtype or "float32", seed_of(own["seed"]))


class RandomUniform(Initializer):
    """Evenly distributed between two bounds."""

    def __init__(self, minval: float = -0.05, maxval: float = 0.05, seed: int | None = None):
        super().__init__(minval=minval, maxval=maxval, seed=seed)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        own = self.get_config()
        return tf.random_uniform(shape, own["minval"], own["maxval"], dtype or "float32", seed_of(own["seed"]))


class TruncatedNormal(Initializer):
    """Normally distributed, within two deviations."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: int | None = None):
        super().__init__(mean=mean, stddev=stddev, seed=seed)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        own = self.get_config()
        return tf.truncated_normal(shape, own["mean"], own["stddev"], dtype or "float32", seed_of(own["seed"]))


class VarianceScaling(Initializer):
    """Random numbers whose variance is `scale` over the count of a weight's inputs, outputs or both."""

    def __init__(self, scale: float = 1.0, mode: str = "fan_in", distribution: str = "normal", seed: int | None = None):
        if scale <= 0:
            raise ValueError(f"`scale` must be a positive float, not {scale}.")
        if mode.lower() not in ("fan_in", "fan_out", "fan_avg"):
            raise ValueError(f"`mode` must be fan_in, fan_out or fan_avg, not {mode}.")
        distribution = distribution.lower().replace("truncated_", "")  # as `tf.keras` writes it
        if distribution not in ("normal", "uniform"):
            raise ValueError(f"`distribution` must be normal or uniform, not {distribution}.")
        super().__init__(scale=scale, mode=mode.lower(), distribution=distribution, seed=seed)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        own = self.get_config()
        inputs, outputs = _fans([int(size) for size in shape])
        count = {"fan_in": inputs, "fan_out": outputs, "fan_avg": (inputs + outputs) / 2}[own["mode"]]
        scale = own["scale"] / max(1.0, count)
        if own["distribution"] == "normal":
            draw, bounds = tf.truncated_normal, (0.0, math.sqrt(scale) / TRUNCATED_DEVIATION)
        else:
            limit = math.sqrt(3.0 * scale)
            draw, bounds = tf.random_uniform, (-limit, limit)
        return draw(shape, *bounds, dtype or "float32", seed_of(own["seed"]))


class Orthogonal(Initializer):
    """An orthogonal matrix times `gain`, which NumPy draws: a seed seeds NumPy's own generator."""

    def __init__(self, gain: float = 1.0, seed: int | None = None):
        super().__init__(gain=gain, seed=seed)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        own = self.get_config()
        sizes = [int(size) for size in shape]
        flat = (math.prod(sizes[:-1]), sizes[-1])
        if own["seed"] is not None:
            np.random.seed(own["seed"])
        left, right = svd(np.random.normal(0.0, 1.0, flat))
        chosen = left if left.shape == flat else right
        return tf.constant(own["gain"] * chosen.reshape(sizes), dtype=dtype or "float32")


class Identity(Initializer):
    """The identity matrix times `gain`; of a longer matrix, several one after the other."""

    def __init__(self, gain: float = 1.0):
        super().__init__(gain=gain)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        if len(shape) != 2 or max(shape) % min(shape):
            raise ValueError(f"An identity needs a matrix whose long side is a multiple of its short one, not {shape}.")
        rows, columns = (int(size) for size in shape)
        short = min(rows, columns)
        matrix = np.tile(np.identity(short), (rows // short, columns // short))
        return tf.constant(self.get_config()["gain"] * matrix, dtype=dtype or "float32")


def _fans(shape: list[int]) -> tuple[float, float]:
    if len(shape) == 2:
        return shape[0], shape[1]
    if len(shape) in (3, 4, 5):
        field = math.prod(shape[:-2])
        return shape[-2] * field, shape[-1] * field
    return math.sqrt(math.prod(shape)), math.sqrt(math.prod(shape))


# scale, mode and distribution of the variance scalings that had names
SCALINGS = {
    "glorot_normal": (1.0, "fan_avg", "normal"),
    "glorot_uniform": (1.0, "fan_avg", "uniform"),
    "he_normal": (2.0, "fan_in", "normal"),
    "he_uniform": (2.0, "fan_in", "uniform"),
    "lecun_normal": (1.0, "fan_in", "normal"),
    "lecun_uniform": (1.0, "fan_in", "uniform"),
}
CLASSES: dict[str, Any] = {
    "constant": Constant,
    "identity": Identity,
    "normal": RandomNormal,
    "one": Ones,
    "ones": Ones,
    "orthogonal": Orthogonal,
    "random_normal": RandomNormal,
    "random_uniform": RandomUniform,
    "truncated_normal": TruncatedNormal,
    "uniform": RandomUniform,
    "variance_scaling": VarianceScaling,
    "zero": Zeros,
    "zeros": Zeros,
}
CLASSES |= {made.__name__: made for made in list(CLASSES.values())}


def glorot_normal(seed: int | None = None) -> VarianceScaling:
    """Cut-off normal numbers of variance 2 / (inputs + outputs)."""
    return VarianceScaling(*SCALINGS["glorot_normal"], seed)


def glorot_uniform(seed: int | None = None) -> VarianceScaling:
    """Even numbers of variance 2 / (inputs + outputs)."""
    return VarianceScaling(*SCALINGS["glorot_uniform"], seed)


def he_normal(seed: int | None = None) -> VarianceScaling:
    """Cut-off normal numbers of variance 2 / inputs."""
    return VarianceScaling(*SCALINGS["he_normal"], seed)


def he_uniform(seed: int | None = None) -> VarianceScaling:
    """Even numbers of variance 2 / inputs."""
    return VarianceScaling(*SCALINGS["he_uniform"], seed)


def lecun_normal(seed: int | None = None) -> VarianceScaling:
    """Cut-off normal numbers of variance 1 / inputs."""
    return VarianceScaling(*SCALINGS["lecun_normal"], seed)


def lecun_uniform(seed: int | None = None) -> VarianceScaling:
    """Even numbers of variance 1 / inputs."""
    return VarianceScaling(*SCALINGS["lecun_uniform"], seed)


def get(identifier: Any) -> Any:
    """The initialiser of a name, of a configuration, or what can be called itself.

    Raises:
      ValueError: there is no such initialiser.
    """
    if isinstance(identifier, dict):
        return _made(identifier["class_name"], identifier.get("config", {}))
    if isinstance(identifier, str):
        return _made(identifier, {})
    if identifier is None or callable(identifier):
        return identifier
    raise ValueError(f"Could not interpret initializer identifier: {identifier}")


def _made(name: str, config: dict[str, Any]) -> Any:
    named = {"".join(part.title() for part in scaling.split("_")): scaling for scaling in SCALINGS}
    scaling = named.get(name, name)
    if scaling in SCALINGS:
        return VarianceScaling(*SCALINGS[scaling], config.get("seed"))
    if name in CLASSES:
        return CLASSES[name].from_config(config)
    return tf.keras.initializers.deserialize({"class_name": name, "config": config})


__getattr__, __dir__ = mirror(__name__)

normal = random_normal = RandomNormal
uniform = random_uniform = RandomUniform
constant, identity, one, ones = Constant, Identity, Ones, Ones
orthogonal, truncated_normal, zero, zeros = Orthogonal, TruncatedNormal, Zeros, Zeros
