import io

import numpy as np
import pytest
from google.protobuf import text_format
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.projector import ProjectorConfig

from tf1graph import tf
from tf1graph.errors import CannotWrite
from tf1graph.tutorials.board import Board, draw_bank, histogram, tile


def test_a_histogram_counts_every_value_and_knows_their_moments():
    values = np.random.RandomState(0).randn(40, 50).astype(np.float32)
    found = histogram(values)
    assert sum(found.bucket) == found.num == 2000
    assert (found.min, found.max) == (values.min(), values.max())
    assert found.sum == pytest.approx(values.sum(dtype=float))
    assert found.sum_squares == pytest.approx((values.astype(float) ** 2).sum(), rel=1e-5)
    below = np.searchsorted(np.sort(values.ravel()), found.bucket_limit)
    assert np.abs(below - np.cumsum(found.bucket)).max() <= 1  # the last bin holds its limit


@pytest.mark.parametrize(
    ("values", "count"),
    [(np.full(9, 0.5, np.float32), 9), (np.array([1, np.nan, np.inf, 2], np.float32), 2), (np.array([np.nan]), 0)],
    ids=["equal values", "some that are no numbers", "none that is a number"],
)
def test_a_histogram_can_be_made_of(values, count):
    assert sum(histogram(values).bucket) == count


def test_a_bank_is_drawn_on_one_scale_with_white_between_the_filters():
    bank = np.zeros((5, 5, 1, 16), np.float32)
    bank[..., 3] = -1
    bank[2, 4, 0, 9] = 1
    picture = draw_bank(bank)
    assert picture.shape == (2 * 88 + 8, 8 * 88 + 8)
    squares = picture[8:, 8:].reshape(2, 88, 8, 88).swapaxes(1, 2).reshape(16, 88, 88)
    assert (squares[3, :80, :80] == 0).all()
    assert (squares[0, :80, :80] == 128).all()  # halfway from -1 to 1
    assert (squares[9, 32:48, 64:80] == 255).all()
    assert (squares[9, :80, :80] == 255).sum() == 16 * 16
    assert (picture[:8] == 255).all()
    assert (squares[:, 80:] == 255).all()


@pytest.mark.parametrize("value", [0.25, np.nan, np.inf], ids=str)
def test_a_bank_without_a_scale_is_drawn_flat(value):
    picture = draw_bank(np.full((3, 3, 1, 2), value))
    assert set(np.unique(picture)) == {128, 255}


def test_a_bank_with_input_channels_has_a_row_for_each():
    picture = draw_bank(np.random.RandomState(0).randn(2, 2, 3, 5), gap=1, height=2)
    assert picture.shape == (3 * 3 + 1, 5 * 3 + 1)


def test_a_histogram_of_one_value_is_as_narrow_as_it():
    found = histogram(np.zeros(5, np.float32))
    assert (found.min, found.max, list(found.bucket_limit), list(found.bucket)) == (0, 0, [0], [5])


def test_tiles_fill_the_last_row():
    tiles = tile(np.arange(1, 4, dtype=np.uint8)[:, None, None] * np.ones((3, 1, 2), np.uint8), columns=2, fill=9)
    assert tiles.tolist() == [[1, 1, 2, 2], [3, 3, 9, 9]]


@pytest.fixture
def run(tmp_path):
    run = tmp_path / "cnn-001"
    run.mkdir()
    return run


def test_tensorboard_reads_back_what_was_written(run):
    board = Board(run, 0)
    with tf.Graph().as_default() as graph:
        tf.constant([1.0, 2.0], name="two")
    board.write_graph(graph.as_graph_def(add_shapes=True))
    board.write_settings({"steps": 7, "data": "a|b", "fast": None})
    board.write_training(10, np.float32(0.5), np.float32(0.25))
    board.write_test(10, loss=0.75, accuracy=1.0)
    board.write_filters(10, {"Conv": np.random.RandomState(0).randn(5, 5, 1, 16)})
    metadata = tf.RunMetadata()
    metadata.step_stats.dev_stats.add(device="/cpu:0")
    board.write_run_metadata(20, metadata)
    board.close()

    seen = EventAccumulator(str(run)).Reload()
    assert seen.Graph().node[0].name == "two"
    assert seen.Graph().node[0].attr["_output_shapes"].list.shape[0].dim[0].size == 2
    assert [(event.step, event.value) for event in seen.Scalars("loss")] == [(10, 0.5)]
    assert [(event.step, event.value) for event in seen.Scalars("accuracy")] == [(10, 0.25)]
    assert seen.RunMetadata("step 00020").step_stats.dev_stats[0].device == "/cpu:0"
    image = seen.Images("filters/Conv")[0]
    assert Image.open(io.BytesIO(image.encoded_image_string)).size == (image.width, image.height)
    text = tf.make_ndarray(seen.Tensors("settings")[0].tensor_proto).item().decode()
    assert text.splitlines() == ["setting | value", "--- | ---", "steps | 7", "data | a\\|b", "fast | "]
    assert seen.SummaryMetadata("settings").plugin_data.plugin_name == "text"
    test = EventAccumulator(str(run / "test")).Reload()
    assert [(event.step, event.value) for event in test.Scalars("loss")] == [(10, 0.75)]


def test_what_lies_beyond_a_resumed_step_is_forgotten(run):
    first = Board(run, 0)
    for step in (0, 10, 20, 30):
        first.write_training(step, step, step)
    first.close()
    second = Board(run, 20)
    second.write_training(40, 40, 40)
    second.close()
    assert [event.step for event in EventAccumulator(str(run)).Reload().Scalars("loss")] == [0, 10, 40]


def test_two_boards_of_one_second_have_files_of_their_own(run):
    for _ in range(2):
        Board(run, 0).close()
    assert len(list(run.glob("events*"))) == 2


def test_the_projector_finds_vectors_labels_and_sprite(run):
    draw = np.random.RandomState(0)
    vectors = draw.rand(10, 7).astype(np.float32)
    pictures = draw.randint(0, 256, (10, 28, 28)).astype(np.uint8)
    board = Board(run, 0)
    board.write_embedding(vectors, np.arange(10), pictures)
    board.close()
    for folder in (run, run / "test"):
        config = text_format.Parse((folder / "projector_config.pbtxt").read_text(), ProjectorConfig())
        checkpoint = config.model_checkpoint_path or tf.train.latest_checkpoint(str(folder))
        embedding = config.embeddings[0]
        assert (tf.train.load_variable(checkpoint, embedding.tensor_name) == vectors).all()
        assert (folder / embedding.metadata_path).read_text().split() == list("0123456789")
        assert list(embedding.sprite.single_image_dim) == [28, 28]
        sprite = np.array(Image.open(folder / embedding.sprite.image_path))
        assert sprite.shape == (3 * 28, 4 * 28)
        assert (sprite[28:56, 56:84] == 255 - pictures[6]).all()


def test_a_folder_that_takes_no_files_is_named(run):
    (run / "test").write_text("a file")
    with pytest.raises(CannotWrite, match=r"cnn-001/test cannot be written"):
        Board(run, 0)


@pytest.mark.skipif("not __import__('os').path.exists('/dev/full')", reason="there is no /dev/full here")
def test_events_that_a_full_disk_refuses_are_told(run):
    board = Board(run, 0)
    board.training.file = tf.python_io.TFRecordWriter("/dev/full")
    board.write_training(0, 1, 1)
    with pytest.raises(CannotWrite, match=r"cnn-001 cannot be written: No space left on device\."):
        board.flush()
    board.test.close()


@pytest.mark.parametrize("low", [1.0, -1.0, 0.0, 1e30], ids=lambda low: f"at {low}")
def test_a_histogram_of_weights_that_differ_by_their_last_bit_has_all_of_them(low):
    weights = np.full(100, low, np.float32)
    weights[:30] = np.nextafter(np.float32(low), np.float32(np.inf))
    found = histogram(weights)
    assert sum(found.bucket) == found.num == 100
    assert sorted(count for count in found.bucket if count) == [30, 70]
