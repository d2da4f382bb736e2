import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from tf1graph.errors import MalformedFile
from tf1graph.tutorials.preparation import load, prepare

WIDE = (200, 150)
STROKES = [(60, 30), (130, 30), (90, 130)]


def draw(size=WIDE, shift=(0, 0), pen=10):
    """A 7 in black on white, grey mode."""
    picture = Image.new("L", size, 255)
    ImageDraw.Draw(picture).line([(x + shift[0], y + shift[1]) for x, y in STROKES], 0, pen, "curve")
    return picture


SEVEN = draw()
INK = ImageOps.invert(SEVEN)


def plain(value):
    return Image.new("L", WIDE, value)


def with_holes(picture):
    """Rounded off: what is transparent is neither ink nor the colour that lies under it."""
    mask = plain(0)
    ImageDraw.Draw(mask).rounded_rectangle((5, 5, 194, 144), 20, 255)
    return Image.merge("RGBA", [*ImageOps.invert(picture).convert("RGB").split(), mask])


def keyed():
    """A palette whose paper is the transparent colour, and black like the ink."""
    picture = SEVEN.convert("1").convert("P")
    picture.putpalette([0, 0, 0] * 256)
    return picture


@pytest.fixture(scope="module")
def seven(tmp_path_factory):
    path = tmp_path_factory.mktemp("seven") / "7.png"
    SEVEN.save(path)
    return prepare(path)


@pytest.mark.parametrize(
    ("name", "picture", "options"),
    [
        pytest.param("7.png", SEVEN.convert("1"), {}, id="mode 1"),
        pytest.param("7.png", INK, {}, id="light on dark"),
        pytest.param("7.png", Image.merge("LA", [plain(0), INK]), {}, id="LA, black on nothing"),
        pytest.param("7.png", Image.merge("RGBA", [plain(255)] * 3 + [INK]), {}, id="RGBA, white on nothing"),
        pytest.param("7.png", Image.merge("RGBA", [plain(0)] * 3 + [INK]), {}, id="RGBA, black on nothing"),
        pytest.param("7.png", with_holes(INK), {}, id="RGBA, paper with rounded corners"),
        pytest.param("7.png", SEVEN.quantize(8), {}, id="P"),
        pytest.param("7.png", keyed(), {"transparency": 255}, id="P with a transparent colour"),
        pytest.param("7.png", ImageOps.colorize(SEVEN, "#a00000", "#d0ffd0"), {}, id="RGB, red on green"),
        pytest.param("7.png", Image.fromarray(np.asarray(SEVEN).astype(np.uint16) * 257), {}, id="I;16"),
        pytest.param("7.png", Image.fromarray(np.asarray(SEVEN).astype(np.uint16) * 16), {}, id="I;16 of 12 bits"),
        pytest.param("7.tiff", Image.fromarray(np.asarray(SEVEN).astype(np.int32) * 1000), {}, id="I"),
        pytest.param("7.tiff", Image.fromarray(np.asarray(SEVEN, np.float32)), {}, id="F"),
        pytest.param("7.jpg", SEVEN, {"quality": 95}, id="JPEG"),
        pytest.param("7.jpg", SEVEN.convert("CMYK"), {"quality": 95}, id="CMYK JPEG"),
        pytest.param("7.gif", SEVEN, {"save_all": True, "append_images": [plain(255)]}, id="the first frame"),
        pytest.param("7.bmp", SEVEN, {}, id="BMP"),
        pytest.param("7.png", SEVEN.point(lambda v: 200 + v // 8), {}, id="faint ink on grey paper"),
        pytest.param("7.png", draw((400, 300), (190, 150)), {}, id="in a corner"),
        pytest.param("7.png", draw((150, 600), (0, 300)), {}, id="far from square"),
    ],
)
def test_the_same_digit_is_prepared_alike_from(name, picture, options, seven, tmp_path):
    picture.save(tmp_path / name, **options)
    assert np.abs(prepare(tmp_path / name) - seven).mean() < 0.03


def test_exif_rotation_is_undone(seven, tmp_path):
    exif = Image.Exif()
    exif[0x112] = 6
    SEVEN.rotate(90, expand=True).save(tmp_path / "7.jpg", exif=exif, quality=95)
    assert np.abs(prepare(tmp_path / "7.jpg") - seven).mean() < 0.02


def test_paper_lit_from_a_side_with_noise_and_specks_is_prepared_like_clean_paper(seven, tmp_path):
    values = np.asarray(SEVEN, np.float64) * np.linspace(0.55, 0.95, WIDE[0])
    values += np.random.RandomState(0).normal(0, 5, values.shape)
    values[10:13, 10:13] = 0
    Image.fromarray(np.clip(values, 0, 255).astype(np.uint8)).save(tmp_path / "7.png")
    assert np.abs(prepare(tmp_path / "7.png") - seven).mean() < 0.02


def test_a_prepared_digit_fits_20x20_and_its_mass_lies_in_the_middle_of_28x28(seven):
    rows, columns = (np.flatnonzero(seven.sum(axis)) for axis in (1, 0))
    assert seven.shape == (28, 28)
    assert seven.dtype == np.float32
    assert seven.min() == 0
    assert seven.max() == 1
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    y, x = np.mgrid[0:28, 0:28] + 0.5
    centre = [(seven * axis).sum() / seven.sum() for axis in (y, x)]
    assert np.abs(np.subtract(centre, 14)).max() <= 0.75


def test_a_fine_pen_on_a_large_sheet_leaves_strokes_as_wide_as_mnists(tmp_path):
    sheet = Image.new("L", (3000, 2000), 230)
    ImageDraw.Draw(sheet).line([(1000, 400), (1800, 400), (1300, 1600)], 40, 18)
    sheet.save(tmp_path / "7.png")
    inked = prepare(tmp_path / "7.png") > 0.5
    assert np.median(inked.sum(axis=1)[inked.any(axis=1)]) >= 2


def test_a_small_digit_on_a_large_sheet_is_looked_at_from_near(seven, tmp_path):
    sheet = Image.new("L", (2000, 2600), 255)
    sheet.paste(SEVEN, (1300, 1900))
    sheet.save(tmp_path / "7.png")
    assert np.abs(prepare(tmp_path / "7.png") - seven).mean() < 0.02


@pytest.mark.parametrize("size", [(8, 8), (1, 9), (28, 28), (640, 5)])
def test_any_size_that_shows_ink_is_prepared(size, tmp_path):
    values = np.full(size[::-1], 255, np.uint8)
    values[size[1] // 4 : size[1] // 4 + 9, size[0] // 2] = 0
    Image.fromarray(values).save(tmp_path / "1.png")
    assert prepare(tmp_path / "1.png").max() == 1


def test_the_tutorials_preparation_is_the_tutorials(tmp_path):
    Image.linear_gradient("L").resize((112, 112)).save(tmp_path / "1.png")
    with Image.open(tmp_path / "1.png") as opened:
        picture = opened.convert("L")
    picture.thumbnail((28, 28), reducing_gap=None)
    expected = 1 - np.array(np.array(picture, dtype=np.float32) / 255)
    np.testing.assert_array_equal(prepare(tmp_path / "1.png", "tutorial"), expected)


def test_the_tutorials_preparation_refuses_what_the_tutorial_fails_on(tmp_path):
    SEVEN.save(tmp_path / "7.png")
    with pytest.raises(MalformedFile, match=r"7\.png: is 200x150 pixels.* use --prepare mnist"):
        prepare(tmp_path / "7.png", "tutorial")


def write_empty(path):
    path.write_bytes(b"")


def write_text(path):
    path.write_text("no picture")


def write_truncated(path):
    SEVEN.save(path)
    path.write_bytes(path.read_bytes()[:-100])


def write_bomb(path):
    Image.new("1", (20_000, 10_000)).save(path)


def write_blank(path):
    plain(200).save(path)


@pytest.mark.parametrize(
    ("write", "found"),
    [
        pytest.param(write_empty, "is empty", id="an empty file"),
        pytest.param(write_text, "is no picture", id="a text"),
        pytest.param(write_truncated, "cannot be read as a picture", id="a truncated picture"),
        pytest.param(write_bomb, "has more than the 89 million pixels", id="a decompression bomb"),
        pytest.param(write_blank, "shows no digit", id="an empty sheet"),
    ],
)
def test_one_sentence_says_what_is_wrong_with(write, found, tmp_path):
    write(tmp_path / "3.png")
    with pytest.raises(MalformedFile, match=rf"3\.png: {found}"):
        prepare(tmp_path / "3.png")


def test_a_picture_just_above_the_safe_size_is_refused_too(tmp_path):
    Image.new("1", (10_000, 9_000)).save(tmp_path / "3.png")
    with pytest.raises(MalformedFile, match="opened safely"):
        load(tmp_path / "3.png")
