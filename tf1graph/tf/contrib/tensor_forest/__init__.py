"""`tf.contrib.tensor_forest`: random forests that learn from batches."""

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

names.add(
    names.Row(
        "tf.contrib.tensor_forest.client",
        "refused",
        gone="2.0",
        note="Its estimators went with contrib.learn; train RandomForestGraphs in a model function.",
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
