"""scikit-learn's modules of before 0.20, and Pillow's filters of before 10."""

import joblib
import pytest
from PIL import Image, ImageDraw, ImageFont
from sklearn import model_selection
from sklearn.svm import SVC
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
    assert issubclass(model_selection.GridSearchCV, program.GridSearchCV)
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


def test_scores_and_estimators_take_by_position_what_they_took():
    program = execute(
        "from sklearn.metrics import confusion_matrix, f1_score, log_loss\nfrom sklearn.cluster import KMeans\n"
        "from sklearn.svm import SVC\nfrom sklearn.decomposition import PCA\n"
        "from sklearn.linear_model import LogisticRegression\nfrom sklearn.tree import DecisionTreeRegressor\n"
        "matrix = confusion_matrix([0, 1, 2], [0, 1, 1], [2, 1, 0]).tolist()\n"
        "score = f1_score([0, 1, 2], [0, 1, 1], None, 1, 'macro')\nloss = log_loss([0, 1], [0.5, 0.5], 1e-15, False)\n"
        "means, machine = KMeans(8, 'random', 3), SVC(1.0, 'rbf')\n"
        "parts = PCA(2, True, False, 'auto', 0.0, 'auto', 7)\n"
        "logistic = LogisticRegression('l2', False, 1e-4, 5.0)\ntree = DecisionTreeRegressor('mse', 'best', 4)\n"
    )
    assert program.matrix == [[0, 1, 0], [0, 1, 0], [0, 0, 1]]
    assert program.score == pytest.approx(5 / 9)
    assert program.loss == pytest.approx(2 * 0.6931471805599453)
    assert (program.means.init, program.means.n_init) == ("random", 3)
    assert (program.machine.C, program.machine.kernel) == (1.0, "rbf")
    assert program.parts.random_state == 7
    assert (program.logistic.tol, program.logistic.C) == (1e-4, 5.0)
    assert (program.tree.criterion, program.tree.max_depth) == ("squared_error", 4)


def test_estimators_taken_otherwise_are_scikit_learns_own():
    program = execute(
        "import pickle\nfrom sklearn import base, svm\nfrom sklearn.svm import SVC\n"
        "class Mine(SVC):\n    def __init__(self, C=2.0):\n        super().__init__(C, 'linear')\n"
        "made = pickle.loads(pickle.dumps(base.clone(SVC(3.0, 'linear'))))\nmine = Mine().fit([[0], [1]], [0, 1])\n"
        "answers = isinstance(made, SVC), isinstance(mine, SVC), isinstance(made, Mine), issubclass(Mine, svm.SVC)\n"
        "same = svm.SVC is SVC\nsaid = repr(base.clone(Mine(C=4.0)))\n"
    )
    assert type(program.made) is SVC
    assert (program.made.C, program.mine.C, program.mine.kernel) == (3.0, 2.0, "linear")
    assert program.answers == (True, True, False, True)
    assert program.same
    assert program.said == "Mine(C=4.0)"


def test_arguments_that_changed_nothing_are_let_pass_and_others_refused_in_a_sentence(capsys):
    program = execute(
        "from sklearn.cluster import KMeans\nfrom sklearn.linear_model import LinearRegression, SGDClassifier\n"
        "from sklearn.ensemble import AdaBoostClassifier, RandomForestClassifier\n"
        "means = KMeans(n_clusters=3, n_jobs=-1, precompute_distances='auto', algorithm='full')\n"
        "forest = RandomForestClassifier(10, 'gini', max_features='auto', min_impurity_split=None)\n"
        "boosted = AdaBoostClassifier(forest, 20, 0.5, 'SAMME.R')\nlinear = LinearRegression(True, False)\n"
        "steps = SGDClassifier(loss='log', n_iter=6)\n"
    )
    assert (program.means.n_clusters, program.means.algorithm) == (3, "lloyd")
    assert (program.forest.max_features, program.forest.n_estimators) == ("sqrt", 10)
    assert (program.boosted.n_estimators, program.boosted.learning_rate) == (20, 0.5)
    assert "this is SAMME" in capsys.readouterr().err
    assert (program.steps.loss, program.steps.max_iter) == ("log_loss", 6)
    with pytest.raises(TypeError, match=r"normalize=True\) is gone from scikit-learn: scale the columns"):
        execute("from sklearn.linear_model import Ridge\nRidge(1.0, True, True)")
    with pytest.raises(TypeError, match="multiple values for argument 'C'"):
        execute("from sklearn.svm import SVC\nSVC(1.0, C=2.0)")


def test_columns_are_encoded_alone_before_the_others():
    program = execute(
        "from sklearn.preprocessing import OneHotEncoder\nrows = [[5, 1, 7], [6, 2, 8], [5, 3, 9]]\n"
        "found = OneHotEncoder(categorical_features=[1]).fit_transform(rows).toarray().tolist()\n"
        "dense = OneHotEncoder('auto', [True, False, False], sparse=False).fit_transform(rows).tolist()\n"
    )
    assert program.found == [[1, 0, 0, 5, 7], [0, 1, 0, 6, 8], [0, 0, 1, 5, 9]]
    assert program.dense == [[1, 0, 1, 7], [0, 1, 2, 8], [1, 0, 3, 9]]


def test_scores_across_folds_were_given_no_groups():
    program = execute(
        "from sklearn.cross_validation import cross_val_score\nfrom sklearn.tree import DecisionTreeClassifier\n"
        "scores = cross_val_score(DecisionTreeClassifier(), [[0], [1]] * 6, [0, 1] * 6, 'accuracy', 3).tolist()"
    )
    assert program.scores == [1, 1, 1]


def test_estimators_ask_each_other_as_they_do():
    program = execute(
        "from sklearn import metrics, svm\nfrom sklearn.manifold import TSNE\n"
        "from sklearn.model_selection import GridSearchCV\nfrom sklearn.neighbors import KNeighborsClassifier\n"
        "rows, labels = [[0], [1]] * 6, [0, 1] * 6\n"
        "near = KNeighborsClassifier(3, 'distance').fit(rows, labels).score(rows, labels)\n"
        "search = GridSearchCV(svm.SVC(), {'C': [1]}, 'accuracy', None, 1, True, True, 3).fit(rows, labels)\n"
        "map_ = TSNE(2, 5.0, 12.0, 100.0, 300, 50, 1e-6, 'euclidean', 'pca').get_params()\n"
        "scorer = metrics.make_scorer(metrics.log_loss, False, True)\n"
        "loss = scorer(KNeighborsClassifier(1).fit(rows, labels), rows, labels)\n"
    )
    assert program.near == 1
    assert program.search.best_params_ == {"C": 1}
    assert [program.map_[name] for name in ("learning_rate", "n_iter_without_progress", "init")] == [100.0, 50, "pca"]
    assert program.loss == pytest.approx(0)
