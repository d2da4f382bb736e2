"""What a program costs before its first line, and what it brings into memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

WATCH = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted(sys.modules))))
"""
BENCHMARK = Path(__file__).resolve().parents[2] / "scripts" / "benchmark_start.py"


def modules_of(programs, text):
    programs.write("program.py", WATCH + text)
    found = programs.run("program.py")
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout.splitlines()[-1])


def test_a_program_that_imports_nothing_loads_no_tensorflow(programs):
    loaded = {name.partition(".")[0] for name in modules_of(programs, "")}
    assert not loaded & {"tensorflow", "numpy", "keras", "matplotlib"}


def test_a_program_that_uses_tf_alone_loads_no_contrib_no_keras_and_no_matplotlib(programs):
    loaded = modules_of(programs, "import tensorflow as tf\ntf.layers.dense(tf.zeros([1, 2]), 3)")
    assert "tensorflow" in loaded
    heavy = ("tf1graph.tf.contrib", "tf1graph.keras", "keras", "tf_keras", "matplotlib", "pandas")
    assert [name for name in loaded if name in heavy or name.startswith(tuple(f"{h}." for h in heavy))] == []


def test_keras_is_there_when_it_is_asked_for(programs):
    programs.write("program.py", "import tensorflow as tf\nprint(tf.keras.layers.Dense.__name__)")
    assert programs.run("program.py").stdout == "Dense\n"


def test_tensorflow_is_loaded_without_its_chatter_and_the_environment_is_the_programs(programs):
    programs.write(
        "program.py",
        "import os\nimport tensorflow as tf\nprint(tf.Session().run(tf.constant(1) + 1))\nprint(sorted(os.environ))",
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    environment["PYTHONPATH"] = str(BENCHMARK.parents[1])
    found = programs.run("program.py", env=environment)
    said = [line for line in found.stderr.splitlines() if "cuInit" not in line]  # said where there is no GPU
    assert (found.returncode, said) == (0, [])
    assert found.stdout.startswith("2\n")
    assert "TF_CPP_MIN_LOG_LEVEL" not in found.stdout


def test_the_start_is_measured_in_pairs():
    done = subprocess.run(
        [sys.executable, BENCHMARK, "--rounds", "1", "--only", "empty"], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "an empty program" in done.stdout
