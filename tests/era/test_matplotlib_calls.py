"""Calls of matplotlib 2, in the idiom of its time."""

import matplotlib
import pytest

from tf1graph.run.world import World

pytestmark = pytest.mark.filterwarnings("ignore:FigureCanvasAgg")


@pytest.fixture(autouse=True)
def figures():
    matplotlib.use("Agg")
    yield
    from matplotlib import pyplot

    pyplot.close("all")


def execute(text):
    world = World()
    compiled = world.compile("import numpy as np\nimport matplotlib.pyplot as plt\n" + text, "program.py")
    module = world.new_module("program", compiled.builtins)
    exec(compiled.code, vars(module))
    return module


def test_lines_are_taken_off_the_axes():
    program = execute(
        "fig, ax = plt.subplots()\nline = ax.plot([1, 2])\nax.plot([3])\nax.plot([4])\ncounts = [len(ax.lines)]\n"
        "ax.lines.remove(line[0])\ncounts.append(len(ax.lines))\nax.lines.pop(0)\ncounts.append(len(ax.lines))\n"
        "del ax.lines[:]\ncounts.append(len(ax.lines))\nax.patches.append(plt.Circle((0, 0), 1))\n"
        "ax.texts.clear()\npatches = len(ax.patches)\nimages = fig.images\n"
    )
    assert (program.counts, program.patches, len(program.images)) == ([3, 2, 1, 0], 1, 0)
    with pytest.raises(ValueError, match="not in list"):
        execute("plt.gca().lines.remove(3)")


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # of a matplotlib that has it still
def test_arguments_that_were_renamed_are_taken(tmp_path):
    program = execute(
        "ax = plt.gca()\nax.set_ylim(ymin=0, ymax=9)\nplt.xlim(xmin=-9)\nplt.grid(b=True)\nplt.grid('off')\n"
        "ax.grid('on')\n"
        "plt.tick_params(labelbottom='off', left='on')\nleft = plt.bar(left=[1], height=[2])[0].get_x()\n"
        "low = plt.barh(bottom=[1], width=[2])[0].get_y()\nheights = ax.hist([1, 1], bins=1, normed=True)[0]\n"
        "plt.boxplot([[1, 2]], labels=['a'])\nplt.stem([1], [2], use_line_collection=True)\n"
        "line, = plt.plot([0], [0], hold=True)\nline.set_data(1, 2)\nat = line.get_xydata().tolist()\n"
        "image = plt.imshow(np.ones((2, 2)), cmap='Vega10', hold=True)\n"
        f"plt.savefig({str(tmp_path / 'a.png')!r}, frameon=False, papertype='a4')\n"
        "limits = ax.get_ylim()\nplt.plot_date([1, 2], [1, 2])\nax.plot_date([1, 2], [1, 2])\n"
    )
    assert program.at == [[1, 2]]
    assert program.image.get_cmap().name == "tab10"
    assert (program.left, program.low) == (0.6, 0.6)
    assert program.heights.tolist() == [1]
    assert (tmp_path / "a.png").stat().st_size > 0


def test_axes_in_space_have_their_old_names():
    program = execute(
        "from mpl_toolkits.mplot3d import Axes3D\nax = plt.figure().gca(projection='3d')\n"
        "same = ax.w_zaxis is ax.zaxis, ax.w_xaxis is ax.xaxis, ax.w_yaxis is ax.yaxis\n"
        "face = plt.figure().add_subplot(111, axisbg='r').get_facecolor()\n"
    )
    assert program.same == (True, True, True)
    assert program.face == (1, 0, 0, 1)


def test_functions_beside_the_drawing_are_there():
    program = execute(
        "import matplotlib.mlab as mlab, matplotlib.cbook as cbook, matplotlib.cm as cm, matplotlib.dates as dates\n"
        "import pylab\nheight = mlab.bivariate_normal(0.0, 0.0)\nsteps = mlab.frange(0, 1, 0.5), mlab.frange(2)\n"
        "mean = mlab.rms_flat([3.0, 4.0])\n"
        "kinds = cbook.iterable([1]), cbook.is_string_like('a'), cbook.is_numlike(2.0)\n"
        "plt.register_cmap('mine', cm.get_cmap('spectral'))\nname = plt.get_cmap('mine').N, 'gray' in cm.cmap_d\n"
        "day = dates.num2epoch(dates.epoch2num(86400.0))\nwhole = pylab.float, pylab.normpdf(0, 0, 1), pylab.asscalar\n"
    )
    assert program.height == pytest.approx(0.15915494309189535)
    assert [step.tolist() for step in program.steps] == [[0, 0.5, 1], [0, 1, 2]]
    assert program.mean == pytest.approx(12.5**0.5)
    assert (program.kinds, program.name, program.day) == ((True, True, True), (256, True), 86400)
    assert program.whole[0] is float
