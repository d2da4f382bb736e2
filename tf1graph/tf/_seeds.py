"""Op seeds counted as TensorFlow 1 counted them.

TensorFlow 1 gives a random op without a seed of its own the number of ops that the graph held before it
(`Graph._last_id`, python/framework/random_seed.py of 1.15.5); TensorFlow 2 numbers the random ops 0, 1, 2, …
The kernels are unchanged: equal seeds give equal bits.
"""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, inside, ops, original, random_seed
from tf1graph.tf.names import provide


@provide("tf.get_seed", "tf.random.get_seed", port="tf1graph")
@inside(random_seed)
def get_seed(op_seed: int | None) -> tuple[int | None, int | None]:
    """The pair (seed, seed2) that a random op made now is to have.

    Args:
      op_seed: the seed that the program gave this op, or None.

    Returns:
      (None, None) where neither the graph nor the op has a seed: such an op is seeded from entropy.
    """
    graph: Any = ops.get_default_graph()
    if op_seed is None and graph.seed is not None and not compat_v1.executing_eagerly():
        if hasattr(graph, "_seed_used"):  # a function's graph: it notes that its seed mattered
            graph._seed_used = True
        op_seed = graph.num_operations()
    return original(random_seed.get_seed)(op_seed)
