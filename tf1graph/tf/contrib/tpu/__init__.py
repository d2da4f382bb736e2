"""`tf.contrib.tpu`: estimators that were written for TPUs, as `use_tpu=False` had them; the rest is refused."""

from tf1graph.tf._tree import mirror
from tf1graph.tf.estimator import tpu  # noqa: F401
from tf1graph.tf.names import add, moved

__getattr__, __dir__ = mirror(__name__)

add(
    *moved(
        "tf.contrib.tpu",
        "tf1graph.tf._private:compat_v1.tpu.",
        "CrossShardOptimizer bfloat16_scope cross_replica_sum",
        gone="2.0",
    )
)
