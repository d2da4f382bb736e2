"""The numbers of gym's own environments as gym 0.17 gave them: the streams of their seeds, observations of 64 bits.

Since 0.22 a seed begins another generator, observations are rounded to 32 bits, and a pendulum beyond its greatest
speed is slowed down before its angle is known, which was after it. The other equations are as they were.
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Callable
from typing import Any

import numpy as np

OWN = "gym.envs."  # the modules of environments that draw from nothing but their `np_random`
PLAIN = ("Box", "Discrete", "MultiBinary", "MultiDiscrete")  # spaces that draw from one generator

# What the environments gave of their state, where they keep that in 64 bits.
_OBSERVED: dict[str, Callable[[Any], Any]] = {
    "CartPoleEnv": np.array,
    "MountainCarEnv": np.array,
    "PendulumEnv": lambda state: np.array([np.cos(state[0]), np.sin(state[0]), state[1]]),
}


class Draws(np.random.RandomState):
    """NumPy's generator of that time, which today's environments ask by the names of today's."""

    def integers(self, low: Any, high: Any = None, size: Any = None, dtype: Any = int) -> Any:
        """Integers from `low` to below `high`, or from 0 to below `low`."""
        return self.randint(low, high, size, dtype)

    def __reduce__(self) -> Any:
        return _restored, (self.get_state(),)


def _restored(state: Any) -> Draws:
    draws = Draws()
    draws.set_state(state)
    return draws


def draws_from(seed: int | None) -> tuple[Draws, int]:
    """The generator that `seed` began, and the seed: one of the system's where it is None."""
    if seed is None:
        seed = int.from_bytes(os.urandom(8), "little")
    digest = hashlib.sha512(str(seed).encode()).digest()
    words = np.frombuffer(digest[:8], "<u4").tolist()
    while len(words) > 1 and not words[-1]:
        words.pop()
    return Draws(words), seed


def is_own(env: Any) -> bool:
    """Whether this is an environment of gym's, whose numbers are known."""
    return type(env.unwrapped).__module__.startswith(OWN)


def seed_own(env: Any, seed: int | None = None) -> list[int]:
    """Begin the stream of an environment of gym's; the seed in a list, as `seed` gave it."""
    env.unwrapped.np_random, seed = draws_from(seed)
    return [seed]


def prepare(env: Any) -> None:
    """Give an environment of gym's and its spaces generators of that time, which the system seeds."""
    seed_own(env)
    for space in (env.action_space, env.observation_space):
        if type(space).__name__ in PLAIN:
            space.seed = functools.partial(_seed_space, space)
            space.seed()


def _seed_space(space: Any, seed: int | None = None) -> list[int]:
    space._np_random, seed = draws_from(seed)
    return [seed]


def observed(env: Any, observation: Any) -> Any:
    """The observation as it was before it was rounded."""
    core = env.unwrapped
    of_state = _OBSERVED.get(type(core).__name__)
    return observation if of_state is None else of_state(core.state)


def step(env: Any, action: Any) -> Any:
    """What `env.step(action)` gives, the action taken in 64 bits, in which an element of 32 was reckoned with."""
    wide = isinstance(action, np.ndarray) and action.dtype == np.float32
    given = action.astype(np.float64) if wide else action
    core = env.unwrapped
    if type(core).__name__ != "PendulumEnv":
        return env.step(given)
    limit, core.max_speed = core.max_speed, np.inf
    try:
        return env.step(given)
    finally:
        core.max_speed = limit
        core.state[1] = np.clip(core.state[1], -limit, limit)
