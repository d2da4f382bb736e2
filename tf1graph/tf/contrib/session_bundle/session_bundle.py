"""Loads exports: of 1.0 to 1.4, after which TensorFlow 1 only wrote them."""

from __future__ import annotations

import os
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.session_bundle import constants, manifest_pb2
from tf1graph.tf.names import provide

PLACE = "tf.contrib.session_bundle.session_bundle."
ABOUT: dict[str, Any] = {
    "fidelity": "approximate",
    "gone": "2.0",
    "note": "as 1.4 had it; 1.15.5 has nothing that loads exports",
}


@provide(PLACE + "maybe_session_bundle_dir", today="tf.saved_model.contains_saved_model", **ABOUT)
def maybe_session_bundle_dir(export_dir: str) -> bool:
    """Whether a folder seems to hold an export: whether it has the file `export.meta`."""
    return tf.gfile.Exists(os.path.join(export_dir, constants.META_GRAPH_DEF_FILENAME))


@provide(PLACE + "load_session_bundle_from_path", today="tf.compat.v1.saved_model.load", **ABOUT)
def load_session_bundle_from_path(
    export_dir: str, target: str = "", config: Any = None, meta_graph_def: Any = None
) -> tuple[Any, Any]:
    """A session in which an export's model is restored, and its MetaGraph; the default graph becomes the model's.

    Args:
      export_dir: the folder of one version, as `exports/00000123`.
      target, config: of the session.
      meta_graph_def: instead of that of the folder.

    Raises:
      RuntimeError: the folder has no MetaGraph, or that names several graphs or several ops to begin with.
    """
    if not meta_graph_def:
        meta_graph_def = _meta_graph(os.path.join(export_dir, constants.META_GRAPH_DEF_FILENAME))
    collections = meta_graph_def.collection_def
    if constants.GRAPH_KEY in collections:
        graphs = collections[constants.GRAPH_KEY].any_list.value
        if len(graphs) != 1:
            raise RuntimeError(f"Expected exactly one serving GraphDef in : {meta_graph_def}")
        graphs[0].Unpack(meta_graph_def.graph_def)
    tf.reset_default_graph()
    session = tf.Session(target, config=config)
    saver = tf.train.import_meta_graph(meta_graph_def)
    variables = _variables(export_dir)
    if variables:
        saver.restore(session, os.path.join(export_dir, variables))
    if constants.INIT_OP_KEY in collections:
        begins = collections[constants.INIT_OP_KEY].node_list.value
        if len(begins) != 1:
            raise RuntimeError(f"Expected exactly one serving init op in : {meta_graph_def}")
        session.run(tf.get_collection(constants.INIT_OP_KEY)[:1], _assets(export_dir, collections))
    return session, meta_graph_def


def _meta_graph(file: str) -> Any:
    if not tf.gfile.Exists(file):
        raise RuntimeError(f"Expected meta graph file missing {file}")
    with tf.gfile.GFile(file, "rb") as opened:
        return tf.MetaGraphDef.FromString(opened.read())


def _variables(folder: str) -> str:
    """What the values are restored from, below the folder; empty where there are none."""
    whole = constants.VARIABLES_FILENAME
    if tf.gfile.Exists(os.path.join(folder, constants.VARIABLES_INDEX_FILENAME_V2)):
        parts = constants.VARIABLES_FILENAME_PATTERN_V2
        return whole if tf.gfile.Glob(os.path.join(folder, parts)) else ""
    if tf.gfile.Exists(os.path.join(folder, whole)):
        return whole
    parts = constants.VARIABLES_FILENAME_PATTERN
    return parts if tf.gfile.Glob(os.path.join(folder, parts)) else ""


def _assets(folder: str, collections: Any) -> dict[str, str]:
    """The files of assets by the name of the tensor that they are fed to."""
    found = {}
    for packed in collections[constants.ASSETS_KEY].any_list.value if constants.ASSETS_KEY in collections else ():
        asset = manifest_pb2.AssetFile()
        packed.Unpack(asset)
        place = os.path.join(folder, constants.ASSETS_DIRECTORY, asset.filename)
        found[asset.tensor_binding.tensor_name] = place
    return found
