"""matplotlib's old parameters, arguments, colour maps and styles."""

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
from matplotlib import pyplot

from tf1graph.run.world import World


@pytest.fixture
def execute():
    def run(text):
        world = World()
        module = world.new_module("program")
        exec(world.compile(text, "program.py").code, vars(module))
        return module

    with matplotlib.rc_context():
        yield run
    pyplot.close("all")


def test_parameters_are_taken_in_their_old_forms(execute):
    program = execute(
        "import matplotlib as mpl\nimport matplotlib.pyplot as plt\n"
        "mpl.rcParams.update({'pgf.preamble': ['one', 'two'], 'text.latex.unicode': True})\n"
        "plt.rcParams['text.latex.preamble'] = ['three']\nplt.rcParams['axes.color_cycle'] = ['r', 'b']\n"
        "plt.rcParams['image.cmap'] = 'spectral'\nsize = plt.rcParams['figure.figsize']\n"
    )
    assert matplotlib.rcParams["pgf.preamble"] == "one\ntwo"
    assert matplotlib.rcParams["text.latex.preamble"] == "three"
    assert matplotlib.rcParams["axes.prop_cycle"].by_key() == {"color": ["r", "b"]}
    assert matplotlib.rcParams["image.cmap"] == "nipy_spectral"
    assert program.size == matplotlib.rcParams["figure.figsize"]
    assert len(program.mpl.rcParams) == len(matplotlib.rcParams)
    with pytest.raises(KeyError, match="no such"):
        program.plt.rcParams["no such"] = 1


def test_old_arguments_and_methods_draw(execute):
    program = execute(
        "import matplotlib\nmatplotlib.use('Agg', warn=False)\nimport matplotlib.pyplot as plt\n"
        "heights, _, _ = plt.hist([1, 2, 2], bins=2, normed=True)\nplt.hold(True)\nfig = plt.figure()\n"
        "ax = fig.add_subplot(111, axisbg='r')\nmore, _, _ = ax.hist([1, 2, 2], bins=2, normed=1)\n"
        "ax.hold(False)\ncolour = ax.get_axis_bgcolor()\nax.set_axis_bgcolor('b')\nax.set_color_cycle(['r'])\n"
        "fig.canvas.set_window_title('title')\nspace = plt.figure().gca(projection='3d')\n"
        "sub = plt.subplot(111, axisbg='g')\nsame = plt.gca() is sub\n"
    )
    np.testing.assert_allclose(program.heights, [2 / 3, 4 / 3])
    np.testing.assert_allclose(program.more, [2 / 3, 4 / 3])
    assert program.colour == (1, 0, 0, 1)
    assert program.ax.get_facecolor() == (0, 0, 1, 1)
    assert program.space.name == "3d"
    assert program.sub.get_facecolor() == (0, 0.5, 0, 1)
    assert program.same


def test_old_colour_maps_and_styles_are_found(execute):
    program = execute(
        "import matplotlib.pyplot as plt\nfrom matplotlib import cm, style\nimport matplotlib.mlab as mlab\n"
        "names = plt.cm.get_cmap('spectral').name, plt.get_cmap('spectral').name, cm.spectral.name\n"
        "drawn = plt.imshow([[1, 2]], cmap='Vega10').get_cmap().name\nplt.spectral()\n"
        "plt.style.use('seaborn-white')\nplt.style.use(['seaborn-ticks', 'ggplot'])\n"
        "with style.context('seaborn-dark'):\n    pass\ndensity = mlab.normpdf(0.0, 0.0, 1.0)\n"
    )
    assert program.names == ("nipy_spectral",) * 3
    assert program.drawn == "tab10"
    assert "seaborn-white" in program.style.available
    assert "seaborn-white" in program.style.library
    np.testing.assert_allclose(program.density, 0.3989423)


def test_pylab_is_pyplot_and_more(execute):
    program = execute("from pylab import *\nheights, _, _ = hist([1, 2], bins=1, normed=True)\nx = linspace(0, 1, 2)")
    assert program.heights.tolist() == [1]
    assert program.x.tolist() == [0, 1]


def test_matplotlib_itself_is_left_as_it_is(execute):
    execute("import matplotlib.pyplot as plt\nplt.hist([1], normed=True)")
    with pytest.raises(AttributeError, match="normed"):
        pyplot.hist([1], normed=True)
