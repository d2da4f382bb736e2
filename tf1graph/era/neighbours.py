"""The table of the libraries and modules that a program of 2015–2019 knew otherwise: which file says how.

Each file has `MODULES`: for a module's name, the function that gives the names that the program finds in it, or finds
otherwise, from the module as it is today, which is an empty one where it is gone. The program gets a view of the
module; the module itself is left as it is. What classes have lost is in `methods.py`.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

# Where `MODULES` has the module.
FILES = {
    "PIL.Image": "pillow",
    "base64": "stdlib",
    "cgi": "stdlib",
    "collections": "stdlib",
    "distutils": "stdlib",
    "distutils.spawn": "stdlib",
    "distutils.util": "stdlib",
    "distutils.version": "stdlib",
    "fractions": "stdlib",
    "gym": "gym",
    "gym.envs": "gym",
    "inspect": "stdlib",
    "math": "math",
    "matplotlib": "matplotlib",
    "matplotlib.cm": "matplotlib",
    "matplotlib.mlab": "matplotlib",
    "matplotlib.pylab": "matplotlib",
    "matplotlib.pyplot": "matplotlib",
    "matplotlib.style": "matplotlib",
    "numpy": "numpy",
    "numpy.lib": "numpy",
    "pandas": "pandas",
    "pandas.io.json": "pandas",
    "pandas.tools": "pandas",
    "pandas.tools.plotting": "pandas",
    "pandas.util.testing": "pandas",
    "pkg_resources": "pkg_resources",
    "pyDOE": "pydoe",
    "pylab": "matplotlib",
    "scipy": "scipy_moves",
    "scipy.integrate": "scipy_moves",
    "scipy.misc": "scipy",
    "scipy.signal": "scipy_moves",
    "scipy.sparse.linalg.eigen": "scipy_moves",
    "scipy.sparse.linalg.eigen.arpack": "scipy_moves",
    "sklearn.cross_validation": "sklearn",
    "sklearn.datasets": "sklearn",
    "sklearn.datasets.samples_generator": "sklearn",
    "sklearn.externals": "sklearn",
    "sklearn.externals.joblib": "sklearn",
    "sklearn.externals.six": "sklearn",
    "sklearn.grid_search": "sklearn",
    "sklearn.linear_model": "sklearn",
    "sklearn.manifold": "sklearn",
    "sklearn.manifold.t_sne": "sklearn",
    "sklearn.preprocessing": "sklearn",
    "sklearn.utils.linear_assignment_": "sklearn",
    "time": "stdlib",
    "xml.etree.cElementTree": "element_tree",
}
# The packages on the way to them, whose views hold the views.
PACKAGES = frozenset(name[:end] for name in FILES for end, letter in enumerate(name) if letter == ".") - FILES.keys()
# Those of them that warn, where they are there still, that they will not be.
DEPRECATED = ("cgi", "distutils", "pkg_resources", "scipy.misc")
HEADS = frozenset(name.partition(".")[0] for name in FILES)


def names(name: str, module: ModuleType) -> dict[str, Any]:
    """What the program finds in `module`, of the name `name`, otherwise than others do."""
    if name not in FILES:
        return {}
    return importlib.import_module(f"{__package__}.{FILES[name]}").MODULES[name](module)
