"""`tf.contrib.optimizer_v2`: an experiment that went into `tf.train`, whose optimisers take the same arguments."""

from typing import Any

from tf1graph.tf import names
from tf1graph.tf._tree import mirror

NAMES = """AdadeltaOptimizer AdagradOptimizer AdamOptimizer GradientDescentOptimizer MomentumOptimizer
    RMSPropOptimizer"""
ABOUT: dict[str, Any] = {"fidelity": "approximate", "gone": "2.0", "note": "tf.train's: the same steps, other nodes"}
names.add(
    *names.moved("tf.contrib.optimizer_v2", "tf1graph.tf:train.", NAMES, **ABOUT),
    names.Row("tf.contrib.optimizer_v2.OptimizerV2", stands="tf1graph.tf:train.Optimizer", **ABOUT),
)
__getattr__, __dir__ = mirror(__name__)
