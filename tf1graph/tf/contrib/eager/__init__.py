"""`tf.contrib.eager`: eager execution, as TensorFlow 1 had it; today's runs it."""

from typing import Any

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

ABOUT: dict[str, Any] = {"fidelity": "approximate", "gone": "2.0", "note": "today's eager execution: the same values"}
PLACES = {
    "tf1graph.tf.python.eager.context:": (
        "ASYNC DEVICE_PLACEMENT_EXPLICIT DEVICE_PLACEMENT_SILENT DEVICE_PLACEMENT_WARN SYNC async_clear_error "
        "async_wait execution_mode num_gpus set_execution_mode set_server_def"
    ),
    "tf1graph.tf.python.eager.remote:": "connect_to_remote_host",
    "tf1graph.tf.python.eager.backprop:": "gradients_function",
    "tf1graph.tf.python.ops.variable_scope:": "EagerVariableStore",
    "tf1graph.tf:": "GradientTape TensorSpec custom_gradient executing_eagerly function make_template",
    "tf1graph.tf:train.": "Checkpoint",
}
RENAMED = {
    "Checkpointable": "python.trackable.autotrackable:AutoTrackable",
    "enable_eager_execution": "_private:compat_v1.enable_eager_execution",
    "implicit_gradients": "python.eager.backprop:implicit_grad",
    "implicit_value_and_gradients": "python.eager.backprop:implicit_val_and_grad",
    "in_eager_mode": "python.eager.context:executing_eagerly",
    "py_func": "python.ops.script_ops:eager_py_func",
    "value_and_gradients_function": "python.eager.backprop:val_and_grad_function",
    "run_all_tests_in_graph_and_eager_modes": "python.framework.test_util:run_all_in_graph_and_eager_modes",
    "run_test_in_graph_and_eager_modes": "python.framework.test_util:run_in_graph_and_eager_modes",
}
REFUSED = {
    "Write the model as a tf.keras.Model, and save it with tf.train.Checkpoint.": (
        "Network Sequential restore_network_checkpoint save_network_checkpoint"
    ),
    "Restore a tf.train.Checkpoint, which waits for variables that are not there yet.": "restore_variables_on_create",
    "Find what is not a number with tf.debugging.check_numerics.": (
        "ExecutionCallback add_execution_callback clear_execution_callbacks errstate inf_callback inf_nan_callback "
        "nan_callback seterr"
    ),
    "Use enable_eager_execution with today's tf.distribute.": "enable_remote_eager_execution",
}

names.add(
    *(row for stands, found in PLACES.items() for row in names.moved("tf.contrib.eager", stands, found, **ABOUT)),
    *(names.Row(f"tf.contrib.eager.{name}", stands=f"tf1graph.tf.{place}", **ABOUT) for name, place in RENAMED.items()),
    *(
        names.Row(f"tf.contrib.eager.{name}", "refused", gone="2.0", note=note)
        for note, found in REFUSED.items()
        for name in found.split()
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
