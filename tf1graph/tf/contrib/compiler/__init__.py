"""`tf.contrib.compiler`: graphs compiled by XLA."""

from typing import Any

from tf1graph.tf import names
from tf1graph.tf._tree import mirror

ABOUT: dict[str, Any] = {"fidelity": "exact", "gone": "2.0", "note": "the same nodes; today's XLA compiles them"}
names.add(
    names.Row("tf.contrib.compiler.jit", stands="tf1graph.tf.python.compiler.xla.jit", **ABOUT),
    names.Row("tf.contrib.compiler.xla", stands="tf1graph.tf.python.compiler.xla.xla", **ABOUT),
    *names.moved("tf.contrib.compiler.jit", "tf1graph.tf.python.compiler.xla.jit:", "experimental_jit_scope", **ABOUT),
    *names.moved(
        "tf.contrib.compiler.xla",
        "tf1graph.tf.python.compiler.xla.xla:",
        "check_function_argument_count compile",
        **ABOUT,
    ),
    names.Row(
        "tf.contrib.compiler.xla.estimator_model_fn",
        "refused",
        gone="2.0",
        note="Compile the model inside its model_fn, with tf.contrib.compiler.xla.compile.",
    ),
)
__getattr__, __dir__ = mirror(__name__)
