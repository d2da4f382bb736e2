import random

import numpy as np
import pytest

from tf1graph import tf
from tf1graph.errors import CannotResume
from tf1graph.tutorials.saving import KEPT, Checkpoints, Progress, whole_checkpoints


class Counting:
    """A graph with one variable, which holds how often it was stepped."""

    def __init__(self, run, seed=1):
        self.warnings = []
        self.graph = tf.Graph()
        with self.graph.as_default():
            self.count = tf.Variable(0.0)
            self.step = tf.assign_add(self.count, 1.0)
            self.checkpoints = Checkpoints(run, seed, self.warnings.append)
            self.session = tf.Session()
            self.session.run(self.count.initializer)

    def go(self, progress, steps):
        """Step, save after each step, and return what is drawn meanwhile."""
        drawn = []
        for _ in range(steps):
            self.session.run(self.step)
            drawn.append((np.random.rand(), np.random.randn(), random.random(), random.gauss(0, 1)))
            progress.losses[progress.done] = progress.done
            progress.done += 1
            progress.history.append((progress.done, 1 / 3, float("nan"), 0.5))
            self.checkpoints.save(self.session, progress, {"order": np.arange(progress.done)})
        return drawn


def test_random_states_values_and_data_come_back(tmp_path):
    first = Counting(tmp_path)
    np.random.seed(3)
    random.seed(3)
    progress = Progress.of(5)
    progress.bank_images = 4
    first.go(progress, 3)  # an odd number of normal deviates: the second of a pair is part of the state
    expected = [(np.random.randn(), random.gauss(0, 1)) for _ in range(5)]
    np.random.seed(0)
    random.seed(0)

    second = Counting(tmp_path)
    restored, data = second.checkpoints.restore(second.session, 6)
    assert [(np.random.randn(), random.gauss(0, 1)) for _ in range(5)] == expected
    assert second.session.run(second.count) == 3
    assert restored.done == 3
    assert restored.bank_images == 4
    assert restored.losses[:3].tolist() == [0, 1, 2]
    assert len(restored.losses) == 6
    assert [row[:2] + row[3:] for row in restored.history] == [(1, 1 / 3, 0.5), (2, 1 / 3, 0.5), (3, 1 / 3, 0.5)]
    assert data["order"].tolist() == [0, 1, 2]
    assert second.warnings == []


def test_only_the_newest_are_kept_also_after_a_restore(tmp_path):
    first = Counting(tmp_path)
    first.go(Progress.of(9), KEPT + 2)
    second = Counting(tmp_path)
    progress, _ = second.checkpoints.restore(second.session, 20)
    second.go(progress, 2)
    kept = [f"model.ckpt-{step}" for step in range(5, 8)]
    assert [prefix.name for prefix in whole_checkpoints(tmp_path)] == kept
    assert sorted(file.name for file in tmp_path.glob("*.npz")) == [f"{name}.npz" for name in kept]
    assert len(list(tmp_path.glob("*.index"))) == KEPT


def cut_in_half(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip_a_bit(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [cut_in_half, flip_a_bit], ids=["cut in half", "one bit flipped"])
@pytest.mark.parametrize("part", [".npz", ".index", ".data-00000-of-00001"])
def test_a_damaged_checkpoint_is_told_and_the_one_before_it_taken(tmp_path, part, damage):
    Counting(tmp_path).go(Progress.of(3), 3)
    damage(tmp_path / f"model.ckpt-3{part}")
    second = Counting(tmp_path)
    progress, _ = second.checkpoints.restore(second.session, 3)
    assert progress.done == 2
    assert second.session.run(second.count) == 2
    assert len(second.warnings) == 1
    assert "model.ckpt-3 is damaged" in second.warnings[0]
    assert "\n" not in second.warnings[0]


@pytest.mark.parametrize("part", [".npz", ".index", ".data-00000-of-00001"])
def test_a_checkpoint_without_all_its_parts_does_not_count(tmp_path, part):
    Counting(tmp_path).go(Progress.of(3), 3)
    (tmp_path / f"model.ckpt-3{part}").unlink()
    second = Counting(tmp_path)
    progress, _ = second.checkpoints.restore(second.session, 3)
    assert progress.done == 2
    assert second.warnings == []


def test_no_checkpoint_is_none(tmp_path):
    counting = Counting(tmp_path)
    assert counting.checkpoints.restore(counting.session, 3) is None


def test_files_that_a_killed_process_left_behind_go(tmp_path):
    Counting(tmp_path).go(Progress.of(3), 1)
    left = ["model.ckpt-2.npz", "model.ckpt-2.data-00000-of-00001.tempstate123", ".model.ckpt-2.npz.77.tmp"]
    for name in left:
        (tmp_path / name).write_text("half")
    counting = Counting(tmp_path)
    counting.checkpoints.restore(counting.session, 3)
    assert not [name for name in left if (tmp_path / name).exists()]
    assert [prefix.name for prefix in whole_checkpoints(tmp_path)] == ["model.ckpt-1"]


def test_a_run_beyond_its_steps_is_refused(tmp_path):
    Counting(tmp_path).go(Progress.of(3), 3)
    second = Counting(tmp_path)
    with pytest.raises(CannotResume, match="has already made 3 steps"):
        second.checkpoints.restore(second.session, 2)


def test_a_checkpoint_of_another_graph_seed_is_not_taken(tmp_path):
    Counting(tmp_path, seed=1).go(Progress.of(3), 1)
    other = Counting(tmp_path, seed=2)
    assert other.checkpoints.restore(other.session, 3) is None
    assert "graph seed 1" in other.warnings[0]
