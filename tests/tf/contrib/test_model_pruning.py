"""Pruning trains, ends in a graph without masks, and tells what cannot be meant."""

import numpy as np
import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def model():
    tf.set_random_seed(1)
    net = tf.contrib.model_pruning.masked_fully_connected(tf.ones([4, 6]), 5, activation_fn=None, scope="dense")
    return tf.identity(net, name="output"), tf.reduce_mean(net**2)


@pytest.mark.filterwarnings("ignore:Attempting to use a closed FileWriter")
def test_a_training_prunes_its_weights_and_the_masks_can_be_left_out(tmp_path):
    pruning = tf.contrib.model_pruning
    _, loss = model()
    train_op = tf.contrib.slim.learning.create_train_op(loss, tf.train.GradientDescentOptimizer(0.1))
    spec = pruning.get_pruning_hparams().parse("pruning_frequency=1,sparsity_function_end_step=4,target_sparsity=0.6")
    update = pruning.Pruning(spec).conditional_mask_update_op()
    pruning.train(train_op, str(tmp_path), update, number_of_steps=6, log_every_n_steps=0)
    with tf.Graph().as_default():
        found = pruning.graph_def_from_checkpoint(str(tmp_path), ["output"])
    stripped = pruning.strip_pruning_vars_fn(found, ["output"])
    names = {node.name for node in stripped.node}
    assert "dense/weights/masked_weight" in names
    assert not names & {"dense/mask", "dense/weights"}
    outputs = []
    for graph_def in (found, stripped):
        with tf.Graph().as_default(), tf.Session() as session:
            tf.import_graph_def(graph_def, name="")
            weights, output = session.run(["dense/weights/masked_weight:0", "output:0"])
            outputs.append(output)
            assert np.mean(weights == 0) == pytest.approx(0.6)
    np.testing.assert_array_equal(*outputs)


@pytest.mark.parametrize(
    ("words", "entry", "value"),
    [
        ("Illegal value for begin_pruning_step", "begin_pruning_step", -1),
        ("Pruning must begin before it can end", "end_pruning_step", 0),
        ("begin_step < end_step", "sparsity_function_end_step", 0),
        ("target_sparsity must be in range", "target_sparsity", 1.0),
        ("Expected 2 values for block dim", "block_dims_map", ["dense:4"]),
        ("can not exceed 1.0", "weight_sparsity_map", ["dense:1.5"]),
    ],
)
def test_a_specification_that_cannot_be_meant_is_an_error(words, entry, value):
    spec = tf.contrib.model_pruning.get_pruning_hparams()
    spec.set_hparam(entry, value)
    with pytest.raises(ValueError, match=words):
        tf.contrib.model_pruning.Pruning(spec, tf.constant(1))


def test_weights_that_two_patterns_mean_are_an_error():
    model()
    spec = tf.contrib.model_pruning.get_pruning_hparams()
    spec.set_hparam("weight_sparsity_map", ["dense:0.1", "weights:0.2"])
    with pytest.raises(ValueError, match="Multiple matches"):
        tf.contrib.model_pruning.Pruning(spec, tf.constant(1)).mask_update_op()


def test_a_folder_without_a_checkpoint_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="Could not find a checkpoint"):
        tf.contrib.model_pruning.graph_def_from_checkpoint(str(tmp_path), ["output"])


def test_the_layers_tell_what_they_do_not_take():
    pruning = tf.contrib.model_pruning
    with pytest.raises(ValueError, match="not supported for input with rank"):
        pruning.masked_conv2d(tf.zeros([2, 3, 4]), 2, 3)
    with pytest.raises(ValueError, match="should be int or long"):
        pruning.masked_fully_connected(tf.zeros([2, 3]), 2.5)


def test_blocks_are_pooled_one_axis_after_the_other():
    from tf1graph.tf.contrib.model_pruning.python import pruning_utils

    matrix = tf.constant(np.arange(12, dtype=np.float32).reshape(3, 4))
    pooled = pruning_utils.factorized_pool(matrix, [2, 2], "MAX", [2, 2], "SAME", name="pooled")
    product = pruning_utils.kronecker_product(tf.constant([[1.0, 2.0]]), tf.constant([[1.0], [3.0]]))
    with tf.Session() as session:
        assert session.run(pooled).tolist() == [[5, 7], [9, 11]]
        assert session.run(product).tolist() == [[1, 2], [3, 6]]
