"""`tf.contrib.cluster_resolver`: how the machines of a cluster are found; `tf.distribute.cluster_resolver`'s."""

from tf1graph.tf import names
from tf1graph.tf._tree import mirror

NOTE = "what `tf.distribute.cluster_resolver` has under this name"
PLACE = "distribute.cluster_resolver."
names.add(
    *(
        names.Row(
            f"tf.contrib.cluster_resolver.{name}",
            "approximate",
            f"tf1graph.tf:{PLACE}{today}",
            f"tf.{PLACE}{today}",
            "2.0",
            NOTE,
        )
        for name, today in {
            "ClusterResolver": "ClusterResolver",
            "GCEClusterResolver": "GCEClusterResolver",
            "KubernetesClusterResolver": "KubernetesClusterResolver",
            "SimpleClusterResolver": "SimpleClusterResolver",
            "SlurmClusterResolver": "SlurmClusterResolver",
            "TFConfigClusterResolver": "TFConfigClusterResolver",
            "TPUClusterResolver": "TPUClusterResolver",
            "UnionClusterResolver": "UnionResolver",
        }.items()
    )
)
__getattr__, __dir__ = mirror(__name__)
