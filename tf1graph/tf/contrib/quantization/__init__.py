"""`tf.contrib.quantization`: numbers of few bits, by the ops that today's TensorFlow still has."""

from typing import Any

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

OPS = "quantized_concat"
ABOUT: dict[str, Any] = {"fidelity": "exact", "gone": "2.0"}
names.add(
    *names.moved("tf.contrib.quantization", "tf1graph.tf.python.ops.gen_array_ops:", OPS, **ABOUT),
    *names.moved("tf.contrib.quantization.quantized_array_ops", "tf1graph.tf.python.ops.gen_array_ops:", OPS, **ABOUT),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
