"""`tf.contrib.distribute`: strategies, of one replica on one machine."""

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

NOTE = "what `tf.distribute` has under this name: variables and replica contexts are of today's classes"
MODULE = "tf.contrib.distribute"
names.add(
    *(
        names.Row(f"{MODULE}.{name}", "exact", f"tf1graph.tf:distribute.{today}", f"tf.distribute.{today}", "2.0")
        for name, today in {
            "get_distribution_strategy": "get_strategy",
            "get_loss_reduction": "get_loss_reduction",
            "get_strategy": "get_strategy",
            "has_distribution_strategy": "has_strategy",
            "has_strategy": "has_strategy",
            "in_cross_replica_context": "in_cross_replica_context",
        }.items()
    ),
    *(
        names.Row(
            f"{MODULE}.{name}", "approximate", f"tf1graph.tf:distribute.{today}", f"tf.distribute.{today}", "2.0", NOTE
        )
        for name, today in {
            "AllReduceCrossDeviceOps": "HierarchicalCopyAllReduce",
            "CrossDeviceOps": "CrossDeviceOps",
            "DistributionStrategy": "Strategy",
            "OneDeviceStrategy": "OneDeviceStrategy",
            "ReplicaContext": "ReplicaContext",
            "get_replica_context": "get_replica_context",
        }.items()
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
