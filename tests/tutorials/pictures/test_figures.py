import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from tf1graph.errors import CannotWrite, UsageError
from tf1graph.tutorials.pictures.figures import Tile, columns_for, draw_tiles, picture_path, save, shorten, stretch

TILES = [Tile(np.eye(5) * n, f"{n}") for n in range(1, 6)]


def test_a_picture_is_stretched_as_the_tutorial_does():
    picture = np.random.RandomState(0).normal(size=(5, 5)).astype(np.float32)
    flat = picture.reshape([25, -1])
    flat = flat - flat[np.argmin(picture)]
    flat = flat / flat[np.argmax(flat)]
    np.testing.assert_allclose(stretch(picture), flat.reshape(5, 5), atol=1e-6)


@pytest.mark.parametrize("value", [0, 0.7, -3, np.nan, np.inf])
def test_a_constant_picture_is_flat(value):
    np.testing.assert_array_equal(stretch(np.full((3, 3), value)), np.zeros((3, 3)))


def test_values_that_are_not_finite_do_not_spoil_the_others():
    np.testing.assert_array_equal(stretch(np.array([np.nan, 1, 3, np.inf])), [0, 0, 1, 0])


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (8, 8), (16, 8), (32, 8), (64, 12), (300, 16)])
def test_any_number_of_tiles_is_laid_out(count, columns):
    assert columns_for(count) == columns


@pytest.mark.parametrize("count", [1, 5, 40])
def test_nothing_overlaps_and_nothing_lies_outside(count):
    name = "InceptionResnetV2/Repeat_1/block17_1/Branch_1/Conv2d_0c_7x1/weights, 16 of 384 filters, 16 of 1088 channels"
    figure = draw_tiles(
        [Tile(np.eye(3), "16.16")] * count, columns_for(count), title=name, limits=(-1, 1), bar="weight"
    )
    renderer = FigureCanvasAgg(figure).get_renderer()
    boxes = [text.get_window_extent(renderer) for text in figure.axes[0].texts]
    frames = [patch.get_window_extent(renderer) for patch in figure.axes[0].patches]
    pixels = figure.bbox
    for index, box in enumerate([*boxes, *frames]):
        assert pixels.x0 <= box.x0 < box.x1 <= pixels.x1
        assert pixels.y0 <= box.y0 < box.y1 <= pixels.y1
        if index < len(boxes):
            assert not any(box.overlaps(other) for other in frames)
            assert sum(box.overlaps(other) for other in boxes) == 1
    bar = figure.axes[1].get_tightbbox(renderer)
    assert bar.x1 <= pixels.x1
    assert not any(bar.overlaps(frame) for frame in frames)


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_ending_chooses_the_format_and_the_same_figure_gives_the_same_bytes(kind, start, tmp_path):
    files = [save(draw_tiles(TILES, 3, title="$x$"), tmp_path / f"{name}.{kind}").read_bytes() for name in "ab"]
    assert files[0].startswith(start)
    assert files[0] == files[1]
    assert b"atplotlib version" not in files[0]


def test_an_ending_in_capitals_will_do(tmp_path):
    save(draw_tiles(TILES, 3), picture_path(str(tmp_path / "A.PNG"), tmp_path, "x.png"))
    assert (tmp_path / "A.PNG").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["filters.jpg", "filters", ".png"])
def test_another_ending_is_refused_with_what_is_possible(name, tmp_path):
    with pytest.raises(UsageError, match=r"written as \.png, \.svg, \.pdf"):
        picture_path(name, tmp_path, "x.png")


def test_a_place_that_takes_no_files_is_named_and_nothing_is_left(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match=r"a\.png cannot be written"):
        save(draw_tiles(TILES, 3), tmp_path / "file" / "a.png")
    with pytest.raises(CannotWrite, match=r"a\.png cannot be written"):
        save(draw_tiles(TILES, 3), tmp_path / "missing" / "a.png")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_long_names_keep_their_end():
    assert shorten("3.png", 1) == "3.png"
    assert shorten("a long name.png", 0.8) == "…g name.png"
