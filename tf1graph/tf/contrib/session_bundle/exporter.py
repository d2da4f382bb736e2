"""Exports models as they were served before there was SavedModel: a checkpoint, a MetaGraph, and assets."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

from google.protobuf import any_pb2

from tf1graph import tf
from tf1graph.tf._private import deprecation
from tf1graph.tf.contrib.session_bundle import constants, gc, manifest_pb2
from tf1graph.tf.names import provide

PLACE = "tf.contrib.session_bundle.exporter."
deprecated = deprecation.deprecated  # which TensorFlow 1 left here


@provide(PLACE + "gfile_copy_callback", gone="2.0")
def gfile_copy_callback(files_to_copy: dict[Any, Any], export_dir_path: Any) -> None:
    """Copy files into a folder, which is made; files that are there already are replaced.

    Args:
      files_to_copy: by path, the name in the folder.
    """
    tf.logging.info("Write assets into: %s using gfile_copy.", export_dir_path)
    tf.gfile.MakeDirs(export_dir_path)
    for file, name in files_to_copy.items():
        copy = os.path.join(tf.compat.as_bytes(export_dir_path), tf.compat.as_bytes(name))
        tf.logging.info("Copying asset %s to path %s.", file, copy)
        if tf.gfile.Exists(copy):  # left by one that was interrupted
            tf.logging.info("Removing file %s.", copy)
            tf.gfile.Remove(copy)
        tf.gfile.Copy(file, copy)


@provide(PLACE + "regression_signature", gone="2.0")
def regression_signature(input_tensor: Any, output_tensor: Any) -> Any:
    """The `Signature` of a model that gives numbers, `output_tensor`, for `input_tensor`."""
    signature = manifest_pb2.Signature()
    signature.regression_signature.input.tensor_name = input_tensor.name
    signature.regression_signature.output.tensor_name = output_tensor.name
    return signature


@provide(PLACE + "classification_signature", gone="2.0")
def classification_signature(input_tensor: Any, classes_tensor: Any = None, scores_tensor: Any = None) -> Any:
    """The `Signature` of a model that gives classes, their scores, or both."""
    signature = manifest_pb2.Signature()
    found = signature.classification_signature
    found.input.tensor_name = input_tensor.name
    if classes_tensor is not None:
        found.classes.tensor_name = classes_tensor.name
    if scores_tensor is not None:
        found.scores.tensor_name = scores_tensor.name
    return signature


@provide(PLACE + "generic_signature", gone="2.0")
def generic_signature(name_tensor_map: dict[str, Any]) -> Any:
    """The `Signature` of tensors by names of one's own."""
    signature = manifest_pb2.Signature()
    for name, tensor in name_tensor_map.items():
        signature.generic_signature.map[name].tensor_name = tensor.name
    return signature


def _packed(message: Any) -> Any:
    box = any_pb2.Any()
    box.Pack(message)
    return box


def _file_of(asset: Any) -> bytes:
    """The file that a constant names."""
    if not isinstance(asset, tf.Tensor):
        raise TypeError("tensor is not a Tensor")
    if asset.op.type != "Const":
        raise TypeError("Only constants tensor are supported")
    if asset.dtype != tf.string:
        raise TypeError("File paths should be string")
    values = asset.op.get_attr("value").string_val
    if len(values) != 1:
        raise TypeError("Only scalar tensors are supported")
    if not values[0]:
        raise ValueError(f"invalid asset filepath tensor {asset}")
    return values[0]


@provide(PLACE + "Exporter", today="tf.compat.v1.saved_model.Builder", gone="2.0")
class Exporter:
    """Exports a model: its values, its graph with signatures, and files that it needs.

    Args:
      saver: a `tf.train.Saver` of the variables; it may have been made before more ops were.
    """

    def __init__(self, saver: Any):
        definition = saver.as_saver_def()
        definition.ClearField("max_to_keep")  # a saver that deletes files would delete those of other exports
        self._saver = tf.train.Saver(saver_def=definition)
        self._begun = False
        self._assets: dict[bytes, bytes] = {}
        self._copy: Callable[[Any, Any], None] | None = None

    def init(
        self,
        graph_def: Any = None,
        init_op: Any = None,
        clear_devices: bool = False,
        default_graph_signature: Any = None,
        named_graph_signatures: dict[str, Any] | None = None,
        assets_collection: Any = None,
        assets_callback: Callable[[Any, Any], None] | None = gfile_copy_callback,
    ) -> None:
        """Say what is exported; it is put into collections of the default graph.

        Args:
          graph_def: the graph that is served, the default graph where it is None.
          init_op: the op that is run when the export is loaded.
          clear_devices: whether the graph that is served names no devices.
          default_graph_signature: a `Signature`.
          named_graph_signatures: `Signature`s by name.
          assets_collection: constants that hold the paths of files.
          assets_callback: copies the files; is given their names by path, and the folder.

        Raises:
          RuntimeError: it was said before.
          TypeError: `init_op` is no op, or an asset no constant of one string.
          ValueError: an asset's path is empty.
        """
        assets = []
        for asset in assets_collection or ():
            file = _file_of(asset)
            self._assets[file] = os.path.basename(file)
            assets.append((os.path.basename(file), asset))
        if self._begun:
            raise RuntimeError("init should be called only once")
        self._begun = True
        if graph_def or clear_devices:
            copy = tf.GraphDef()
            copy.CopyFrom(graph_def or tf.get_default_graph().as_graph_def())
            for node in copy.node if clear_devices else ():
                node.device = ""
            tf.add_to_collection(constants.GRAPH_KEY, _packed(copy))
        if init_op:
            if not isinstance(init_op, tf.Operation):
                raise TypeError(f"init_op needs to be an Operation: {init_op}")
            tf.add_to_collection(constants.INIT_OP_KEY, init_op)
        signatures = manifest_pb2.Signatures()
        if default_graph_signature:
            signatures.default_signature.CopyFrom(default_graph_signature)
        for key, signature in (named_graph_signatures or {}).items():
            signatures.named_signatures[key].CopyFrom(signature)
        tf.add_to_collection(constants.SIGNATURES_KEY, _packed(signatures))
        for name, tensor in assets:
            binding = manifest_pb2.TensorBinding(tensor_name=tensor.name)
            described = manifest_pb2.AssetFile(tensor_binding=binding, filename=tf.compat.as_text(name))
            tf.add_to_collection(constants.ASSETS_KEY, _packed(described))
        self._copy = assets_callback

    def export(
        self,
        export_dir_base: str,
        global_step_tensor: Any,
        sess: Any = None,
        exports_to_keep: Callable[[list[gc.Path]], list[gc.Path]] | None = None,
    ) -> bytes:
        """Export into a folder of `export_dir_base` whose name is the step, of eight digits; its path, as bytes.

        Args:
          global_step_tensor: the variable of the step, or a tensor's name.
          sess: the session that has the values.
          exports_to_keep: of `tf.contrib.session_bundle.gc`, chooses the exports that stay; the others are deleted.

        Raises:
          RuntimeError: `init` has not been called, or the folder is there already.
        """
        if not self._begun:
            raise RuntimeError("init must be called first")
        base = export_dir_base[:-1] if export_dir_base.endswith("/") else export_dir_base
        version = constants.VERSION_FORMAT_SPECIFIER % tf.train.global_step(sess, global_step_tensor)
        folder = os.path.join(tf.compat.as_bytes(base), tf.compat.as_bytes(version))
        if tf.gfile.Exists(folder):
            raise RuntimeError(
                f"Overwriting exports can cause corruption and are not allowed. Duplicate export dir: {folder!r}"
            )
        unfinished = tf.compat.as_text(folder) + "-tmp"  # renamed when it is whole
        tf.gfile.MakeDirs(unfinished)
        values = os.path.join(unfinished, constants.EXPORT_BASE_NAME)
        self._saver.save(sess, values, meta_graph_suffix=constants.EXPORT_SUFFIX_NAME)
        if self._copy and self._assets:
            assets = os.path.join(tf.compat.as_bytes(unfinished), tf.compat.as_bytes(constants.ASSETS_DIRECTORY))
            tf.gfile.MakeDirs(assets)
            self._copy(self._assets, assets)
        tf.gfile.Rename(unfinished, folder)
        if exports_to_keep:
            for path in gc.negation(exports_to_keep)(gc.get_paths(base, _numbered(base))):
                tf.gfile.DeleteRecursively(path.path)
        return folder


def _numbered(base: str) -> Callable[[gc.Path], gc.Path | None]:
    def parse(path: gc.Path) -> gc.Path | None:
        found = re.fullmatch(re.escape(base) + r"/(\d{8})", path.path.replace(os.sep, "/"))
        return path._replace(export_version=int(found.group(1))) if found else None

    return parse
