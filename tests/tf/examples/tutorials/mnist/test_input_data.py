"""`read_data_sets` gives what TensorFlow 1.15.5's gave."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from golden import batches

from tf1graph import tf
from tf1graph.errors import CannotDownload, CannotResume, MalformedFile, UsageError
from tf1graph.tf.examples.tutorials.mnist import input_data
from tf1graph.tf.examples.tutorials.mnist.idx import write
from tf1graph.tf.examples.tutorials.mnist.sources import Digits

GOLDEN = json.loads((Path(batches.__file__).parent / "batches_tf1.15.5.json").read_text())
MNIST = os.environ.get("TF1GRAPH_MNIST")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("digits")
    batches.write_files(found)
    return found


def small_set(seed=3, **options):
    random = np.random.RandomState(0)
    images = random.randint(0, 256, (30, 28, 28, 1)).astype(np.uint8)
    return input_data.DataSet(images, random.randint(0, 10, 30).astype(np.uint8), seed=seed, **options)


@pytest.mark.parametrize("name", batches.CASES)
def test_batches_are_those_of_tensorflow_1(name, folder):
    found = batches.run_case(tf, input_data.read_data_sets, folder, batches.CASES[name])
    assert json.loads(json.dumps(found)) == GOLDEN["cases"][name]


@pytest.mark.mnist
@pytest.mark.skipif(not MNIST, reason="TF1GRAPH_MNIST does not name the folder of the real MNIST files")
def test_batches_of_the_tutorial_on_real_mnist_are_those_of_tensorflow_1():
    found = batches.run_case(tf, input_data.read_data_sets, MNIST, batches.TUTORIAL)
    assert json.loads(json.dumps(found)) == GOLDEN["tutorial"]


def test_without_any_seed_the_order_differs_from_time_to_time_whatever_numpys_seed_was(folder, capsys):
    drawn = []
    for _ in range(2):
        np.random.seed(1)
        with tf.Graph().as_default():
            drawn.append(input_data.read_data_sets(folder, validation_size=0).train.next_batch(300)[1])
    assert (drawn[0] != drawn[1]).any()


def test_it_says_what_it_reads_as_tensorflow_1_did_and_which_digits_these_are(folder, capsys):
    input_data.read_data_sets(f"{folder}/", validation_size=10)
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [f"Extracting {folder}/{name}" for name in batches.FILES]
    assert printed.err == f"Data: digits in MNIST's format (not MNIST) from {folder}.\n"


def test_a_folder_without_digits_leads_to_the_other_sources(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TF1GRAPH_MNIST", str(folder))
    data = input_data.read_data_sets(tmp_path / "data", validation_size=50)
    assert data.train.num_examples == 300
    assert str(folder) in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_pictures_of_another_size_are_read_as_tensorflow_1_read_them(tmp_path):
    for name, shape in batches.FILES.items():
        write(tmp_path / name, np.ones((shape[0], 2, 3) if len(shape) == 3 else shape, np.uint8))
    assert input_data.read_data_sets(tmp_path, validation_size=0).train.images.shape == (350, 6)


def test_a_folder_that_lacks_a_file_is_an_error(folder, tmp_path):
    name = "t10k-labels-idx1-ubyte.gz"
    (tmp_path / name).write_bytes((folder / name).read_bytes())
    with pytest.raises(UsageError, match="lacks train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images"):
        input_data.read_data_sets(tmp_path)


def test_another_source_url_is_downloaded_into_the_folder(folder, tmp_path, capsys):
    data = input_data.read_data_sets(tmp_path / "new", validation_size=50, source_url=folder.as_uri() + "/")
    assert data.train.num_examples == 300
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(batches.FILES)


def test_another_source_url_that_gives_nothing_is_an_error(tmp_path):
    with pytest.raises(CannotDownload, match="cannot be downloaded"):
        input_data.read_data_sets(tmp_path / "new", source_url=(tmp_path / "none").as_uri() + "/")


@pytest.mark.parametrize("size", [-1, 351])
def test_a_validation_size_out_of_range_is_refused_in_tensorflow_1s_words(size, folder):
    with pytest.raises(ValueError, match=rf"^Validation size should be between 0 and 350. Received: {size}.$"):
        input_data.read_data_sets(folder, validation_size=size)


def test_another_dtype_is_refused_in_tensorflow_1s_words():
    with pytest.raises(TypeError, match=r"^Invalid image dtype tf.float64, expected uint8 or float32$"):
        small_set(dtype=tf.float64)


def test_as_many_labels_as_pictures_are_asserted_in_tensorflow_1s_words():
    with pytest.raises(AssertionError, match=r"^images.shape: \(2, 28, 28, 1\) labels.shape: \(3,\)$"):
        input_data.DataSet(np.zeros((2, 28, 28, 1), np.uint8), np.zeros(3, np.uint8))


def test_only_one_channel_is_reshaped():
    with pytest.raises(AssertionError):
        input_data.DataSet(np.zeros((2, 28, 28, 3), np.uint8), np.zeros(2, np.uint8))


def test_all_pictures_and_labels_are_in_the_order_of_the_epoch():
    data = small_set()
    pictures, labels = data.next_batch(30)
    np.testing.assert_array_equal(data.images, pictures)
    np.testing.assert_array_equal(data.labels, labels)
    assert data.images is data.images


@pytest.mark.parametrize("before", [0, 1, 3, 7], ids=lambda n: f"after {n} batches")
@pytest.mark.parametrize("shuffle", [True, False], ids=["shuffled", "not shuffled"])
def test_a_restored_position_goes_on_bit_by_bit(before, shuffle):
    data = small_set()
    for _ in range(before):
        data.next_batch(13, shuffle=shuffle)
    position = {name: array.copy() for name, array in data.state().items()}
    random_state = np.random.get_state()
    expected = [data.next_batch(13, shuffle=shuffle) for _ in range(8)]

    other = small_set(seed=99)
    other.next_batch(5)
    other.restore(position)
    np.random.set_state(random_state)
    for pictures, labels in expected:
        found_pictures, found_labels = other.next_batch(13, shuffle=shuffle)
        np.testing.assert_array_equal(found_pictures, pictures)
        np.testing.assert_array_equal(found_labels, labels)
    assert other.epochs_completed == data.epochs_completed
    np.testing.assert_array_equal(other.images, data.images)


def test_the_position_of_a_set_of_another_size_is_refused():
    data = small_set()
    data.next_batch(5)
    state = data.state()
    state["order"] = state["order"][:-1]
    with pytest.raises(CannotResume, match="The saved order is of 29 examples, where the data has 30"):
        small_set().restore(state)


def test_a_position_is_arrays_that_savez_takes(tmp_path):
    data = small_set()
    data.next_batch(5)
    np.savez(tmp_path / "state.npz", **data.state())
    with np.load(tmp_path / "state.npz", allow_pickle=False) as state:
        small_set().restore(dict(state))


def test_digits_become_the_three_sets():
    digits = Digits(
        np.full((7, 28, 28), 255, np.uint8),
        np.arange(7, dtype=np.uint8),
        np.zeros((2, 28, 28), np.uint8),
        np.ones(2, np.uint8),
        "test",
    )
    data = input_data.datasets_from(digits, one_hot=True, validation_size=3)
    assert [part.images.shape for part in data] == [(4, 784), (3, 784), (2, 784)]
    assert (data.train.images == 1).all()
    np.testing.assert_array_equal(data.train.labels, np.eye(10)[3:7])
    np.testing.assert_array_equal(data.validation.labels, np.eye(10)[:3])


@pytest.mark.parametrize("compressed", [True, False], ids=[".gz", "plain"])
def test_pictures_and_labels_are_extracted_from_open_files(compressed, tmp_path, capsys):
    ending = ".gz" if compressed else ""
    images = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    write(tmp_path / f"images{ending}", images)
    write(tmp_path / f"labels{ending}", np.uint8([3, 9]))
    with open(tmp_path / f"images{ending}", "rb") as file:
        np.testing.assert_array_equal(input_data.extract_images(file), images[..., np.newaxis])
        assert capsys.readouterr().out == f"Extracting {file.name}\n"
    with open(tmp_path / f"labels{ending}", "rb") as file:
        np.testing.assert_array_equal(input_data.extract_labels(file), [3, 9])
        file.seek(0)
        np.testing.assert_array_equal(input_data.extract_labels(file, one_hot=True, num_classes=12), np.eye(12)[[3, 9]])
        file.seek(0)
        with pytest.raises(MalformedFile, match="has the label 9 at position 1, where labels are 0 to 7"):
            input_data.extract_labels(file, one_hot=True, num_classes=8)


def test_pictures_where_labels_are_asked_for_are_a_value_error_as_in_tensorflow_1(tmp_path):
    write(tmp_path / "images.gz", np.zeros((2, 3, 4), np.uint8))
    with open(tmp_path / "images.gz", "rb") as file, pytest.raises(ValueError, match="magic number 2051"):
        input_data.extract_labels(file)


def test_one_hot_rows_are_float64():
    rows = input_data.dense_to_one_hot(np.uint8([1, 0]), 3)
    assert rows.dtype == np.float64
    np.testing.assert_array_equal(rows, [[0, 1, 0], [1, 0, 0]])


def test_it_is_found_where_tensorflow_1_had_it():
    assert tf.examples.tutorials.mnist.input_data.read_data_sets is input_data.read_data_sets


def test_importing_it_imports_no_tensorflow():
    program = (
        "import sys; from tf1graph.tf.examples.tutorials.mnist import input_data; import tf1graph.tutorials.pairs; "
        "assert not {'tensorflow', 'matplotlib', 'tqdm'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
