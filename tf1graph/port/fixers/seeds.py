"""`tf.set_random_seed(1)` → from `tf1graph.tf`: op seeds follow from it, which TensorFlow 1 counted otherwise.

TensorFlow 1 seeds a random op by the number of ops before it, today's by the number of random ops. A program that
sets a seed means figures that come again; so it gets TensorFlow 1's graph, and with it its seeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tf1graph.port.fixers import Fixer
from tf1graph.port.table import Verdict

if TYPE_CHECKING:
    from tf1graph.port.module import Module
    from tf1graph.port.resolve import Use

fixer = Fixer("seeds")


@fixer.decides("tf.set_random_seed", "tf.random.set_random_seed")
def seed_as_then(use: Use, module: Module) -> Verdict:
    """The seed of TensorFlow 1's graph."""
    return Verdict("ours", use.legacy, note="TensorFlow 1 counted op seeds otherwise")
