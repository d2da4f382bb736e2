"""The modules of `tensorflow.python` that programs import have the names that they had in 1.15.5."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import golden
import pytest

from tf1graph import tf

LINES = (Path(golden.__file__).parent / "internals_tf1.15.5.txt").read_text().splitlines()
INTERNALS = {module: names.split() for module, _, names in (line.partition(":") for line in LINES)}

# What of them is not there, and why that may stay so; a name that is there again is noticed.
GONE = {
    # the classes of single transformations, a module each now
    "tensorflow.python.data.ops.dataset_ops": (
        "AutotuneAlgorithm CacheDataset ConcatenateDataset FilterDataset FlatMapDataset InterleaveDataset "
        "MapDataset PaddedBatchDataset ParallelInterleaveDataset ParallelMapDataset RangeDataset ShardDataset "
        "SkipDataset SparseTensorSliceDataset TakeDataset TensorDataset TensorSliceDataset WindowDataset "
        "ZipDataset"
    ),
    # of eager execution
    "tensorflow.python.eager.context": (
        "MIRRORING_ALL MIRRORING_NONE VirtualDeviceConfiguration add_function mirroring_policy namescope shared_name"
    ),
    # shape functions in Python, which none called any more
    "tensorflow.python.framework.common_shapes": (
        "avg_pool_shape call_cpp_shape_fn conv2d_shape depthwise_conv2d_native_shape get2d_conv_output_size "
        "get_conv_output_size has_fully_defined_shape matmul_shape max_pool_shape no_outputs rank "
        "scalar_shape separable_conv2d_shape unchanged_shape unchanged_shape_with_rank "
        "unchanged_shape_with_rank_at_least unchanged_shape_with_rank_at_most unknown_shape"
    ),
    # of eager execution
    "tensorflow.python.framework.function": "function_def_from_tf_function",
    # ops are registered in C++ alone
    "tensorflow.python.framework.op_def_registry": "register_op_list",
    # of eager execution and of TensorFlow 2
    "tensorflow.python.framework.ops": ("disable_tensor_equality enable_tensor_equality enter_eager_name_scope"),
    "tensorflow.python.ops.functional_ops": "partitioned_call",
    "tensorflow.python.ops.nn_impl": "compute_average_loss l2_normalize_v2 scale_regularization_loss",
    "tensorflow.python.ops.parsing_ops": "parse_single_example_v2_unoptimized",
    "tensorflow.python.ops.resource_variable_ops": "variable_handle_from_shape_and_dtype",
    "tensorflow.python.ops.rnn_cell_impl": "ASSERT_LIKE_RNNCELL_ERROR_REGEXP",
    "tensorflow.python.ops.summary_ops_v2": "NoopSummaryWriter ResourceSummaryWriter create_db_writer keras_model",
    "tensorflow.python.ops.variables": "AbstractVariable AbstractVariableMetaclass",
    "tensorflow.python.saved_model.constants": "SAVED_MODEL_FILENAME_JSON",
    "tensorflow.python.util.deprecation": "DeprecatedNamesAlreadySet",
    # of TensorFlow's own build
    "tensorflow.python.util.tf_export": "ESTIMATOR_API_NAME SymbolAlreadyExposedError",
}


@pytest.mark.parametrize("module", INTERNALS)
def test_a_module_has_the_names_it_had(module):
    found = import_module("tf1graph.tf" + module.removeprefix("tensorflow"))
    gone = GONE.get(module, "").split()
    assert [name for name in INTERNALS[module] if not hasattr(found, name)] == gone
    shadowed = [name for name in INTERNALS[module] if isinstance(getattr(found, name, None), ModuleType)]
    assert shadowed == []  # by a module of that name, which our file has imported


def test_every_gap_is_of_a_module_that_is_looked_at():
    assert set(GONE) <= set(INTERNALS)


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("ops.control_flow_ops.cond", "cond"),
        ("ops.array_ops.stack", "stack"),
        ("ops.array_ops.concat", "concat"),
        ("ops.nn_ops.softmax_cross_entropy_with_logits", "nn.softmax_cross_entropy_with_logits"),
        ("ops.random_ops.random_crop", "random_crop"),
        ("framework.ops.Graph", "Graph"),
        ("framework.ops.Tensor", "Tensor"),
        ("framework.random_seed.get_seed", "get_seed"),
        ("training.saver.Saver", "train.Saver"),
    ],
)
def test_a_name_of_the_internals_is_what_its_public_name_gives(path, public):
    module, _, name = path.rpartition(".")
    expected = tf
    for part in public.split("."):
        expected = getattr(expected, part)
    assert getattr(import_module(f"tf1graph.tf.python.{module}"), name) is expected


def test_shapes_are_made_by_their_rank():
    from tf1graph.tf.python.framework import tensor_shape

    assert tensor_shape.scalar().as_list() == []
    assert tensor_shape.vector(None).as_list() == [None]
    assert tensor_shape.matrix(2, 3).as_list() == [2, 3]


def test_the_registry_knows_every_op():
    from tf1graph.tf.python.framework import op_def_registry

    known = op_def_registry.get_registered_ops()
    assert known["MatMul"].input_arg[0].name == "a"
    assert len(known) > 1000


def test_a_shape_function_is_taken_and_not_asked():
    from tf1graph.tf.python.framework import ops

    @ops.RegisterShape("MyOp")
    def my_shape(op):
        return [op.inputs[0].shape]

    assert my_shape.__name__ == "my_shape"
    with pytest.raises(TypeError, match="op_type must be a string"):
        ops.RegisterShape(my_shape)


def test_is_sequence_tells_what_flatten_opens():
    from tf1graph.tf.python.util import nest

    assert [nest.is_sequence(thing) for thing in ([1], {"a": 1}, "text", 3)] == [True, True, False, False]


def test_a_checkpoint_reader_has_its_old_place(tmp_path):
    from tf1graph.tf.python import pywrap_tensorflow

    with tf.Graph().as_default(), tf.Session() as session:
        tf.get_variable("v", initializer=[1.0, 2.0])
        session.run(tf.global_variables_initializer())
        path = tf.train.Saver().save(session, str(tmp_path / "model"))
    assert tf.pywrap_tensorflow is pywrap_tensorflow is tf.python.pywrap_tensorflow
    reader = pywrap_tensorflow.NewCheckpointReader(path)
    assert reader.get_variable_to_shape_map() == {"v": [2]}
    assert reader.get_tensor("v").tolist() == [1.0, 2.0]
    assert reader.has_tensor("v")
    with pytest.raises(AttributeError, match="C API is no longer wrapped"):
        _ = pywrap_tensorflow.TF_NewDeprecatedSession


# What modules had of others: programs take it from where they saw it taken.
TAKEN = {
    "tensorflow.python.framework.graph_util": "convert_variables_to_constants",
    "tensorflow.python.framework.ops": (
        "IndexedSlices IndexedSlicesValue convert_to_tensor_or_indexed_slices convert_n_to_tensor_or_indexed_slices "
        "internal_convert_to_tensor_or_indexed_slices internal_convert_n_to_tensor_or_indexed_slices "
        "register_tensor_conversion_function"
    ),
    "tensorflow.python.ops.nn": (
        "bidirectional_dynamic_rnn dynamic_rnn raw_rnn rnn_cell static_rnn static_state_saving_rnn control_flow_ops "
        "logging"
    ),
    "tensorflow.python.ops.standard_ops": "VariableV1 random_crop stack unstack",
    "tensorflow.python.ops.math_ops": "bessel_i0e bessel_i1e common_shapes",
    "tensorflow.python.ops.variable_scope": "variable deprecation",
    "tensorflow.python.ops.rnn": "bidirectional_rnn control_flow_ops rnn state_saving_rnn",  # some of before 1.0
    "tensorflow.python.training.adam": "training_ops",
    "tensorflow.python.training.input": "vs",
    "tensorflow.python.tools.freeze_graph": "pywrap_tensorflow graph_util",
}


@pytest.mark.parametrize("module", TAKEN)
def test_a_module_gives_what_it_had_imported(module):
    found = import_module("tf1graph.tf" + module.removeprefix("tensorflow"))
    assert [name for name in TAKEN[module].split() if not hasattr(found, name)] == []


def test_what_no_module_imported_is_not_found():
    with pytest.raises(AttributeError, match=r"tf\.python\.ops\.nn\.nothing_of_the_kind"):
        import_module("tf1graph.tf.python.ops.nn").nothing_of_the_kind  # noqa: B018


def test_a_file_that_contrib_had_gives_the_names_of_the_folder_it_lay_in():
    module = import_module("tf1graph.tf.contrib.distributions.python.ops.bijectors.absolute_value")
    assert module.AbsoluteValue is import_module("tf1graph.tf.contrib.distributions").bijectors.AbsoluteValue


@pytest.mark.parametrize("name", ["monitored_session.MonitoredSession", "estimators.absent.of_no_file"])
def test_what_a_file_of_contrib_lacks_is_no_module(name):
    with pytest.raises(ModuleNotFoundError, match=r"is not provided by tf1graph"):
        import_module(f"tf1graph.tf.contrib.learn.python.learn.{name}")
