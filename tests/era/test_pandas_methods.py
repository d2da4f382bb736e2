"""Frames and series as they were until pandas 1 to 3, in the idiom of notebooks of that time."""

import numpy as np
import pandas as pd
import pytest

from tf1graph.errors import UsageError
from tf1graph.run.attributes import LostMethods
from tf1graph.run.world import World


@pytest.fixture(autouse=True)
def strings():
    """Leaves the kind of pandas's text columns, and the memory of who uses pandas, as they are."""
    yield
    if int(pd.__version__.partition(".")[0]) > 2:
        with pytest.warns(Warning, match="infer_string"):
            pd.reset_option("future.infer_string")
    LostMethods.pandas = False


def execute(text, **names):
    world = World()
    compiled = world.compile("import pandas as pd, numpy as np\n" + text, "program.py")
    module = world.new_module("program", compiled.builtins)
    vars(module).update(names)
    exec(compiled.code, vars(module))
    return module


def titanic():
    return pd.DataFrame({"age": [22.0, np.nan, 26.0], "sex": ["m", "f", "f"], "fare": [7, 71, 8]})


@pytest.mark.filterwarnings(r"ignore:\s*A value is trying to be set on a copy")  # from pandas 2, as from pandas 0.25
def test_what_is_done_to_a_column_reaches_the_frame():
    program = execute(
        "df['age'].fillna(df['age'].mean(), inplace=True)\ndf.fare.replace(7, 9, inplace=True)\n"
        "df['sex'][df['sex'] == 'm'] = 'x'\ndf.fare[1:2] = 70\ndf['fare'].loc[2] = 5\ndf.age.iloc[0] = 1\n",
        df=titanic(),
    )
    assert program.df["age"].tolist() == [1, 24, 26]
    assert program.df["sex"].tolist() == ["x", "f", "f"]
    assert program.df["fare"].tolist() == [9, 70, 5]


def test_what_is_no_frame_is_assigned_to_as_ever():
    program = execute(
        "a = np.zeros((2, 2))\na[0][1] = np.ones(1)\nd = {'k': [1]}\nd['k'][0] = 2\n"
        "class A: pass\no = A()\no.x = [1]\no.x[0] = 3\n"
    )
    assert (program.a[0, 1], program.d, program.o.x) == (1, {"k": [2]}, [3])


def test_arguments_are_given_by_position():
    program = execute(
        "a = df.drop('sex', 1).dropna(0)\nb = pd.concat([df, df], 1)\nc = df.sort_values('fare', 0, False)\n"
        "d = df.pivot('fare', 'sex', 'age')\nany_ = df.isnull().any(1)\n",
        df=titanic(),
    )
    assert list(program.a) == ["age", "fare"]
    assert len(program.a) == 2
    assert program.b.shape == (3, 6)
    assert program.c["fare"].tolist() == [71, 8, 7]
    assert program.d.shape == (3, 2)
    assert program.any_.tolist() == [False, True, False]
    with pytest.raises(TypeError, match="unexpected keyword"):
        execute("df.drop('sex', nothing=1)", df=titanic())


def test_statistics_leave_out_what_is_no_number():
    program = execute(
        "mean, corr, total = df.mean(), df.corr(), df.groupby('sex').fare.sum()\nmad = df.mad()\n"
        "by_level = df.set_index('sex').sum(level='sex')\n",
        df=titanic(),
    )
    assert program.mean["fare"] == pytest.approx(86 / 3)
    assert list(program.corr) == ["age", "fare"]
    assert program.total.tolist() == [79, 7]
    assert program.mad["age"] == 2
    assert program.by_level.loc["f", "fare"] == 79
    with pytest.raises(TypeError):
        execute("df['sex'].mean()", df=titanic())


def test_values_can_be_written_to():
    program = execute(
        "x = df['age'].values\nx[0] = 1\ny = df[['age', 'fare']].values\ny /= 2\nz = df.fare.to_numpy()\nz += 1\n"
        "m = df.as_matrix(['fare'])\nm[0] = 0\nkeys = {'a': 1}.values()\n",
        df=titanic(),
    )
    assert (program.x[0], program.y[0, 1], program.z[0], program.m[0, 0], list(program.keys)) == (1, 3.5, 8, 0, [1])


@pytest.mark.filterwarnings("ignore:.*deprecated:FutureWarning")  # from a pandas that has not yet lost the name
def test_methods_that_are_gone_are_there():
    program = execute(
        "items = [(name, len(column)) for name, column in df.iteritems()]\ndf.set_value(1, 'age', 3.0)\n"
        "forward = df.fillna(method='ffill')\nprice = df.get_value(0, 'fare')\n"
        "found = df.lookup([0, 1], ['fare', 'age'])\n"
        "ordered = df.fare.order(ascending=False).tolist()\nby_fare = df.sort('fare')\ntext = df.applymap(str)\n"
        "shaped = df.fare.reshape(3, 1)\nclipped = df.fare.clip_upper(10).tolist()\n"
        "index = df.fare.nonzero()[0].tolist()\n"
        "counts = df.sex.value_counts().reset_index().columns.tolist()\ninside = df.fare.between(7, 8, True).tolist()\n"
        "csv = df.to_csv(line_terminator='|', index=False)\nfirst = df.loc[0][0], df.mean()[0], [5, 6][0]\n"
        "last = df.iloc[0][-1]\n",
        df=titanic(),
    )
    assert program.items == [("age", 3), ("sex", 3), ("fare", 3)]
    assert program.forward["age"].tolist() == [22, 3, 26]
    assert (program.price, program.found.tolist()) == (7, [7, 3])
    assert program.ordered == [71, 8, 7]
    assert program.by_fare["fare"].tolist() == [7, 8, 71]
    assert program.text["fare"].tolist() == ["7", "71", "8"]
    assert program.shaped.shape == (3, 1)
    assert (program.clipped, program.index) == ([7, 10, 8], [0, 1, 2])
    assert program.counts == ["index", "sex"]
    assert program.inside == [True, False, True]
    assert program.csv.startswith("age,sex,fare|22.0,m,7|")
    assert program.first == (22.0, 17.0, 5)
    assert program.last == 7


@pytest.mark.filterwarnings("ignore:.*deprecated:FutureWarning")  # from a pandas that has not yet lost the name
def test_text_is_of_objects_and_dummies_are_numbers():
    program = execute(
        "df = pd.DataFrame({'a': ['x', 'y']})\nis_object = df['a'].dtype == object\nd = pd.get_dummies(df)\n"
        "codes, names = pd.factorize(['b', 'a', 'b'])\nunique = pd.unique(['a', 'a'])\n"
        "counts = pd.value_counts(['a', 'b', 'a'])\n"
    )
    assert program.is_object
    assert program.d.to_numpy().dtype == np.uint8
    assert (program.codes.tolist(), program.names.tolist(), program.unique.tolist()) == ([0, 1, 0], ["b", "a"], ["a"])
    assert program.counts["a"] == 2


def test_files_are_read_with_the_old_options(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("1 2\n3 4\n5 6 7\n")
    program = execute(
        f"bad = pd.read_csv({str(path)!r}, ' ', header=None, error_bad_lines=False, warn_bad_lines=False, prefix='c')\n"
        f"one = pd.read_csv({str(path)!r}, delim_whitespace=True, usecols=[0], header=None, squeeze=True,"
        " error_bad_lines=False, names=['a', 'b'])\n"
        "rolling = pd.rolling_mean(np.array([1., 2., 3.]), 2)\nframe = pd.rolling_sum(bad, window=2)\n"
        "days = pd.date_range('2017-01-01', periods=2, freq='M')\nhours = pd.date_range('2017', None, 3, '2H')\n"
        "kept = pd.to_numeric(pd.Series(['a']), errors='ignore')\n"
        "when = pd.to_datetime(pd.Series(['2017-01-02']), infer_datetime_format=True)\n"
        "from pandas.io.json import json_normalize\nfrom pandas.util.testing import assert_frame_equal\n"
        "flat = json_normalize([{'a': {'b': 1}}])\n"
    )
    assert program.bad.to_numpy().tolist() == [[1, 2], [3, 4]]
    assert list(program.bad) == ["c0", "c1"]
    assert program.one.tolist() == [1, 3, 5]
    assert program.rolling[1:].tolist() == [1.5, 2.5]
    assert program.frame["c0"].tolist()[1] == 4
    assert program.days[0].day == 31
    assert program.hours[1].hour == 2
    assert (program.kept[0], program.when[0].day, list(program.flat)) == ("a", 2, ["a.b"])


def test_a_panel_is_refused_with_a_remedy():
    with pytest.raises(UsageError, match="MultiIndex"):
        execute("pd.Panel()")
