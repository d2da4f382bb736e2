"""scikit-learn's, SciPy's, Pillow's, h5py's and PyYAML's old modules, names and arguments."""

import importlib
import os

import h5py
import numpy as np
import pytest

from tf1graph.era import sklearn_changes
from tf1graph.errors import UsageError
from tf1graph.run.world import World


def execute(text, **names):
    world = World()
    module = world.new_module("program")
    vars(module).update(names)
    exec(world.compile("import numpy as np\n" + text, "program.py").code, vars(module))
    return module


def test_scores_take_arguments_by_position():
    program = execute(
        "from sklearn.metrics import confusion_matrix, mean_squared_error, f1_score, jaccard_similarity_score\n"
        "table = confusion_matrix([0, 1, 1], [0, 1, 0], [1, 0]).tolist()\n"
        "error = mean_squared_error([1., 2.], [3., 4.], squared=False), mean_squared_error([1., 2.], [3., 4.])\n"
        "f1 = f1_score([0, 1], [0, 1], [0, 1], 1, 'macro')\nsame = jaccard_similarity_score([0, 1], [0, 0])\n"
    )
    assert (program.table, program.error, program.f1, program.same) == ([[1, 1], [0, 1]], (2, 4), 1, 0.5)


def test_encoders_and_vectorizers_have_their_old_names():
    program = execute(
        "from sklearn.preprocessing import OneHotEncoder\nfrom sklearn.feature_extraction.text import CountVectorizer\n"
        "codes = OneHotEncoder(sparse=False, categorical_features='all').fit_transform([[0], [1]]).tolist()\n"
        "v = CountVectorizer()\nv.fit(['a word', 'an other'])\nwords = v.get_feature_names()\n"
    )
    assert program.codes == [[1, 0], [0, 1]]
    assert program.words == ["an", "other", "word"]
    with pytest.raises(TypeError, match="give `categories`"):
        execute("from sklearn.preprocessing import OneHotEncoder\nOneHotEncoder(n_values=3)")


@pytest.mark.parametrize("name", [*sklearn_changes.MOVED, "sklearn.lda", "sklearn.qda", "sklearn.learning_curve"])
def test_modules_that_are_private_today_are_found(name):
    it = execute(f"import {name} as it").it
    today = importlib.import_module(sklearn_changes.MOVED.get(name, "sklearn.model_selection"))
    assert [one for one in dir(it) if one[:1] != "_" and (hasattr(today, one) or one in ("LDA", "QDA"))]


def test_the_boston_house_prices_are_refused_with_a_remedy():
    with pytest.raises(UsageError, match="from a file"):
        execute("from sklearn.datasets import load_boston\nload_boston()")


def test_pictures_are_made_of_strings_and_back():
    program = execute(
        "from PIL import Image, PILLOW_VERSION\nimport PIL, Image as Before\n"
        "image = Image.fromstring('L', (2, 1), b'ab')\ndata = image.tostring()\n"
        "version = Image.VERSION, PIL.PILLOW_VERSION\n"
        "small = image.resize((1, 1), Image.ANTIALIAS).size, Before.open is Image.open, Before.ANTIALIAS\n"
        "kind = Image.isImageType(image)\n"
    )
    assert (program.data, program.version[0], program.kind) == (b"ab", "1.1.7", True)
    assert program.small[:2] == ((1, 1), True)


def test_a_file_of_hdf5_is_made_or_changed_unless_it_says_how(tmp_path):
    path = tmp_path / "a.h5"
    program = execute(
        "import h5py\nwith h5py.File(path) as f: f['a'] = [1, 2]\nwith h5py.File(path) as f: f['b'] = [3]\n"
        "with h5py.File(path, 'r') as f: names, found = sorted(f), f['a'].value\n",
        path=str(path),
    )
    assert program.names == ["a", "b"]
    assert np.array_equal(program.found, [1, 2])
    assert issubclass(program.h5py.File, h5py.File)
    assert os.path.exists(path)


def test_a_sparse_matrix_is_made_an_array_and_turned_by_one_letter():
    program = execute(
        "import scipy.sparse as sp\nmatrix = sp.csr_matrix([[1, 2j], [0, 1]])\nfull, turned = matrix.A, matrix.H.A\n"
    )
    assert program.full.tolist() == [[1, 2j], [0, 1]]
    assert program.turned.tolist() == [[1, 0], [-2j, 1]]


def test_yaml_needs_no_loader_and_makes_no_objects():
    program = execute(
        "import yaml\none, all = yaml.load('a: [1, 2.5]'), list(yaml.load_all('1\\n---\\n- b'))\n"
        "plain = yaml.load('a', Loader=yaml.BaseLoader)\n"
        "try: yaml.load('!!python/object/apply:os.getcwd []')\n"
        "except yaml.YAMLError as error: refused = error\n"
    )
    assert (program.one, program.all, program.plain) == ({"a": [1, 2.5]}, [1, ["b"]], "a")
    assert "python/object/apply" in str(program.refused)
