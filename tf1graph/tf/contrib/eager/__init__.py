"""`tf.contrib.eager`: eager execution, as TensorFlow 1 had it; today's runs it."""

from typing import Any

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

ABOUT: dict[str, Any] = {"fidelity": "exact", "gone": "2.0"}
PLACES = {
    "tf1graph.tf.python.eager.context:": (
        "ASYNC DEVICE_PLACEMENT_EXPLICIT DEVICE_PLACEMENT_SILENT DEVICE_PLACEMENT_WARN SYNC async_clear_error "
        "async_wait execution_mode num_gpus set_execution_mode"
    ),
    "tf1graph.tf.python.eager.backprop:": "gradients_function",
    "tf1graph.tf.python.ops.variable_scope:": "EagerVariableStore",
    "tf1graph.tf:": "GradientTape TensorSpec custom_gradient executing_eagerly function make_template",
    "tf1graph.tf:train.": "Checkpoint",
}
RENAMED = {
    "Checkpointable": "python.trackable.autotrackable:AutoTrackable",
    "implicit_gradients": "python.eager.backprop:implicit_grad",
    "implicit_value_and_gradients": "python.eager.backprop:implicit_val_and_grad",
    "in_eager_mode": "python.eager.context:executing_eagerly",
    "py_func": "python.ops.script_ops:eager_py_func",
    "value_and_gradients_function": "python.eager.backprop:val_and_grad_function",
}
UNHELD = {
    "today's, which changes the whole process: tests hold it, no golden": {
        "enable_eager_execution": "_private:compat_v1.enable_eager_execution",
    },
    "today's: other machines are not on record": {
        "connect_to_remote_host": "python.eager.remote:connect_to_remote_host",
        "set_server_def": "python.eager.context:set_server_def",
    },
    "today's, which runs a test's methods in both modes": {
        "run_all_tests_in_graph_and_eager_modes": "python.framework.test_util:run_all_in_graph_and_eager_modes",
        "run_test_in_graph_and_eager_modes": "python.framework.test_util:run_in_graph_and_eager_modes",
    },
}
REFUSED = {
    "Write the model as a tf.keras.Model, and save it with tf.train.Checkpoint.": (
        "Network Sequential restore_network_checkpoint save_network_checkpoint"
    ),
    "Use enable_eager_execution with today's tf.distribute.": "enable_remote_eager_execution",
}

names.add(
    *(row for stands, found in PLACES.items() for row in names.moved("tf.contrib.eager", stands, found, **ABOUT)),
    *(names.Row(f"tf.contrib.eager.{name}", stands=f"tf1graph.tf.{place}", **ABOUT) for name, place in RENAMED.items()),
    *(
        names.Row(f"tf.contrib.eager.{name}", "approximate", f"tf1graph.tf.{place}", gone="2.0", note=note)
        for note, found in UNHELD.items()
        for name, place in found.items()
    ),
    *(
        names.Row(f"tf.contrib.eager.{name}", "refused", gone="2.0", note=note)
        for note, refused in REFUSED.items()
        for name in refused.split()
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
