import shutil

import numpy as np
import pytest

from tf1graph import tf
from tf1graph.errors import MalformedFile, UsageError
from tf1graph.tutorials.checkpoints import find_checkpoint, read_tensor
from tf1graph.tutorials.pictures.features import (
    FeaturesSettings,
    choose_picture,
    compute_features,
    draw_features,
    export_features,
)
from tf1graph.tutorials.recognition import SAMPLES


@pytest.fixture(scope="module")
def three():
    return choose_picture("")[0]


def without_graph(run, place):
    copy = shutil.copytree(run, place / run.name)
    next(copy.glob("*.meta")).unlink()
    return find_checkpoint(copy)


def convolve(picture, kernel):
    """A convolution with SAME padding, stride 1, written out."""
    margin = kernel.shape[0] // 2
    wide = np.pad(picture.astype(np.float64), margin)
    windows = np.lib.stride_tricks.sliding_window_view(wide, kernel.shape[:2])
    return np.einsum("ijyx,yxf->ijf", windows, kernel[:, :, 0])


def test_the_maps_are_the_convolution_of_the_picture(cnn_run, three):
    prefix = find_checkpoint(cnn_run)
    name, maps = compute_features(prefix, three)
    assert name == "Conv/Conv2D"
    np.testing.assert_allclose(maps, convolve(three, read_tensor(prefix, "Conv/Variable")), atol=1e-5)


@pytest.mark.parametrize("layer", [None, "Conv", "Pooling/MaxPool"])
def test_without_its_graph_a_cnn_is_built_anew(layer, cnn_run, three, tmp_path):
    name, maps = compute_features(without_graph(cnn_run, tmp_path), three, layer)
    expected_name, expected = compute_features(find_checkpoint(cnn_run), three, layer)
    assert name == expected_name
    np.testing.assert_array_equal(maps, expected)


def test_any_convolution_of_a_crnn_is_found_by_its_layers_name(crnn_run, three, tmp_path):
    prefix = find_checkpoint(crnn_run)
    name, maps = compute_features(prefix, three, "conv2d_1")
    assert (name, maps.shape) == ("conv2d_1/Conv2D", (14, 14, 16))
    _, rebuilt = compute_features(without_graph(crnn_run, tmp_path), three, "conv2d_1/Conv2D")
    np.testing.assert_array_equal(rebuilt, maps)


def test_the_crnn_is_fed_0_to_255_unless_its_run_scaled_the_pictures(crnn_run, three, tmp_path):
    copy = shutil.copytree(crnn_run, tmp_path / "crnn-002")
    (copy / "settings.json").write_text('{"tutorial": "crnn", "settings": {"scaled": true}}')
    _, raw = compute_features(find_checkpoint(crnn_run), three)
    _, scaled = compute_features(find_checkpoint(copy), three)
    np.testing.assert_allclose(raw, 255 * scaled, rtol=1e-4, atol=1e-3)


def save_graph(folder, inputs, switch=False):
    """A checkpoint with its graph: one convolution of an input of shape `inputs`."""
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        pictures = tf.placeholder(tf.float32, inputs)
        kernel = tf.get_variable("layer/kernel", [3, 3, inputs[-1] or 1, 2])
        if switch:
            pictures = tf.cond(tf.placeholder(tf.bool, []), lambda: pictures * 2, lambda: pictures)
        tf.nn.conv2d(pictures, kernel, strides=[1, 1, 1, 1], padding="SAME", name="layer/Conv2D")
        session.run(tf.global_variables_initializer())
        tf.train.Saver().save(session, str(folder / "model.ckpt"))
    return folder / "model.ckpt"


@pytest.mark.parametrize("switch", [False, True])
def test_any_graph_that_takes_pictures_of_28x28_will_do(switch, three, tmp_path):
    name, maps = compute_features(save_graph(tmp_path, [None, None, None, 1], switch), three, "layer")
    kernel = read_tensor(tmp_path / "model.ckpt", "layer/kernel")
    assert name == "layer/Conv2D"
    np.testing.assert_allclose(maps, convolve(three, kernel), atol=1e-5)


def test_a_graph_that_takes_other_pictures_is_refused_with_what_it_takes(three, tmp_path):
    with pytest.raises(UsageError, match=r"Placeholder takes \(\?, 224, 224, 3\)"):
        compute_features(save_graph(tmp_path, [None, 224, 224, 3]), three)


def test_a_checkpoint_of_an_unknown_graph_is_refused(three, tmp_path):
    save_graph(tmp_path, [None, 28, 28, 1])
    (tmp_path / "model.ckpt.meta").unlink()
    with pytest.raises(UsageError, match=r"neither tutorial, and no model\.ckpt\.meta"):
        compute_features(tmp_path / "model.ckpt", three)


def test_a_damaged_graph_is_named(cnn_run, three, tmp_path):
    copy = shutil.copytree(cnn_run, tmp_path / "cnn-001")
    (copy / "model.ckpt-200.meta").write_bytes(b"\xff" * 50)
    with pytest.raises(MalformedFile, match=r"200\.meta: is no checkpoint"):
        compute_features(find_checkpoint(copy), three)


def test_a_layer_that_is_none_is_answered_with_those_there_are(crnn_run, three):
    with pytest.raises(UsageError, match=r"pool is no convolution .* conv2d/Conv2D, conv2d_1/Conv2D"):
        compute_features(find_checkpoint(crnn_run), three, "pool")


def test_a_picture_is_a_file_or_a_test_digit(monkeypatch):
    from types import SimpleNamespace

    from tf1graph.tf.examples.tutorials.mnist import sources

    digits = SimpleNamespace(test_images=np.full((5, 28, 28), 51, np.uint8), test_labels=np.arange(5))
    monkeypatch.setattr(sources, "find_digits", lambda source: digits)
    assert choose_picture(str(SAMPLES / "4.png"))[1] == "4.png"
    picture, name = choose_picture("2")
    assert name == "test digit 2, a 2"
    np.testing.assert_allclose(picture, 0.2)
    with pytest.raises(UsageError, match="no test digit 5: the 5 are numbered 0…4"):
        choose_picture("5")
    with pytest.raises(UsageError, match=r"There is no picture 5\.png"):
        choose_picture("5.png")


def test_maps_are_drawn_each_on_its_own_scale_or_all_on_one():
    maps = np.random.RandomState(0).normal(size=(28, 28, 20)).astype(np.float32)
    own, bank = draw_features(maps, "x", limit=16), draw_features(maps, "x", "bank")
    assert [text.get_text() for text in own.axes[0].texts][-1] == "x, 16 of 20 maps"
    assert {image.get_array().max() for image in own.axes[0].images} == {1}
    np.testing.assert_array_equal(bank.axes[0].images[5].get_array(), maps[:, :, 5])
    assert bank.axes[0].images[5].get_clim() == (-np.abs(maps).max(), np.abs(maps).max())


def test_the_maps_of_a_run_are_written_into_it(cnn_run, capsys):
    assert export_features(FeaturesSettings(str(cnn_run))) == cnn_run / "features.png"
    assert capsys.readouterr().out == f"wrote {cnn_run / 'features.png'}\n"
