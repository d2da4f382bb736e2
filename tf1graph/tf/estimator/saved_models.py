"""An estimator's model as a SavedModel."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import export_utils, inside
from tf1graph.tf.estimator.mode_keys import ModeKeys


@inside(export_utils, "_ensure_servable")
def allow_any(input_tensors: Any, names_to_output_tensor_infos: Any) -> None:
    """TensorFlow 1 asked not whether the outputs can be computed from the signature's inputs."""


def export_all(
    estimator: Any,
    folder: Any,
    receiver_fns: dict[str, Callable[[], Any]],
    assets_extra: dict[str, str] | None,
    as_text: bool,
    checkpoint_path: str | None,
    strip_default_attrs: bool,
) -> Any:
    """Write a SavedModel with a graph for each mode of `receiver_fns`, into a new folder below `folder`.

    Returns:
      the new folder's path, as bytes; its name is the time in seconds.

    Raises:
      ValueError: there is no checkpoint, or no mode.
    """
    checkpoint_path = checkpoint_path or estimator.latest_checkpoint()
    if not checkpoint_path:
        settings = estimator._warm_start_settings
        if not settings:
            raise ValueError(f"Couldn't find trained model at {estimator.model_dir}.")
        checkpoint_path = settings.ckpt_to_initialize_from
        if tf.gfile.IsDirectory(checkpoint_path):
            checkpoint_path = tf.train.latest_checkpoint(checkpoint_path)
    export_dir = export_utils.get_timestamped_export_dir(folder)
    unfinished = export_utils.get_temp_export_dir(export_dir)
    builder = tf.saved_model.Builder(unfinished)
    modes = [mode for mode in (ModeKeys.TRAIN, ModeKeys.EVAL, ModeKeys.PREDICT) if receiver_fns.get(mode)]
    if not modes:
        raise ValueError(f"No valid modes for exporting found. Got {receiver_fns.keys()}.")
    for mode in modes:
        estimator._add_meta_graph_for_mode(
            builder,
            receiver_fns,
            checkpoint_path,
            save_variables=mode == modes[0],
            mode=mode,
            strip_default_attrs=strip_default_attrs,
        )
    builder.save(as_text)
    for name, source in (assets_extra or {}).items():
        target = os.path.join(unfinished, b"assets.extra", tf.compat.as_bytes(name))
        tf.gfile.MakeDirs(os.path.dirname(target))
        tf.gfile.Copy(source, target)
    tf.gfile.Rename(unfinished, export_dir)
    return export_dir


def add_graph(
    estimator: Any,
    builder: Any,
    receiver_fns: dict[str, Callable[[], Any]],
    checkpoint_path: str,
    save_variables: bool,
    mode: str,
    export_tags: Any,
    check_variables: bool,
    strip_default_attrs: bool,
) -> None:
    """Add the graph of one mode to a SavedModel.

    Args:
      save_variables: whether the variables' values are written too, which the first graph has to.
      check_variables: whether the checkpoint is read.

    Raises:
      ValueError: the checkpoint lacks a variable, or variables are to be saved without reading them.
    """
    if save_variables and not check_variables:
        raise ValueError("If `save_variables` is `True, `check_variables`must not be `False`.")
    with tf.Graph().as_default() as graph:
        estimator._create_and_assert_global_step(graph)
        tf.set_random_seed(estimator.config.tf_random_seed)
        receiver = receiver_fns[mode]()
        spec = estimator._call_model_fn(
            features=receiver.features, labels=getattr(receiver, "labels", None), mode=mode, config=estimator.config
        )
        outputs = export_utils.export_outputs_for_mode(
            mode=spec.mode,
            serving_export_outputs=spec.export_outputs,
            predictions=spec.predictions,
            loss=spec.loss,
            metrics=spec.eval_metric_ops,
        )
        signatures = export_utils.build_all_signature_defs(
            receiver.receiver_tensors,
            outputs,
            getattr(receiver, "receiver_tensors_alternatives", None),
            serving_only=mode == ModeKeys.PREDICT,
        )
        with tf.Session(config=estimator._session_config) as session:
            local_init_op = spec.scaffold.local_init_op
            if local_init_op is None:
                local_init_op = tf.train.Scaffold.default_local_init_op()
            saver = spec.scaffold.saver or tf.train.Saver(sharded=True)
            if check_variables:
                _restore(saver, session, checkpoint_path, mode)
            builder._add_train_op(spec.train_op)
            about = {
                "tags": export_tags or export_utils.EXPORT_TAG_MAP[mode],
                "signature_def_map": signatures,
                "assets_collection": tf.get_collection(tf.GraphKeys.ASSET_FILEPATHS),
                "main_op": local_init_op,
                "saver": saver,
                "strip_default_attrs": strip_default_attrs,
            }
            if save_variables:
                builder.add_meta_graph_and_variables(session, **about)
            else:
                builder.add_meta_graph(**about)


def _restore(saver: Any, session: Any, path: str, mode: str) -> None:
    try:
        saver.restore(session, path)
    except tf.errors.NotFoundError as error:
        raise ValueError(
            "Could not load all requested variables from checkpoint. Please make sure your model_fn does not expect "
            f"variables that were not saved in the checkpoint.\n\nEncountered error with mode `{mode}` while restoring "
            f"checkpoint from: `{path}`. Full Traceback:\n\n{error}"
        ) from error
