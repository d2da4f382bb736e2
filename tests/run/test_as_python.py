"""A program is run as `python` runs it: what it sees of itself, how it ends, what it leaves behind."""

import os
import signal
import sys

import pytest

SELF = """
import os, pickle, inspect, sys

class Point:
    def __init__(self, x):
        self.x = x

def main():
    print(sys.argv, sys.path[0], os.getcwd())
    print(__name__, __file__, __package__, __cached__)
    print(getattr(__spec__, "name", None), type(__builtins__).__name__, __doc__)
    print(pickle.loads(pickle.dumps(Point(3))).x, Point.__module__, sys.modules["__main__"].Point is Point)
    print(inspect.getsource(main)[:11], inspect.getfile(Point))

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize(
    "line", [["self.py", "--report", "-m", "x"], ["sub/self.py"], ["-m", "sub.self", "--with", "a"]]
)
def test_a_program_sees_of_itself_what_it_sees_under_python(programs, line):
    programs.write("self.py", SELF)
    programs.write("sub/self.py", SELF)
    found, plain = programs.run(*line), programs.run_plain(*line)
    assert found.stdout == plain.stdout
    assert (found.returncode, found.stderr) == (plain.returncode, plain.stderr) == (0, "")


@pytest.mark.parametrize("line", [["folder"], ["-m", "folder"]], ids=["a folder", "a package"])
def test_a_folder_with_a_main_file_is_run(programs, line):
    programs.write("folder/__init__.py", "")
    programs.write("folder/__main__.py", "import sys; print(__name__, __package__, sys.argv[0], sys.path[0])")
    assert programs.run(*line, "x").stdout == programs.run_plain(*line, "x").stdout != ""


ENDS = {
    "in good order": "print(1)",
    "with sys.exit(3)": "import sys; sys.exit(3)",
    "with sys.exit of a sentence": "import sys; sys.exit('no data')",
    "with an exception": "def f():\n    return 1 / 0\n\nf()",
    "with an exception that another one led to": "try:\n    {}['a']\nexcept KeyError as e:\n    raise OSError from e",
    "with a mistake of syntax": "x = 1\nx = = 2",
    "with an exception in a module that it imports": "import part",
    "with an exception in a thread": "import threading\nt = threading.Thread(target=lambda: 1 / 0)\nt.start()",
    "with its own hook for exceptions": "import sys\nsys.excepthook = lambda *a: print(a[0])\nraise ValueError",
    "with functions to be called at its end": "import atexit\natexit.register(print, 'end')\nraise ValueError",
    "at an import that fails": "import nothing_of_this_name",
    "at a module that has no such name": "from os import nothing_of_this_name",
    # a shell lets what it starts in the background ignore the signal
    "with Ctrl-C": "import os, signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "os.kill(os.getpid(), signal.SIGINT)\nfor i in range(10**8): pass",
}


def test_python_says_nothing_of_what_was_no_mistake_then(programs):
    programs.write("program.py", "print('\\(', 1 if 1000 is 1000 else 2)")
    found = programs.run("program.py")
    assert (found.stdout, found.stderr) == ("\\( 1\n", "")


@pytest.mark.parametrize("text", ENDS.values(), ids=ENDS)
def test_a_program_ends_as_under_python(programs, text):
    programs.write("program.py", text)
    programs.write("part.py", "import deeper")
    programs.write("deeper.py", "\n\nx = []\nx[0]")
    found, plain = programs.run("program.py"), programs.run_plain("program.py")
    assert found.returncode == plain.returncode
    assert found.stdout == plain.stdout
    if "Thread" in text:  # the name of the thread's target is all that can differ
        assert found.stderr.splitlines()[-1] == plain.stderr.splitlines()[-1]
    else:
        assert found.stderr == plain.stderr


def test_ctrl_c_is_a_signal_to_whoever_waits_for_the_program(programs):
    programs.write("program.py", ENDS["with Ctrl-C"])
    assert programs.run("program.py").returncode == -signal.SIGINT


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 raises again with the frames that it had")
def test_a_traceback_that_the_program_prints_itself_has_no_frame_of_ours(programs):
    programs.write(
        "program.py", "import traceback\ntry:\n    import part\nexcept Exception:\n    traceback.print_exc()"
    )
    programs.write("part.py", "import deeper")
    programs.write("deeper.py", "\n\nx = []\nx[0]")
    found = programs.run("program.py").stderr
    files = [line for line in found.splitlines() if line.startswith("  File")]
    assert [os.path.basename(line.split('"')[1]) for line in files] == ["program.py", "part.py", "deeper.py"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["nothing.py"], "tf1graph: nothing.py: there is no such program."),
        (["-m", "nothing"], "tf1graph: There is no module nothing that could be run, nor nothing.__main__."),
        ([], "name a program, or a module with -m"),
        (["--with", "nothing", "x.py"], "tf1graph: --with nothing: no such package is installed."),
    ],
    ids=["a file that is not there", "a module that is not there", "nothing", "a package that is not there"],
)
def test_what_cannot_be_run_is_said_in_a_sentence(programs, line, sentence):
    programs.write("x.py", "")
    found = programs.run(*line)
    assert found.returncode == 2
    assert found.stderr.endswith(f"{sentence}\n")


def test_nothing_is_written_beside_the_program(programs):
    programs.write("program.py", "import part\nfrom package import inner")
    programs.write("part.py", "x = 1")
    programs.write("package/__init__.py", "")
    programs.write("package/inner.py", "")
    before = sorted(programs.folder.rglob("*"))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    assert programs.run("program.py", env=environment).returncode == 0
    assert sorted(programs.folder.rglob("*")) == before


SPAWNING = """
import multiprocessing, sys
from concurrent.futures import ProcessPoolExecutor
from part import marked

class Job:
    def __init__(self, number):
        self.number = number

def work(job):
    import builtins
    from part import marked
    return job.number, sys.argv[1:], marked(), "__import__" in vars(builtins) and builtins.__import__.__qualname__

if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    with context.Pool(1) as pool:
        print(pool.map(work, [Job(1)]))
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        print(list(pool.map(work, [Job(2)])))
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
@pytest.mark.parametrize("line", [["program.py"], ["-m", "program"]], ids=["a script", "a module"])
def test_processes_of_multiprocessing_are_in_the_same_world(programs, method, line):
    programs.write("program.py", SPAWNING)
    programs.write("part.py", "import builtins\ndef marked():\n    return builtins.__import__.__qualname__")
    found = programs.run(*line, method)
    assert found.stderr == ""
    assert found.stdout.splitlines() == [
        str([(number, [method], "Importer.import_", "Importer.import_")]) for number in (1, 2)
    ]


def test_another_python_that_the_program_starts_is_a_plain_one(programs):
    check = "import sys; print('tf1graph.run' in sys.modules, __import__)"
    programs.write("program.py", f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {check!r}])")
    assert programs.run("program.py").stdout == "False <built-in function __import__>\n"


def test_names_that_the_program_adds_to_builtins_are_seen_by_all_its_modules(programs):
    programs.write("program.py", "import builtins\nbuiltins.answer = 42\nimport part")
    programs.write("part.py", "print(answer)")
    assert programs.run("program.py").stdout == "42\n"


def test_the_command_is_the_module(programs):
    programs.write("program.py", "import sys; print(sys.argv)")
    script = os.path.join(os.path.dirname(sys.executable), "tf1graph")
    found = programs.run("run", "program.py", "-x", launcher=(script,))
    assert found.stdout == "['program.py', '-x']\n"
