"""The optimisers of Keras 2.0 to 2.2, which tf_keras keeps, node for node."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, math_ops
from tf1graph.tf.python.keras._tf_keras import backend, inside, optimizer_v1


@inside(optimizer_v1.Adadelta, name="get_updates")
def adadelta_updates(self: Any, loss: Any, params: list[Any]) -> list[Any]:
    """The ops of a step; the variables are made before the op that counts it."""
    gradients = self.get_gradients(loss, params)
    squares, steps = self._create_all_weights(params)
    self.updates = [compat_v1.assign_add(self.iterations, 1)]
    rate = self.lr
    if self.initial_decay > 0:
        rate = rate * (1.0 / (1.0 + self.decay * math_ops.cast(self.iterations, backend.dtype(self.decay))))
    for param, gradient, square, squared_step in zip(params, gradients, squares, steps, strict=True):
        new_square = self.rho * square + (1.0 - self.rho) * math_ops.square(gradient)
        self.updates.append(compat_v1.assign(square, new_square))
        step = gradient * backend.sqrt(squared_step + self.epsilon) / backend.sqrt(new_square + self.epsilon)
        new = param - rate * step
        if getattr(param, "constraint", None) is not None:
            new = param.constraint(new)
        self.updates.append(compat_v1.assign(param, new))
        new_step = self.rho * squared_step + (1 - self.rho) * math_ops.square(step)
        self.updates.append(compat_v1.assign(squared_step, new_step))
    return self.updates
