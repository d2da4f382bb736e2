"""The only door to today's TensorFlow and to its private modules: a new TensorFlow breaks one file.

Opening it turns graph mode on for the process, as TensorFlow 1 had it, and brings in the bodies of
`tf1graph.tf.python`, which stand for TensorFlow's own while a graph of TensorFlow 1 is being built.
"""

from __future__ import annotations

import functools
import logging
import pkgutil
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

import tf1graph.tf._loading  # noqa: F401

# isort: split
import tensorflow.compat.v1 as compat_v1
from tensorflow.core.framework import op_def_pb2
from tensorflow.core.protobuf import rewriter_config_pb2
from tensorflow.python.autograph.core import ag_ctx as autograph_context
from tensorflow.python.autograph.core import config as autograph_config
from tensorflow.python.autograph.impl import api as autograph
from tensorflow.python.client import pywrap_tf_session as c_api
from tensorflow.python.data.experimental.ops import parsing_ops as data_parsing_ops
from tensorflow.python.data.experimental.ops import prefetching_ops
from tensorflow.python.data.experimental.ops import readers as data_readers_of_tables
from tensorflow.python.data.ops import (
    dataset_ops,
    interleave_op,
    iterator_ops,
    map_op,
    optional_ops,
    structured_function,
)
from tensorflow.python.data.ops import readers as data_readers
from tensorflow.python.data.util import convert as data_convert
from tensorflow.python.data.util import nest as data_nest
from tensorflow.python.data.util import random_seed as data_random_seed
from tensorflow.python.data.util import structure as data_structure
from tensorflow.python.distribute import distribute_lib
from tensorflow.python.eager import context as eager_context
from tensorflow.python.feature_column import feature_column, feature_column_v2, sequence_feature_column
from tensorflow.python.feature_column import utils as feature_column_utils
from tensorflow.python.framework import (
    device,
    dtypes,
    error_interpolation,
    function,
    indexed_slices,
    op_callbacks,
    op_def_library,
    op_def_registry,
    ops,
    random_seed,
    smart_cond,
    sparse_tensor,
    tensor_shape,
    tensor_util,
)
from tensorflow.python.ops import (
    array_grad,
    array_ops,
    bincount_ops,
    check_ops,
    clip_ops,
    cond_v2,
    confusion_matrix,
    control_flow_ops,
    control_flow_util,
    data_flow_grad,
    data_flow_ops,
    embedding_ops,
    gen_array_ops,
    gen_clustering_ops,
    gen_data_flow_ops,
    gen_dataset_ops,
    gen_experimental_dataset_ops,
    gen_image_ops,
    gen_linalg_ops,
    gen_math_ops,
    gen_nn_ops,
    gen_parsing_ops,
    gen_random_ops,
    gen_rnn_ops,
    gen_sdca_ops,
    gen_sparse_ops,
    gen_special_math_ops,
    gen_stateless_random_ops,
    gen_summary_ops,
    gen_training_ops,
    gradients_util,
    histogram_ops,
    image_ops_impl,
    linalg_grad,
    linalg_ops,
    logging_ops,
    lookup_ops,
    math_ops,
    metrics_impl,
    nn_grad,
    nn_impl,
    nn_ops,
    parsing_ops,
    random_ops,
    resource_variable_ops,
    resources,
    rnn,
    shape_util,
    sparse_ops,
    special_math_ops,
    stateless_random_ops,
    summary_op_util,
    summary_ops_v2,
    tensor_array_grad,
    tensor_array_ops,
    tensor_getitem_override,
    variable_scope,
    weights_broadcast_ops,
)
from tensorflow.python.ops.distributions import (
    bijector_impl,
    distribution,
    identity_bijector,
    kullback_leibler,
    special_math,
)
from tensorflow.python.ops.distributions import util as distribution_util
from tensorflow.python.ops.linalg import (
    linalg_impl,
    linear_operator,
    linear_operator_addition,
    linear_operator_low_rank_update,
    linear_operator_lower_triangular,
    linear_operator_util,
)
from tensorflow.python.ops.signal import (
    dct_ops,
    fft_ops,
    mel_ops,
    reconstruction_ops,
    shape_ops,
    spectral_ops,
    window_ops,
)
from tensorflow.python.ops.signal import util_ops as signal_util_ops
from tensorflow.python.profiler import model_analyzer as profiler_model_analyzer
from tensorflow.python.saved_model import path_helpers
from tensorflow.python.saved_model.model_utils import export_output, export_utils
from tensorflow.python.trackable import base as trackable
from tensorflow.python.trackable import data_structures as trackable_data_structures
from tensorflow.python.training import (
    basic_session_run_hooks,
    evaluation,
    ftrl,
    gradient_descent,
    moving_averages,
    saver,
    sync_replicas_optimizer,
    training_util,
    warm_starting_util,
)
from tensorflow.python.training import input as input_queues
from tensorflow.python.training.saving import saveable_object_util
from tensorflow.python.util import deprecation, function_utils, nest

__all__ = [
    "TF1Graph",
    "array_grad",
    "array_ops",
    "autograph",
    "autograph_context",
    "basic_session_run_hooks",
    "bijector_impl",
    "bincount_ops",
    "building_tf1_graph",
    "c_api",
    "check_ops",
    "choices",
    "clip_ops",
    "compat_v1",
    "cond_v2",
    "confusion_matrix",
    "control_flow_ops",
    "control_flow_util",
    "data_convert",
    "data_flow_grad",
    "data_flow_ops",
    "data_nest",
    "data_parsing_ops",
    "data_random_seed",
    "data_readers",
    "data_readers_of_tables",
    "data_structure",
    "dataset_ops",
    "dct_ops",
    "deprecation",
    "device",
    "distribute_lib",
    "distribution",
    "distribution_util",
    "dtypes",
    "eager_context",
    "embedding_ops",
    "error_interpolation",
    "evaluation",
    "export_output",
    "export_utils",
    "feature_column",
    "feature_column_utils",
    "feature_column_v2",
    "fft_ops",
    "ftrl",
    "function",
    "function_utils",
    "gen_array_ops",
    "gen_clustering_ops",
    "gen_data_flow_ops",
    "gen_dataset_ops",
    "gen_experimental_dataset_ops",
    "gen_image_ops",
    "gen_linalg_ops",
    "gen_math_ops",
    "gen_nn_ops",
    "gen_parsing_ops",
    "gen_random_ops",
    "gen_rnn_ops",
    "gen_sdca_ops",
    "gen_sparse_ops",
    "gen_special_math_ops",
    "gen_stateless_random_ops",
    "gen_summary_ops",
    "gen_training_ops",
    "gradient",
    "gradient_descent",
    "gradients_util",
    "histogram_ops",
    "identity_bijector",
    "image_ops_impl",
    "indexed_slices",
    "input_queues",
    "inside",
    "interleave_op",
    "iterator_ops",
    "kullback_leibler",
    "linalg_grad",
    "linalg_impl",
    "linalg_ops",
    "linear_operator",
    "linear_operator_addition",
    "linear_operator_low_rank_update",
    "linear_operator_lower_triangular",
    "linear_operator_util",
    "logging_ops",
    "lookup_ops",
    "map_op",
    "math_ops",
    "mel_ops",
    "metrics_impl",
    "moving_averages",
    "nest",
    "nn_grad",
    "nn_impl",
    "nn_ops",
    "op_callbacks",
    "op_def_library",
    "op_def_pb2",
    "op_def_registry",
    "ops",
    "optional_ops",
    "original",
    "parsing_ops",
    "path_helpers",
    "prefetching_ops",
    "private_module",
    "profiler_model_analyzer",
    "public_names",
    "pywrap_modules",
    "random_ops",
    "random_seed",
    "reconstruction_ops",
    "resource_variable_ops",
    "resources",
    "rewriter_config_pb2",
    "rnn",
    "saveable_object_util",
    "saver",
    "seen_by",
    "sequence_feature_column",
    "shape_ops",
    "shape_util",
    "signal_util_ops",
    "smart_cond",
    "sparse_ops",
    "sparse_tensor",
    "special_math",
    "special_math_ops",
    "spectral_ops",
    "stateless_random_ops",
    "structured_function",
    "summary_op_util",
    "summary_ops_v2",
    "sync_replicas_optimizer",
    "tensor_array_grad",
    "tensor_array_ops",
    "tensor_getitem_override",
    "tensor_shape",
    "tensor_util",
    "trackable",
    "trackable_data_structures",
    "training_util",
    "variable_scope",
    "warm_starting_util",
    "weights_broadcast_ops",
    "window_ops",
]


# Where today's TensorFlow keeps what `tensorflow.python.pywrap_tensorflow` held; each is imported when it is asked for.
pywrap_modules = tuple(
    f"tensorflow.python.{module}"
    for module in (
        "training.py_checkpoint_reader",
        "client.pywrap_tf_session",
        "lib.io._pywrap_file_io",
        "lib.io._pywrap_record_io",
        "util._pywrap_utils",
        "util._pywrap_tfprof",
        "util._pywrap_util_port",
        "util._pywrap_kernel_registry",
        "util._pywrap_stat_summarizer",
        "util._pywrap_transform_graph",
        "client._pywrap_device_lib",
        "client._pywrap_events_writer",
        "framework._pywrap_python_op_gen",
        "grappler._pywrap_tf_cluster",
        "grappler._pywrap_tf_item",
        "grappler._pywrap_tf_optimizer",
        "platform._pywrap_stacktrace_handler",
        "_pywrap_tfe",
        "_pywrap_py_exception_registry",
        "_pywrap_quantize_training",
    )
)

F = TypeVar("F", bound=Callable[..., Any])


class TF1Graph:
    """Marks a graph whose nodes are those that TensorFlow 1 would have made."""


def building_tf1_graph() -> bool:
    """Whether ops made now belong to a graph of TensorFlow 1.

    That is the process's default graph, a `tf.Graph` of this package, and a function's graph inside one. A
    graph that a library makes for itself with today's TensorFlow is none.
    """
    graph = ops.get_default_graph()
    while (outer := getattr(graph, "outer_graph", None)) is not None:
        graph = outer
    return isinstance(graph, TF1Graph) or graph is ops._default_graph_stack._global_default_graph


def inside(module: ModuleType | type, name: str | None = None) -> Callable[[F], F]:
    """Let the decorated body stand for TensorFlow's function of its name while a graph of TensorFlow 1 is built.

    Args:
      module: the private module, or a class there, whose function is meant; what calls it that way gets ours.
      name: the function's name, where the body's differs.
    """

    def install(ours: F) -> F:
        theirs = getattr(module, name or ours.__name__)
        choices[theirs] = _choose(module, name or ours.__name__, ours)
        return ours

    return install


def _choose(module: ModuleType | type, attribute: str, ours: Callable[..., Any]) -> Callable[..., Any]:
    """Put what chooses between `ours` and TensorFlow's function in the place of that."""
    theirs = getattr(module, attribute)

    @functools.wraps(theirs)
    def choose(*args: Any, **kwargs: Any) -> Any:
        return (ours if building_tf1_graph() else theirs)(*args, **kwargs)

    setattr(module, attribute, choose)
    return choose


choices: dict[Callable[..., Any], Callable[..., Any]] = {}  # what stands in the place of a function of TensorFlow


class _View(ModuleType):
    """A module as one other module sees it: with some functions of its own, the rest as it is."""

    def __init__(self, seen: ModuleType) -> None:
        super().__init__(seen.__name__)
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._seen, name)


def seen_by(module: ModuleType, alias: str, name: str) -> Callable[[F], F]:
    """Like `inside`, for the calls of one module only.

    Args:
      module: the private module whose calls are meant.
      alias: the name by which it imported the module of the function: `math_ops`.
      name: the function's name there: `divide`.
    """

    def install(ours: F) -> F:
        if not isinstance(getattr(module, alias), _View):
            setattr(module, alias, _View(getattr(module, alias)))
        _choose(getattr(module, alias), name, ours)
        return ours

    return install


def original(function: Callable[..., Any]) -> Callable[..., Any]:
    """TensorFlow's own function, where `inside` put a choice in its place."""
    return getattr(function, "__wrapped__", function)


_gradients: dict[str, Callable[..., Any]] = {}


def gradient(*op_types: str) -> Callable[[F], F]:
    """Let the decorated function be the gradient of `op_types` in graphs of TensorFlow 1.

    It takes the op and the gradients of its outputs and returns those of its inputs. A gradient that the
    program chose itself, with `Graph.gradient_override_map` or `tf.custom_gradient`, goes before it.
    """

    def register(function: F) -> F:
        _gradients.update(dict.fromkeys(op_types, function))
        return function

    return register


@inside(ops)
def get_gradient_function(op: Any) -> Callable[..., Any] | None:
    ours = _gradients.get(op.type)
    chosen_by_program = op._gradient_function or "_gradient_op_type" in op.node_def.attr
    return ours if ours and op.inputs and not chosen_by_program else original(ops.get_gradient_function)(op)


def private_module(place: str) -> ModuleType | None:
    """Today's private module at `place`, as `python.ops.nn_ops`; None where there is none."""
    name = f"tensorflow.{place}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name and f"{name}.".startswith(f"{error.name}."):
            return None
        raise


def public_names(thing: Any) -> tuple[str, ...]:
    """The names under which TensorFlow 1's API published a function or class, without `tf.`."""
    while thing is not None:
        try:
            names = vars(thing).get("_tf_api_names_v1")
        except TypeError:
            return ()
        if names:
            return tuple(names)
        thing = vars(thing).get("__wrapped__")
    return ()


def start_graph_mode() -> None:
    """Turn off everything of TensorFlow 2 that TensorFlow 1 did not have, for the process."""
    # compat.v1 warns that reference variables "are not supported in the long term"; here they are meant
    log = logging.getLogger("tensorflow")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        compat_v1.disable_v2_behavior()
    finally:
        log.setLevel(level)


start_graph_mode()
# AutoGraph converts what a program's layer calls; what is called here it is to leave alone, like TensorFlow's own
autograph_config.CONVERSION_RULES = (
    autograph_config.DoNotConvert(__name__.partition(".")[0]),
    *autograph_config.CONVERSION_RULES,
)
import_module("tf1graph.tf._seeds")
_bodies = import_module("tf1graph.tf.python")
_complete = import_module("tf1graph.tf._tree").complete
_complete(_bodies)
for _found in pkgutil.walk_packages(_bodies.__path__, _bodies.__name__ + "."):
    if not _found.name.startswith(f"{_bodies.__name__}.keras."):  # which wait for the first name of tf.keras
        _complete(import_module(_found.name))
