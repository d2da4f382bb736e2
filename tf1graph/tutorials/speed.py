"""What trades the tutorial's exact graph or numbers for speed: `--fast matmul` and `--fast bf16`.

`matmul` computes MatMul's gradient by its first argument as transpose(B G^T) in place of G B^T: the same sums in
the same order, so the losses stay bit-identical, but oneDNN multiplies a large B faster that way on some processors:
the CNN's step took 0.86 of its time on two cores of an AMD EPYC, and 0.98 on two of an Intel Xeon. The CRNN, whose
matrices are small, gains nothing.
`bf16` lets oneDNN multiply and convolve in bfloat16, with float32 sums: the CNN's step took 0.62 of its time on that
EPYC, which multiplies bfloat16 itself (`lscpu` shows avx512_bf16 or amx_bf16), with other losses from the first step
on; on the Xeon, which does not, it took 2.2 of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tf1graph import tf

GRADIENT = "TransposedMatMul"
CPU_FLAGS = Path("/proc/cpuinfo")


@contextmanager
def rewritten_gradients(fast: str | None) -> Iterator[None]:
    """While the block builds its graph in the default graph, MatMul gets its fast gradient if `fast` is "matmul"."""
    if fast != "matmul":
        yield
        return
    _register()
    with tf.get_default_graph().gradient_override_map({"MatMul": GRADIENT}):
        yield


def remark_on(fast: str | None) -> str | None:
    """A sentence for the user where "bf16" will not pay: Linux says that the processor does not multiply bfloat16."""
    if fast != "bf16" or not CPU_FLAGS.exists() or re.search(r"\b(\w+_)?bf16\b", CPU_FLAGS.read_text()):
        return None
    return "this processor does not multiply bfloat16 itself: --fast bf16 makes the run slower here."


def session_config(fast: str | None) -> Any:
    """The `tf.ConfigProto` for a Session; it asks for bfloat16 if `fast` is "bf16"."""
    config = tf.ConfigProto()
    if fast == "bf16":
        config.graph_options.rewrite_options.auto_mixed_precision_onednn_bfloat16 = 1  # RewriterConfig.ON
    return config


@cache  # TensorFlow's registry takes a name once in a process
def _register() -> None:
    @tf.RegisterGradient(GRADIENT)
    def gradient(op: Any, by_product: Any) -> tuple[Any, Any]:
        a, b = op.inputs
        if op.get_attr("transpose_a") or op.get_attr("transpose_b"):
            raise NotImplementedError(f"{op.name} multiplies a transposed matrix, which --fast matmul does not cover")
        by_a = tf.transpose(tf.matmul(b, by_product, transpose_b=True))
        by_b = tf.matmul(a, by_product, transpose_a=True)
        return by_a, by_b
