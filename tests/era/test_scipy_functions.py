"""Functions that SciPy has lost or changed; the values are those of SciPy 1.7.3."""

import numpy as np
import pytest

from tf1graph.era import scipy_functions
from tf1graph.run.world import World


def execute(text):
    world = World()
    module = world.new_module("program")
    exec(world.compile("import numpy as np\n" + text, "program.py").code, vars(module))
    return module


def test_statistics():
    program = execute(
        "from scipy import stats\nmode = stats.mode([1, 2, 2])[0][0], stats.mode([[1, 2], [1, 3]]).mode.tolist()\n"
        "p = stats.binom_test(3, 10, 0.5), stats.binom_test([3, 7]), stats.chisqprob(2.0, 1)\n"
        "table = stats.itemfreq([1, 1, 2]).tolist()\nspread = stats.median_absolute_deviation([1, 2, 3, 9])\n"
        "squares = stats.ss([1, 2])\n"
    )
    assert program.mode == (2, [[1, 2]])
    assert program.p == pytest.approx((0.34375, 0.34375, 0.15729920705028502))
    assert (program.table, program.spread, program.squares) == ([[1, 2], [2, 1]], pytest.approx(1.4826), 5)


def test_integrals():
    program = execute(
        "from scipy import integrate\nsimpson = integrate.simps([1, 2, 3], [0, 1, 2])\n"
        "running = integrate.cumtrapz([1, 2, 3], initial=0).tolist()\n"
        "whole = integrate.romberg(np.sin, 0, 1), integrate.quadrature(lambda x, k: np.sin(k * x), 0, 1, (1,))[0]\n"
    )
    assert (program.simpson, program.running) == (4, [0, 1.5, 4])
    assert program.whole == pytest.approx((0.45969769413186, 0.45969769413186))


def test_values_between_points_of_the_plane():
    program = execute(
        "from scipy import interpolate\nf = interpolate.interp2d([0, 1, 2], [0, 1], [[0, 1, 2], [1, 2, 3]])\n"
        "grid, point = f([0.5, 1], [0.5]).tolist(), f(0.5, 0.5).tolist()\n"
        "g = interpolate.interp2d(np.arange(5.), np.arange(4.), np.arange(20.).reshape(4, 5) ** 2, kind='cubic')\n"
        "curved = g(1.5, [0.5, 2]).ravel()\n"
        "x = np.array([0., 1, 0, 1, 0.5])\ny = np.array([0., 0, 1, 1, 0.5])\nh = interpolate.interp2d(x, y, x + y)\n"
        "scattered = h(0.25, 0.25)\n"
    )
    assert (program.grid, program.point) == ([1, 1.5], [1])
    assert program.curved == pytest.approx([16, 132.25])
    assert program.scattered == pytest.approx([0.5])
    with pytest.raises(ValueError, match="Unsupported interpolation"):
        scipy_functions.interp2d([0], [0], [[0]], kind="none")


def test_waves():
    program = execute(
        "from scipy import signal\nhat = signal.ricker(5, 1.0).tolist()\nwave = signal.morlet(3)[1]\n"
        "rows = signal.cwt(np.arange(8.), signal.ricker, [1, 2])[1][:2].tolist()\nwindow = signal.hanning(3).tolist()\n"
    )
    side = -0.35213905225713377
    assert program.hat == pytest.approx([side, 0, 0.8673250705840776, 0, side], abs=1e-15)
    assert program.wave == pytest.approx(0.7511227452805496)
    assert program.rows == pytest.approx([-0.9340188976278652, -0.6057115340606686])
    assert program.window == [0, 1, 0]


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # from a SciPy that has not yet lost the name
def test_matrices_distances_and_special_functions():
    program = execute(
        "import scipy.sparse.linalg, scipy.spatial.distance as d, scipy.special, scipy.ndimage\n"
        "from scipy import linalg\n"
        "inverse = linalg.pinv2(np.eye(2) * 2).tolist(), linalg.kron(np.array([[1]]), np.array([[2]])).tolist()\n"
        "values = linalg.eigh(np.diag([1., 2, 3]), eigvals=(0, 1))[0].tolist()\n"
        "x, info = scipy.sparse.linalg.cg(np.eye(2) * 2, np.ones(2), tol=1e-9)\n"
        "far = d.kulsinski([1, 0, 1], [1, 1, 0]), d.wminkowski([1, 2], [3, 5], 2, [1, 2]), "
        "d.matching([1, 0], [1, 1])\n"
        "harmonic = scipy.special.sph_harm(1, 2, 0.3, 0.4)\nread = callable(scipy.ndimage.imread)\n"
    )
    assert program.inverse == ([[0.5, 0], [0, 0.5]], [[2]])
    assert program.values == [1, 2]
    assert (program.x.tolist(), program.info, program.read) == ([0.5, 0.5], 0, True)
    assert program.far == pytest.approx((0.8, 6.324555320336759, 0.5))
    assert np.isclose(program.harmonic, -0.26472006459940045 - 0.0818875119795957j)
