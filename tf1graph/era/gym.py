"""Gym as it was until 0.25: `reset` gives an observation, `step` four values, `seed` a generator.

Since 0.26 `reset` gives an observation with a dictionary, `step` tells an episode that ended from one that was cut
off, and the seed is an argument of `reset`. Environments that were taken away for a newer version of themselves are
made in that version, which is said.
"""

from __future__ import annotations

import functools
import importlib
import re
import sys
from types import ModuleType
from typing import Any

from tf1graph.era import gym_numbers
from tf1graph.era.gym_monitor import Started, wrappers

OWN = frozenset({"_env", "_is_gyms", "_next_seed", "_monitor"})


def gym(module: ModuleType) -> dict[str, Any]:
    """The names of `gym` that the program finds otherwise."""
    if not hasattr(module, "make") or _version(module) < (0, 26):
        return {}
    return {"make": lambda *args, **keywords: make(module, *args, **keywords)}


def make(module: ModuleType, name: Any, **keywords: Any) -> Any:
    """`gym.make(name)`, as an environment of before 0.26, from whichever `gym` the `module` is."""
    if _version(module) < (0, 26):
        return module.make(name, **keywords)
    logger = getattr(module, "logger", None)
    if logger is not None:
        logger.set_level(getattr(logger, "ERROR", 40))  # it advises programs to be rewritten
    keywords.setdefault("disable_env_checker", True)  # it asks for what the program cannot know
    try:
        made = module.make(name, **keywords)
    except module.error.DeprecatedEnv:
        base = str(name).rpartition("-v")[0]
        newest = _newest(module, base)
        if newest is None:
            raise
        print(f"tf1graph: {name} was taken out of gym {module.__version__}; this is {newest}.", file=sys.stderr)
        made = module.make(newest, **keywords)
    if gym_numbers.is_own(made):
        gym_numbers.prepare(made)
    return environment_class(module)(made)


@functools.cache
def environment_class(module: ModuleType) -> type:
    """The class of the environments that the program gets."""

    base: Any = module.Env

    class Environment(base):
        """An environment whose own attributes are those of the one that it stands for."""

        _env: Any
        _is_gyms: bool
        _next_seed: Any
        _monitor: Any

        def __init__(self, env: Any):
            object.__setattr__(self, "_env", env)
            object.__setattr__(self, "_is_gyms", gym_numbers.is_own(env))
            object.__setattr__(self, "_next_seed", None)
            object.__setattr__(self, "_monitor", None)

        def __getattribute__(self, name: str) -> Any:
            if name in OWN or name in vars(Environment) or (name[:2] == "__" and name[-2:] == "__"):
                return object.__getattribute__(self, name)
            env = object.__getattribute__(self, "_env")
            return getattr(_holder(env, name) or env, name)

        def __setattr__(self, name: str, value: Any) -> None:
            if name in OWN:
                object.__setattr__(self, name, value)
            else:
                setattr(_holder(self._env, name) or self._env, name, value)

        @property
        def unwrapped(self) -> Any:
            inner = self._env.unwrapped
            return self if inner is self._env else Environment(inner)

        @property
        def monitor(self) -> Started:
            if self._monitor is None:
                self._monitor = Started(module, self._env)
            return self._monitor

        @property
        def env(self) -> Any:
            return Environment(self._env.env)

        def reset(self, **keywords: Any) -> Any:
            if self._next_seed is not None:
                keywords.setdefault("seed", self._next_seed)
                self._next_seed = None
            record = self._monitor and self._monitor.record
            if record:
                record.statistics.before_reset()
            found = self._env.reset(**keywords)
            if record:
                record.after_reset()
            observation = found[0] if isinstance(found, tuple) and len(found) == 2 else found
            return gym_numbers.observed(self._env, observation) if self._is_gyms else observation

        def step(self, action: Any) -> Any:
            record = self._monitor and self._monitor.record
            if not record:
                return self._step(action)
            record.statistics.before_step()
            found = self._step(action)
            record.statistics.after_step(found[1], found[2])
            return found

        def _step(self, action: Any) -> Any:
            found = gym_numbers.step(self._env, action) if self._is_gyms else self._env.step(action)
            if len(found) != 5:
                return found
            observation, reward, terminated, truncated, info = found
            if self._is_gyms:
                observation = gym_numbers.observed(self._env, observation)
            if truncated and not terminated:
                info = {**info, "TimeLimit.truncated": True}
            return observation, reward, bool(terminated or truncated), info

        def seed(self, seed: int | None = None) -> list[Any]:
            if self._is_gyms:
                return gym_numbers.seed_own(self._env, seed)
            self._next_seed = seed
            return [seed]

        def render(self, mode: str = "human", **keywords: Any) -> Any:
            """A picture for `rgb_array`; without a window, nothing for a person to see."""
            core = self._env.unwrapped
            before = getattr(core, "render_mode", None)
            if mode == "human" and before is None:
                return None
            core.render_mode = mode
            try:
                return core.render()
            finally:
                core.render_mode = before

        def __str__(self) -> str:
            return str(self._env)

        __repr__ = __str__

    return Environment


class Registry:
    """`gym.envs.registry`, which is a dictionary since 0.26."""

    def __init__(self, env_specs: dict[str, Any]):
        self.env_specs = env_specs

    def all(self) -> Any:
        """What is known of each environment."""
        return self.env_specs.values()

    def spec(self, path: str) -> Any:
        """What is known of the environment `path`."""
        return self.env_specs[path]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.env_specs, name)


def envs(module: ModuleType) -> dict[str, Any]:
    """The names of `gym.envs` that the program finds otherwise."""
    registry = getattr(module, "registry", None)
    return {"registry": Registry(registry)} if isinstance(registry, dict) else {}


def _holder(env: Any, name: str) -> Any:
    """The environment that has the attribute: this one or one within it; wrappers hide those that begin with `_`."""
    while env is not None:
        if name in vars(env) or any(name in vars(kind) for kind in type(env).__mro__ if kind.__name__ != "Env"):
            return env
        env = vars(env).get("env")
    return None


def _newest(module: ModuleType, base: str) -> str | None:
    registry = importlib.import_module(f"{module.__name__}.envs.registration").registry
    versions = [re.fullmatch(rf"{re.escape(base)}-v(\d+)", str(known)) for known in registry]
    numbers = [int(found[1]) for found in versions if found]
    return f"{base}-v{max(numbers)}" if numbers else None


def _version(module: ModuleType) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", module.__version__)[:2])


MODULES = {
    "gym": gym,
    "gym.envs": envs,
    "gym.wrappers": wrappers,
    "gym.wrappers.monitor": wrappers,
    "gym.wrappers.monitoring": wrappers,
}
