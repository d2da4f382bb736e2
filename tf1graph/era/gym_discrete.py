"""`gym.envs.toy_text.discrete`, gone since gym 0.22, from which programs derive worlds of their own; `seeding`."""

from __future__ import annotations

import functools
import sys
from types import ModuleType
from typing import Any

import numpy as np

from tf1graph.era import gym_numbers


def seeding(module: ModuleType) -> dict[str, Any]:
    """`np_random`, whose generator has the methods, and draws the numbers, that it had."""
    return {"np_random": gym_numbers.draws_from}


def discrete(module: ModuleType) -> dict[str, Any]:
    """`DiscreteEnv` and `categorical_sample`."""
    if hasattr(module, "DiscreteEnv"):
        return {}
    return {"DiscreteEnv": discrete_class(sys.modules["gym"]), "categorical_sample": draw}


def draw(prob_n: Any, np_random: Any) -> Any:
    """The index of one of the probabilities, drawn by them."""
    return np.argmax(np.cumsum(np.asarray(prob_n)) > np_random.rand())


@functools.cache
def discrete_class(gym: Any) -> type:
    """The class of worlds whose states and actions are numbers, over the `gym` that is installed."""

    class DiscreteEnv(gym.Env):
        """A world whose transitions are known.

        Attributes:
          P: by state and action, a list of (probability, next state, reward, whether it is over).
          isd: the probabilities of the states to begin in, [nS].
          s: the state that it is in.
          lastaction: what was done last, None at the beginning.
        """

        def __init__(self, nS: int, nA: int, P: Any, isd: Any):
            self.nS, self.nA, self.P, self.isd = nS, nA, P, isd
            self.lastaction: Any = None
            self.action_space, self.observation_space = (gym.spaces.Discrete(number) for number in (nA, nS))
            self.seed()
            self.s = draw(isd, self.np_random)

        def seed(self, seed: int | None = None) -> list[int]:
            self.np_random, seed = gym_numbers.draws_from(seed)
            return [seed]

        def reset(self) -> int:
            self.s = draw(self.isd, self.np_random)
            self.lastaction = None
            return int(self.s)

        def step(self, a: Any) -> tuple[int, Any, Any, dict[str, Any]]:
            possible = self.P[self.s][a]
            probability, self.s, reward, done = possible[draw([one[0] for one in possible], self.np_random)]
            self.lastaction = a
            return int(self.s), reward, done, {"prob": probability}

    return DiscreteEnv


MODULES = {"gym.envs.toy_text.discrete": discrete, "gym.utils.seeding": seeding}
