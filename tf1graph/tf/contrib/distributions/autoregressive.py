"""`Autoregressive`: distributions of which each draw makes the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf._private import compat_v1, distribution, distribution_util
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.Autoregressive", today="tfp.distributions.Autoregressive", gone="2.0")
class Autoregressive(distribution.Distribution):
    """The distribution of what is drawn again and again, from a distribution made of the last draw.

    Args:
      distribution_fn: a function of a draw that gives the distribution of the next.
      sample0: what it gets at first; nothing where it is None.
      num_steps: how often; the numbers of an event where it is None.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      ValueError: the event's shape is not known, or `num_steps` is below 1.
    """

    def __init__(
        self,
        distribution_fn: Callable[..., Any],
        sample0: Any = None,
        num_steps: int | None = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "Autoregressive",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name) as scope:
            first = distribution_fn() if sample0 is None else distribution_fn(sample0)
            if num_steps is None:
                num_steps = first.event_shape.num_elements()
            if num_steps is None:
                raise ValueError("distribution_fn must generate a distribution with fully known `event_shape`.")
            if num_steps < 1:
                raise ValueError(f"num_steps ({num_steps}) must be at least 1.")
        self._distribution_fn = distribution_fn
        self._sample0 = sample0
        self._distribution0 = first
        self._num_steps = num_steps
        super().__init__(
            dtype=first.dtype,
            reparameterization_type=first.reparameterization_type,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=first._graph_parents,
            name=scope,
        )

    @property
    def distribution_fn(self) -> Callable[..., Any]:
        return self._distribution_fn

    @property
    def sample0(self) -> Any:
        return self._sample0

    @property
    def num_steps(self) -> int:
        return self._num_steps

    @property
    def distribution0(self) -> Any:
        """The first distribution."""
        return self._distribution0

    def _batch_shape(self) -> Any:
        return self.distribution0.batch_shape

    def _batch_shape_tensor(self) -> Any:
        return self.distribution0.batch_shape_tensor()

    def _event_shape(self) -> Any:
        return self.distribution0.event_shape

    def _event_shape_tensor(self) -> Any:
        return self.distribution0.event_shape_tensor()

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        if seed is None:  # all steps draw with one seed, which NumPy gives where the program gave none
            start = np.random.randint(2**32 - 1)
            seed = distribution_util.gen_new_seed(seed=start, salt="autoregressive")
        draws = self.distribution0.sample(n, seed=seed)
        for _ in range(self.num_steps):
            draws = self.distribution_fn(draws).sample(seed=seed)
        return draws

    def _log_prob(self, value: Any) -> Any:
        return self.distribution_fn(value).log_prob(value)

    def _prob(self, value: Any) -> Any:
        return self.distribution_fn(value).prob(value)
