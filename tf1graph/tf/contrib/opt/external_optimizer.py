"""`tf.contrib.opt`: minimisers of other packages, such as SciPy's."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.errors import MissingPackage
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.ExternalOptimizerInterface", gone="2.0")
class ExternalOptimizerInterface:
    """What a minimiser outside TensorFlow builds on: it sees all variables as one vector.

    A subclass implements `_minimize`.

    Args:
      loss: a scalar.
      var_list: the variables; the trainable ones where it is None.
      equalities: scalars that are to be zero.
      inequalities: scalars that are not to be below zero.
      var_to_bounds: the lower and the upper bound of a variable, numbers or arrays.
      optimizer_kwargs: options of the minimiser.
    """

    def __init__(
        self,
        loss: Any,
        var_list: Iterable[Any] | None = None,
        equalities: Sequence[Any] | None = None,
        inequalities: Sequence[Any] | None = None,
        var_to_bounds: Mapping[Any, tuple[Any, Any]] | None = None,
        **optimizer_kwargs: Any,
    ):
        self._loss = loss
        self._equalities, self._inequalities = equalities or [], inequalities or []
        self._vars = tf.trainable_variables() if var_list is None else list(var_list)
        self._shapes = [tuple(variable.shape.as_list()) for variable in self._vars]
        self._packed_bounds = None if var_to_bounds is None else self._pack_bounds(var_to_bounds)
        self._update_placeholders = [tf.placeholder(variable.dtype) for variable in self._vars]
        self._var_updates = [
            variable.assign(tf.reshape(new, shape))
            for variable, new, shape in zip(self._vars, self._update_placeholders, self._shapes, strict=True)
        ]
        loss_gradients = self._gradients(loss)
        gradients_of_equalities = [self._gradients(equality) for equality in self._equalities]
        gradients_of_inequalities = [self._gradients(inequality) for inequality in self._inequalities]
        self.optimizer_kwargs = optimizer_kwargs
        self._packed_var = self._pack(self._vars)
        self._packed_loss_grad = self._pack(loss_gradients)
        self._packed_equality_grads = [self._pack(gradients) for gradients in gradients_of_equalities]
        self._packed_inequality_grads = [self._pack(gradients) for gradients in gradients_of_inequalities]
        ends = accumulate((math.prod(shape) for shape in self._shapes), initial=0)
        self._packing_slices = [slice(start, end) for start, end in pairwise(ends)]

    def minimize(
        self,
        session: Any = None,
        feed_dict: Mapping[Any, Any] | None = None,
        fetches: Sequence[Any] | None = None,
        step_callback: Callable[[Any], Any] | None = None,
        loss_callback: Callable[..., Any] | None = None,
        **run_kwargs: Any,
    ) -> None:
        """Minimise, and set the variables to what was found.

        Args:
          session: the default one where it is None.
          feed_dict: fed in each evaluation.
          fetches: evaluated with the loss, for `loss_callback`.
          step_callback: called with the vector after each step.
          loss_callback: called with the `fetches` after each evaluation of the loss.
          run_kwargs: of the run that sets the variables.
        """
        session = session or tf.get_default_session()
        fed, fetched = dict(feed_dict or {}), list(fetches or [])

        def evaluate(tensors: Any, callback: Any = None) -> Callable[[Any], list[Any]]:
            return self._make_eval_func(tensors, session, fed, fetched, callback)

        packed = self._minimize(
            initial_val=session.run(self._packed_var),
            loss_grad_func=evaluate([self._loss, self._packed_loss_grad], loss_callback),
            equality_funcs=[evaluate(tensor) for tensor in self._equalities],
            equality_grad_funcs=[evaluate(tensor) for tensor in self._packed_equality_grads],
            inequality_funcs=[evaluate(tensor) for tensor in self._inequalities],
            inequality_grad_funcs=[evaluate(tensor) for tensor in self._packed_inequality_grads],
            packed_bounds=self._packed_bounds,
            step_callback=step_callback or (lambda xk: None),
            optimizer_kwargs=self.optimizer_kwargs,
        )
        found = [packed[part] for part in self._packing_slices]
        session.run(self._var_updates, feed_dict=dict(zip(self._update_placeholders, found, strict=True)), **run_kwargs)

    def _minimize(
        self,
        initial_val: Any,
        loss_grad_func: Callable[[Any], Any],
        equality_funcs: list[Any],
        equality_grad_funcs: list[Any],
        inequality_funcs: list[Any],
        inequality_grad_funcs: list[Any],
        packed_bounds: list[tuple[float, float]] | None,
        step_callback: Callable[[Any], Any],
        optimizer_kwargs: dict[str, Any],
    ) -> Any:
        """The vector at the minimum."""
        raise NotImplementedError(
            "To use ExternalOptimizerInterface, subclass from it and implement the _minimize() method."
        )

    def _pack_bounds(self, bounds: Mapping[Any, tuple[Any, Any]]) -> list[tuple[float, float]]:
        lower: list[float] = []
        upper: list[float] = []
        for variable, shape in zip(self._vars, self._shapes, strict=True):
            for side, bound in zip((lower, upper), bounds.get(variable, (-np.inf, np.inf)), strict=True):
                side.extend(np.broadcast_to(bound, shape).flat)
        return list(zip(lower, upper, strict=True))

    def _gradients(self, tensor: Any) -> list[Any]:
        """The gradients by the variables, zeros where there is none."""
        gradients = tf.gradients(tensor, self._vars)
        return [
            tf.zeros_like(variable) if gradient is None else gradient
            for variable, gradient in zip(self._vars, gradients, strict=True)
        ]

    @classmethod
    def _pack(cls, tensors: Sequence[Any]) -> Any:
        """Tensors as one vector."""
        flat = [tf.reshape(tensor, [-1]) for tensor in tensors]
        if len(flat) > 1:
            return tf.concat(flat, 0)
        return flat[0] if flat else None

    def _make_eval_func(
        self, tensors: Any, session: Any, feed_dict: dict[Any, Any], fetches: list[Any], callback: Any = None
    ) -> Callable[[Any], list[Any]]:
        """The function of a vector that gives what `tensors` are there."""
        wanted = tensors if isinstance(tensors, list) else [tensors]

        def evaluate(vector: Any) -> list[Any]:
            placed = {
                variable: vector[part].reshape(shape)
                for variable, part, shape in zip(self._vars, self._packing_slices, self._shapes, strict=True)
            }
            values = session.run(wanted + fetches, feed_dict={**placed, **feed_dict})
            if callback:
                callback(*values[len(wanted) :])
            return values[: len(wanted)]

        return evaluate


@provide("tf.contrib.opt.ScipyOptimizerInterface", gone="2.0", today="scipy.optimize.minimize")
class ScipyOptimizerInterface(ExternalOptimizerInterface):
    """`scipy.optimize.minimize` of a loss by TensorFlow's variables.

    Beside the arguments of `ExternalOptimizerInterface` it takes those of SciPy's function: `method`, `L-BFGS-B` where
    it is not given, `options` and others.

    Raises:
      MissingPackage: SciPy is not installed; said by `minimize`.
      ValueError: an argument is given that comes of the others; said by `minimize`.
    """

    _DEFAULT_METHOD = "L-BFGS-B"

    def _minimize(
        self,
        initial_val: Any,
        loss_grad_func: Callable[[Any], Any],
        equality_funcs: list[Any],
        equality_grad_funcs: list[Any],
        inequality_funcs: list[Any],
        inequality_grad_funcs: list[Any],
        packed_bounds: list[tuple[float, float]] | None,
        step_callback: Callable[[Any], Any],
        optimizer_kwargs: dict[str, Any],
    ) -> Any:
        try:
            from scipy import optimize
        except ImportError as error:
            raise MissingPackage("tf.contrib.opt.ScipyOptimizerInterface", "scipy") from error

        def loss_and_gradient(vector: Any) -> tuple[Any, Any]:
            loss, gradient = loss_grad_func(vector)
            return loss, gradient.astype("float64")

        def alone(function: Callable[[Any], list[Any]]) -> Callable[[Any], Any]:
            return lambda vector: function(vector)[0]

        options = dict(optimizer_kwargs)
        method = options.pop("method", self._DEFAULT_METHOD)
        given = {
            "jac": True,
            "callback": step_callback,
            "method": method,
            "constraints": [
                {"type": kind, "fun": alone(function), "jac": alone(gradient)}
                for kind, functions, gradients in (
                    ("eq", equality_funcs, equality_grad_funcs),
                    ("ineq", inequality_funcs, inequality_grad_funcs),
                )
                for function, gradient in zip(functions, gradients, strict=True)
            ],
            "bounds": packed_bounds,
        }
        for argument in given:
            if argument in options:
                raise ValueError(
                    "Bounds must be set using the var_to_bounds argument"
                    if argument == "bounds"
                    else f"Optimizer keyword arg '{argument}' is set automatically and cannot be injected manually"
                )
        result = optimize.minimize(loss_and_gradient, initial_val, **given, **options)
        lines = ["Optimization terminated with:", f"  Message: {_text(result.message)}"]
        lines.append(f"  Objective function value: {result.fun:f}")
        for attribute, told in (("nit", "iterations"), ("nfev", "functions evaluations")):
            if hasattr(result, attribute):
                lines.append(f"  Number of {told}: {result[attribute]}")
        tf.logging.info("\n".join(lines))
        return result["x"]


def _text(message: Any) -> str:
    return message.decode() if isinstance(message, bytes) else str(message)
