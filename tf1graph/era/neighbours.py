"""The table of the libraries and modules that a program of 2015–2019 knew otherwise: which file says how.

Each file has `MODULES`: for a module's name, the function that gives the names that the program finds in it, or finds
otherwise, from the module as it is today, which is an empty one where it is gone. The program gets a view of the
module; the module itself is left as it is. What classes have lost is in `methods.py`.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

# The modules of each file's `MODULES`.
_NAMES = {
    "downloads": "requests six.moves.urllib.request urllib.request wget",
    "element_tree": "xml.etree.cElementTree",
    "gym": "gym gym.envs gym.wrappers gym.wrappers.monitor gym.wrappers.monitoring",
    "gym_discrete": "gym.envs.toy_text.discrete gym.utils.seeding",
    "h5py": "h5py",
    "math": "math",
    "matplotlib": """
        matplotlib matplotlib.cbook matplotlib.cm matplotlib.dates matplotlib.mlab matplotlib.pylab matplotlib.pyplot
        matplotlib.style pylab""",
    "networkx": "networkx",
    "numpy": """
        numpy numpy.core numpy.core.defchararray numpy.core.fromnumeric numpy.core.function_base numpy.core.multiarray
        numpy.core.numeric numpy.core.numerictypes numpy.core.records numpy.core.shape_base numpy.core.umath
        numpy.core.umath_tests numpy.lib numpy.lib.arraypad numpy.lib.arraysetops numpy.lib.function_base
        numpy.lib.index_tricks numpy.lib.nanfunctions numpy.lib.npyio numpy.lib.polynomial numpy.lib.shape_base
        numpy.lib.twodim_base numpy.lib.type_check numpy.lib.ufunclike numpy.lib.utils numpy.linalg.linalg
        numpy.testing.utils""",
    "pandas": "pandas pandas.io.json pandas.tools pandas.tools.plotting pandas.util.testing",
    "pillow": "Image ImageDraw ImageFilter ImageFont ImageOps PIL PIL.Image",
    "pkg_resources": "pkg_resources",
    "pydoe": "pyDOE",
    "scipy": "scipy.misc",
    "scipy_moves": """
        scipy scipy.integrate scipy.interpolate scipy.linalg scipy.ndimage scipy.signal scipy.sparse.linalg
        scipy.sparse.linalg.eigen scipy.sparse.linalg.eigen.arpack scipy.spatial.distance scipy.special scipy.stats""",
    "sklearn": """
        sklearn.calibration sklearn.cluster sklearn.cluster.k_means_ sklearn.covariance sklearn.cross_decomposition
        sklearn.cross_validation sklearn.datasets sklearn.datasets.base sklearn.datasets.samples_generator
        sklearn.decomposition sklearn.decomposition.pca sklearn.discriminant_analysis sklearn.ensemble
        sklearn.ensemble.forest sklearn.ensemble.gradient_boosting sklearn.externals sklearn.externals.joblib
        sklearn.externals.six sklearn.feature_extraction.image sklearn.feature_extraction.text
        sklearn.feature_selection sklearn.gaussian_process sklearn.gaussian_process.kernels sklearn.grid_search
        sklearn.impute sklearn.isotonic sklearn.kernel_approximation sklearn.kernel_ridge sklearn.lda
        sklearn.learning_curve sklearn.linear_model sklearn.linear_model.base sklearn.linear_model.logistic
        sklearn.linear_model.stochastic_gradient sklearn.manifold sklearn.manifold.t_sne sklearn.metrics
        sklearn.metrics.classification sklearn.metrics.cluster sklearn.metrics.pairwise sklearn.metrics.ranking
        sklearn.metrics.regression sklearn.metrics.scorer sklearn.mixture sklearn.model_selection sklearn.multiclass
        sklearn.multioutput sklearn.naive_bayes sklearn.neighbors sklearn.neighbors.classification
        sklearn.neural_network sklearn.pipeline sklearn.preprocessing sklearn.preprocessing.data
        sklearn.preprocessing.label sklearn.qda sklearn.random_projection sklearn.semi_supervised sklearn.svm
        sklearn.svm.classes sklearn.tree sklearn.tree.tree sklearn.utils sklearn.utils.linear_assignment_
        sklearn.utils.testing""",
    "stdlib": """
        asyncio base64 cgi collections configparser distutils distutils.dir_util distutils.file_util distutils.spawn
        distutils.util distutils.version dummy_threading fractions imghdr inspect json locale pipes platform plistlib
        random time unittest""",
    "yaml": "yaml",
}
FILES = {name: file for file, names in _NAMES.items() for name in names.split()}
# The packages on the way to them, whose views hold the views.
PACKAGES = frozenset(name[:end] for name in FILES for end, letter in enumerate(name) if letter == ".") - FILES.keys()
# Those of them that warn, where they are there still, that they will not be.
DEPRECATED = ("cgi", "distutils", "imghdr", "pipes", "pkg_resources", "scipy.misc")
# Libraries that are not there where they are not installed, while all else of the table is there in any case.
INSTALLED = frozenset(
    ["gym", "h5py", "matplotlib", "networkx", "numpy", "pandas", "requests", "scipy", "six", "sklearn", "wget", "yaml"]
)
HEADS = frozenset(name.partition(".")[0] for name in FILES)


def names(name: str, module: ModuleType) -> dict[str, Any]:
    """What the program finds in `module`, of the name `name`, otherwise than others do."""
    if name not in FILES:
        return {}
    return importlib.import_module(f"{__package__}.{FILES[name]}").MODULES[name](module)
