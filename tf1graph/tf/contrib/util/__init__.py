"""`tf.contrib.util`: tensors as protocol buffers, libraries of ops, what a graph uses."""

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

names.add(
    *names.moved("tf.contrib.util", "tf1graph.tf:", "make_ndarray make_tensor_proto", gone="2.0"),
    names.Row("tf.contrib.util.constant_value", "exact", "tf1graph.tf._private:tensor_util.constant_value", gone="2.0"),
    *names.moved(
        "tf.contrib.util",
        "tf1graph.tf.python.framework.meta_graph:",
        "ops_used_by_graph_def stripped_op_list_for_graph",
        gone="2.0",
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
