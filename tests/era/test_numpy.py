"""The names that NumPy has lost, and ragged arrays."""

import os

import numpy
import pytest

from tf1graph.era import numpy as era
from tf1graph.errors import UsageError
from tf1graph.run.world import World

NAMES = era.names(numpy)


def execute(text):
    world = World()
    module = world.new_module("program")
    exec(world.compile(text, "program.py").code, vars(module))
    return module


@pytest.mark.parametrize("name", [*era.PYTHON_TYPES, *era.RENAMED, "NINF"])
def test_the_program_has_each_name_that_numpy_lost(name):
    assert getattr(execute("import numpy as np").np, name) is not None


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # from a NumPy that has not yet lost the name
def test_the_names_are_what_they_were():
    program = execute("import numpy as np\nfrom numpy import int as integer, float_\nimport numpy.random")
    assert (program.np.int, program.integer, program.float_) == (int, int, numpy.float64)
    assert -numpy.inf == program.np.NINF
    assert program.np.asscalar(numpy.array([3])) == 3
    assert program.np.in1d([[1], [2]], [2]).tolist() == [False, True]
    assert program.np.asfarray([1]).dtype == numpy.float64
    assert program.numpy.random is numpy.random
    assert program.np.zeros is numpy.zeros


def test_lists_that_differ_in_length_make_an_array_of_objects():
    program = execute("import numpy as np\nragged = np.array([[1, 2], [3]])\nflat = np.asarray([1, 2])")
    assert (program.ragged.dtype, program.ragged.shape) == (object, (2,))
    assert program.flat.dtype == numpy.asarray([1, 2]).dtype
    with pytest.raises(ValueError, match="inhomogeneous"):
        program.np.array([[1, 2], [3]], dtype=float)
    with pytest.raises(ValueError, match="invalid literal"):
        program.np.array(["a"]).astype(int)


def test_numpy_itself_is_left_as_it_is():
    execute("import numpy as np\nnp.int, np.array")
    assert not hasattr(numpy, "int")
    assert numpy.array is not NAMES["array"]


def test_functions_take_what_they_took_and_give_what_they_gave():
    program = execute(
        "import numpy as np\n"
        "arrays = [np.array([np.array([1.]), 2.], np.float32), np.array([300, -1], np.uint8),"
        " np.full(2, -1, np.uint8)]\n"
        "same = np.array([1.5], copy=False)\ntext = np.fromstring(b'ab', np.uint8), np.fromstring('1 2', sep=' ')\n"
        "cross = np.cross([1, 2], [3, 4])\ninverse = np.unique([[1, 2], [2, 1]], return_inverse=True)[1]\n"
        "heights = np.histogram([1, 2, 3], 2, normed=True)[0]\nstacked = np.vstack(np.ones(2) for _ in range(3))\n"
        "flat = np.hstack(map(lambda x: [x], [1, 2]))\nmiddle = np.percentile([1, 2, 3], 50, interpolation='lower')\n"
        "total = np.sum(x for x in [1, 2])\nkinds = np.issubdtype(np.float32, float), np.issubdtype(np.int32, int)\n"
        "counts = np.bincount([1., 2.])\nrest = np.delete(np.arange(3), 1.0)\ngrid = np.meshgrid([1], [2])\n"
        "np.set_printoptions(threshold=np.nan)\n"
    )
    assert [array.tolist() for array in program.arrays] == [[1, 2], [44, 255], [255, 255]]
    assert program.same.tolist() == [1.5]
    assert [found.tolist() for found in program.text] == [[97, 98], [1, 2]]
    assert (program.cross, program.inverse.tolist()) == (-2, [0, 1, 1, 0])
    assert program.heights.tolist() == pytest.approx([1 / 3, 2 / 3])
    assert program.stacked.shape == (3, 2)
    assert (program.flat.tolist(), program.middle, program.total, program.kinds) == ([1, 2], 2, 3, (True, True))
    assert (program.counts.tolist(), program.rest.tolist(), type(program.grid)) == ([0, 1, 1], [0, 2], list)
    numpy.set_printoptions(threshold=1000)


@pytest.mark.parametrize("name", [name for name in era.MODULES if name != "numpy"])
def test_each_module_that_numpy_had_is_there(name):
    program = execute(f"import {name} as it\nnames = [one for one in dir(it) if one[:1] != '_']")
    assert program.names


def test_what_lay_within_numpy_is_found_there():
    program = execute(
        "import numpy as np\nfrom numpy.core.umath_tests import inner1d\nfrom numpy.lib.arraysetops import in1d\n"
        "from numpy.core.multiarray import ndarray\nfrom numpy.lib.npyio import load\n"
        "from numpy.linalg.linalg import norm\nfrom numpy.testing.utils import assert_allclose\n"
        "padded = np.lib.pad(np.ones(1), 1, 'constant')\nproducts = inner1d(np.ones((2, 3)), np.ones((2, 3)))\n"
        "size = np.nbytes[np.float32], np.alen([1, 2]), np.obj2sctype(np.float32), np.sctypes['float'][-2]\n"
    )
    assert (program.padded.tolist(), program.products.tolist()) == ([0, 1, 0], [3, 3])
    assert program.size == (4, 2, numpy.float32, numpy.float64)
    assert program.ndarray is numpy.ndarray
    assert program.norm is numpy.linalg.norm


def test_arrays_of_objects_are_read_without_the_leave_to_unpickle(tmp_path):
    weights = {"conv1": [numpy.ones(2, "f4"), numpy.float32(3)], 1: ("x", b"y", None, {2.5})}
    path = tmp_path / "vgg.npy"
    numpy.save(path, numpy.array(weights, dtype=object), allow_pickle=True)
    found = execute(f"import numpy as np\nfound = np.load({str(path)!r}, encoding='latin1').item()").found
    assert found[1] == weights[1]
    assert found["conv1"][0].tolist() == [1, 1]


def test_archives_of_them_are_read_too_and_so_are_open_files(tmp_path):
    path = tmp_path / "mixed.npz"
    numpy.savez(path, x=numpy.array([[1], [2, 3]], dtype=object), y=numpy.arange(3), z=numpy.array([Calling()]))
    numpy.save(tmp_path / "words.npy", numpy.array(["a", [1]], dtype=object), allow_pickle=True)
    program = execute(
        f"import numpy as np\ndata = np.load({str(path)!r})\nfound = [data['x'].tolist(), data.f.y.sum(), data.files]\n"
        f"with open({str(tmp_path / 'words.npy')!r}, 'rb') as file:\n    found.append(np.load(file).tolist())\n"
    )
    assert program.found == [[[1], [2, 3]], 3, ["x", "y", "z"], ["a", [1]]]
    with pytest.raises(UsageError, match=r"mixed\.npz, array z, holds an object that is made by .*allow_pickle=True"):
        program.data["z"]
    program.data.close()


def test_a_file_that_would_call_something_is_not_read(tmp_path):
    path = tmp_path / "evil.npy"
    numpy.save(path, numpy.array([Calling()], dtype=object), allow_pickle=True)
    with pytest.raises(UsageError, match=r"made by \w+\.system, not an array"):
        execute(f"import numpy as np\nnp.load({str(path)!r})")
    other = tmp_path / "a.pkl"
    other.write_bytes(b"cos\nsystem\n.")
    with pytest.raises(ValueError, match=r"no \.npy file of objects"):
        execute(f"import numpy as np\nnp.load({str(other)!r})")


class Calling:
    def __reduce__(self):
        return os.system, ("true",)


def test_an_array_is_copied_where_it_must_be():
    program = execute("import numpy as np\na = np.array(3, copy=False)\nsame = np.array(a, copy=False) is a")
    assert (program.a.tolist(), program.same) == (3, True)


def test_functions_are_found_where_they_lay_and_types_are_cast():
    program = execute(
        "import numpy as np\nfrom numpy.lib import stride_tricks\nwide = np.lib.pad([1, 2], (1, 0), 'constant')\n"
        "cast = np.cast['float32']([1, 2])"
    )
    assert program.wide.tolist() == [0, 1, 2]
    assert (program.cast.tolist(), str(program.cast.dtype)) == ([1, 2], "float32")
    assert callable(program.stride_tricks.as_strided)


def test_functions_take_lists_that_differ_in_length():
    program = execute(
        "import numpy as np\nlists = [[1, 2], [3], [4, 5, 6]]\n"
        "most, longest, size, shape = np.max(lists), np.argmax(lists), np.size(lists), np.shape(lists)\n"
        "taken, rest, all_ = np.take(lists, [1, 0]), np.delete(lists, 0), np.concatenate([lists, lists])\n"
        "both = np.hstack((lists, lists)).shape, np.sum(lists), np.repeat(lists, 2).tolist()[:2]\n"
        "np.random.seed(1)\nmixed, one = np.random.permutation(lists), np.random.choice(lists)\n"
        "again = np.random.RandomState(1).permutation(lists).tolist()\n"
    )
    assert (program.most, program.longest, program.size, program.shape) == ([4, 5, 6], 2, 3, (3,))
    assert (program.taken.tolist(), program.rest.tolist()) == ([[3], [1, 2]], [[3], [4, 5, 6]])
    assert program.all_.tolist()[:3] == program.lists
    assert program.both == ((6,), [1, 2, 3, 4, 5, 6], [[1, 2], [1, 2]])
    order = numpy.random.RandomState(1).permutation(3)
    assert program.mixed.tolist() == program.again == [program.lists[i] for i in order]
    assert program.one in program.lists


def test_what_is_wrong_with_lists_of_one_length_is_said_as_ever():
    with pytest.raises(ValueError, match="cannot reshape"):
        execute("import numpy as np\nnp.reshape([1, 2, 3], [2, 2])")
    found = execute("import numpy as np, random\nrandom.seed(1)\na = random.choice([[1, 2], [3]])").a
    assert found in ([1, 2], [3])
