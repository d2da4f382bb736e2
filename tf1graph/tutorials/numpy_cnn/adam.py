"""Adam, as the tutorial's book writes it."""

from __future__ import annotations

import math

import numpy as np

from tf1graph.errors import UsageError
from tf1graph.tutorials.numpy_cnn.layers import Arrays


class Adam:
    """Moves parameters against their gradients, each by about `learning_rate` a step.

    The small number that keeps the division from failing is added to the square root after its correction's place,
    as `tf.train.AdamOptimizer` does it, and is 1e-7 where that has 1e-8.
    """

    def __init__(self, learning_rate: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-7):
        self.learning_rate, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon
        self.steps = 0
        self.first: Arrays = {}  # running means of the gradients, by the parameter's name
        self.second: Arrays = {}  # and of their squares

    def update(self, parameters: Arrays, gradients: Arrays) -> None:
        """Change `parameters` in place.

        Raises:
          UsageError: a gradient is missing, or has another shape than its parameter.
        """
        self.steps += 1
        # Python's own number: one of NumPy's would make float64 of every array that it meets.
        rate = self.learning_rate * math.sqrt(1 - self.beta2**self.steps) / (1 - self.beta1**self.steps)
        for name, parameter in parameters.items():
            gradient = gradients.get(name)
            if gradient is None or gradient.shape != parameter.shape:
                found = "none" if gradient is None else f"one of shape {list(gradient.shape)}"
                raise UsageError(f"{name} has the shape {list(parameter.shape)}, and its gradient is {found}.")
            if name not in self.first:
                self.first[name], self.second[name] = np.zeros_like(parameter), np.zeros_like(parameter)
            first, second = self.first[name], self.second[name]
            first += (1 - self.beta1) * (gradient - first)
            second += (1 - self.beta2) * (gradient * gradient - second)
            parameter -= rate * first / (np.sqrt(second) + self.epsilon)
