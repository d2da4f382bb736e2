"""Names are followed through imports, aliases, stars and the project's own modules."""

import pytest
from port.porting import states, text_of

from tf1graph.port.files import find, port_file
from tf1graph.port.module import Settings

FOLLOWED = {
    "import under another name": (
        "import tensorflow as T\nT.mul(1, 2)\n",
        "import tensorflow.compat.v1 as T\nT.disable_v2_behavior()\nT.multiply(1, 2)\n",
    ),
    "import without a name": (
        "import tensorflow\ntensorflow.mul(1, 2)\n",
        "import tensorflow.compat.v1 as tensorflow\ntensorflow.disable_v2_behavior()\ntensorflow.multiply(1, 2)\n",
    ),
    "a module of contrib": (
        "import tensorflow.contrib.slim as slim\nslim.conv2d(1)\n",
        "import tf1graph.tf.contrib.slim as slim\nslim.conv2d(1)\n",
    ),
    "names from contrib": (
        "from tensorflow.contrib.layers import flatten, xavier_initializer as xavier\nflatten(1)\n",
        "from tf1graph.tf.contrib.layers import flatten, xavier_initializer as xavier\nflatten(1)\n",
    ),
    "names of two homes from one import": (
        "from tensorflow import float32, layers, mul\nlayers.dense(float32, mul)\n",
        "from tensorflow.compat.v1 import float32, multiply as mul\nfrom tf1graph.tf import layers\n"
        "from tf1graph import tf as tf1\ntf1.disable_v2_behavior()\nlayers.dense(float32, mul)\n",
    ),
    "an alias that is assigned": (
        "import tensorflow as tf\nL = tf.layers\nL.dense(1, 2)\n",
        "import tensorflow.compat.v1 as tf\nfrom tf1graph import tf as tf1\ntf1.disable_v2_behavior()\n"
        "L = tf1.layers\nL.dense(1, 2)\n",
    ),
    "an alias of what today's TensorFlow has": (
        "import tensorflow as tf\nnn = tf.nn\nnn.relu(1)\n",
        "import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\nnn = tf.nn\nnn.relu(1)\n",
    ),
    "a star": (
        "from tensorflow.contrib.slim import *\nconv2d(1)\nprint(len([]))\n",
        "from tf1graph.tf.contrib.slim import *\nconv2d(1)\nprint(len([]))\n",
    ),
    "a star of all": (
        "from tensorflow import *\nx = mul(layers.dense(1), 2)\n",
        "from tensorflow.compat.v1 import *\nfrom tf1graph import tf as tf1\ntf1.disable_v2_behavior()\n"
        "x = multiply(tf1.layers.dense(1), 2)\n",
    ),
    "an import in try and another in except": (
        "try:\n    import tensorflow.compat.v1 as tf\nexcept ImportError:\n    import tensorflow as tf\ntf.mul(1, 2)\n",
        "try:\n    import tensorflow.compat.v1 as tf\n    tf.disable_v2_behavior()\nexcept ImportError:\n"
        "    import tensorflow.compat.v1 as tf\ntf.multiply(1, 2)\n",
    ),
    "an import that may fail": (
        "try:\n    import tensorflow as tf\nexcept ImportError:\n    tf = None\ntf.mul(1, 2)\n",
        "try:\n    import tensorflow.compat.v1 as tf\n    tf.disable_v2_behavior()\n"
        "except ImportError:\n    tf = None\ntf.multiply(1, 2)\n",
    ),
    "an import in a function": (
        "def f():\n    import tensorflow as tf\n    return tf.layers.dense(1)\n",
        "from tf1graph import tf as tf1\ndef f():\n    import tensorflow.compat.v1 as tf\n"
        "    tf.disable_v2_behavior()\n    return tf1.layers.dense(1)\n",
    ),
    "getattr": (
        'import tensorflow as tf\ngetattr(tf.layers, "dense")(1)\n',
        "import tensorflow.compat.v1 as tf\nfrom tf1graph import tf as tf1\ntf1.disable_v2_behavior()\n"
        'getattr(tf1.layers, "dense")(1)\n',
    ),
    "tf.keras alone, which is tf_keras": (
        "import tensorflow as tf\ntf.keras.layers.Dense(1)\n",
        "import tensorflow.compat.v1 as tf\nimport tf_keras\ntf.disable_v2_behavior()\ntf_keras.layers.Dense(1)\n",
    ),
    "tf.compat.v1 of 1.15": (
        "import tensorflow as tf\ntf.compat.v1.placeholder(tf.float32)\n",
        "import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\ntf.compat.v1.placeholder(tf.float32)\n",
    ),
    "the alias that is taken": (
        "import tensorflow as tf\ntf1 = 3\ntf.layers.dense(tf1)\n",
        "import tensorflow.compat.v1 as tf\nfrom tf1graph import tf as tf1_\ntf1_.disable_v2_behavior()\ntf1 = 3\n"
        "tf1_.layers.dense(tf1)\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), FOLLOWED.values(), ids=FOLLOWED)
def test_a_name_is_followed_through(before, after):
    assert text_of(before) == after


PLACED = {
    "behind the docstring and __future__": (
        '"""Doc."""\nfrom __future__ import division\nimport os\nimport tensorflow as tf  # it\nimport sys\n',
        '"""Doc."""\nfrom __future__ import division\nimport os\nimport tensorflow.compat.v1 as tf  # it\n'
        "tf.disable_v2_behavior()\nimport sys\n",
    ),
    "behind the line that holds more": (
        "import tensorflow as tf; import os\nx = 1\n",
        "import tensorflow.compat.v1 as tf; import os\ntf.disable_v2_behavior()\nx = 1\n",
    ),
    "behind a block on one line": (
        "if True: import tensorflow as tf\nx = tf.mul(1, 2)\n",
        "if True: import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\nx = tf.multiply(1, 2)\n",
    ),
    "nowhere twice": (
        "import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\n",
        "import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), PLACED.values(), ids=PLACED)
def test_graph_mode_is_said(before, after):
    assert text_of(before) == after


SMALLEST = {
    "import tensorflow as tf\ntf.mul(1, 2)\n": "from tf1graph import tf\ntf.mul(1, 2)\n",
    "import tensorflow as T\n": "from tf1graph import tf as T\n",
    "import os, tensorflow as tf\n": "import os, tf1graph.tf as tf\n",
    "from tensorflow.contrib import slim\n": "from tf1graph.tf.contrib import slim\n",
    "from tensorflow.examples.tutorials.mnist import input_data\n": (
        "from tf1graph.tf.examples.tutorials.mnist import input_data\n"
    ),
    "import input_data\n": "import tf1graph.tf.examples.tutorials.mnist.input_data as input_data\n",
}


@pytest.mark.parametrize(("before", "after"), SMALLEST.items())
def test_the_smallest_change_is_that_of_imports(before, after):
    assert text_of(before, to="tf1graph") == after


def test_a_name_comes_through_the_projects_own_modules(tmp_path):
    (tmp_path / "shared.py").write_text("import tensorflow as tf\nfrom tensorflow.contrib import slim\n")
    (tmp_path / "stars.py").write_text("from shared import *\n")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text("from shared import tf as flow\n")
    program = tmp_path / "program.py"
    program.write_text(
        "from stars import *\nfrom package import flow\nx = tf.mul(slim.conv2d(1), flow.layers.dense(2))\n"
    )
    (found,) = find([str(program)])
    assert not port_file(found, Settings(), "write").failure
    assert program.read_text() == (
        "from tf1graph import tf as tf1\nfrom stars import *\nfrom package import flow\n"
        "x = tf.multiply(slim.conv2d(1), tf1.layers.dense(2))\n"
    )


def test_every_name_ends_in_a_state():
    text = (
        "import tensorflow as tf\nx = tf.placeholder(tf.float32)\ny = tf.mul(x, tf.layers.dense(x, 1))\n"
        "tf.no_such_name(y)\ntf.layers.experimental.set_keras_style\n"
    )
    assert states(text) == [
        ("tf", "ported"),
        ("tf.placeholder", "same"),
        ("tf.float32", "same"),
        ("tf.mul", "ported"),
        ("tf.layers.dense", "ported"),
        ("tf.no_such_name", "needs you"),
        ("tf.layers.experimental.set_keras_style", "refused"),
    ]
