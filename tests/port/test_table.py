"""What a port knows of the names is what the table says."""

import subprocess
import sys

import pytest

from tf1graph.port import table


def test_the_snapshot_is_that_of_the_table():
    # In a process of its own: other tests leave modules of TensorFlow behind as they have patched them.
    asked = "import sys; from tf1graph.port import table; sys.stdout.buffer.write(table.format_snapshot().encode())"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, timeout=300).stdout
    written = table.SNAPSHOT.read_bytes()
    assert written == found, "run python scripts/write_names_page.py"


@pytest.mark.parametrize(
    ("legacy", "kind", "written"),
    [
        ("tf.placeholder", "same", ""),
        ("tf.mul", "renamed", "tf.multiply"),
        ("tf.contrib.framework.get_or_create_global_step", "renamed", "tf.train.get_or_create_global_step"),
        ("tf.transpose", "changed", ""),
        ("tf.nn.dropout", "ours", ""),
        ("tf.layers.dense", "ours", ""),
        ("tf.contrib.slim.conv2d", "ours", ""),
        ("tf.contrib.layers.python.layers.initializers.xavier_initializer", "ours", ""),
        ("tf.keras.layers.Dense", "keras", ""),
        ("tf.python.framework.ops.reset_default_graph", "ours", ""),
        ("tf.layers.experimental.set_keras_style", "refused", ""),
        ("tf.train.no_such_name", "unknown", ""),
        ("tf.GraphKeys.TRAINABLE_VARIABLES", "same", ""),
    ],
)
def test_a_name_is_judged(legacy, kind, written):
    found = table.load().judge(legacy)
    assert (found.kind, found.written) == (kind, written)
