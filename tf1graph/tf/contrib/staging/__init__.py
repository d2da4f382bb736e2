"""`tf.contrib.staging`: a place where tensors wait."""

from tf1graph.tf import names
from tf1graph.tf._tree import mirror

names.add(*names.moved("tf.contrib.staging", "tf1graph.tf.python.ops.data_flow_ops:", "StagingArea", gone="2.0"))
__getattr__, __dir__ = mirror(__name__)
