"""`scipy.misc` against what SciPy 1.1 made of the same arrays."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tf1graph.era import scipy as era
from tf1graph.run.world import World

GOLDEN = Path(__file__).parents[1] / "golden"
RECORDED = json.loads((GOLDEN / "scipy_misc_1.1.0.json").read_text())
spec = importlib.util.spec_from_file_location("record_scipy_misc", GOLDEN / "record_scipy_misc.py")
recorder = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recorder)


def execute(text):
    world = World()
    module = world.new_module("program")
    exec(world.compile(text, "program.py").code, vars(module))
    return module


@pytest.fixture(scope="module")
def misc():
    return execute("import scipy.misc as misc").misc


@pytest.fixture(scope="module")
def found(misc):
    return recorder.cases(misc)


@pytest.mark.parametrize("name", RECORDED)
def test_scipy_misc_gives_what_scipy_1_1_gave(found, name):
    array, recorded = found[name], RECORDED[name]
    assert (str(array.dtype), list(array.shape)) == (recorded["dtype"], recorded["shape"])
    # Pillow rounds a few bytes of the interpolated the other way since.
    resized = name.startswith("resize") and "nearest" not in name
    np.testing.assert_allclose(array.ravel(), recorded["values"], rtol=1e-6, atol=1 if resized else 0)


def test_every_way_to_import_it_gives_it():
    program = execute(
        "import scipy\nimport scipy.misc\nfrom scipy import misc, stats\nfrom scipy.misc import imread, imresize\n"
        "import importlib\nlate = importlib.import_module('scipy.misc')\nhere = scipy.misc"
    )
    assert program.imread is era.imread
    assert program.here is program.misc is program.late
    assert program.stats.__name__ == "scipy.stats"


def test_pictures_are_written_and_read(misc, tmp_path):
    picture = (np.arange(4 * 5 * 3) * 4).astype(np.uint8).reshape(4, 5, 3)
    misc.imsave(tmp_path / "picture.png", picture)
    assert (misc.imread(tmp_path / "picture.png") == picture).all()
    grey = misc.imread(tmp_path / "picture.png", flatten=True)
    assert (grey.shape, grey.dtype) == ((4, 5), np.float32)
    Image.fromarray(picture).quantize(8).save(tmp_path / "palette.gif")
    assert misc.imread(tmp_path / "palette.gif").shape == (4, 5, 3)
    assert misc.imread(tmp_path / "picture.png", mode="L").shape == (4, 5)


@pytest.mark.parametrize(
    ("array", "options"),
    [
        (np.zeros((2, 2), complex), {}),
        (np.zeros((2, 2, 2)), {}),
        (np.zeros((2, 2, 3)), {"mode": "RGBA"}),
        (np.zeros((2, 2, 3)), {"channel_axis": 0}),
        (np.zeros((2, 2)), {"mode": "RGB"}),
        (np.zeros((2, 2)), {"high": 300}),
        (np.zeros((2, 2)), {"cmin": 1, "cmax": 0}),
    ],
)
def test_arrays_that_make_no_picture_are_refused(misc, array, options):
    with pytest.raises(ValueError, match=r"\w"):
        misc.toimage(array, **options)


def test_what_is_no_picture_has_no_array(misc):
    with pytest.raises(TypeError, match="PIL"):
        misc.fromimage([[1]])


@pytest.mark.parametrize(("points", "order"), [(4, 1), (3, 4)])
def test_a_derivative_needs_enough_points(misc, points, order):
    with pytest.raises(ValueError, match="odd"):
        misc.derivative(abs, 0.0, n=order, order=points)
