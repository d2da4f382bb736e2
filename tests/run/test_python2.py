"""Programs whose source is Python 2."""

PROGRAM = """\
import sys, tensorflow
from part import half

class Model:
    pass

print "half of 7 is", half(7), 7 / 2.0
for i in xrange(2):
    print i,
print
print tensorflow.VERSION, sorted({"a": 1}.iteritems()), len(sys.argv)
raise ValueError, "no data"
"""


def test_a_python_2_program_runs_and_its_modules_too(programs):
    programs.write("program.py", PROGRAM)
    programs.write("part.py", "def half(x):\n    unicode(x)\n    return x / 2\n")
    found = programs.run("program.py", "-x")
    assert found.stdout == "half of 7 is 3 3.5\n0 1\n1.15.5 [('a', 1)] 2\n"
    said = found.stderr.splitlines()
    assert said[:2] == [
        "tf1graph: program.py is Python 2: translated in memory",
        "tf1graph: part.py is Python 2: translated in memory",
    ]
    assert said[3:] == [
        f'  File "{programs.folder}/program.py", line 12, in <module>',
        '    raise ValueError, "no data"',
        "ValueError: no data",
    ]
    assert found.returncode == 1


def test_a_python_3_program_may_import_python_2_and_keeps_its_division(programs):
    programs.write("program.py", "import part\nprint(7 / 2, part.half(7))")
    programs.write("part.py", "def half(x):\n    unicode(x)\n    return x / 2\n")
    assert programs.run("program.py").stdout == "3.5 3\n"
