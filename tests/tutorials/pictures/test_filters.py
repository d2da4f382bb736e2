import numpy as np
import pytest

from tf1graph.errors import UsageError
from tf1graph.tutorials.checkpoints import find_checkpoint, read_tensor
from tf1graph.tutorials.pictures.figures import stretch
from tf1graph.tutorials.pictures.filters import FiltersSettings, draw_filters, export_filters


def random_kernel(*shape):
    return np.random.RandomState(0).normal(size=shape).astype(np.float32)


def pictures_of(figure):
    return [np.asarray(image.get_array()) for image in figure.axes[0].images]


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_a_grey_bank_is_drawn_as_the_tutorial_draws_it():
    kernel = random_kernel(5, 5, 1, 16)
    figure = draw_filters(kernel)
    assert texts_of(figure) == [f"{number}" for number in range(1, 17)]
    assert figure.axes[0].images[0].get_cmap().name == "gray_r"
    for number, picture in enumerate(pictures_of(figure)):
        np.testing.assert_array_equal(picture, stretch(kernel[:, :, 0, number]))
    rows = {image.get_extent()[2] for image in figure.axes[0].images}
    assert len(rows) == 2


def test_the_banks_scale_is_one_for_all_and_symmetric_about_0():
    kernel = random_kernel(5, 5, 1, 16)
    figure = draw_filters(kernel, scale="bank")
    bound = np.abs(kernel).max()
    assert {image.get_clim() for image in figure.axes[0].images} == {(-bound, bound)}
    np.testing.assert_array_equal(pictures_of(figure)[3], kernel[:, :, 0, 3])
    assert figure.axes[1].get_ylabel() == "weight"


def test_several_channels_make_a_matrix_in_which_each_filter_is_stretched_as_a_whole():
    kernel = random_kernel(3, 3, 4, 5)
    figure = draw_filters(kernel, "conv2d_1/kernel")
    assert texts_of(figure)[:6] == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2"]
    assert texts_of(figure)[-1] == "conv2d_1/kernel, filter.channel"
    np.testing.assert_array_equal(pictures_of(figure)[5], stretch(kernel[:, :, :, 1])[:, :, 1])


def test_what_goes_beyond_the_limit_is_left_out_and_the_title_says_so():
    figure = draw_filters(random_kernel(1, 1, 100, 300), "deep", limit=32)
    assert len(pictures_of(figure)) == 32
    assert texts_of(figure)[-1] == "deep, 2 of 300 filters, 16 of 100 channels, filter.channel"


@pytest.mark.parametrize("limit", [1, 3, 7])
def test_no_limit_is_exceeded(limit):
    assert len(pictures_of(draw_filters(random_kernel(3, 3, 4, 5), limit=limit))) <= limit


@pytest.mark.parametrize("scale", ["own", "bank"])
def test_three_channels_are_a_colour(scale):
    figure = draw_filters(random_kernel(7, 7, 3, 64), scale=scale)
    first = pictures_of(figure)[0]
    assert first.shape == (7, 7, 3)
    assert first.min() >= 0
    assert first.max() <= 1
    assert len(figure.axes) == 1


def test_channels_are_averaged_on_request():
    kernel = random_kernel(3, 3, 4, 5)
    mean, rms = (draw_filters(kernel, scale="bank", channels=how) for how in ("mean", "rms"))
    np.testing.assert_allclose(pictures_of(mean)[2], kernel[..., 2].mean(axis=2), rtol=1e-5)
    np.testing.assert_allclose(pictures_of(rms)[2], np.sqrt((kernel[..., 2] ** 2).mean(axis=2)), rtol=1e-5)
    assert rms.axes[0].images[0].get_clim()[0] == 0


def test_colours_of_other_than_three_channels_are_refused():
    with pytest.raises(UsageError, match="needs a convolution with 3 input channels, and this one has 4"):
        draw_filters(random_kernel(3, 3, 4, 5), channels="rgb")


@pytest.mark.parametrize("scale", ["own", "bank"])
@pytest.mark.parametrize("channels", [1, 2, 3])
@pytest.mark.parametrize("value", [0.0, -0.25, np.nan, np.inf])
def test_a_constant_filter_is_drawn_flat(scale, channels, value):
    for picture in pictures_of(draw_filters(np.full((3, 3, channels, 2), value, np.float32), scale=scale)):
        assert np.isfinite(picture).all()
        assert np.ptp(picture) == 0


@pytest.mark.parametrize("how", ["mean", "rms"])
def test_a_diverged_bank_is_averaged_without_a_warning(how):
    kernel = np.full((3, 3, 2, 2), np.inf, np.float32)
    kernel[:, :, 1] = -np.inf
    assert len(pictures_of(draw_filters(kernel, channels=how))) == 2


def test_the_filters_of_a_run_are_written_into_it(cnn_run, capsys):
    path = export_filters(FiltersSettings(str(cnn_run)))
    assert path == cnn_run / "filters.png"
    assert path.stat().st_size > 1000
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"wrote {path}"
    assert "features" in lines[1]


def test_another_convolution_is_drawn_by_its_layers_name(crnn_run, tmp_path, capsys):
    export_filters(FiltersSettings(str(crnn_run), output=str(tmp_path / "1.svg")))
    assert "conv2d/kernel of 4 convolutions; --kernel draws another: conv2d_1/kernel" in capsys.readouterr().out
    settings = FiltersSettings(str(crnn_run), kernel="conv2d_1", limit=32, output=str(tmp_path / "2.svg"))
    export_filters(settings)
    assert (tmp_path / "2.svg").stat().st_size > (tmp_path / "1.svg").stat().st_size


def test_the_convolutions_are_listed_on_request(crnn_run, capsys):
    assert export_filters(FiltersSettings(str(crnn_run), names=True)) is None
    assert capsys.readouterr().out.splitlines()[1] == "conv2d_1/kernel  [3, 3, 16, 16]"


def test_what_is_drawn_is_what_the_checkpoint_holds(cnn_run):
    kernel = read_tensor(find_checkpoint(cnn_run), "Conv/Variable")
    assert len(pictures_of(draw_filters(kernel))) == 16
    assert kernel.std() > 0.05
