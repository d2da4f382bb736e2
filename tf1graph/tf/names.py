"""THE TABLE: every legacy name that `tensorflow.compat.v1` lacks or changed, and what stands in its place.

A name with a body of its own declares its row where the body stands, with the decorator `provide`; a name
that merely moved, was renamed or is refused is a row of `ROWS` here. `table()` puts both together. Whatever
is in neither is compat.v1's, unchanged. No second list exists: resolving a name, `tf1graph names` and the
tests all read this one.
"""

from __future__ import annotations

import contextlib
import fnmatch
import pkgutil
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Literal, TypeVar

from tf1graph.errors import MissingPackage

Fidelity = Literal["exact", "approximate", "refused", "unchanged"]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Row:
    """What the table says of one legacy name.

    Attributes:
      legacy: the name as TensorFlow 1 wrote it, `tf.layers.conv2d`.
      fidelity: `exact` (a golden recorded by TensorFlow 1.15.5 holds it), `approximate` or `refused`; `unchanged` is
        said of names outside the table, which are today's own.
      stands: `module:attribute` of what stands in its place, or a `module`; empty where it is refused.
      today: how a program for today's TensorFlow writes it, empty where it has no equivalent.
      gone: the first TensorFlow whose compat.v1 lacks it, or "" where compat.v1 has it but builds another graph.
      note: what differs, or why it is refused and what to do instead.
      port: what `tf1graph port` writes: the name of compat.v1 that gives the same figures from the same seeds, or
        `tf1graph` where there is none. Empty: the name itself where compat.v1 has it, what it is another name of, else
        `tf1graph`.
    """

    legacy: str
    fidelity: Fidelity
    stands: str = ""
    today: str = ""
    gone: str = ""
    note: str = ""
    port: str = ""


def _renamed(gone: str, note: str, **names: str) -> Iterable[Row]:
    """Rows of names that TensorFlow 1.15.5 gives another name of `tf`, which they stand for; `__` is a dot."""
    for legacy, now in names.items():
        dotted = now.replace("__", ".")
        yield Row(f"tf.{legacy.replace('__', '.')}", "approximate", f"tf1graph.tf:{dotted}", f"tf.{dotted}", gone, note)


def _refused(note: str, *legacy: str, gone: str = "2.0") -> Iterable[Row]:
    """Rows of names that cannot be had; `*` and `?` stand for any names that nobody provides."""
    return (Row(name, "refused", gone=gone, note=note) for name in legacy)


def _moved(internals: dict[str, str], held: str) -> Iterable[Row]:
    """Rows of names and modules below `tf.python` and of where they stand now, `module:attribute` or a module.

    Args:
      internals: where each stands.
      held: the exact ones, with spaces between them.
    """
    exact = set(held.split())
    for legacy, stands in internals.items():
        note = f"stands at `{stands.replace(':', '.')}` now"
        fidelity: Fidelity = "exact" if legacy in exact else "approximate"
        yield Row(f"tf.python.{legacy}", fidelity, f"tf1graph.{stands}", gone="2.0", note=note)


def moved(place: str, stands: str, names: str, fidelity: Fidelity = "exact", **about: str) -> tuple[Row, ...]:
    """Rows of names of `place` that `module:attribute.` of the same name stands for.

    Args:
      place: `tf.contrib.framework`.
      stands: what the name is put behind: `tf1graph.tf:train.`
      names: the names, with spaces between them.
      fidelity, about: of the rows.
    """
    return tuple(Row(f"{place}.{name}", fidelity, stands + name, **about) for name in names.split())


# Names without a body of their own.
ROWS: tuple[Row, ...] = (
    *(
        Row(f"tf.contrib.rnn.{name}", "exact", f"tf1graph.tf.nn{where}:{name}", f"tf.compat.v1.nn{where}.{name}", "2.0")
        for where, names_there in (
            (
                ".rnn_cell",
                "BasicLSTMCell BasicRNNCell DeviceWrapper DropoutWrapper GRUCell LSTMCell LSTMStateTuple MultiRNNCell "
                "RNNCell ResidualWrapper",
            ),
            ("", "static_bidirectional_rnn static_rnn static_state_saving_rnn"),
        )
        for name in names_there.split()
    ),
    *moved("tf", "tensorflow.compat.v1:", "gather_nd signal.mfccs_from_log_mel_spectrograms"),
    Row(
        "tf.strings.bytes_split",
        "approximate",
        "tensorflow.compat.v1:strings.bytes_split",
        note="the same values; the nodes of a ragged tensor's row splits lie in a scope `RowPartition…` of their own",
    ),
    Row(
        "tf.nn.seq2seq",
        "approximate",
        "tf1graph.tf.contrib.legacy_seq2seq",
        gone="1.0",
        note="as 1.15.5 has it in contrib",
    ),
    Row("tf.contrib.rnn.LayerRNNCell", "exact", "tf1graph.tf.nn.rnn_cell.base:LayerRNNCell", gone="2.0"),
    *(
        Row(f"tf.contrib.rnn.{name}", "exact", f"tf1graph.tf._private:rnn._{name}", gone="2.0")
        for name in ("best_effort_input_batch_size", "transpose_batch_time")
    ),
    Row(
        "tf.nn.rnn_cell._concat",
        "approximate",
        "tf1graph.tf.python.ops.rnn:_concat",
        note="today's; programs that bring their own `dynamic_rnn` take it from `rnn_cell_impl`",
    ),
    Row("tf.python.ops.rnn_cell", "exact", "tf1graph.tf.nn.rnn_cell", note="where the cells' bodies stood"),
    Row("tf.python.ops.rnn_cell_impl", "exact", "tf1graph.tf.nn.rnn_cell", note="where the cells' bodies stood"),
    Row("tf.compat.v1", "exact", "tf1graph.tf", note="`tf` itself, as it was in 1.15.5 but for its contrib"),
    *(
        Row(
            f"tf.{flags}.FLAGS",
            "approximate",
            "tf1graph.tf.python.platform.flags:FLAGS",
            note="1.15.5's; passes over the arguments of a notebook's kernel, and has the `_parse_flags` of 1.4",
        )
        for flags in ("flags", "app.flags")
    ),
    *(
        Row(f"tf.python.layers.{module}", "exact", f"tf1graph.tf.layers{file}", gone="2.16")
        for module, file in {
            "base": ".base",
            "convolutional": "",
            "core": ".core",
            "layers": "",
            "normalization": ".normalization",
            "pooling": ".pooling",
        }.items()
    ),
    *(
        Row(
            name,
            "approximate",
            f"tf1graph.tf._private:{stands}",
            name,
            note="shuffled and then repeated, the order is that of 1.15.5 with its fusion of the two switched off: the "
            "kernel of `ShuffleAndRepeatDataset` draws new seeds for each epoch since; exact without the repetition",
        )
        for name, stands in (
            ("tf.data.Dataset.shuffle", "dataset_ops.DatasetV1.shuffle"),
            ("tf.data.experimental.shuffle_and_repeat", "compat_v1.data.experimental.shuffle_and_repeat"),
        )
    ),
    *(
        Row(
            f"tf.{place}.{name}",
            "approximate",
            f"tf1graph.tf._private:compat_v1.data.experimental.{name}",
            f"tf.data.experimental.{name}",
            gone,
            "the nodes of 1.15.5; shuffled and repeated, as it is unless told otherwise, the order is that of "
            "1.15.5 without its fusion of the two",
        )
        for place, gone in (("contrib.data", "2.0"), ("data.experimental", ""))
        for name in ("make_batched_features_dataset", "make_csv_dataset")
    ),
    Row(
        "tf.image.non_max_suppression_with_scores",
        "approximate",
        "tf1graph.tf._private:image_ops_impl.non_max_suppression_with_scores",
        "tf.image.non_max_suppression_with_scores",
        note="with `soft_nms_sigma` the kernel of 1.15.5 left out boxes that overlap beyond `iou_threshold`",
    ),
    *_renamed(
        "1.0",
        "what 1.15.5 calls so; nodes older than that are not on record",
        batch_cholesky="cholesky",
        batch_cholesky_solve="cholesky_solve",
        batch_fft="fft",
        batch_fft2d="fft2d",
        batch_fft3d="fft3d",
        batch_ifft="ifft",
        batch_ifft2d="ifft2d",
        batch_ifft3d="ifft3d",
        batch_matrix_band_part="matrix_band_part",
        batch_matrix_determinant="matrix_determinant",
        batch_matrix_diag="matrix_diag",
        batch_matrix_diag_part="matrix_diag_part",
        batch_matrix_inverse="matrix_inverse",
        batch_matrix_set_diag="matrix_set_diag",
        batch_matrix_solve="matrix_solve",
        batch_matrix_solve_ls="matrix_solve_ls",
        batch_matrix_transpose="matrix_transpose",
        batch_matrix_triangular_solve="matrix_triangular_solve",
        batch_self_adjoint_eig="self_adjoint_eig",
        batch_self_adjoint_eigvals="self_adjoint_eigvals",
        batch_svd="svd",
        complex_abs="abs",
        concat_v2="concat",
        image__per_image_whitening="image.per_image_standardization",
        inv="reciprocal",
        list_diff="setdiff1d",
        listdiff="setdiff1d",
        mul="multiply",
        neg="negative",
        nn__bidirectional_rnn="nn.static_bidirectional_rnn",
        nn__deconv2d="nn.conv2d_transpose",
        nn__rnn="nn.static_rnn",
        nn__state_saving_rnn="nn.static_state_saving_rnn",
        python__ops__rnn__bidirectional_rnn="nn.static_bidirectional_rnn",
        python__ops__rnn__rnn="nn.static_rnn",
        python__ops__rnn__state_saving_rnn="nn.static_state_saving_rnn",
        pack="stack",
        sub="subtract",
        train__SummaryWriter="summary.FileWriter",
        unpack="unstack",
    ),
    *(
        Row(name, "exact", f"tf1graph.tf._private:logging_ops.{function}", today, gone="1.0")
        for function, today in (
            ("audio_summary", "tf.summary.audio"),
            ("histogram_summary", "tf.summary.histogram"),
            ("image_summary", "tf.summary.image"),
            ("merge_all_summaries", "tf.summary.merge_all"),
            ("merge_summary", "tf.summary.merge"),
            ("scalar_summary", "tf.summary.scalar"),
        )
        for name in (f"tf.{function}", f"tf.contrib.deprecated.{function}")
    ),
    Row(
        "tf.pywrap_tensorflow",
        "approximate",
        "tf1graph.tf.python.pywrap_tensorflow",
        gone="2.2",
        note="holds what today's TensorFlow still wraps: NewCheckpointReader, most of the C API",
    ),
    *_moved(
        {
            "data.ops.dataset_ops.Options": "tf:data.Options",
            "eager.tape.could_possibly_record": "tf.python.eager.record:could_possibly_record",
            "eager.tape.record_operation": "tf.python.eager.record:record_operation",
            "eager.tape.should_record": "tf.python.eager.record:should_record_backprop",
            "eager.tape.stop_recording": "tf.python.eager.record:stop_recording",
            "feature_column.feature_column_lib.DenseFeatures": "tf:keras.layers.DenseFeatures",
            "feature_column.feature_column_lib.SequenceFeatures": "tf:keras.experimental.SequenceFeatures",
            "framework.config.get_virtual_device_configuration": (
                "tf:config.experimental.get_virtual_device_configuration"
            ),
            "framework.config.set_virtual_device_configuration": (
                "tf:config.experimental.set_virtual_device_configuration"
            ),
            "framework.graph_util.convert_variables_to_constants": "tf:graph_util.convert_variables_to_constants",
            "framework.graph_util_impl.convert_variables_to_constants": "tf:graph_util.convert_variables_to_constants",
            "framework.ops.IndexedSlices": "tf:IndexedSlices",
            "framework.ops.IndexedSlicesValue": "tf.python.framework.indexed_slices:IndexedSlicesValue",
            "framework.ops.Tensor": "tf:Tensor",
            "framework.ops.convert_n_to_tensor_or_indexed_slices": (
                "tf.python.framework.indexed_slices:convert_n_to_tensor_or_indexed_slices"
            ),
            "framework.ops.convert_to_tensor_or_indexed_slices": "tf:convert_to_tensor_or_indexed_slices",
            "framework.ops.convert_to_tensor_v2": "tf.python.framework.tensor_conversion:convert_to_tensor_v2",
            "framework.ops.default_session": "tf.python.framework.stack:default_session",
            "framework.ops.internal_convert_n_to_tensor_or_indexed_slices": (
                "tf.python.framework.indexed_slices:internal_convert_n_to_tensor_or_indexed_slices"
            ),
            "framework.ops.internal_convert_to_tensor_or_indexed_slices": (
                "tf.python.framework.indexed_slices:internal_convert_to_tensor_or_indexed_slices"
            ),
            "framework.ops.register_tensor_conversion_function": "tf:register_tensor_conversion_function",
            "framework.tensor_util.maybe_set_static_shape": "tf.python.ops.shape_util:maybe_set_static_shape",
            "framework.tensor_util.shape_tensor": "tf.python.ops.shape_util:shape_tensor",
            "tpu.tpu_config": "tf.estimator.tpu.tpu_config",
            "tpu.tpu_estimator": "tf.estimator.tpu.tpu_estimator",
            "ops.array_ops.stack": "tf:stack",
            "ops.array_ops.unstack": "tf:unstack",
            "ops.control_flow_ops.Assert": "tf:Assert",
            "ops.control_flow_ops.case": "tf:case",
            "ops.control_flow_ops.case_v2": "tf.python.ops.control_flow_case:case_v2",
            "ops.control_flow_ops.cond": "tf:cond",
            "ops.control_flow_ops.cond_for_tf_v2": "tf.python.ops.cond:cond_for_tf_v2",
            "ops.control_flow_ops.switch_case": "tf:switch_case",
            "ops.control_flow_ops.while_loop": "tf:while_loop",
            "ops.control_flow_ops.while_loop_v2": "tf.python.ops.while_loop:while_loop_v2",
            "ops.custom_gradient.copy_handle_data": "tf.python.ops.handle_data_util:copy_handle_data",
            "ops.gen_math_ops.bessel_i0e": "tf:math.bessel_i0e",
            "ops.gen_math_ops.bessel_i1e": "tf:math.bessel_i1e",
            "ops.gen_user_ops": "tf.python.user_ops.ops.gen_user_ops",
            "ops.gradients_util.IsTrainable": "tf.python.eager.backprop_util:IsTrainable",
            "ops.math_ops.bincount_v1": "tf:bincount",
            "ops.math_ops.bessel_i0e": "tf:math.bessel_i0e",
            "ops.math_ops.bessel_i1e": "tf:math.bessel_i1e",
            "ops.nn.bidirectional_dynamic_rnn": "tf:nn.bidirectional_dynamic_rnn",
            "ops.nn.dynamic_rnn": "tf:nn.dynamic_rnn",
            "ops.nn.raw_rnn": "tf:nn.raw_rnn",
            "ops.nn.rnn_cell": "tf.nn.rnn_cell",
            "ops.nn.static_rnn": "tf:nn.static_rnn",
            "ops.nn.static_state_saving_rnn": "tf:nn.static_state_saving_rnn",
            "ops.random_ops.random_crop": "tf:random_crop",
            "ops.spectral_ops": "tf.python.ops.signal.fft_ops",
            "ops.standard_ops.Variable": "tf.python.ops.variables:Variable",
            "ops.standard_ops.VariableV1": "tf:Variable",
            "ops.standard_ops.random_crop": "tf:random_crop",
            "ops.standard_ops.stack": "tf:stack",
            "ops.standard_ops.unstack": "tf:unstack",
            "ops.variable_scope.default_variable_creator": "tf.python.ops.ref_variable:default_variable_creator",
            "ops.variable_scope.default_variable_creator_v2": (
                "tf.python.ops.resource_variable_ops:default_variable_creator_v2"
            ),
            "ops.variable_scope.disable_resource_variables": "tf:disable_resource_variables",
            "ops.variable_scope.enable_resource_variables": "tf:enable_resource_variables",
            "ops.variable_scope.resource_variables_enabled": "tf:resource_variables_enabled",
            "ops.variable_scope.variable": "tf:Variable",
            "ops.variables.RefVariable": "tf.python.ops.ref_variable:RefVariable",
            "ops.variables.VariableV1": "tf:Variable",
            "ops.variables.is_variable_initialized": "tf:is_variable_initialized",
            "pywrap_tensorflow_internal": "tf.python.pywrap_tensorflow",
            "saved_model.utils_impl.get_assets_dir": "tf.python.saved_model.path_helpers:get_assets_dir",
            "saved_model.utils_impl.get_or_create_assets_dir": (
                "tf.python.saved_model.path_helpers:get_or_create_assets_dir"
            ),
            "saved_model.utils_impl.get_or_create_variables_dir": (
                "tf.python.saved_model.path_helpers:get_or_create_variables_dir"
            ),
            "saved_model.utils_impl.get_variables_dir": "tf.python.saved_model.path_helpers:get_variables_dir",
            "saved_model.utils_impl.get_variables_path": "tf.python.saved_model.path_helpers:get_variables_path",
            "training.checkpointable": "tf.python.trackable",
            "training.distribution_strategy_context": "tf.python.distribute.distribute_lib",
            "training.experimental.mixed_precision.disable_mixed_precision_graph_rewrite": (
                "tf:train.experimental.disable_mixed_precision_graph_rewrite"
            ),
            "training.experimental.mixed_precision.enable_mixed_precision_graph_rewrite": (
                "tf:train.experimental.enable_mixed_precision_graph_rewrite"
            ),
            "training.gen_training_ops": "tf.python.ops.gen_training_ops",
            "training.saving.functional_saver": "tf.python.checkpoint.functional_saver",
            "training.tracking.base": "tf.python.trackable.base",
            "training.tracking.data_structures": "tf.python.trackable.data_structures",
            "training.tracking.graph_view": "tf.python.checkpoint.graph_view",
            "training.tracking.layer_utils": "tf.python.trackable.layer_utils",
            "training.tracking.python_state": "tf.python.trackable.python_state",
            "training.tracking.tracking": "tf.python.trackable.autotrackable",
            "training.tracking.util": "tf.python.checkpoint.checkpoint",
            "training.training_ops": "tf.python.ops.gen_training_ops",
            "util.nest.is_sequence": "tf.python.util.nest:is_nested",
        },
        held="data.ops.dataset_ops.Options framework.graph_util.convert_variables_to_constants "
        "framework.graph_util_impl.convert_variables_to_constants framework.ops.IndexedSlices "
        "framework.ops.IndexedSlicesValue framework.ops.Tensor framework.ops.convert_n_to_tensor_or_indexed_slices "
        "framework.ops.convert_to_tensor_or_indexed_slices framework.ops.convert_to_tensor_v2 "
        "framework.ops.default_session framework.ops.internal_convert_n_to_tensor_or_indexed_slices "
        "framework.ops.internal_convert_to_tensor_or_indexed_slices framework.tensor_util.maybe_set_static_shape "
        "framework.tensor_util.shape_tensor ops.array_ops.stack ops.array_ops.unstack ops.control_flow_ops.Assert "
        "ops.control_flow_ops.case ops.control_flow_ops.cond ops.control_flow_ops.switch_case "
        "ops.control_flow_ops.while_loop ops.gen_math_ops.bessel_i0e ops.gradients_util.IsTrainable "
        "ops.math_ops.bessel_i0e ops.math_ops.bessel_i1e ops.math_ops.bincount_v1 ops.nn.bidirectional_dynamic_rnn "
        "ops.nn.dynamic_rnn ops.nn.rnn_cell ops.nn.static_rnn ops.random_ops.random_crop ops.standard_ops.Variable "
        "ops.standard_ops.random_crop ops.standard_ops.stack ops.standard_ops.unstack "
        "ops.variable_scope.default_variable_creator ops.variable_scope.default_variable_creator_v2 "
        "ops.variable_scope.disable_resource_variables ops.variable_scope.enable_resource_variables "
        "ops.variable_scope.resource_variables_enabled ops.variable_scope.variable ops.variables.RefVariable "
        "ops.variables.VariableV1 ops.variables.is_variable_initialized saved_model.utils_impl.get_assets_dir "
        "saved_model.utils_impl.get_or_create_assets_dir saved_model.utils_impl.get_or_create_variables_dir "
        "saved_model.utils_impl.get_variables_dir saved_model.utils_impl.get_variables_path "
        "training.gen_training_ops training.training_ops util.nest.is_sequence",
    ),
    Row(
        "tf.python.summary.event_accumulator",
        "approximate",
        "tensorboard.backend.event_processing.event_accumulator",
        gone="1.1",
        note="TensorBoard's, which it is",
    ),
    *_refused("TensorBoard is a package of its own: import `tensorboard`.", "tf.tensorboard", gone="1.3"),
    *_refused(
        "The C API is no longer wrapped under this name; write it with what `tf` itself offers.",
        "tf.pywrap_tensorflow.*",
        gone="2.2",
    ),
    *_refused(
        "Layers share their variables by scope and name here; share them by calling one layer object twice instead.",
        "tf.layers.experimental",
        "tf.layers.experimental.keras_style_scope",
        "tf.layers.experimental.set_keras_style",
        gone="2.16",
    ),
    *_refused(
        "Today's TensorFlow gathers no statistics of a dataset; time the steps, or use tf.profiler.",
        "tf.data.experimental.StatsAggregator",
        "tf.data.experimental.StatsOptions",
        "tf.data.experimental.bytes_produced_stats",
        "tf.data.experimental.latency_stats",
        gone="2.9",
    ),
    *_refused(
        "Today's datasets have no such option; leave it out.",
        "tf.data.experimental.MapVectorizationOptions",
        gone="2.9",
    ),
    *_refused(
        "Its converter is gone with TensorFlow 1; convert the trained graph with tf.lite.TFLiteConverter.",
        "tf.lite.experimental.get_potentially_supported_ops",
        "tf.lite.experimental.nn",
        "tf.lite.experimental.nn.*",
    ),
    *_refused("The op is gone; pack bits with tf.reduce_sum of shifted integers.", "tf.raw_ops.CompareAndBitpack"),
    *_refused(
        "TPU embeddings of TensorFlow 1 need its TPU runtime; train them as variables, on CPU or GPU.",
        "tf.raw_ops.*GradAccumDebug",
        "tf.tpu.experimental.AdagradParameters",
        "tf.tpu.experimental.AdamParameters",
        "tf.tpu.experimental.StochasticGradientDescentParameters",
    ),
    *(
        Row(f"tf.contrib.training.{name}", "exact", f"tf1graph.tf._private:evaluation.{private}", gone="2.0")
        for name, private in (
            ("StopAfterNEvalsHook", "_StopAfterNEvalsHook"),
            ("evaluate_once", "_evaluate_once"),
            ("get_or_create_eval_step", "_get_or_create_eval_step"),
        )
    ),
    *_refused(
        "Its runtime is gone with TensorFlow 1; train on CPU or GPU with tf.estimator, or with today's tf.distribute.",
        "tf.contrib.tpu.*",
        "tf.contrib.distribute.*",
    ),
    *_refused(
        "Use the package tf_gan, which it became.",
        "tf.contrib.gan",
        "tf.contrib.gan.*",
    ),
    *_refused(
        "Its kernels were never in today's wheels; decode with the program ffmpeg, and read the result.",
        "tf.contrib.ffmpeg",
        "tf.contrib.ffmpeg.*",
    ),
    *_refused(
        "Its kernels are gone; use scikit-learn's forests, or the package tensorflow_decision_forests.",
        "tf.contrib.tensor_forest.*",
    ),
    *_refused(
        "Its kernels are gone; use tf.estimator.BoostedTreesClassifier or BoostedTreesRegressor.",
        "tf.contrib.boosted_trees",
        "tf.contrib.boosted_trees.*",
    ),
    *_refused(
        "It needs kernels that today's wheels lack; leave it out, or use today's tf.distribute.",
        "tf.contrib.nccl",
        "tf.contrib.nccl.*",
        "tf.contrib.tensorrt",
        "tf.contrib.tensorrt.*",
        "tf.contrib.mpi_collectives",
        "tf.contrib.mpi_collectives.*",
        "tf.contrib.gdr",
        "tf.contrib.gdr.*",
        "tf.contrib.verbs",
        "tf.contrib.verbs.*",
    ),
    *_refused(
        "It ran on services of that time; read the data with tf.data.",
        "tf.contrib.cloud",
        "tf.contrib.cloud.*",
        "tf.contrib.bigtable",
        "tf.contrib.bigtable.*",
        "tf.contrib.kinesis",
        "tf.contrib.kinesis.*",
        "tf.contrib.ignite",
        "tf.contrib.ignite.*",
        "tf.contrib.hadoop",
        "tf.contrib.hadoop.*",
        "tf.contrib.rpc",
        "tf.contrib.rpc.*",
    ),
    Row(
        "tf.contrib.bayesflow.python.ops.monte_carlo_impl",
        "exact",
        "tf1graph.tf.contrib.bayesflow.monte_carlo",
        gone="2.0",
        note="where its bodies stand",
    ),
    *moved(
        "tf.contrib.distributions",
        "tf1graph.tf:distributions.",
        "Bernoulli Beta Categorical Dirichlet DirichletMultinomial Distribution Exponential FULLY_REPARAMETERIZED "
        "Gamma Laplace Multinomial NOT_REPARAMETERIZED Normal RegisterKL ReparameterizationType StudentT Uniform "
        "kl_divergence",
        gone="2.0",
    ),
    *moved(
        "tf.contrib.distributions",
        "tf1graph.tf._private:distribution_util.",
        "fill_triangular fill_triangular_inverse matrix_diag_transform reduce_weighted_logsumexp softplus_inverse "
        "tridiag",
        gone="2.0",
    ),
    *(
        Row(
            f"tf.contrib.distributions.{name}",
            "exact",
            f"tf1graph.tf.python.ops.distributions.{module}:{name}",
            gone="2.0",
        )
        for module, name in (
            ("beta", "BetaWithSoftplusConcentration"),
            ("exponential", "ExponentialWithSoftplusRate"),
            ("gamma", "GammaWithSoftplusConcentrationRate"),
            ("laplace", "LaplaceWithSoftplusScale"),
            ("normal", "NormalWithSoftplusScale"),
            ("student_t", "StudentTWithAbsDfSoftplusScale"),
        )
    ),
    *moved(
        "tf.contrib.distributions.bijectors",
        "tf1graph.tf._private:bijector_impl.",
        "Bijector",
        gone="2.0",
    ),
    *moved(
        "tf.contrib.distributions.bijectors",
        "tf1graph.tf._private:identity_bijector.",
        "Identity",
        gone="2.0",
    ),
    *moved(
        "tf.contrib.nn",
        "tf1graph.tf._private:nn_ops.",
        "conv1d_transpose nth_element",
        gone="2.0",
    ),
    *moved(
        "tf.contrib.signal",
        "tf1graph.tf:signal.",
        "hamming_window hann_window inverse_stft mfccs_from_log_mel_spectrograms stft",
        gone="2.0",
    ),
    *_refused(
        "It was an experiment that nothing took the place of; write it with what `tf` itself offers.",
        "tf.contrib.periodic_resample",
        "tf.contrib.periodic_resample.*",
        "tf.contrib.fused_conv",
        "tf.contrib.fused_conv.*",
        "tf.contrib.specs",
        "tf.contrib.specs.*",
    ),
    Row(
        "tf.contrib.training.FeedingQueueRunner",
        "approximate",
        "tf1graph.tf.estimator.inputs.queues.feeding_queue_runner:_FeedingQueueRunner",
        gone="2.0",
        note="the estimators' own, by another name; threads are no part of a graph",
    ),
    *_refused(
        "Its kernels were for GPUs alone; ask tf.config.experimental.get_memory_info of a device, in eager mode.",
        "tf.contrib.memory_stats",
        "tf.contrib.memory_stats.*",
    ),
    *_refused(
        "Trace steps with tf.train.ProfilerHook, or with tf.RunMetadata and tf.profiler.",
        "tf.contrib.tfprof.ProfileContext",
        "tf.contrib.tfprof.model_analyzer.ProfileContext",
    ),
    Row(
        "tf.contrib.layers.feature_column.InputLayer",
        "exact",
        "tf1graph.tf._private:feature_column.InputLayer",
        gone="2.0",
    ),
    Row("tf.contrib.learn.head", "exact", "tf1graph.tf.contrib.learn.estimators.head", gone="2.0"),
    *_refused(
        "Write a model function with tf.contrib.factorization's ops, or use scikit-learn's KMeans.",
        "tf.contrib.learn.KMeansClustering",
    ),
    *_refused(
        "Write tf.nn.dynamic_rnn, or tf.nn.static_state_saving_rnn, in a model function of your own.",
        "tf.contrib.learn.DynamicRnnEstimator",
    ),
    *_refused(
        "dask has no such frames any more; take a batch's values with compute(), or read the files with tf.data.",
        "tf.contrib.learn.extract_dask_data",
        "tf.contrib.learn.extract_dask_labels",
        "tf.contrib.learn.io.HAS_DASK",
        "tf.contrib.learn.io.extract_dask_data",
        "tf.contrib.learn.io.extract_dask_labels",
    ),
    *_refused(
        "It wrote the exports of before SavedModel; write Estimator.export_savedmodel.",
        "tf.contrib.learn.monitors.ExportMonitor",
        "tf.contrib.learn.utils.export_estimator",
    ),
    *_refused(
        "Fetch the tensors with a tf.train.SessionRunHook, or look at the graph with `tf1graph graph`.",
        "tf.contrib.learn.monitors.GraphDump",
    ),
    *_refused(
        "The kernel of its queue of file names is gone; call the function without _shared_queue.",
        *(
            f"tf.contrib.learn.{place}read_keyed_batch_{kind}_shared_queue"
            for place in ("", "io.")
            for kind in ("examples", "features")
        ),
    ),
    *moved(
        "tf.contrib.learn.preprocessing", "tf1graph.tf.contrib.learn.preprocessing.text:", "TOKENIZER_RE", gone="2.0"
    ),
    *(
        Row(f"tf.contrib.{place}.deprecated", "exact", "tf1graph.tf._private:deprecation.deprecated", gone="2.0")
        for place in ("learn.datasets", "learn.preprocessing", "session_bundle.exporter", "session_bundle.gc")
    ),
    *moved("tf.contrib.learn.monitors", "tf1graph.tf:", "SessionLog Summary", gone="2.0"),
    Row(
        "tf.contrib.learn.io", "approximate", "tf1graph.tf.contrib.learn.learn_io", gone="2.0", note="its folder's name"
    ),
    *moved(
        "tf.contrib.lookup",
        "tf1graph.tf._private:lookup_ops.",
        "FastHashSpec HasherSpec IdTableWithHashBuckets InitializableLookupTableBase KeyValueTensorInitializer "
        "LookupInterface MutableHashTable StrongHashSpec TableInitializerBase TextFileIdTableInitializer TextFileIndex "
        "TextFileInitializer TextFileStringTableInitializer index_table_from_file index_to_string_table_from_file",
        gone="2.0",
    ),
    Row(
        "tf.contrib.lookup.MutableDenseHashTable", "exact", "tf1graph.tf._private:lookup_ops.DenseHashTable", gone="2.0"
    ),
    *moved(
        "tf.contrib.data",
        "tf1graph.tf:data.experimental.",
        "AUTOTUNE Counter CsvDataset Optional RandomDataset Reducer SqlDataset TFRecordWriter choose_from_datasets "
        "dense_to_sparse_batch enumerate_dataset get_next_as_optional get_single_element group_by_reducer "
        "group_by_window ignore_errors make_saveable_from_iterator map_and_batch parallel_interleave "
        "parse_example_dataset sample_from_datasets scan unbatch unique",
        gone="2.0",
    ),
    *moved(
        "tf.contrib.data",
        "tf1graph.tf:data.experimental.",
        "shuffle_and_repeat",
        fidelity="approximate",
        gone="2.0",
        note="as `tf.data.experimental.shuffle_and_repeat`",
    ),
    *_refused(
        "It saves an estimator's input; save the iterator with tf.data.experimental.make_saveable_from_iterator.",
        "tf.contrib.data.CheckpointInputPipelineHook",
    ),
    *_refused(
        "Today's TensorFlow gathers no statistics of a dataset; time the steps, or use tf.profiler.",
        "tf.contrib.data.StatsAggregator",
        "tf.contrib.data.latency_stats",
        "tf.contrib.data.set_stats_aggregator",
    ),
    *moved(
        "tf.contrib.data",
        "tf1graph.tf:data.",
        "Iterator",
        fidelity="approximate",
        gone="1.5",
        note="what `tf.data` has under this name, to which TensorFlow 1.4 moved it",
    ),
    *_refused(
        "It stands on an optimiser that was an experiment; use tf.contrib.opt.AdamWOptimizer, say.",
        "tf.contrib.opt.GGTOptimizer",
    ),
    *moved(
        "tf.contrib.metrics",
        "tf1graph.tf:",
        "confusion_matrix",
        gone="2.0",
    ),
    *(
        Row(f"tf.contrib.metrics.set_{name}", "exact", f"tf1graph.tf:sets.{name}", f"tf.sets.{name}", "2.0")
        for name in ("difference", "intersection", "size", "union")
    ),
    Row("tf.contrib.slim.initializers", "exact", "tf1graph.tf.contrib.layers.initializers", gone="2.0"),
    *(
        Row(f"tf.contrib.slim.{module}", "exact", f"tf1graph.tf.contrib.slim.data.{module}", gone="2.0")
        for module in (
            "data_decoder",
            "data_provider",
            "dataset",
            "dataset_data_provider",
            "parallel_reader",
            "prefetch_queue",
            "tfexample_decoder",
        )
    ),
    Row("tf.python.estimator", "approximate", "tf1graph.tf.estimator", gone="2.0", note="its files, as they lay there"),
    *moved(
        "tf.estimator",
        "tf1graph.tf:train.",
        "CheckpointSaverHook CheckpointSaverListener FeedFnHook FinalOpsHook GlobalStepWaiterHook LoggingTensorHook "
        "NanLossDuringTrainingError NanTensorHook SecondOrStepTimer SessionRunArgs SessionRunContext "
        "SessionRunHook SessionRunValues StepCounterHook StopAtStepHook SummarySaverHook",
        gone="2.16",
    ),
    Row(
        "tf.estimator.ProfilerHook",
        "approximate",
        "tf1graph.tf:train.ProfilerHook",
        gone="2.16",
        note="what `tf.train` has under this name; which step it profiles differs by one from run to run in 1.15.5",
    ),
    *(
        Row(
            f"tf.contrib.tensorboard.plugins.projector.{name}",
            "exact",
            f"tf1graph.tf.contrib.tensorboard.plugins.projector.config:{name}",
            f"tensorboard.plugins.projector.{name}",
            "2.0",
        )
        for name in ("EmbeddingInfo", "ProjectorConfig", "SpriteMetadata")
    ),
    *(
        Row(f"tf.{place}{name}_VERSION", "exact", f"tf1graph.tf.version:{name}_VERSION")
        for place in ("", "version.", "python.framework.versions.")
        for name in ("GIT", "COMPILER")
    ),
    *(
        Row(f"tf.{place}VERSION", "exact", "tf1graph.tf.version:VERSION")
        for place in ("", "version.", "python.framework.versions.")
    ),
    *(
        Row(
            f"tf.{place}GRAPH_DEF_VERSION",
            "approximate",
            "tf1graph.tf._private:compat_v1.GRAPH_DEF_VERSION",
            note="today's, which the graphs built here carry and the kernels go by; 1.15.5 had 134",
        )
        for place in ("", "version.")
    ),
    Row("tf.linspace", "exact", "tf1graph.tf._private:gen_math_ops.lin_space", "tf.linspace"),
    Row("tf.lin_space", "exact", "tf1graph.tf._private:gen_math_ops.lin_space", "tf.linspace"),
    *moved(
        "tf.contrib.framework",
        "tf1graph.tf:train.",
        "assert_global_step create_global_step get_global_step get_or_create_global_step",
        gone="2.0",
    ),
    *moved(
        "tf.contrib.slim",
        "tf1graph.tf:train.",
        "assert_global_step create_global_step get_global_step get_or_create_global_step",
        gone="2.0",
    ),
    *moved("tf.contrib.framework", "tf1graph.tf:", "argsort assert_same_float_dtype assert_scalar sort", gone="2.0"),
    *moved("tf.contrib.framework", "tf1graph.tf:", "convert_to_tensor_or_sparse_tensor is_tensor", gone="2.0"),
    *moved(
        "tf.contrib.framework",
        "tf1graph.tf._private:deprecation.",
        "deprecated deprecated_arg_values deprecated_args",
        gone="2.0",
    ),
    *moved("tf.contrib.framework", "tf1graph.tf._private:ops.", "prepend_name_scope strip_name_scope", gone="2.0"),
    *moved(
        "tf.contrib.framework",
        "tf1graph.tf._private:smart_cond.",
        "smart_case smart_cond smart_constant_value",
        gone="2.0",
    ),
    *(
        Row(f"tf.contrib.slim.{name}", "exact", f"tf1graph.tf.contrib.layers.optimizers:{name}", gone="2.0")
        for name in ("optimize_loss", "adaptive_clipping_fn")
    ),
    *(
        Row(f"tf.contrib.slim.learning.{name}", "exact", f"tf1graph.tf.contrib.training.training:{name}", gone="2.0")
        for name in ("clip_gradient_norms", "multiply_gradients")
    ),
    *moved(
        "tf.contrib.layers.summaries",
        "tf1graph.tf.contrib.layers.summaries:",
        "summarize_activation summarize_activations summarize_collection summarize_tensor summarize_tensors",
        gone="2.0",
    ),
    *(
        row
        for place in ("tf.contrib.slim", "tf.contrib.layers.feature_column")
        for row in moved(
            place,
            "tf1graph.tf.contrib.layers:",
            "bucketized_column create_feature_spec_for_parsing embedding_column "
            "make_place_holder_tensors_for_base_features one_hot_column real_valued_column "
            "shared_embedding_columns sparse_column_with_hash_bucket sparse_column_with_integerized_feature "
            "sparse_column_with_keys sparse_column_with_vocabulary_file weighted_sparse_column",
            gone="2.0",
        )
    ),
    *(
        row
        for place in ("tf.contrib.slim", "tf.contrib.layers.feature_column")
        for row in moved(
            place,
            "tf1graph.tf.contrib.layers:",
            "crossed_column scattered_embedding_column",
            "approximate",
            gone="2.0",
            note="the same ids; crosses are made by another op",
        )
    ),
    *moved(
        "tf.contrib.slim",
        "tf1graph.tf.contrib.layers:",
        "check_feature_columns infer_real_valued_columns input_from_feature_columns "
        "joint_weighted_sum_from_feature_columns parse_feature_columns_from_examples "
        "parse_feature_columns_from_sequence_examples sequence_input_from_feature_columns transform_features "
        "weighted_sum_from_feature_columns",
        gone="2.0",
    ),
    *(
        Row(f"tf.contrib.{place}.{name}", "exact", f"tf1graph.tf.contrib.layers.{stands}:{name}", gone="2.0")
        for place in ("layers", "slim")
        for name, stands in (
            ("OPTIMIZER_CLS_NAMES", "optimizers"),
            ("OPTIMIZER_SUMMARIES", "optimizers"),
            ("SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY", "sparse_feature_cross_op"),
        )
    ),
    *_refused(
        "It came into this module by an import; take it from where TensorFlow 1 defined it.",
        *(
            f"tf.contrib.{place}"
            for place in (
                "layers.feature_column.DataFrameColumn",
                "layers.feature_column.experimental",
                "slim.DataFrameColumn",
                "slim.InputLayer",
                "slim.bucketize",
                "slim.deprecated",
                "slim.deprecated_arg_values",
                "slim.embedding_lookup_sparse_with_distributed_aggregation",
                "slim.experimental",
                "slim.make_all",
                "slim.scattered_embedding_lookup",
                "slim.scattered_embedding_lookup_sparse",
                "slim.sparse_feature_cross",
            )
        ),
    ),
    *_refused(
        "It became tf.estimator, tf.feature_column and tf.data; use these.",
        "tf.contrib.learn.*",
    ),
    *moved("tf.contrib.framework", "tf1graph.tf:", "TensorSpec", gone="2.0"),
    *moved("tf.contrib.framework", "tf1graph.tf.python.framework.tensor_spec:", "BoundedTensorSpec", gone="2.0"),
    *moved(
        "tf.contrib.framework",
        "tf1graph.tf.python.ops.init_ops:",
        "convolutional_delta_orthogonal convolutional_orthogonal_1d",
        gone="2.0",
    ),
    *moved(
        "tf.contrib.framework",
        "tf1graph.tf.python.ops.init_ops:",
        "convolutional_orthogonal_2d convolutional_orthogonal_3d",
        fidelity="approximate",
        gone="2.0",
        note="the initial values are others than 1.15.5's",
    ),
    *moved(
        "tf.contrib.framework",
        "tf1graph.tf.python.ops.data_flow_ops:",
        "RecordInput",
        fidelity="approximate",
        gone="2.0",
        note="today's: it reads the same records in its own order",
    ),
    Row("tf.estimator.experimental.KMeans", "exact", "tf1graph.tf.contrib.factorization.kmeans:KMeans", gone="2.16"),
    Row(
        "tf.contrib.framework.load_and_remap_matrix_initializer",
        "exact",
        "tf1graph.tf.python.training.checkpoint_ops:_load_and_remap_matrix_initializer",
        gone="2.0",
    ),
    Row(
        "tf.contrib.framework.load_embedding_initializer",
        "exact",
        "tf1graph.tf.python.training.checkpoint_ops:_load_embedding_initializer",
        gone="2.0",
    ),
    *_refused(
        "Load the parts with tf.contrib.framework.load_and_remap_matrix_initializer, or tf.train.init_from_checkpoint.",
        "tf.contrib.framework.load_linear_multiclass_bias_initializer",
        "tf.contrib.framework.load_variable_slot_initializer",
    ),
    *_refused(
        "Fusing ops of a stored graph went with its tools; let grappler do it.",
        "tf.contrib.framework.fuse_op",
    ),
    *_refused(
        "Its kernel is gone; make the variable with tf.zeros_initializer().",
        "tf.contrib.framework.zero_initializer",
        "tf.contrib.slim.zero_initializer",
    ),
    *_refused(
        "Only the search for the cluster's centres is gone; use triplet_semihard_loss or lifted_struct_loss.",
        "tf.contrib.losses.metric_learning.cluster_loss",
    ),
    *_refused(
        "Its kernel is gone; write the op as a tf.py_func, or prepare the data before with NumPy or SciPy.",
        "tf.contrib.image.single_image_random_dot_stereograms",
        "tf.contrib.libsvm",
        "tf.contrib.libsvm.*",
        "tf.contrib.nearest_neighbor",
        "tf.contrib.nearest_neighbor.*",
        "tf.contrib.text",
        "tf.contrib.text.*",
        "tf.contrib.input_pipeline",
        "tf.contrib.input_pipeline.*",
    ),
    *_refused(
        "It came into this module by an import; take it from where TensorFlow 1 defined it.",
        "tf.contrib.graph_editor.*.string_types",
    ),
    *_refused(
        "Copy a part of a graph with tf.contrib.graph_editor.copy, or a graph with tf.import_graph_def.",
        "tf.contrib.meta_graph_transform",
        "tf.contrib.meta_graph_transform.*",
    ),
    *_refused(
        "Its kernels are gone; factorise with scikit-learn or the package implicit, cluster with scikit-learn.",
        "tf.contrib.factorization.WALSMatrixFactorization",
        "tf.contrib.factorization.WALSModel",
    ),
    *_refused(
        "Name the axes in your own code, or use the package xarray.",
        "tf.contrib.labeled_tensor",
        "tf.contrib.labeled_tensor.*",
    ),
    *_refused(
        "Read what a run wrote with tf.train.summary_iterator.",
        "tf.contrib.testing",
        "tf.contrib.testing.*",
    ),
    *_refused(
        "Decode with the classes that protoc makes, in a tf.py_func.",
        "tf.contrib.proto",
        "tf.contrib.proto.*",
    ),
    *_refused(
        "Trace the run with tf.RunMetadata and tf.profiler.",
        "tf.contrib.stat_summarizer",
        "tf.contrib.stat_summarizer.*",
    ),
    *_refused(
        "It was for one kind of hardware or cluster of that time; run the graph with tf.Session, or use tf.distribute.",
        "tf.contrib.all_reduce",
        "tf.contrib.all_reduce.*",
        "tf.contrib.cmake",
        "tf.contrib.cmake.*",
        "tf.contrib.decision_trees",
        "tf.contrib.decision_trees.*",
        "tf.contrib.hvx",
        "tf.contrib.hvx.*",
        "tf.contrib.kafka",
        "tf.contrib.kafka.*",
        "tf.contrib.remote_fused_graph",
        "tf.contrib.remote_fused_graph.*",
    ),
    Row(
        "tf.contrib.batching.batch_function",
        "exact",
        "tf1graph.tf.python.ops.batch_ops:batch_function",
        gone="2.0",
    ),
    Row(
        "tf.contrib.batching",
        "exact",
        "tf1graph.tf.python.ops.batch_ops",
        gone="2.0",
    ),
    *_refused(
        "Its models and losses were renamed; use tf.keras.",
        "tf.contrib.keras.*",
    ),
    *_refused(
        "Write the package scikeras, or call fit and predict in a class of your own.",
        "tf.contrib.keras.wrappers",
    ),
    *(
        Row(
            f"tf.contrib.keras.{place}",
            "approximate",
            "tf1graph.tf.contrib.keras",
            "tf.keras",
            gone="2.0",
            note="on the way of `tf.contrib.keras.api.keras` and `python.keras`, which are `tf.contrib.keras`",
        )
        for place in ("api", "keras", "python")
    ),
    Row(
        "tf.contrib.keras.optimizers",
        "exact",
        "tf1graph.tf.python.keras.optimizers",
        gone="2.0",
        note="those of Keras 2.0 to 2.2, whose rate is `lr`",
    ),
    *(
        Row(
            f"tf.contrib.keras.{place}",
            "approximate",
            f"tf1graph.tf.keras.{place}",
            f"tf.keras.{place}",
            gone="2.0",
            note=f"`tf.keras.{place}`, which it was before 1.4",
        )
        for place in [
            "activations",
            "applications",
            "backend",
            "callbacks",
            "constraints",
            "datasets",
            "initializers",
            "layers",
            "losses",
            "metrics",
            "models",
            "preprocessing",
            "regularizers",
            "utils",
        ]
    ),
    *(
        row
        for place in ("tf.contrib.layers", "tf.contrib.slim")
        for row in moved(
            place,
            "tf1graph.tf.contrib.layers.dense:",
            "elu legacy_linear legacy_relu linear relu relu6",
            gone="2.0",
        )
    ),
)

_bodies: dict[str, Row] = {}


def provide(*legacy: str, fidelity: Fidelity = "exact", **about: str) -> Callable[[F], F]:
    """Declare that the decorated function or class stands for the names `legacy`: a row of the table each.

    Args:
      legacy: one or more names as TensorFlow 1 wrote them.
      fidelity: `exact` only where a golden test holds it.
      about: `today`, `gone`, `note` and `port` of the rows.
    """

    def declare(body: F) -> F:
        row = Row("", fidelity, stands=f"{body.__module__}:{body.__qualname__}", **about)
        for name in legacy:
            _bodies[name] = replace(row, legacy=name)
        return body

    return declare


def add(*rows: Row) -> None:
    """Put rows into the table: of names that classes of another package stand for."""
    _bodies.update({row.legacy: row for row in rows})


def declared(legacy: str) -> Row | None:
    """The row of one name, of those whose bodies have been imported and of `ROWS`; None where there is none."""
    return _bodies.get(legacy) or _rows_by_name.get(legacy)


def all_declared() -> list[tuple[str, Row]]:
    """Every row so far, with its name: those whose bodies have been imported, and `ROWS`."""
    return [*{**_rows_by_name, **_bodies}.items()]


def refusal(legacy: str) -> Row | None:
    """The row that refuses, by wildcard, a name that nobody provides; None where there is none."""
    wild = [row for name, row in all_declared() if "*" in name]
    return next((row for row in wild if fnmatch.fnmatchcase(legacy, row.legacy)), None)


def table(root: str = "tf") -> dict[str, Row]:
    """All rows by legacy name, sorted. Imports every module of the tree, so TensorFlow too.

    Modules that need a package which is not installed are left out.

    Args:
      root: `tf`, or another library whose names are in the table: `keras`.
    """
    tree = import_module(f"tf1graph.{root}")
    for module in pkgutil.walk_packages(tree.__path__, tree.__name__ + "."):
        with contextlib.suppress(MissingPackage):
            import_module(module.name)
    return dict(sorted((name, row) for name, row in all_declared() if name.startswith(f"{root}.")))


def select(pattern: str | None = None) -> list[Row]:
    """The rows whose legacy name contains `pattern`, or matches it where it holds `*`, `?` or `[`; all without one.

    A pattern that begins with `keras` asks for the rows of the standalone Keras.
    """
    if not pattern:
        return list(table().values())
    rows = table("keras" if pattern.startswith("keras") else "tf").values()
    wild = any(c in pattern for c in "*?[")
    return [row for row in rows if (fnmatch.fnmatchcase(row.legacy, pattern) if wild else pattern in row.legacy)]


def stand_in(row: Row) -> Any:
    """The object that stands in place of the row's name."""
    module, _, attribute = row.stands.partition(":")
    thing = import_module(module)
    for part in attribute.split(".") if attribute else ():
        thing = getattr(thing, part)
    return thing


def format_rows(rows: Iterable[Row], width: int | None = None) -> str:
    """The rows as lines of text: fidelity, legacy name, today's name and the note.

    Args:
      rows: of the table.
      width: of the terminal; what does not fit is wrapped below the name. A row is one line where it is None.
    """
    rows = list(rows)
    name_width = min(44, max((len(row.legacy) for row in rows), default=0))
    lines = []
    for row in rows:
        about = "; ".join(filter(None, (row.today, row.note)))
        line = f"{row.fidelity:<12} {row.legacy:<{name_width}}  {about}".rstrip()
        if width is None or len(line) <= width:
            lines.append(line)
            continue
        lines.append(f"{row.fidelity:<12} {row.legacy}")
        lines += textwrap.wrap(about, max(width, 40), initial_indent=" " * 15, subsequent_indent=" " * 15)
    return "\n".join(lines)


def format_page(rows: Iterable[Row]) -> str:
    """The page `docs/names.md`: the rows as a table in Markdown."""
    cells = [
        f"| `{row.legacy}` | {row.fidelity} | {row.gone or 'no, builds other nodes'} "
        f"| {f'`{row.today}`' if row.today else ''} | {row.note} |"
        for row in rows
    ]
    return "\n".join((PAGE_HEAD, *cells, ""))


PAGE_HEAD = """# Names of TensorFlow 1

What this package puts in place of a name that today's `tensorflow.compat.v1` lacks or changed. *Exact*: a golden
recorded by the real TensorFlow 1.15.5 holds it. Every other name of `tf` is compat.v1's own, unchanged; a name that
nobody provides raises an error that says so. Written from the table by `python scripts/write_names_page.py`.

| TensorFlow 1 | state | gone from compat.v1 since | today | note |
| --- | --- | --- | --- | --- |"""

_rows_by_name = {row.legacy: row for row in ROWS}
