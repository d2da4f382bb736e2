"""What the standard library lost after Python 3.7, further."""

import random
import sys

import pytest

from tf1graph.run.world import World

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of a Python that still has the name


def execute(text, **names):
    world = World()
    module = world.new_module("program")
    vars(module).update(names)
    exec(world.compile(text, "program.py").code, vars(module))
    return module


def test_random_takes_sets_floats_and_a_function_of_its_own():
    program = execute(
        "import random\nrandom.seed(3)\nchosen = random.sample({1, 2, 3}, 2)\nitems = [1, 2, 3]\n"
        "random.shuffle(items, lambda: 0.0)\nnumber = random.randint(1.0, 1.0), random.randrange(2.0, 3)\n"
    )
    random.seed(3)
    assert program.chosen == random.sample((1, 2, 3), 2)
    assert (program.items, program.number) == ([2, 3, 1], (1, 2))
    with pytest.raises((TypeError, ValueError)):
        execute("import random\nrandom.randint(1.5, 2)")


def test_files_open_with_a_u(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\r\nb\r")
    program = execute(
        "with open(path, 'rU') as f: text = f.read()\nwith open(path, 'U') as f: lines = f.readlines()", path=path
    )
    assert (program.text, program.lines) == ("a\nb\n", ["a\n", "b\n"])


def test_the_kind_of_a_picture_is_told(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n rest")
    program = execute(
        "import imghdr, io\nkinds = imghdr.what(path), imghdr.what(None, b'GIF89a'),"
        " imghdr.what(io.BytesIO(b'nothing'))\n"
        "jpeg = imghdr.what('', b'\\xff\\xd8\\xff\\xe0\\x00\\x10JFIF')\n",
        path=str(path),
    )
    assert (program.kinds, program.jpeg) == (("png", "gif", None), "jpeg")


def test_folders_are_made_copied_and_removed(tmp_path):
    program = execute(
        "from distutils.dir_util import mkpath, copy_tree, remove_tree\nfrom distutils.file_util import copy_file\n"
        "import os\nmkpath(folder + '/a/b')\nopen(folder + '/a/b/c', 'w').close()\n"
        "written = copy_tree(folder + '/a', folder + '/d')\nremove_tree(folder + '/a')\n"
        "copy_file(folder + '/d/b/c', folder + '/e')\nthere = sorted(os.listdir(folder))\n",
        folder=str(tmp_path),
    )
    assert program.written == [str(tmp_path / "d" / "b" / "c")]
    assert program.there == ["d", "e"]


def test_names_that_went_are_there(tmp_path):
    program = execute(
        "import asyncio, configparser, json, locale, pipes, platform, plistlib, unittest, dummy_threading\n"
        "@asyncio.coroutine\ndef wait():\n    yield from asyncio.sleep(0)\n    return 3\n"
        "loop = asyncio.new_event_loop()\nvalue = loop.run_until_complete(wait())\nloop.close()\n"
        "read = json.loads('[1]', encoding='utf-8')\nsettings = configparser.SafeConfigParser()\n"
        "text = locale.format('%d', 3), pipes.quote('a b')\nlinux = platform.linux_distribution(), platform.dist()\n"
        "plistlib.writePlist({'a': 1}, path)\nplist = plistlib.readPlist(path)\n"
        "class Case(unittest.TestCase):\n    def test_a(self): pass\n"
        "count = unittest.makeSuite(Case).countTestCases()\nlock = dummy_threading.Lock()\n",
        path=str(tmp_path / "a.plist"),
    )
    assert (program.value, program.read, program.text) == (3, [1], ("3", "'a b'"))
    assert len(program.linux[0]) == len(program.linux[1]) == 3
    assert (program.plist, program.count) == ({"a": 1}, 1)
    assert sys.modules["json"].loads is not program.json.loads


@pytest.mark.parametrize(("body", "code"), [("", 0), ("def test_a(self): pass", 0), ("def test_a(self): 1 / 0", 1)])
def test_tests_that_were_all_skipped_are_no_failure(body, code, monkeypatch):
    skip = "" if body else "@unittest.skip('none')\n"
    monkeypatch.setattr(sys, "argv", ["tests.py"])
    with pytest.raises(SystemExit) as ended:
        execute(
            f"import types, unittest\n{skip}class Case(unittest.TestCase):\n    {body or 'pass'}\n"
            "unittest.main(types.SimpleNamespace(Case=Case, __name__='tests'))"
        )
    assert ended.value.code == code
