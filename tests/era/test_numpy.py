"""The names that NumPy has lost, and ragged arrays."""

import numpy
import pytest

from tf1graph.era import numpy as era
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
