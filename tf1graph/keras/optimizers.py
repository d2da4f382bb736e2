"""`keras.optimizers`: Keras 2.2.4's, which make their own updates of variables.

Its updates read the count of steps while another op raises it, in an order of chance, and nearly always after it: so
that Adam's first step is made as its second; SGD alone reads it before. Here they always do.
"""

from __future__ import annotations

from typing import Any, ClassVar

from tf1graph import tf
from tf1graph.keras._tree import mirror
from tf1graph.keras.legacy.interfaces import legacy_get_updates_support


class Optimizer:
    """Base of optimisers; `clipnorm` limits the norm of all gradients together, `clipvalue` each number of them.

    Attributes:
      updates: the ops of a step.
      weights: the variables that are saved with a model.
    """

    ARGUMENTS: ClassVar[dict[str, Any]] = {}  # those with variables, and their defaults
    OTHERS: ClassVar[dict[str, Any]] = {}  # plain ones
    lr: Any
    beta_1: Any
    beta_2: Any
    rho: Any
    momentum: Any
    decay: Any
    nesterov: bool
    amsgrad: bool
    epsilon: Any
    schedule_decay: float
    COUNTS_FIRST = True  # whether the count of steps is read after it is raised

    def __init__(self, *args: Any, **kwargs: Any):
        defaults = {**self.ARGUMENTS, **self.OTHERS}
        order = [name for name in self._order() if name in defaults]
        if len(args) > len(order):
            raise TypeError(f"`{type(self).__name__}` takes {len(order)} positional arguments, not {len(args)}.")
        if "learning_rate" in kwargs and "lr" in defaults:
            kwargs["lr"] = kwargs.pop("learning_rate")
        given = {**dict(zip(order, args, strict=False)), **kwargs}
        self.updates: list[Any] = []
        self.weights: Any = []
        for name in given.keys() - defaults.keys():
            if name not in ("clipnorm", "clipvalue"):
                raise TypeError(f"Unexpected keyword argument passed to optimizer: {name}")
            setattr(self, name, given[name])
        if not defaults:
            return  # one that the program wrote
        variable = tf.keras.backend.variable
        with tf.name_scope(type(self).__name__):
            self.iterations = variable(0, dtype="int64", name="iterations")
            for name, default in self.ARGUMENTS.items():
                setattr(self, name, variable(given.get(name, default), name=name))
        for name, default in self.OTHERS.items():
            setattr(self, name, given.get(name, default))
        if getattr(self, "epsilon", 0) is None:
            self.epsilon = tf.keras.backend.epsilon()
        self.initial_decay = given.get("decay", 0.0)

    def _order(self) -> tuple[str, ...]:
        return (*self.ARGUMENTS, *self.OTHERS)

    def get_updates(self, loss: Any, params: list[Any]) -> list[Any]:
        """The ops of a step: they make `loss` smaller by changing `params`."""
        gradients = self.get_gradients(loss, params)
        before = tf.identity(self.iterations)
        with tf.control_dependencies([before]):
            counted = tf.keras.backend.update_add(self.iterations, 1)
        with tf.control_dependencies([counted]):
            steps = tf.identity(self.iterations) if self.COUNTS_FIRST else before
        self.updates = [counted]
        rate: Any = self.lr
        if self.initial_decay > 0:
            rate = rate * (1.0 / (1.0 + self.decay * tf.cast(steps, self.decay.dtype.base_dtype)))
        step = tf.cast(steps, tf.keras.backend.floatx()) + 1
        slots = self._slots(params)
        about = self._prepare(rate, step)
        for param, gradient, *own in zip(params, gradients, *slots, strict=True):
            new, changed = self._step(param, gradient, own, about)
            self.updates += [tf.keras.backend.update(slot, value) for slot, value in changed]
            constraint = getattr(param, "constraint", None)
            self.updates.append(tf.keras.backend.update(param, new if constraint is None else constraint(new)))
        return self.updates

    def _slots(self, params: list[Any]) -> list[list[Any]]:
        """The variables of each parameter, kind by kind; they become the optimiser's weights."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it updates weights: write get_updates().")

    def _prepare(self, rate: Any, step: Any) -> Any:
        """What all steps share, of the rate and the number of the step, which is 2 at the first."""
        return rate

    def _step(self, p: Any, g: Any, own: list[Any], about: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        """A parameter's new value from its gradient, and the new values of its variables."""
        raise NotImplementedError

    def get_gradients(self, loss: Any, params: Any) -> list[Any]:
        """The gradients of `loss`, clipped.

        Raises:
          ValueError: the loss does not depend on a parameter.
        """
        gradients = tf.gradients(loss, params)
        if any(gradient is None for gradient in gradients):
            raise ValueError(
                "An operation has `None` for gradient. Please make sure that all of your ops have a gradient defined "
                "(i.e. are differentiable). Common ops without gradient: K.argmax, K.round, K.eval."
            )
        limit = getattr(self, "clipnorm", 0)
        if limit > 0:
            norm = tf.sqrt(sum(tf.reduce_sum(tf.square(gradient)) for gradient in gradients))
            gradients = [clip_norm(gradient, limit, norm) for gradient in gradients]
        bound = getattr(self, "clipvalue", 0)
        if bound > 0:
            gradients = [tf.keras.backend.clip(gradient, -bound, bound) for gradient in gradients]
        return gradients

    def set_weights(self, weights: list[Any]) -> None:
        """Set the variables from arrays.

        Raises:
          ValueError: another number of them, or other shapes.
        """
        params = self.weights
        if len(params) != len(weights):
            raise ValueError(
                f"Length of the specified weight list ({len(weights)}) does not match the number of weights of the "
                f"optimizer ({len(params)})"
            )
        for value, param, weight in zip(tf.keras.backend.batch_get_value(params), params, weights, strict=True):
            if value.shape != weight.shape:
                raise ValueError(
                    f"Optimizer weight shape {value.shape} not compatible with provided weight shape {weight.shape}"
                )
            tf.keras.backend.set_value(param, weight)

    def get_weights(self) -> list[Any]:
        """The values of the variables."""
        return tf.keras.backend.batch_get_value(self.weights)

    def get_config(self) -> dict[str, Any]:
        """The arguments with their values of now."""
        clips = {name: getattr(self, name) for name in ("clipnorm", "clipvalue") if hasattr(self, name)}
        values = {name: float(tf.keras.backend.get_value(getattr(self, name))) for name in self.ARGUMENTS}
        return {**clips, **values, **{name: getattr(self, name) for name in self.OTHERS}}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """An optimiser of these arguments."""
        return cls(**config)


def clip_norm(g: Any, c: float, n: Any) -> Any:
    """The gradient `g`, shortened by `c / n` where the norm `n` is `c` or more."""
    if c <= 0:
        return g
    shorter = tf.scalar_mul(c / n, g)
    clipped = tf.cond(tf.cast(n >= c, tf.bool), lambda: shorter, lambda: g)
    if isinstance(shorter, tf.Tensor):
        clipped.set_shape(shorter.shape)
    return clipped


def _zeros(params: list[Any]) -> list[Any]:
    backend = tf.keras.backend
    return [backend.zeros(backend.int_shape(param), dtype=backend.dtype(param)) for param in params]


class SGD(Optimizer):
    """Gradient descent, with momentum and Nesterov's look ahead."""

    ARGUMENTS: ClassVar[dict[str, Any]] = {"lr": 0.01, "momentum": 0.0, "decay": 0.0}
    OTHERS: ClassVar[dict[str, Any]] = {"nesterov": False}
    COUNTS_FIRST = False

    def _slots(self, params: list[Any]) -> list[list[Any]]:
        moments = _zeros(params)
        self.weights = [self.iterations, *moments]
        return [moments]

    def _step(self, p: Any, g: Any, own: list[Any], about: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        velocity = self.momentum * own[0] - about * g
        new = p + self.momentum * velocity - about * g if self.nesterov else p + velocity
        return new, [(own[0], velocity)]


class RMSprop(Optimizer):
    """Gradients over the root of the moving average of their squares."""

    ARGUMENTS: ClassVar[dict[str, Any]] = {"lr": 0.001, "rho": 0.9, "decay": 0.0}
    OTHERS: ClassVar[dict[str, Any]] = {"epsilon": None}

    def _order(self) -> tuple[str, ...]:
        return "lr", "rho", "epsilon", "decay"

    def _slots(self, params: list[Any]) -> list[list[Any]]:
        self.weights = _zeros(params)
        return [self.weights]

    def _step(self, p: Any, g: Any, own: list[Any], about: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        square = self.rho * own[0] + (1.0 - self.rho) * tf.square(g)
        return p - about * g / (tf.sqrt(square) + self.epsilon), [(own[0], square)]


class Adagrad(Optimizer):
    """Gradients over the root of the sum of their squares so far."""

    ARGUMENTS: ClassVar[dict[str, Any]] = {"lr": 0.01, "decay": 0.0}
    OTHERS: ClassVar[dict[str, Any]] = {"epsilon": None}

    def _order(self) -> tuple[str, ...]:
        return "lr", "epsilon", "decay"

    def _slots(self, params: list[Any]) -> list[list[Any]]:
        self.weights = _zeros(params)
        return [self.weights]

    def _step(self, p: Any, g: Any, own: list[Any], about: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        total = own[0] + tf.square(g)
        return p - about * g / (tf.sqrt(total) + self.epsilon), [(own[0], total)]


class Adadelta(Optimizer):
    """Gradients times the root of the average square of earlier steps over that of the gradients; a rate of 1."""

    ARGUMENTS: ClassVar[dict[str, Any]] = {"lr": 1.0, "decay": 0.0}
    OTHERS: ClassVar[dict[str, Any]] = {"rho": 0.95, "epsilon": None}

    def _order(self) -> tuple[str, ...]:
        return "lr", "rho", "epsilon", "decay"

    def _slots(self, params: list[Any]) -> list[list[Any]]:
        gradients, steps = _zeros(params), _zeros(params)
        self.weights = gradients + steps
        return [gradients, steps]

    def _step(self, p: Any, g: Any, own: list[Any], about: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        square = self.rho * own[0] + (1.0 - self.rho) * tf.square(g)
        step = g * tf.sqrt(own[1] + self.epsilon) / tf.sqrt(square + self.epsilon)
        squared_step = self.rho * own[1] + (1 - self.rho) * tf.square(step)
        return p - about * step, [(own[0], square), (own[1], squared_step)]


class Adam(Optimizer):
    """Moving averages of the gradients over the root of those of their squares, both freed of their start at 0."""

    ARGUMENTS: ClassVar[dict[str, Any]] = {"lr": 0.001, "beta_1": 0.9, "beta_2": 0.999, "decay": 0.0}
    OTHERS: ClassVar[dict[str, Any]] = {"epsilon": None, "amsgrad": False}

    def _order(self) -> tuple[str, ...]:
        return "lr", "beta_1", "beta_2", "epsilon", "decay", "amsgrad"

    def _slots(self, params: list[Any]) -> list[list[Any]]:
        means, squares = _zeros(params), _zeros(params)
        largest = _zeros(params) if self.amsgrad else [tf.keras.backend.zeros(1) for _ in params]
        self.weights = [self.iterations, *means, *squares, *largest]
        return [means, squares, largest]

    def _prepare(self, rate: Any, step: Any) -> Any:
        return rate * (tf.sqrt(1.0 - tf.pow(self.beta_2, step)) / (1.0 - tf.pow(self.beta_1, step)))

    def _step(self, p: Any, g: Any, own: list[Any], about: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        mean = self.beta_1 * own[0] + (1.0 - self.beta_1) * g
        square = self.beta_2 * own[1] + (1.0 - self.beta_2) * tf.square(g)
        changed, under = [(own[0], mean), (own[1], square)], square
        if self.amsgrad:
            under = tf.maximum(own[2], square)
            changed.append((own[2], under))
        return p - about * mean / (tf.sqrt(under) + self.epsilon), changed


class Adamax(Optimizer):
    """Adam by the largest gradient instead of their squares."""

    ARGUMENTS: ClassVar[dict[str, Any]] = {"lr": 0.002, "beta_1": 0.9, "beta_2": 0.999, "decay": 0.0}
    OTHERS: ClassVar[dict[str, Any]] = {"epsilon": None}

    def _order(self) -> tuple[str, ...]:
        return "lr", "beta_1", "beta_2", "epsilon", "decay"

    def _slots(self, params: list[Any]) -> list[list[Any]]:
        means, largest = _zeros(params), _zeros(params)
        self.weights = [self.iterations, *means, *largest]
        return [means, largest]

    def _prepare(self, rate: Any, step: Any) -> Any:
        return rate / (1.0 - tf.pow(self.beta_1, step))

    def _step(self, p: Any, g: Any, own: list[Any], about: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        mean = self.beta_1 * own[0] + (1.0 - self.beta_1) * g
        largest = tf.maximum(self.beta_2 * own[1], tf.abs(g))
        return p - about * mean / (largest + self.epsilon), [(own[0], mean), (own[1], largest)]


class Nadam(Optimizer):
    """Adam with Nesterov's look ahead, whose momentum is warmed up."""

    ARGUMENTS: ClassVar[dict[str, Any]] = {"lr": 0.002, "beta_1": 0.9, "beta_2": 0.999}
    OTHERS: ClassVar[dict[str, Any]] = {"epsilon": None, "schedule_decay": 0.004}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        with tf.name_scope(type(self).__name__):
            self.m_schedule = tf.keras.backend.variable(1.0, name="m_schedule")

    def _slots(self, params: list[Any]) -> list[list[Any]]:
        means, squares = _zeros(params), _zeros(params)
        self.weights = [self.iterations, *means, *squares]
        return [means, squares]

    def _prepare(self, rate: Any, step: Any) -> Any:
        of_step, of_next = (
            self.beta_1 * (1.0 - 0.5 * tf.pow(tf.cast(0.96, step.dtype), number * self.schedule_decay))
            for number in (step, step + 1)
        )
        schedule = tf.identity(self.m_schedule) * of_step
        with tf.control_dependencies([schedule]):
            self.updates.append(tf.keras.backend.update(self.m_schedule, schedule))
        return rate, step, of_step, of_next, schedule

    def _step(self, p: Any, g: Any, own: list[Any], about: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        rate, step, of_step, of_next, schedule = about
        mean = self.beta_1 * own[0] + (1.0 - self.beta_1) * g
        square = self.beta_2 * own[1] + (1.0 - self.beta_2) * tf.square(g)
        ahead = (1.0 - of_step) * (g / (1.0 - schedule)) + of_next * (mean / (1.0 - schedule * of_next))
        under = tf.sqrt(square / (1.0 - tf.pow(self.beta_2, step))) + self.epsilon
        return p - rate * ahead / under, [(own[0], mean), (own[1], square)]


class TFOptimizer(Optimizer):
    """An optimiser of `tf.train` in a model of Keras; it counts its steps twice, as it did."""

    def __init__(self, optimizer: Any):
        super().__init__()
        self.optimizer = optimizer
        with tf.name_scope(type(self).__name__):
            self.iterations = tf.keras.backend.variable(0, dtype="int64", name="iterations")

    @legacy_get_updates_support
    def get_updates(self, loss: Any, params: list[Any]) -> list[Any]:
        """The ops of a step."""
        gradients = self.optimizer.compute_gradients(loss, params)
        counted = tf.keras.backend.update_add(self.iterations, 1)
        self.updates = [counted, self.optimizer.apply_gradients(gradients, global_step=self.iterations)]
        return self.updates

    def get_config(self) -> dict[str, Any]:
        """Not known of an optimiser of `tf.train`."""
        raise NotImplementedError("An optimizer of tf.train has no configuration that Keras could save.")


for _class in (SGD, RMSprop, Adagrad, Adadelta, Adam, Adamax, Nadam):
    _class.get_updates = legacy_get_updates_support(Optimizer.get_updates)  # type: ignore[method-assign]

sgd, rmsprop, adagrad, adadelta, adam, adamax, nadam = SGD, RMSprop, Adagrad, Adadelta, Adam, Adamax, Nadam
BY_NAME: dict[str, Any] = {
    made.__name__.lower(): made for made in (SGD, RMSprop, Adagrad, Adadelta, Adam, Adamax, Nadam, TFOptimizer)
}


def serialize(optimizer: Any) -> dict[str, Any]:
    """The configuration of an optimiser."""
    return {"class_name": type(optimizer).__name__, "config": optimizer.get_config()}


def deserialize(config: dict[str, Any], custom_objects: dict[str, Any] | None = None) -> Any:
    """The optimiser of a configuration, `{"class_name": ..., "config": {...}}`.

    Raises:
      ValueError: there is none of this name.
    """
    name = config["class_name"]
    own = (custom_objects or {}).get(name) or tf.keras.utils.get_registered_object(name)
    found = own or BY_NAME.get(name, BY_NAME.get(name.lower()))
    if found is None:
        raise ValueError(f"Unknown optimizer: {name}")
    return found.from_config(config["config"])


def get(identifier: Any) -> Any:
    """The optimiser of a name or configuration, or the one given; one of `tf.train` may be.

    Raises:
      ValueError: there is no such optimiser.
    """
    if isinstance(identifier, tf.train.Optimizer):
        return TFOptimizer(identifier)
    if isinstance(identifier, str):
        identifier = {"class_name": identifier, "config": {}}
    if isinstance(identifier, dict):
        return deserialize(identifier)
    if hasattr(identifier, "get_updates"):
        return identifier
    raise ValueError(f"Could not interpret optimizer identifier: {identifier}")


__getattr__, __dir__ = mirror(__name__)
