"""The projector's configuration: TensorFlow 1.15.5's protocol buffers, and the file that TensorBoard reads."""

from __future__ import annotations

import os
from typing import Any

from google.protobuf import descriptor_pool, text_format

from tf1graph.tf._messages import define
from tf1graph.tf.names import provide

PLACE = "tf.contrib.tensorboard.plugins.projector."
FIELDS: dict[str, tuple[str, ...]] = {
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
# A pool of its own: TensorBoard puts messages of these names into the common one.
_made = define("projector_config.proto", "tensorflow", FIELDS, descriptor_pool.DescriptorPool())
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
