"""Modules and names of SciPy, scikit-learn, pandas and NumPy that moved, and h5py's `value`."""

import h5py
import numpy as np
import pandas as pd

from tf1graph.run.world import World


def execute(text, **names):
    world = World()
    module = world.new_module("program")
    vars(module).update(names)
    exec(world.compile(text, "program.py").code, vars(module))
    return module


def test_a_data_set_has_its_value(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["a"] = [1, 2]
        assert execute("x = file['a'].value", file=file).x.tolist() == [1, 2]


def test_modules_and_names_that_moved_are_found():
    program = execute(
        "import numpy as np, pandas as pd, scipy\nfrom pandas.tools.plotting import scatter_matrix\n"
        "from scipy import interp\nfrom scipy.signal import gaussian\nfrom scipy.integrate import simps\n"
        "from scipy.sparse.linalg.eigen.arpack import eigsh\nfrom sklearn.externals import six\n"
        "from sklearn.preprocessing import Imputer\nfrom sklearn.datasets.samples_generator import make_blobs\n"
        "from sklearn.utils.linear_assignment_ import linear_assignment\n"
        "pairs = linear_assignment([[1, 0], [0, 1]])\nfilled = Imputer().fit_transform([[1.0], [np.nan]])\n"
        "root, kind, sorted_ = scipy.sqrt(4), np.VisibleDeprecationWarning, np.msort(np.array([2, 1]))\n"
    )
    assert program.pairs.tolist() == [[0, 1], [1, 0]]
    assert program.filled.tolist() == [[1.0], [1.0]]
    assert program.root == 2
    assert program.sorted_.tolist() == [1, 2]
    assert program.scatter_matrix is pd.plotting.scatter_matrix
    assert program.interp is np.interp
