"""An estimator's model as a SavedModel."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import export_utils, resources
from tf1graph.tf.contrib.learn.estimators._sklearn import NotFittedError
from tf1graph.tf.contrib.learn.estimators.constants import COLLECTION_DEF_KEY_FOR_INPUT_FEATURE_KEYS
from tf1graph.tf.contrib.learn.estimators.model_fn import ModeKeys


class GraphRewriteSpec(NamedTuple):
    """The tags of a graph in an export, and what is done to it before."""

    tags: tuple[str, ...]
    transforms: tuple[str, ...]


def export_savedmodel(
    estimator: Any,
    export_dir_base: str,
    serving_input_fn: Callable[[], Any],
    default_output_alternative_key: str | None = None,
    assets_extra: dict[str, str] | None = None,
    as_text: bool = False,
    checkpoint_path: str | None = None,
    graph_rewrite_specs: tuple[GraphRewriteSpec, ...] = (GraphRewriteSpec(("serve",), ()),),
    strip_default_attrs: bool = False,
) -> bytes:
    """Write the model as a SavedModel into a new folder below `export_dir_base`, whose name is the time in seconds.

    Args:
      serving_input_fn: gives `InputFnOps`.
      default_output_alternative_key: of several heads the one that is served by default.
      assets_extra: by name the files to put beside the model.
      as_text: whether the graph is written as text.
      checkpoint_path: the latest one where it is None.
      graph_rewrite_specs: the tags of the graph.
      strip_default_attrs: whether attributes with their default values are left out.

    Returns:
      the new folder's path.

    Raises:
      NotFittedError: there is no checkpoint.
      ValueError: there is no input function, or the graph is to be rewritten, which nobody provides any more.
    """
    from tf1graph.tf.contrib.learn.utils import saved_model_export_utils as signatures

    if serving_input_fn is None:
        raise ValueError("serving_input_fn must be defined.")
    if len(graph_rewrite_specs) != 1 or graph_rewrite_specs[0].transforms:
        raise ValueError("graph_rewrite_specs must be one without transforms: the rewriter is gone with TensorFlow 1.")
    checkpoint_path = checkpoint_path or tf.train.latest_checkpoint(estimator.model_dir)
    if not checkpoint_path:
        raise NotFittedError(f"Couldn't find trained model at {estimator.model_dir}.")
    export_dir = export_utils.get_timestamped_export_dir(export_dir_base)
    unfinished = export_utils.get_temp_export_dir(export_dir)
    builder = tf.saved_model.builder.SavedModelBuilder(unfinished)
    with tf.Graph().as_default() as graph:
        tf.train.create_global_step(graph)
        inputs, features = signatures.get_input_alternatives(input_ops := serving_input_fn())
        for key in input_ops[0]:
            tf.add_to_collection(COLLECTION_DEF_KEY_FOR_INPUT_FEATURE_KEYS, key)
        built = estimator._call_model_fn(features, None, ModeKeys.INFER)
        outputs, default = signatures.get_output_alternatives(built, default_output_alternative_key)
        start = tf.group(
            tf.local_variables_initializer(),
            resources.initialize_resources(resources.shared_resources()),
            tf.tables_initializer(),
        )
        signature_defs = signatures.build_all_signature_defs(inputs, outputs, default)
        with tf.Session("") as session:
            saver = built.scaffold.saver if built.scaffold is not None else None
            (saver or tf.train.Saver(sharded=True)).restore(session, checkpoint_path)
            builder.add_meta_graph_and_variables(
                session,
                graph_rewrite_specs[0].tags,
                signature_def_map=signature_defs,
                assets_collection=tf.get_collection(tf.GraphKeys.ASSET_FILEPATHS),
                main_op=start,
                strip_default_attrs=strip_default_attrs,
            )
    for name, source in (assets_extra or {}).items():
        target = os.path.join(unfinished, b"assets.extra", tf.compat.as_bytes(name))
        tf.gfile.MakeDirs(os.path.dirname(target))
        tf.gfile.Copy(source, target)
    builder.save(as_text)
    tf.gfile.Rename(unfinished, export_dir)
    return export_dir
