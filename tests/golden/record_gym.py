"""Record the first numbers of gym 0.17.3's environments from their seeds; a dry run by default.

    tf115/bin/pip install "gym==0.17.3"
    tf115/bin/python tests/golden/record_gym.py [--write]

This file runs under Python 3.7, and under today's for `CASES`, `episode` and `walk`.
"""

import json
import os
import sys

import numpy as np

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "gym_0.17.3.json")
CASES = [("CartPole-v0", 1), ("MountainCar-v0", 0), ("Pendulum-v0", 11), ("FrozenLake-v0", 4), ("Taxi-v3", 2**40)]
STEPS = {"Pendulum-v0": 24}  # in the seventeenth it reaches its greatest speed; 12 of the others


def episode(make, name, seed):
    """What an environment and its actions give from their seeds on: numbers, with the types that they are of."""
    env = make(name)
    env.seed(seed)
    env.action_space.seed(seed)
    first = env.reset()
    actions = [env.action_space.sample() for _ in range(STEPS.get(name, 12))]
    steps = [env.step(action)[:3] for action in actions]
    return {
        "type": str(np.asarray(first).dtype),
        "first": np.asarray(first).tolist(),
        "actions": [np.asarray(action).tolist() for action in actions],
        "steps": [[np.asarray(part).tolist() for part in step] for step in steps],
    }


def walk(base):
    """Steps through a program's own world of four states in a row, by tables, from its seed on."""
    row = {
        state: {move: [(0.75, (state + move) % 4, -1.0, state == 3), (0.25, state, 0.0, False)] for move in (0, 1)}
        for state in range(4)
    }
    env = base(4, 2, row, [0.25] * 4)
    env.seed(3)
    first = env.reset()
    return {"first": first, "steps": [env.step(step % 2) for step in range(12)], "state": int(env.s)}


def main():
    import gym
    from gym.envs.toy_text import discrete

    gym.logger.set_level(gym.logger.ERROR)
    record = {name: episode(gym.make, name, seed) for name, seed in CASES}
    record["DiscreteEnv"] = walk(discrete.DiscreteEnv)
    text = "{\n" + ",\n".join('"{}": {}'.format(name, json.dumps(found)) for name, found in record.items()) + "\n}\n"
    if "--write" in sys.argv:
        with open(PATH, "w") as file:
            file.write(text)
    else:
        with open(PATH) as file:
            print("the same" if file.read() == text else "would change " + PATH)


if __name__ == "__main__":
    main()
