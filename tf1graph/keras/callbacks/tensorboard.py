"""Logs for TensorBoard."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from tf1graph import tf
from tf1graph.keras.callbacks.base import Callback
from tf1graph.keras.callbacks.logs import plain


class TensorBoard(Callback):
    """Writes curves, the graph, and if asked for histograms, pictures of weights and embeddings.

    Args:
      histogram_freq: after how many epochs there are histograms of the weights and of what the layers give for the
        validation data, which must be arrays then; 0 for never.
      write_grads, write_images: whether gradients, and weights as pictures, go with the histograms.
      embeddings_data: what the layers `embeddings_layer_names`, or all that embed, are shown with, each
        `embeddings_freq` epochs; `embeddings_metadata` names a file of labels, for all or by layer.
      update_freq: `epoch`, `batch`, or after how many samples the curves have a point.
    """

    def __init__(
        self,
        log_dir: str = "./logs",
        histogram_freq: int = 0,
        batch_size: int = 32,
        write_graph: bool = True,
        write_grads: bool = False,
        write_images: bool = False,
        embeddings_freq: int = 0,
        embeddings_layer_names: Any = None,
        embeddings_metadata: Any = None,
        embeddings_data: Any = None,
        update_freq: str | int = "epoch",
    ):
        super().__init__()
        self.log_dir, self.histogram_freq, self.batch_size = log_dir, histogram_freq, batch_size
        self.write_graph, self.write_grads, self.write_images = write_graph, write_grads, write_images
        self.embeddings_freq, self.embeddings_layer_names = embeddings_freq, embeddings_layer_names
        self.embeddings_metadata, self.embeddings_data = embeddings_metadata or {}, embeddings_data
        self.update_freq = 1 if update_freq == "batch" else update_freq
        self.samples_seen = self.samples_seen_at_last_write = 0
        self.merged: Any = None

    def set_model(self, model: Any) -> None:
        self.model = model
        self.sess = tf.keras.backend.get_session()
        if self.histogram_freq and self.merged is None:
            for layer in model.layers:
                for weight in layer.weights:
                    self._show_weight(weight)
                given = getattr(layer, "output", None)
                if isinstance(given, list):
                    for number, output in enumerate(given):
                        tf.summary.histogram(f"{layer.name}_out_{number}", output)
                elif given is not None:
                    tf.summary.histogram(f"{layer.name}_out", given)
        self.merged = tf.summary.merge_all()
        self.writer = tf.summary.FileWriter(self.log_dir, self.sess.graph if self.write_graph else None)
        if self.embeddings_freq and self.embeddings_data is not None:
            self._prepare_embeddings()

    def _show_weight(self, weight: Any) -> None:
        name = weight.name.replace(":", "_")
        tf.summary.histogram(name, weight)
        if self.write_grads:
            gradients = self.model.optimizer.get_gradients(self.model.total_loss, weight)
            tf.summary.histogram(f"{name}_grad", [getattr(gradient, "values", gradient) for gradient in gradients])
        picture = _picture_of(weight) if self.write_images else None
        if picture is not None:
            tf.summary.image(name, picture)

    def _prepare_embeddings(self) -> None:
        from tf1graph.tf.contrib.tensorboard.plugins import projector

        data = self.embeddings_data
        self.embeddings_data = data if isinstance(data, list) else [data]
        self.batch_id, self.step = tf.placeholder(tf.int32), tf.placeholder(tf.int32)
        self.assign_embeddings: list[Any] = []
        shown: dict[str, Any] = {}
        chosen = self.embeddings_layer_names or [
            layer.name for layer in self.model.layers if type(layer).__name__ == "Embedding"
        ]
        for layer in self.model.layers:
            if layer.name in chosen:
                size = math.prod(tf.keras.backend.int_shape(layer.output)[1:])
                values = tf.reshape(layer.output, (self.step, size))
                rows = tf.zeros((len(self.embeddings_data[0]), size))
                shown[layer.name] = embedding = tf.Variable(rows, name=f"{layer.name}_embedding")
                self.assign_embeddings.append(tf.assign(embedding[self.batch_id : self.batch_id + self.step], values))
        self.saver = tf.train.Saver(list(shown.values()))
        config = projector.ProjectorConfig()
        for name, embedding in shown.items():
            about = config.embeddings.add()
            about.tensor_name = embedding.name
            labels = self.embeddings_metadata
            if isinstance(labels, str) or name in labels:
                about.metadata_path = labels if isinstance(labels, str) else labels[name]
        projector.visualize_embeddings(self.writer, config)
        tf.keras.backend.get_session()  # which initialises the variables

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        if self.histogram_freq and not self.validation_data:
            raise ValueError("If printing histograms, validation_data must be provided, and cannot be a generator.")
        if self.embeddings_freq and self.embeddings_data is None:
            raise ValueError("To visualize embeddings, embeddings_data must be provided.")
        if self.histogram_freq and epoch % self.histogram_freq == 0:
            self._write_histograms(epoch)
        if self.embeddings_freq and epoch % self.embeddings_freq == 0:
            self._write_embeddings(epoch)
        self._write_logs(logs or {}, epoch if self.update_freq == "epoch" else self.samples_seen)

    def _write_histograms(self, epoch: int) -> None:
        tensors = self.model._fed()
        for start in range(0, len(self.validation_data[0]), self.batch_size):
            rows = slice(start, start + self.batch_size)
            parts = [array if isinstance(array, float) else array[rows] for array in self.validation_data]
            self.writer.add_summary(self.sess.run(self.merged, dict(zip(tensors, parts, strict=True))), epoch)

    def _write_embeddings(self, epoch: int) -> None:
        for start in range(0, len(self.embeddings_data[0]), self.batch_size):
            parts = [array[start : start + self.batch_size] for array in self.embeddings_data]
            fed = dict(zip(self.model.inputs, parts, strict=True))
            fed |= {self.batch_id: start, self.step: len(parts[0])}
            if self.model.uses_learning_phase:
                fed[tf.keras.backend.learning_phase()] = False
            self.sess.run(self.assign_embeddings, fed)
        self.saver.save(self.sess, str(Path(self.log_dir) / "keras_embedding.ckpt"), epoch)

    def _write_logs(self, logs: dict[str, Any], index: int) -> None:
        for name, value in logs.items():
            if name not in ("batch", "size"):
                summary = tf.Summary(value=[tf.Summary.Value(tag=name, simple_value=plain(value))])
                self.writer.add_summary(summary, index)
        self.writer.flush()

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        if self.update_freq != "epoch":
            self.samples_seen += (logs or {})["size"]
            if self.samples_seen - self.samples_seen_at_last_write >= int(self.update_freq):
                self._write_logs(logs or {}, self.samples_seen)
                self.samples_seen_at_last_write = self.samples_seen

    def on_train_end(self, logs: Any = None) -> None:
        self.writer.close()


def _picture_of(weight: Any) -> Any:
    """A weight of up to three sizes above 1 as pictures [count, height, width, 1]; None for one of more."""
    squeezed = tf.squeeze(weight)
    shape = tf.keras.backend.int_shape(squeezed)
    if len(shape) == 2:
        squeezed = tf.transpose(squeezed) if shape[0] > shape[1] else squeezed
        return tf.reshape(squeezed, [1, min(shape), max(shape), 1])
    if len(shape) == 3:
        if tf.keras.backend.image_data_format() == "channels_last":
            squeezed, shape = tf.transpose(squeezed, [2, 0, 1]), (shape[2], *shape[:2])
        return tf.reshape(squeezed, [*shape, 1])
    return tf.reshape(squeezed, [1, shape[0], 1, 1]) if len(shape) == 1 else None
