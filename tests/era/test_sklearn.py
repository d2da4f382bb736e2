"""scikit-learn's modules of before 0.20, and Pillow's filters of before 10."""

import joblib
from PIL import Image, ImageDraw, ImageFont
from sklearn import model_selection

from tf1graph.run.world import World


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
