"""Programs that the program starts, runs in its own process, or is packed into; modules loaded by hand."""

import shlex
import sys
import textwrap
import zipfile

import pytest

from tf1graph.run import programs as started
from tf1graph.run.world import World, WorldSettings

from .conftest import ENVIRONMENT

VERSION = "import tensorflow as tf\nversion = tf.VERSION\nprint(__name__, version)\n"


def test_scripts_and_modules_that_it_starts_are_in_a_world_too(programs):
    programs.write("child.py", VERSION)
    programs.write("package/__init__.py", "")
    programs.write("package/part.py", VERSION)
    programs.write(
        "main.py",
        """
        import runpy, subprocess, sys
        print(subprocess.check_output([sys.executable, "-u", "child.py"]).decode().strip())
        with subprocess.Popen([sys.executable, "-m", "package.part"], stdout=subprocess.PIPE) as child:
            print(child.stdout.read().decode().strip(), isinstance(child, subprocess.Popen))
        print(runpy.run_path("child.py", {"given": 3}, "__main__")["given"])
        """,
    )
    found = programs.run("main.py")
    assert found.returncode == 0, found.stderr
    assert found.stdout.splitlines() == ["__main__ 1.15.5", "__main__ 1.15.5 True", "__main__ 1.15.5", "3"]


@pytest.mark.parametrize(
    ("command", "becomes"),
    [
        (["a.py", "-x"], ["-m", "tf1graph", "run", "--with", "lib", "a.py", "-x"]),
        (["-B", "a.py"], ["-B", "-m", "tf1graph", "run", "--with", "lib", "a.py"]),
        (["-m", "own.module"], ["-m", "tf1graph", "run", "--with", "lib", "-m", "own.module"]),
        (["-m", "pip", "install", "x"], None),
        (["-m", "http.server"], None),
        (["-c", "pass"], None),
        ([], None),
    ],
)
def test_a_command_for_this_python_is_run_in_the_world(command, becomes):
    world = World(WorldSettings(packages=("lib",)))
    given = [sys.executable, *command]
    assert started.in_world(world, given) == [sys.executable, *(command if becomes is None else becomes)]
    assert started.in_world(world, ["ls", "a.py"]) == ["ls", "a.py"]
    assert started.in_world(world, "python a.py") == "python a.py"  # which is a program's name, without a shell


PYTHON = shlex.quote(sys.executable)


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("python a.py --lr 0.1 > log", f"{PYTHON} -m tf1graph run a.py --lr 0.1 > log"),
        (f"{sys.executable} a.py", f"{PYTHON} -m tf1graph run a.py"),
        (f'"{sys.executable}" "my a.py" &', f'{PYTHON} -m tf1graph run "my a.py" &'),
        ("cd x && A=1 python3 -u a.py; ls", f"cd x && A=1 {PYTHON} -u -m tf1graph run a.py; ls"),
        ("python -m own.module -x | tee log", f"{PYTHON} -m tf1graph run -m own.module -x | tee log"),
        ("python -m pip install x", None),
        ("python -c 'import a'", None),
        ("echo 'x; python a.py'", None),
        ("echo python a.py", None),
        ("ls a.py", None),
        ("sh <<EOF\npython a.py\nEOF", None),
        ("python a.pyc", None),
    ],
)
def test_a_line_for_a_shell_is_run_in_the_world_where_it_plainly_starts_python(line, becomes):
    found = started.line_in_world(World(), line)
    assert found.split() == (line if becomes is None else becomes).split()


def test_a_program_starts_others_by_a_shell_and_itself_anew(programs):
    programs.write("child.py", VERSION)
    programs.write(
        "main.py",
        """
        import os, subprocess, sys
        from os import path, system
        assert system("python child.py") == 0
        print(os.popen("python3 child.py").read().strip(), path is os.path, os.environ["HOME"])
        print(subprocess.check_output(sys.executable + " child.py", shell=True).decode().strip())
        print(subprocess.getoutput("cd . && python -u child.py").strip().split()[-1], flush=True)
        try:
            os.makedirs(".")
        except OSError as error:
            assert error.errno == os.errno.EEXIST
        if len(sys.argv) == 1:
            os.execv(sys.executable, [sys.executable, "child.py"])
        """,
    )
    found = programs.run("main.py", env={**ENVIRONMENT, "HOME": "home"})
    assert found.returncode == 0, found.stderr
    version = "__main__ 1.15.5"
    assert found.stdout.splitlines() == [version, f"{version} True home", version, "1.15.5", version]


def test_an_archive_is_run(programs):
    with zipfile.ZipFile(programs.folder / "app.zip", "w") as archive:
        archive.writestr(
            "__main__.py", "import sys\nimport part\nprint(part.version, sys.path[0], sys.argv, __package__)"
        )
        archive.writestr("part.py", "import tensorflow as tf\nversion = tf.VERSION")
    with zipfile.ZipFile(programs.folder / "empty.zip", "w") as archive:
        archive.writestr("part.py", "")
    assert programs.run("app.zip", "a").stdout == "1.15.5 app.zip ['app.zip', 'a'] \n"
    found = programs.run("empty.zip")
    assert (found.returncode, found.stderr) == (2, "tf1graph: empty.zip: there is no __main__.py in this archive.\n")


def test_imp_finds_and_loads_modules(tmp_path, monkeypatch):
    (tmp_path / "one.py").write_text("import tensorflow as tf\nversion = tf.VERSION\n")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "__init__.py").write_text("number = 2\n")
    for name in ("one", "two"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    text = textwrap.dedent(f"""
        import imp
        file, path, kind = imp.find_module("one", [{str(tmp_path)!r}])
        with file:
            one = imp.load_module("one", file, path, kind)
        two = imp.load_module("two", *imp.find_module("two", [{str(tmp_path)!r}]))
        try:
            imp.find_module("three", [{str(tmp_path)!r}])
        except ImportError as error:
            missing = error.name
    """)
    world = World()
    module = world.new_module("program")
    exec(world.compile(text, "program.py").code, vars(module))
    assert (module.one.version, module.two.number, module.missing) == ("1.15.5", 2, "three")
