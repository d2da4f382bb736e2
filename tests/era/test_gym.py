"""Gym's environments with the methods of before 0.26, over a module that has those of 0.26."""

import copy
import json
import logging
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from golden import record_gym

from tf1graph.era.gym import MODULES, gym
from tf1graph.era.gym_discrete import discrete_class
from tf1graph.era.gym_monitor import monitor_class
from tf1graph.run.world import World


class DeprecatedEnv(Exception):
    pass


class Error(Exception):
    pass


class ResetNeeded(Error):
    pass


class Env:
    spec = SimpleNamespace(id="Count-v10")

    def close(self):
        pass

    @property
    def unwrapped(self):
        return self


class Core(Env):
    """Counts to three, when it is over; begins with its seed."""

    render_mode = None
    limit = 2.4

    def reset(self, *, seed=None):
        self.at = 0
        return [seed or 0], {"new": True}

    def step(self, action):
        self.at += 1
        return [self.at], 1.0, self.at == 3, False, {}

    def render(self):
        return f"picture as {self.render_mode}"


class TimeLimit(Env):
    def __init__(self, env, steps):
        self.env, self._max_episode_steps = env, steps

    @property
    def unwrapped(self):
        return self.env

    def reset(self, **keywords):
        return self.env.reset(**keywords)

    def step(self, action):
        observation, reward, over, _, info = self.env.step(action)
        return observation, reward, over, self.env.at >= self._max_episode_steps, info

    def render(self):
        return self.env.render()


class Wrapper(Env):
    def __init__(self, env):
        self.env = env


@pytest.fixture
def module(monkeypatch):
    made = ModuleType("gym_of_026")

    def make(name, disable_env_checker=None):
        assert disable_env_checker
        if name == "Count-v0":
            raise DeprecatedEnv
        return TimeLimit(Core(), 2)

    made.__version__, made.Env, made.Wrapper, made.make = "0.26.2", Env, Wrapper, make
    made.error, made.logger = (
        SimpleNamespace(DeprecatedEnv=DeprecatedEnv, Error=Error, ResetNeeded=ResetNeeded),
        logging.getLogger("gym"),
    )
    made.logger.set_level, made.logger.ERROR = made.logger.setLevel, 40
    registration = SimpleNamespace(registry={"Count-v2": 1, "Count-v10": 1, "Counting-v11": 1})
    monkeypatch.setitem(sys.modules, "gym_of_026.envs.registration", registration)
    return made


@pytest.fixture
def environment(module):
    return gym(module)["make"]("Count-v10")


def test_reset_gives_an_observation_and_begins_with_the_seed_once(environment):
    assert environment.seed(7) == [7]
    assert environment.reset() == [7]
    assert environment.reset() == [0]


def test_step_gives_four_values_and_says_where_an_episode_was_cut_off(environment):
    environment.reset()
    assert environment.step(0) == ([1], 1.0, False, {})
    assert environment.step(0) == ([2], 1.0, True, {"TimeLimit.truncated": True})


def test_the_environment_within_has_no_limit_and_its_own_attributes(environment):
    core = environment.unwrapped
    core.reset()
    assert [core.step(0)[2] for _ in range(3)] == [False, False, True]
    assert core.unwrapped is core
    assert environment.limit == core.limit == 2.4


def test_attributes_are_read_and_set_where_they_are(environment):
    assert environment._max_episode_steps == 2
    environment._max_episode_steps = 1
    environment.reset()
    assert environment.step(0)[2]
    with pytest.raises(AttributeError):
        _ = environment.nothing_of_that_name


def test_a_picture_is_drawn_where_there_is_no_window(environment):
    assert environment.render() is None
    assert environment.render(mode="rgb_array") == "picture as rgb_array"
    assert environment.unwrapped.render_mode is None


def test_what_was_taken_away_is_made_in_its_newest_version_and_said(module, capsys):
    assert gym(module)["make"]("Count-v0").reset() == [0]
    assert capsys.readouterr().err == "tf1graph: Count-v0 was taken out of gym 0.26.2; this is Count-v10.\n"


def test_an_environment_is_one_of_gym_s(environment, module):
    assert isinstance(environment, module.Env)


def test_an_old_gym_is_left_as_it_is():
    old = ModuleType("gym")
    old.__version__, old.make = "0.21.0", print
    assert MODULES["gym"](old) == {}


def test_the_real_gym_s_pendulum_swings():
    pytest.importorskip("gym", reason="gym is not installed")
    import gym as real

    environment = gym(real)["make"]("Pendulum-v0")
    environment.seed(1)
    assert environment.reset().shape == (3,)
    assert len(environment.step(environment.action_space.sample())) == 4


@pytest.mark.parametrize(("name", "seed"), record_gym.CASES)
def test_a_seed_gives_the_numbers_of_that_time(name, seed):
    real = pytest.importorskip("gym", reason="gym is not installed")
    golden = json.loads(Path(record_gym.PATH).read_text())[name]
    found = record_gym.episode(gym(real)["make"], name, seed)
    assert (found["type"], found["first"], found["actions"]) == (golden["type"], golden["first"], golden["actions"])
    for ours, theirs in zip(found["steps"], golden["steps"], strict=True):
        np.testing.assert_allclose(ours[0], theirs[0], rtol=1e-13, atol=1e-13)
        np.testing.assert_allclose(ours[1], theirs[1], rtol=1e-13, atol=1e-13)
        assert ours[2] == theirs[2]


def test_a_copy_of_an_environment_goes_on_with_the_same_numbers():
    real = pytest.importorskip("gym", reason="gym is not installed")
    environment = gym(real)["make"]("CartPole-v0")
    environment.seed(1)
    other = copy.deepcopy(environment.unwrapped.np_random)
    assert [other.integers(9) for _ in range(5)] == [environment.np_random.randint(9) for _ in range(5)]


def test_an_environment_without_a_seed_is_another_each_time():
    real = pytest.importorskip("gym", reason="gym is not installed")
    first, second = (gym(real)["make"]("CartPole-v0").reset() for _ in range(2))
    assert (first != second).all()


def test_the_registry_is_asked_for_all_it_knows():
    spec = SimpleNamespace(id="Count-v10")
    found = MODULES["gym.envs"](SimpleNamespace(registry={"Count-v10": spec}))["registry"]
    assert list(found.all()) == [found.spec("Count-v10")] == [spec]
    assert list(found.keys()) == ["Count-v10"]


def two_episodes(environment):
    for _ in range(2):
        environment.reset()
        while not environment.step(0)[2]:
            pass


def what_was_written(folder):
    manifest, stats = sorted(folder.iterdir(), key=lambda path: "manifest" not in path.name)
    return json.loads(manifest.read_text()), stats.name, json.loads(stats.read_text())


def assert_tells_of_two_episodes(folder):
    manifest, name, stats = what_was_written(folder)
    assert manifest == {"stats": name, "videos": [], "env_info": {"gym_version": "0.26.2", "env_id": "Count-v10"}}
    assert [*stats] == [
        "initial_reset_timestamp", "timestamps", "episode_lengths", "episode_rewards", "episode_types",
    ]  # fmt: skip
    assert (stats["episode_lengths"], stats["episode_rewards"]) == ([2, 2], [2.0, 2.0])
    assert stats["episode_types"] == ["t", "t"]
    assert stats["initial_reset_timestamp"] <= stats["timestamps"][0] <= stats["timestamps"][1]


def test_a_monitor_writes_the_length_and_reward_of_each_episode(environment, module, tmp_path, capsys):
    monitored = monitor_class(module)(environment, str(tmp_path / "run"), force=True, video_callable=False)
    two_episodes(monitored)
    assert (monitored.get_episode_lengths(), monitored.get_total_steps()) == ([2, 2], 4)
    with pytest.raises(ResetNeeded, match=r"call reset\(\) before step"):
        monitored.step(0)
    monitored.close()
    assert_tells_of_two_episodes(tmp_path / "run")
    assert capsys.readouterr().err == ""


def test_an_environment_s_own_monitor_is_started_and_closed(environment, tmp_path, capsys):
    environment.monitor.start(str(tmp_path / "run"))
    two_episodes(environment)
    environment.monitor.close()
    environment.reset()
    assert_tells_of_two_episodes(tmp_path / "run")
    assert capsys.readouterr().err.endswith("run writes what became of each episode, no video.\n")


def test_an_episode_is_not_cut_off_and_another_s_files_are_not_mixed_in(environment, module, tmp_path):
    monitor = monitor_class(module)
    monitored = monitor(environment, tmp_path, video_callable=False, write_upon_reset=True, mode="evaluation")
    monitored.reset()
    monitored.step(0)
    with pytest.raises(Error, match="not over"):
        monitored.reset()
    assert what_was_written(tmp_path)[2]["episode_types"] == ["e"]
    with pytest.raises(Error, match="files of another Monitor"):
        monitor(environment, tmp_path, video_callable=False)
    last = monitor(environment, tmp_path, video_callable=False, force=True)
    assert not [*tmp_path.iterdir()]
    last.close()
    assert what_was_written(tmp_path)[2]["episode_types"] == []


def test_the_program_finds_a_monitor_wherever_it_lay():
    pytest.importorskip("gym", reason="gym is not installed")
    world = World()
    module = world.new_module("program")
    text = """
from gym import wrappers
import gym.wrappers.monitor, gym.wrappers.monitoring
found = {wrappers.Monitor, gym.wrappers.Monitor, gym.wrappers.monitor.Monitor, gym.wrappers.monitoring.Monitor}
"""
    exec(world.compile(text, "program.py").code, vars(module))
    assert len(module.found) == 1


def test_a_world_of_tables_goes_from_its_seed_as_it_went():
    module = ModuleType("gym")
    vars(module).update(Env=Env, spaces=SimpleNamespace(Discrete=lambda number: number))
    found = record_gym.walk(discrete_class(module))
    assert json.loads(json.dumps(found)) == json.loads(Path(record_gym.PATH).read_text())["DiscreteEnv"]


def test_a_program_derives_its_world_from_gym_s_and_draws_from_its_generators():
    pytest.importorskip("gym", reason="gym is not installed")
    world = World()
    program = world.new_module("program")
    text = """
import gym
from gym.envs.toy_text import discrete
from gym.utils import seeding
class Row(discrete.DiscreteEnv):
    pass
np_random, seed = seeding.np_random(3)
drawn = np_random.randint(10), np_random.rand() < 1
made = Row(2, 1, {state: {0: [(1.0, 1, 0.5, True)]} for state in (0, 1)}, [1, 0])
found = made.reset(), made.step(0), isinstance(made, gym.Env), made.action_space.n
"""
    exec(world.compile(text, "program.py").code, vars(program))
    assert program.seed == 3
    assert program.drawn[1]
    assert program.found == (0, (1, 0.5, True, {"prob": 1.0}), True, 1)
