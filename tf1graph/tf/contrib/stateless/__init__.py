"""`tf.contrib.stateless`: random numbers that depend on nothing but their seed."""

from tf1graph.tf import names
from tf1graph.tf._tree import mirror

names.add(
    *names.moved(
        "tf.contrib.stateless",
        "tf1graph.tf:random.",
        "stateless_multinomial stateless_truncated_normal",
        gone="2.0",
    ),
    *(
        names.Row(
            f"tf.contrib.stateless.stateless_random_{name}",
            "exact",
            f"tf1graph.tf:random.stateless_{name}",
            f"tf.random.stateless_{name}",
            "2.0",
        )
        for name in ("normal", "uniform")
    ),
)
__getattr__, __dir__ = mirror(__name__)
