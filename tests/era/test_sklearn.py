"""scikit-learn's modules of before 0.20, and Pillow's filters of before 10."""

import joblib
import pytest
from PIL import Image, ImageDraw, ImageFont
from sklearn import model_selection
from tutorials.lives import small_digits

from tf1graph.errors import UsageError
from tf1graph.run.world import World
from tf1graph.tf.examples.tutorials.mnist import sources


def execute(text, **names):
    world = World()
    module = world.new_module("program")
    vars(module).update(names)
    exec(world.compile(text, "program.py").code, vars(module))
    return module


def test_joblib_is_found_where_scikit_learn_carried_it():
    program = execute("from sklearn.externals import joblib\nimport sklearn.externals.joblib as again")
    assert program.joblib is program.again
    assert program.joblib.dump is joblib.dump


def test_cross_validation_splits_as_it_did():
    program = execute(
        "from sklearn.cross_validation import train_test_split, KFold, StratifiedKFold\n"
        "from sklearn import cross_validation\nfrom sklearn.grid_search import GridSearchCV\n"
        "folds = [test.tolist() for train, test in KFold(6, n_folds=3)]\n"
        "labels = [test.tolist() for train, test in StratifiedKFold([0, 0, 1, 1], 2)]\nnumber = len(KFold(6))\n"
    )
    assert program.train_test_split is model_selection.train_test_split
    assert program.cross_validation.KFold is program.KFold
    assert program.GridSearchCV is model_selection.GridSearchCV
    assert program.folds == [[0, 1], [2, 3], [4, 5]]
    assert program.labels == [[0, 2], [1, 3]]
    assert program.number == 3


def test_tsne_takes_its_old_arguments_and_begins_as_it_did():
    program = execute("from sklearn.manifold import TSNE\nmade = TSNE(perplexity=5, n_iter=300)")
    values = program.made.get_params()
    assert values.get("max_iter", values.get("n_iter")) == 300
    assert (values["perplexity"], values["init"], values["learning_rate"]) == (5, "random", 200.0)


def test_the_server_of_mnist_is_answered_for_with_the_digits_sorted_as_it_had_them(monkeypatch):
    monkeypatch.setattr(sources, "find_digits", lambda: small_digits())
    program = execute("from sklearn.datasets import fetch_mldata\nmnist = fetch_mldata('MNIST original')")
    digits = small_digits()
    train = len(digits.train_labels)
    assert program.mnist.data.shape == (train + 64, 784)
    assert program.mnist.target.dtype == "float64"
    assert program.mnist.target[:train].tolist() == sorted(digits.train_labels.tolist())
    assert program.mnist.target[train:].tolist() == sorted(digits.test_labels.tolist())
    first = digits.train_images[digits.train_labels == 0][0]
    assert program.mnist.data[0].tolist() == first.reshape(-1).tolist()


def test_another_data_set_of_that_server_is_refused_in_a_sentence():
    with pytest.raises(UsageError, match=r"the server of mldata\.org is gone"):
        execute("from sklearn.datasets import fetch_mldata\nfetch_mldata('iris')")


def test_pillow_has_its_filters_and_measures_texts():
    font = ImageFont.load_default(12)
    program = execute(
        "from PIL import Image\nimport PIL.Image\nfilters = Image.ANTIALIAS, PIL.Image.LINEAR, Image.CUBIC\n"
        "size = draw.textsize('text', font)\nin_font = font.getsize('text')\n",
        font=font,
        draw=ImageDraw.Draw(Image.new("L", (50, 50))),
    )
    assert program.filters == (Image.Resampling.LANCZOS, Image.Resampling.BILINEAR, Image.Resampling.BICUBIC)
    assert program.size == program.in_font
    assert program.size[0] > program.size[1] > 0


def test_a_perceptron_that_is_never_to_stop_early_runs_all_its_rounds():
    program = execute(
        "import pickle\nfrom sklearn import base, linear_model\n"
        "made = base.clone(linear_model.Perceptron(max_iter=7, tol=-float('inf'), random_state=1))\n"
        "made.fit([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])\nagain = pickle.loads(pickle.dumps(made))"
    )
    assert program.made.n_iter_ == 7
    assert program.again.coef_.tolist() == program.made.coef_.tolist()
