"""Objects of checkpoints: arrays, numbered names, parts of one variable, and pictures of what was saved."""

import numpy as np
import pytest

from tf1graph import tf

CHECKPOINT = tf.contrib.checkpoint


@pytest.fixture(autouse=True)
def session():
    with tf.Graph().as_default(), tf.Session() as session:
        yield session


def test_arrays_are_saved_as_they_are_and_made_when_restored(session, tmp_path):
    arrays = CHECKPOINT.NumpyState()
    checkpoint = tf.train.Checkpoint(arrays=arrays)
    session.run(checkpoint.save_counter.initializer)
    arrays.x = np.zeros([2, 2])
    first = checkpoint.save(str(tmp_path / "ckpt"))
    arrays.x[1, 1] = 4.0
    arrays.y = np.array("text")
    second = checkpoint.save(str(tmp_path / "ckpt"))
    other = CHECKPOINT.NumpyState()
    tf.train.Checkpoint(arrays=other).restore(second)
    assert other.x.tolist() == [[0, 0], [0, 4]]
    assert other.y == "text"
    checkpoint.restore(first)
    assert arrays.x.tolist() == [[0, 0], [0, 0]]
    with pytest.raises(NotImplementedError, match="not a NumPy array"):
        arrays.z = [1, 2]


def test_names_are_numbered():
    tracker = CHECKPOINT.UniqueNameTracker()
    variables = [tracker.track(tf.Variable(float(number)), name) for number, name in enumerate("xyx")]
    children = tracker._trackable_children()
    assert list(children) == ["x", "y", "x_1"]
    assert children["x_1"] is variables[2]
    assert tracker._values == variables
    with pytest.raises(ValueError, match="Expected a trackable value"):
        tracker.track(3, "x")


def test_a_variable_is_saved_in_two_parts_and_comes_back(session, tmp_path):
    whole = tf.Variable([1.0, 2.0], use_resource=True)

    def fill(buffer):
        buffer["first"], buffer["second"] = tf.unstack(whole.read_value())

    def consume(buffer):
        return tf.assign(whole, tf.stack([buffer["first"], buffer["second"]])).op

    parts = CHECKPOINT.split_dependency(("first", "second"), (tf.float32,) * 2, fill, consume, device="cpu:0")
    checkpoint = tf.train.Checkpoint(**parts)
    session.run(tf.global_variables_initializer())
    session.run(checkpoint.save_counter.initializer)
    path = checkpoint.save(str(tmp_path / "ckpt"))
    shapes = dict(tf.train.list_variables(path))
    assert shapes["first/.ATTRIBUTES/VARIABLE_VALUE"] == shapes["second/.ATTRIBUTES/VARIABLE_VALUE"] == []
    session.run(whole.assign([8.0, 9.0]))
    checkpoint.restore(path).run_restore_ops()
    assert session.run(whole).tolist() == [1.0, 2.0]


def test_the_picture_of_a_checkpoint_is_that_of_1_15_5(session, tmp_path):
    weight = tf.get_variable("weight", [2], use_resource=True)
    optimizer = tf.train.MomentumOptimizer(0.1, 0.9)
    optimizer.minimize(tf.reduce_sum(weight**2))
    checkpoint = tf.train.Checkpoint(weight=weight, optimizer=optimizer)
    session.run(tf.global_variables_initializer())
    session.run(checkpoint.save_counter.initializer)
    path = checkpoint.save(str(tmp_path / "ckpt"))
    picture = CHECKPOINT.dot_graph_from_checkpoint(path)
    assert picture.startswith('digraph {\nN_0 [shape=point label="" width=.25]\nN_0 -> N_1 [label=')
    assert 'tooltip="Variable weight shape=[2] float32"]' in picture
    assert 'width=.25 color=red,tooltip="Optimizer"]' in picture
    assert 'color=orange width=.25 tooltip="Slot variable weight/Momentum shape=[2] float32"]' in picture
