"""The moving statistics of batch normalisation, and batch renormalisation (keras/layers/normalization.py of 1.15.5)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops
from tf1graph.tf.layers.arguments import choose


class MovingStatistics:
    """What keeps a batch normalisation's mean and variance over the batches."""

    momentum: Any
    epsilon: float
    renorm: bool
    renorm_momentum: Any
    renorm_clipping: dict[str, Any]
    moving_mean_initializer: Any
    moving_variance_initializer: Any
    add_update: Any
    add_weight: Any

    def _add_statistics(self, shape: Any, dtype: Any) -> None:
        def add(name: str, initializer: Any) -> Any:
            return self.add_weight(
                name,
                shape,
                dtype,
                initializer,
                trainable=False,
                synchronization=compat_v1.VariableSynchronization.ON_READ,
                aggregation=compat_v1.VariableAggregation.MEAN,
            )

        def deviation(*args: Any, **kwargs: Any) -> Any:
            return math_ops.sqrt(self.moving_variance_initializer(*args, **kwargs))

        self.moving_mean = add("moving_mean", self.moving_mean_initializer)
        self.moving_variance = add("moving_variance", self.moving_variance_initializer)
        if self.renorm:
            with ops.colocate_with(self.moving_variance):
                self.moving_stddev = add("moving_stddev", deviation)
            with ops.colocate_with(self.moving_mean):
                self.renorm_mean = add("renorm_mean", self.moving_mean_initializer)
            with ops.colocate_with(self.moving_stddev):
                self.renorm_stddev = add("renorm_stddev", deviation)

    def _move(self, variable: Any, value: Any, momentum: Any) -> Any:
        """Move the variable towards the value, by `1 - momentum` of the way."""
        with compat_v1.name_scope("AssignMovingAvg") as scope, ops.colocate_with(variable):
            decay = ops.convert_to_tensor(1.0 - momentum, name="decay")
            if decay.dtype != variable.dtype.base_dtype:
                decay = math_ops.cast(decay, variable.dtype.base_dtype)
            step = (variable - math_ops.cast(value, variable.dtype.base_dtype)) * decay
            return compat_v1.assign_sub(variable, step, name=scope)

    def _update(self, mean: Any, variance: Any, training: Any) -> None:
        """Note the updates of the moving mean and variance."""

        def move_deviation() -> Any:
            moved = self._move(self.moving_stddev, math_ops.sqrt(variance + self.epsilon), self.momentum)
            # rounding may make it negative
            square = compat_v1.nn.relu(moved * moved - self.epsilon)
            with compat_v1.name_scope("AssignNewValue") as scope, ops.colocate_with(self.moving_variance):
                return compat_v1.assign(self.moving_variance, square, name=scope)

        def move_variance() -> Any:
            return self._move(self.moving_variance, variance, self.momentum)

        def move_mean() -> Any:
            return self._move(self.moving_mean, mean, self.momentum)

        self.add_update(lambda: choose(training, move_mean, lambda: self.moving_mean))
        moved_with = move_deviation if self.renorm else move_variance
        self.add_update(lambda: choose(training, moved_with, lambda: self.moving_variance))

    def _correct(self, mean: Any, variance: Any, training: Any) -> tuple[Any, Any, Any, Any]:
        """The factor and offset of the renormalisation, and the statistics, taken once its own are updated."""
        deviation = math_ops.sqrt(variance + self.epsilon)
        moving_deviation = math_ops.maximum(self.renorm_stddev, math_ops.sqrt(self.epsilon))
        r = deviation / moving_deviation
        d = (mean - self.renorm_mean) / moving_deviation
        with compat_v1.control_dependencies([r, d]):  # both are of the statistics before the update
            mean = array_ops.identity(mean)
            deviation = array_ops.identity(deviation)
        r, d = self._clip(r, d)
        factor = choose(training, lambda: r, lambda: compat_v1.ones_like(r))
        offset = choose(training, lambda: d, lambda: compat_v1.zeros_like(d))
        updates = [
            self._update_renorm(self.renorm_mean, mean, training),
            self._update_renorm(self.renorm_stddev, deviation, training),
        ]
        with compat_v1.control_dependencies(updates):
            return factor, offset, array_ops.identity(mean), array_ops.identity(variance)

    def _clip(self, r: Any, d: Any) -> tuple[Any, Any]:
        low, high, bound = (self.renorm_clipping.get(key) for key in ("rmin", "rmax", "dmax"))
        if low is not None:
            r = math_ops.maximum(r, low)
        if high is not None:
            r = math_ops.minimum(r, high)
        if bound is not None:
            d = math_ops.minimum(math_ops.maximum(d, -bound), bound)
        return r, d

    def _update_renorm(self, variable: Any, value: Any, training: Any) -> Any:
        value = array_ops.identity(value)
        return choose(
            training,
            lambda: self._move(variable, value, self.renorm_momentum),
            lambda: array_ops.identity(variable),
        )
