"""The projector's configuration: TensorFlow 1.15.5's protocol buffers, and the file that TensorBoard reads."""

from __future__ import annotations

import os
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format

from tf1graph.tf.names import provide

PLACE = "tf.contrib.tensorboard.plugins.projector."
FIELDS = {  # by message: name, type, and `*` for a repeated one, numbered from 1
    "SpriteMetadata": ("image_path string", "single_image_dim uint32 *"),
    "EmbeddingInfo": (
        "tensor_name string",
        "metadata_path string",
        "bookmarks_path string",
        "tensor_shape uint32 *",
        "sprite SpriteMetadata",
        "tensor_path string",
    ),
    "ProjectorConfig": ("model_checkpoint_path string", "embeddings EmbeddingInfo *", "model_checkpoint_dir string"),
}


def _messages() -> dict[str, Any]:
    file = descriptor_pb2.FileDescriptorProto(name="projector_config.proto", package="tensorflow", syntax="proto3")
    kinds = descriptor_pb2.FieldDescriptorProto
    for message, fields in FIELDS.items():
        made = file.message_type.add(name=message)
        for number, (name, kind, *repeated) in enumerate((field.split() for field in fields), 1):
            label = kinds.LABEL_REPEATED if repeated else kinds.LABEL_OPTIONAL
            if kind in FIELDS:
                its = {"type": kinds.TYPE_MESSAGE, "type_name": f".tensorflow.{kind}"}
            else:
                its = {"type": kinds.TYPE_STRING if kind == "string" else kinds.TYPE_UINT32}
            made.field.add(name=name, number=number, label=label, **its)
    pool = descriptor_pool.DescriptorPool()  # of its own: TensorBoard puts messages of these names into the common one
    pool.Add(file)
    found = {name: pool.FindMessageTypeByName(f"tensorflow.{name}") for name in FIELDS}
    return {name: message_factory.GetMessageClass(descriptor) for name, descriptor in found.items()}


_made = _messages()
SpriteMetadata = _made["SpriteMetadata"]
EmbeddingInfo = _made["EmbeddingInfo"]
ProjectorConfig = _made["ProjectorConfig"]


@provide(
    PLACE + "visualize_embeddings",
    today="tensorboard.plugins.projector.visualize_embeddings",
    gone="2.0",
)
def visualize_embeddings(summary_writer: Any, config: Any) -> None:
    """Write what the projector is to show into the folder of a summary writer.

    Args:
      config: a `ProjectorConfig`.

    Raises:
      ValueError: the writer has no folder.
    """
    logdir = summary_writer.get_logdir()
    if logdir is None:
        raise ValueError("Summary writer must have a logdir")
    with open(os.path.join(logdir, "projector_config.pbtxt"), "w", encoding="utf-8") as file:
        file.write(text_format.MessageToString(config))
