"""Real kernels, few of them: each takes seconds to start."""

import io
import json
import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tf1graph.errors import MalformedFile, UsageError
from tf1graph.run import notebook
from tf1graph.run.magics import skip_installation, skip_installations
from tf1graph.run.world import WorldSettings

from .conftest import ENVIRONMENT

CELLS = {
    "tensorflow": "import tensorflow as tf\n%matplotlib inline\ntf.__version__",
    "installation": "!pip install tensorflow==1.14 && echo after\n%tensorflow_version 1.x",
    "module": "from beside import its_version\nits_version()",
    "main": "class Own: pass\nimport pickle\ntype(pickle.loads(pickle.dumps(Own()))) is Own",
    "folder": "import os, sys\nos.path.basename(os.getcwd()), sys.path[0]",
    "time": "%%time\nprint(tf.__version__)",
    "shell": "files = !ls beside.py\n!echo from the shell\nfiles",
    "picture": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "script": "%run script.py\nimport tensorflow\nfound, tensorflow.__version__",
    "Python 2": "%run old_script.py\nits_quotient, list(zip([1], [2])) is not zip([1], [2])",
    "stderr": "print('a complaint', file=sys.stderr)\nprint('no newline', end='')",
    "expected": "1 / 0",
    "graph": "tf.placeholder(tf.float32, name='x')",
    "pylab": "%pylab inline\narange(3).sum()",
}


def write_notebook(programs, name, *cells, **metadata):
    cells = [cell if isinstance(cell, dict) else new_code_cell(cell) for cell in cells]
    if "kernelspec" in metadata:
        metadata["kernelspec"]["display_name"] = "A kernel"
    path = programs.folder / name
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)
    return path


def read_outputs(path):
    """The outputs of the code cells of a notebook: a list of texts a cell, `image` for a picture."""
    found = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            found.append([text_of(output).replace("\r\n", "\n") for output in cell.outputs])
    return found


def text_of(output):
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return output.ename
    return "image" if "image/png" in output.data else output.data["text/plain"]


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """A notebook that was run by name from another folder: what came to the terminal, and the outputs by cell."""
    from .conftest import Programs

    programs = Programs(tmp_path_factory.mktemp("notebooks"))
    programs.write("work/beside.py", "import tensorflow as tf\ndef its_version(): return tf.__version__")
    programs.write("work/script.py", "import tensorflow\nfound = tensorflow.__version__")
    programs.write(
        "work/old_script.py", "import tensorflow as tf\nits_quotient = 7 / 2\nprint 'a script with', tf.__version__"
    )
    cells = [new_markdown_cell("# A notebook"), *map(new_code_cell, CELLS.values()), new_code_cell("")]
    cells[1 + list(CELLS).index("expected")].metadata["tags"] = ["raises-exception"]
    original = write_notebook(programs, "work/train.ipynb", *cells)
    before = original.read_bytes()
    result = programs.run("work/train.ipynb")
    assert original.read_bytes() == before
    copy = programs.folder / "work" / "train.executed.ipynb"
    return result, dict(zip(CELLS, read_outputs(copy), strict=False)), copy


def test_a_notebook_runs_to_its_end(executed):
    result, _, copy = executed
    assert result.returncode == 0, result.stderr
    assert result.stderr.splitlines() == [
        "tf1graph: old_script.py is Python 2: translated in memory",
        "a complaint",
        "tf1graph: saved work/train.executed.ipynb",
    ]
    nbformat.validate(nbformat.read(copy, as_version=4))
    assert not [name for name in os.listdir(copy.parent) if name.endswith(".tmp")]


@pytest.mark.parametrize(
    ("cell", "outputs"),
    [
        ("tensorflow", ["'1.15.5'"]),
        ("module", ["'1.15.5'"]),
        ("main", ["True"]),
        ("folder", ["('work', '')"]),
        ("shell", ["from the shell\n", "['beside.py']"]),
        ("picture", ["image"]),
        ("expected", ["ZeroDivisionError"]),
        ("graph", ["<tf.Tensor 'x:0' shape=<unknown> dtype=float32>"]),
    ],
)
def test_the_copy_holds_the_output_of_the_cell(executed, cell, outputs):
    assert executed[1][cell] == outputs


def test_an_installation_of_tensorflow_is_skipped_with_a_note(executed):
    note = "tf1graph: install tensorflow==1.14 skipped: this kernel is TensorFlow 1.15.5 already\n"
    assert "".join(executed[1]["installation"]) == f"{note}after\nTensorFlow 1.x selected.\n"


def test_a_script_that_a_cell_runs_belongs_to_the_program(executed):
    assert executed[1]["script"][0] == "('1.15.5', '1.15.5')"
    assert "".join(executed[1]["Python 2"]).startswith("a script with 1.15.5\n")
    assert "(3, True)" in executed[1]["Python 2"]


def test_magics_and_streams_are_as_in_jupyter(executed):
    _, outputs, _ = executed
    assert outputs["time"][0].startswith("1.15.5\nCPU times")
    assert sorted(outputs["stderr"]) == ["a complaint\n", "no newline"]
    assert outputs["pylab"][-1] == "3"  # as NumPy 1 shows it


def test_what_cells_print_comes_to_the_terminal(executed):
    assert executed[0].stdout.startswith("'1.15.5'\ntf1graph: install tensorflow==1.14 skipped")
    assert "<Figure size" in executed[0].stdout


def test_a_cell_that_fails_ends_the_run_and_is_named(programs):
    write_notebook(programs, "train.ipynb", "print('before')", "def f():\n    raise ValueError('no good')\nf()", "3")
    result = programs.run("train.ipynb", "--output", "out.ipynb")
    assert (result.returncode, result.stdout) == (1, "before\n")
    assert "Cell In[2], line 3" in result.stderr
    assert "ValueError: no good" in result.stderr
    assert "\x1b[" not in result.stderr
    assert result.stderr.endswith("tf1graph: saved out.ipynb\ntf1graph: train.ipynb: cell 2 failed with ValueError.\n")
    assert read_outputs(programs.folder / "out.ipynb") == [["before\n"], ["ValueError"], []]


def test_a_python_2_notebook_of_an_old_format_is_translated(programs):
    def code(*lines):
        return {"cell_type": "code", "language": "python", "input": list(lines), "outputs": [], "metadata": {}}

    cells = [
        code("from __future__ import print_function\n", "import sys\n", "print(7 / 2, end='!')"),
        code("from __future__ import division\n", "print(7 / 2, sorted({'a': 1}.keys(), cmp=cmp))"),
        code("def f((a, b), c=0777):\n", "    return a <> b, c\n", "%time print(f((1, 2)), 7 / 2)"),
        code("sys.exit(3)"),
        code("print('never')"),
    ]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}
    (programs.folder / "old.ipynb").write_text(json.dumps(old))
    result = programs.run("--output", "out.ipynb", "old.ipynb")
    assert result.returncode == 3, result.stderr
    assert result.stderr == "tf1graph: old.ipynb is Python 2: translated in memory\ntf1graph: saved out.ipynb\n"
    lines = result.stdout.splitlines()
    assert lines[:2] == ["3!3.5 ['a']", "(True, 511) 3.5"]
    assert "never" not in result.stdout


@pytest.mark.skipif(os.name != "posix", reason="sends a signal as a terminal does")
def test_ctrl_c_saves_what_there_is(programs):
    write_notebook(
        programs, "long.ipynb", "print('started', flush=True)\nimport time\ntime.sleep(600)", "print('never')"
    )
    line = [sys.executable, "-m", "tf1graph", "run", "long.ipynb"]
    with subprocess.Popen(line, cwd=programs.folder, env=ENVIRONMENT, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout.readline() == "started\n"
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "tf1graph: saved long.executed.ipynb\n")
    assert time.monotonic() - begun < 30
    assert read_outputs(programs.folder / "long.executed.ipynb")[0][0] == "started\n"


class Terminal(io.StringIO):
    def isatty(self):
        return True

    def lines(self):
        """What a terminal shows in the end; each carriage return writes over its line."""
        shown = []
        for line in self.getvalue().split("\n"):
            over = ""
            for text in line.split("\r"):
                over = text + over[len(text) :]
            shown.append(over.rstrip())
        return shown


def test_on_a_terminal_a_line_says_which_cell_runs_and_what_cells_print_goes_round_it(monkeypatch):
    from tf1graph.run.kernel_client import Progress

    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(2) as progress:
        progress.begin(1)
        progress.write("a line\nhalf a line, ")
        progress.write("and the other\rover")
        progress.begin(2)
        progress.write("the end\n")
        assert "1/2" in terminal.lines()[-1]
    assert terminal.lines() == ["a line", "over a line, and the other", "the end", ""]


def test_without_a_terminal_there_is_no_such_line(capsys):
    from tf1graph.run.kernel_client import Progress

    with Progress(2) as progress:
        progress.begin(1)
        progress.write("half a line")
        progress.begin(2)
    assert capsys.readouterr() == ("half a line", "")


SHELL = """
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance(user_ns={})
def run(cell):
    shell.run_cell(cell, store_history=True).raise_error()

run("import tensorflow as before")
run("%load_ext tf1graph")
run("import tensorflow as tf\\nfrom beside import where\\nprint(tf.__version__, where())")
run("%tensorflow_version 1.x")
run("%load_ext no_such_extension\\n%no_such_extension -v\\n%load_ext autoreload")
run("print(before.__name__, sorted(globals()['__builtins__'].__dict__)[0])")
run("import tensorflow.contrib as c\\nprint(c.__name__)")
run("%unload_ext tf1graph")
run("import tensorflow as after\\nprint(after.__name__, after.__version__[:2])")
run("%load_ext tf1graph")
run("import tensorflow as again\\nprint(again.__name__, again.__version__)")
"""


def test_load_ext_makes_a_running_kernel_a_tensorflow_1_kernel(programs):
    programs.write("beside.py", "import tensorflow as tf\ndef where(): return tf.__version__")
    programs.write("session.py", SHELL)
    result = programs.run_plain("session.py")
    assert result.returncode == 0, result.stderr + result.stdout
    assert "tf1graph: %load_ext no_such_extension skipped: it is not installed" in result.stderr
    assert result.stdout.splitlines() == [
        "1.15.5 1.15.5",
        "TensorFlow 1.x selected.",
        "tensorflow ArithmeticError",
        "tensorflow.contrib",
        "tensorflow 2.",
        "tensorflow 1.15.5",
    ]


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("!pip install tensorflow-gpu==1.15", "install tensorflow-gpu==1.15 skipped"),
        ("%pip install -q tensorflow", "install tensorflow skipped"),
        ("!pip3 install -U 'tensorflow<2' keras==2.2.4", "install 'tensorflow<2' keras==2.2.4 skipped"),
        ("  !conda install -c conda-forge tensorflow -y", "install tensorflow skipped"),
        ("!pip uninstall -y tensorflow", "uninstall tensorflow skipped"),
        ("!{sys.executable} -m pip install tensorflow[gpu]==1.15  # old", "install tensorflow[gpu]==1.15 skipped"),
        ("!pip install https://x.org/linux/tensorflow-1.0.0-cp35-none-linux_x86_64.whl", ".whl skipped"),
        ("!pip install tensorflow==1.15 gym > log", "system('pip install gym > log')"),
        ("!pip install tensorflow && echo done", "system('echo done')"),
    ],
)
def test_a_line_that_installs_what_is_here_becomes(line, becomes):
    found = skip_installation(line + "\n")
    assert becomes in found
    assert found.endswith("\n")
    compile(found.strip(), "cell", "exec")


@pytest.mark.parametrize(
    "line",
    [
        "!pip install gym",
        "!pip install tensorflow-hub tensorflow_datasets keras-rl",
        "!pip install -r requirements.txt",
        "x = '!pip install tensorflow'",
        "!pip list | grep tensorflow",
        "!echo pip install tensorflow",
    ],
)
def test_a_line_stays_that_installs_something_else(line):
    assert skip_installation(line) == line


def test_automagic_is_an_installation_too():
    assert "skipped" in skip_installations(["pip install tensorflow==1.15\n"])[0]
    assert skip_installations(["pip install gym\n"]) == ["%pip install gym\n"]
    text = ["'''\n", "pip install tensorflow\n", "'''\n"]
    assert skip_installations(text) == text


@pytest.mark.parametrize(
    ("cells", "metadata", "expected"),
    [
        (["print(7 / 2)"], {"kernelspec": {"name": "python2"}}, True),
        (["print(7 / 2)"], {"language_info": {"name": "python", "version": "2.7.13"}}, True),
        (["print(7 / 2)"], {"kernelspec": {"name": "python3"}}, False),
        (["print(7 / 2)"], {}, False),
        (["%matplotlib inline", "print 7 / 2"], {}, True),
        (["!ls", "for i in xrange(3): pass"], {}, True),
        (["xrange = range", "for i in xrange(3): pass"], {}, False),
        (["x = 1", "print(x, end='')"], {"kernelspec": {"name": "python2"}}, False),
        (["print 7"], {"language_info": {"name": "python", "version": "3.6.1"}}, False),
    ],
    ids=[
        "by its kernel",
        "by what ran it last",
        "not by another kernel",
        "not for nothing",
        "by a print statement",
        "by xrange",
        "not by a name of its own",
        "not where it cannot be",
        "not where Python 3 ran it last",
    ],
)
def test_a_notebook_is_python_2(programs, cells, metadata, expected):
    path = write_notebook(programs, "train.ipynb", *cells, **metadata)
    assert notebook.is_python2(notebook.read(str(path)), str(path)) is expected


def test_what_cannot_be_run_is_said_in_a_sentence(programs):
    path = write_notebook(programs, "train.ipynb", "1")
    settings = WorldSettings()
    with pytest.raises(UsageError, match="that is the notebook itself"):
        notebook.run_notebook(str(path), str(programs.folder / "." / "train.ipynb"), settings)
    with pytest.raises(UsageError, match="there is no such notebook"):
        notebook.run_notebook("nowhere.ipynb", None, settings)
    other = write_notebook(programs, "r.ipynb", "x <- 1", kernelspec={"name": "ir", "language": "R"})
    with pytest.raises(UsageError, match="a notebook in R"):
        notebook.run_notebook(str(other), None, settings)
    for text in ("print(1)", "{}", "[]"):
        broken = programs.write("broken.ipynb", text)
        with pytest.raises(MalformedFile, match="is not a notebook"):
            notebook.run_notebook(str(broken), None, settings)


def test_without_the_packages_that_run_notebooks_a_sentence_says_how_to_get_them(programs):
    write_notebook(programs, "train.ipynb", "1")
    line = "import sys; sys.modules['nbclient'] = None; from tf1graph.cli import main; sys.exit(main(sys.argv[1:]))"
    result = programs.run("-c", line, "run", "train.ipynb", launcher=())
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "tf1graph: Running a notebook needs the package nbclient: pip install nbclient\n"
