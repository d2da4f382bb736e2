import shutil

import numpy as np
import pytest

from tf1graph import tf
from tf1graph.errors import MalformedFile, UsageError
from tf1graph.tutorials.checkpoints import find_checkpoint, find_kernel, list_kernels, read_shapes, read_tensor, restore


@pytest.fixture
def copy(cnn_run, tmp_path):
    """A run of the test's own, to damage."""
    return shutil.copytree(cnn_run, tmp_path / "cnn-001")


def save_variables(prefix, shapes):
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        for name, shape in shapes.items():
            tf.get_variable(name, shape)
        session.run(tf.global_variables_initializer())
        tf.train.Saver().save(session, str(prefix), write_meta_graph=False)
    return prefix


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="its run's folder"),
        pytest.param("model.ckpt-200", id="its prefix"),
        pytest.param("model.ckpt-200.index", id="its index"),
        pytest.param("model.ckpt-200.meta", id="its graph"),
        pytest.param("model.ckpt-200.data-00000-of-00001", id="its data"),
        pytest.param("checkpoint", id="the Saver's state file"),
    ],
)
def test_a_checkpoint_is_found_by(name, cnn_run):
    assert find_checkpoint(cnn_run / name) == cnn_run / "model.ckpt-200"


def test_the_newest_run_is_found_in_a_folder_of_runs(runs, cnn_run, crnn_run):
    assert find_checkpoint(runs) == crnn_run / "model.ckpt-200"
    assert find_checkpoint(runs, "cnn") == cnn_run / "model.ckpt-200"


def test_without_a_path_the_newest_run_under_logs_is_found(cnn_run, tmp_path, monkeypatch):
    shutil.copytree(cnn_run, tmp_path / "logs" / "cnn-007")
    monkeypatch.chdir(tmp_path)
    assert str(find_checkpoint()) == "logs/cnn-007/model.ckpt-200"


def test_the_state_file_decides_even_where_it_names_the_place_the_run_was_moved_from(copy):
    for file in list(copy.glob("model.ckpt-200.*")):
        shutil.copy(file, copy / file.name.replace("200", "1000"))
    (copy / "checkpoint").write_text('model_checkpoint_path: "/elsewhere/cnn-001/model.ckpt-200"\n')
    assert find_checkpoint(copy).name == "model.ckpt-200"
    (copy / "checkpoint").unlink()
    assert find_checkpoint(copy).name == "model.ckpt-1000"


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_where_there_is_no_checkpoint_one_sentence_says_what_to_do(name, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=rf"{name}.*tf1graph train cnn"):
        find_checkpoint(tmp_path / name)


def damage_index(run):
    (run / "model.ckpt-200.index").write_bytes(b"not a table")


def cut_index(run):
    index = run / "model.ckpt-200.index"
    index.write_bytes(index.read_bytes()[:-20])


def cut_data(run):
    data = run / "model.ckpt-200.data-00000-of-00001"
    data.write_bytes(data.read_bytes()[:1000])


def lose_data(run):
    (run / "model.ckpt-200.data-00000-of-00001").unlink()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(damage_index, id="an index of other content"),
        pytest.param(cut_index, id="a truncated index"),
        pytest.param(cut_data, id="truncated data"),
        pytest.param(lose_data, id="no data file"),
    ],
)
def test_a_damaged_checkpoint_is_named_in_one_sentence(damage, copy):
    damage(copy)
    with pytest.raises(MalformedFile, match=r"model\.ckpt-200: (is no checkpoint|lacks its \.data)"):
        read_tensor(find_checkpoint(copy), "Output/Variable")


def test_any_other_file_is_no_checkpoint(cnn_run):
    with pytest.raises(MalformedFile, match=r"history\.csv: is no checkpoint"):
        read_shapes(find_checkpoint(cnn_run / "history.csv"))


def test_a_tensor_is_read_as_it_was_saved(cnn_run):
    kernel = read_tensor(find_checkpoint(cnn_run), "Conv/Variable")
    assert (kernel.shape, kernel.dtype) == ((5, 5, 1, 16), np.float32)
    with pytest.raises(UsageError, match="has no variable Conv/Other"):
        read_tensor(find_checkpoint(cnn_run), "Conv/Other")


def test_kernels_are_variables_of_rank_4_without_slots_and_averages(tmp_path):
    shape = [3, 3, 2, 4]
    names = ["a/kernel", "a/kernel/Adam", "a/kernel/Adam_1", "training/Adam/a/kernel/m", "b10/w", "b9/w", "ema/b9/w"]
    prefix = save_variables(tmp_path / "model", {**dict.fromkeys(names, shape), "dense": [3, 4]})
    assert list(list_kernels(prefix)) == ["a/kernel", "b9/w", "b10/w"]


def test_a_kernel_is_found_by_its_name_its_layer_or_as_the_first_that_reads_a_picture(tmp_path):
    shapes = {
        "a/kernel": [3, 3, 8, 4],
        "b/kernel": [3, 3, 1, 4],
        "b/c/kernel": [3, 3, 4, 4],
        "a/kernel/Adam": [3, 3, 8, 4],
    }
    prefix = save_variables(tmp_path / "model", shapes)
    assert find_kernel(prefix) == "b/kernel"
    assert find_kernel(prefix, "a") == "a/kernel"
    assert find_kernel(prefix, "a/kernel:0") == "a/kernel"
    assert find_kernel(prefix, "a/kernel/Adam") == "a/kernel/Adam"
    with pytest.raises(UsageError, match=r"b could mean several .* b/c/kernel, b/kernel"):
        find_kernel(prefix, "b")
    with pytest.raises(UsageError, match=r"d is no convolution .* a/kernel"):
        find_kernel(prefix, "d")


def test_a_checkpoint_without_convolutions_says_so(tmp_path):
    with pytest.raises(UsageError, match="has no convolution"):
        find_kernel(save_variables(tmp_path / "model", {"w": [2, 2]}))


def test_a_checkpoint_of_another_graph_is_refused_with_what_it_lacks(crnn_run, cnn_run):
    from tf1graph.tutorials import cnn

    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        cnn.build()
        restore(session, find_checkpoint(cnn_run), "cnn")
        with pytest.raises(UsageError, match=r"no checkpoint of the CNN tutorial: it has no variable Conv/Variable of"):
            restore(session, find_checkpoint(crnn_run), "cnn")
