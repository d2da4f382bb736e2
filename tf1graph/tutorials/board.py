"""What TensorBoard gets of a run.

The run's own folder holds the graph, loss and accuracy of the training batches, the weights and the settings;
its folder `test` holds loss and accuracy of the test set under the same tags, so that TensorBoard draws both curves in
one chart, and the hidden layer's vectors of test digits for the projector.
"""

from __future__ import annotations

import io
import math
import os
import socket
import time
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.files import replaced
from tf1graph.tutorials.runs import writing

EMBEDDED = 1024  # test digits in the projector
SPRITE_SIDE = 28  # pixels
BINS = 64


class Board:
    """Writes TensorBoard's events of one run.

    Events go to disk as they are written, in the caller's thread: TensorFlow's FileWriter has a thread of its
    own, from which an error such as a full disk does not come back.

    Args:
      run: the run's folder.
      first: the first step that will be written; what an earlier, killed process wrote from there on
        TensorBoard is told to forget.
    """

    def __init__(self, run: Path, first: int):
        self.run = run
        self.training = EventFile(run, first)
        self.test = EventFile(run / "test", first)

    def write_graph(self, definition: Any) -> None:
        """The graph, a GraphDef, best with the shapes of its tensors."""
        self.training.write(tf.Event(graph_def=definition.SerializeToString()))

    def write_settings(self, rows: dict[str, Any]) -> None:
        """A text table of two columns."""
        cells = [(name, "" if value is None else str(value).replace("|", "\\|")) for name, value in rows.items()]
        table = "\n".join(["setting | value", "--- | ---", *(f"{name} | {value}" for name, value in cells)])
        metadata = tf.SummaryMetadata(plugin_data=tf.SummaryMetadata.PluginData(plugin_name="text"))
        tensor = tf.make_tensor_proto(table, dtype=tf.string)
        self.training.write_values(0, [tf.Summary.Value(tag="settings", tensor=tensor, metadata=metadata)])

    def write_training(self, step: int, loss: float, accuracy: float) -> None:
        """A point of the training curves."""
        self.training.write_scalars(step, loss=loss, accuracy=accuracy)

    def write_test(self, step: int, **figures: float) -> None:
        """A point of the test curves, `loss` and `accuracy` or one of them, and everything so far to disk."""
        self.test.write_scalars(step, **figures)
        self.flush()

    def write_weights(self, step: int, weights: dict[str, np.ndarray]) -> None:
        """A histogram of each variable."""
        values = [tf.Summary.Value(tag=name, histo=histogram(array)) for name, array in weights.items()]
        self.training.write_values(step, values)

    def write_filters(self, step: int, banks: dict[str, np.ndarray]) -> None:
        """A picture of each filter bank [height, width, in, out]."""
        values = []
        for name, bank in banks.items():
            picture = draw_bank(bank)
            image = tf.Summary.Image(
                height=picture.shape[0], width=picture.shape[1], colorspace=1, encoded_image_string=png(picture)
            )
            values.append(tf.Summary.Value(tag=f"filters/{name}", image=image))
        self.training.write_values(step, values)

    def write_run_metadata(self, step: int, metadata: Any) -> None:
        """Compute time and memory of each node in the step `step`."""
        event = tf.Event(step=step)
        event.tagged_run_metadata.tag = f"step {step:05d}"
        event.tagged_run_metadata.run_metadata = metadata.SerializeToString()
        self.training.write(event)

    def write_embedding(self, vectors: np.ndarray, labels: np.ndarray, pictures: np.ndarray) -> None:
        """The projector's points: `vectors` [N, D] float32, their `labels` [N], `pictures` [N, 28, 28] uint8."""
        folder = self.test.folder
        with writing(folder), tf.Graph().as_default():
            hidden = tf.Variable(vectors, name="hidden", dtype=tf.float32)
            with tf.Session() as session:
                session.run(hidden.initializer)
                # With a `checkpoint` file of its own beside it the projector finds it wherever the run is moved to.
                tf.train.Saver([hidden]).save(session, str(folder / "hidden.ckpt"), write_meta_graph=False)
        with replaced(folder / "metadata.tsv") as temporary:
            temporary.write_text("".join(f"{label}\n" for label in labels))
        with replaced(folder / "sprite.png") as temporary:
            temporary.write_bytes(png(255 - tile(pictures, columns=math.ceil(math.sqrt(len(pictures))))))
        # TensorBoard would offer the weights in the run's own checkpoints as points, Adam's slots too; naming a
        # checkpoint keeps it from that. It takes no path relative to the run.
        self._write_projector_config(self.run, "test/", str((folder / "hidden.ckpt").absolute()))
        self._write_projector_config(folder, "", "")

    def _write_projector_config(self, folder: Path, beside: str, checkpoint: str) -> None:
        from google.protobuf import text_format
        from tensorboard.plugins import projector

        config = projector.ProjectorConfig(model_checkpoint_path=checkpoint)
        embedding = config.embeddings.add(tensor_name="hidden", metadata_path=f"{beside}metadata.tsv")
        embedding.sprite.image_path = f"{beside}sprite.png"
        embedding.sprite.single_image_dim.extend([SPRITE_SIDE, SPRITE_SIDE])
        with replaced(folder / "projector_config.pbtxt") as temporary:
            temporary.write_text(text_format.MessageToString(config))

    def flush(self) -> None:
        """Everything written so far to disk."""
        self.training.flush()
        self.test.flush()

    def close(self) -> None:
        """Flush, and write no more."""
        self.training.close()
        self.test.close()


class EventFile:
    """One file of TensorBoard's events in `folder`, from step `first` on."""

    def __init__(self, folder: Path, first: int):
        self.folder = folder
        now = time.time()
        with writing(folder):
            folder.mkdir(exist_ok=True)
            # TensorBoard reads a run's files in the order of their names. The nanoseconds keep a second life of
            # the run that starts within the same second from overwriting the first one's file.
            name = f"events.out.tfevents.{int(now):010d}.{time.time_ns()}.{socket.gethostname()}.{os.getpid()}"
            self.file = tf.python_io.TFRecordWriter(str(folder / name))
        self.write(tf.Event(file_version="brain.Event:2"))
        self.write(tf.Event(step=first, session_log=tf.SessionLog(status=tf.SessionLog.START)))
        self.flush()

    def write(self, event: Any) -> None:
        """Add one event, stamped with the time."""
        event.wall_time = time.time()
        with writing(self.folder):
            self.file.write(event.SerializeToString())

    def write_values(self, step: int, values: list[Any]) -> None:
        """Add summary values at `step`."""
        self.write(tf.Event(step=step, summary=tf.Summary(value=values)))

    def write_scalars(self, step: int, **scalars: float) -> None:
        """Add a number for each tag."""
        self.write_values(step, [tf.Summary.Value(tag=tag, simple_value=value) for tag, value in scalars.items()])

    def flush(self) -> None:
        with writing(self.folder):
            self.file.flush()

    def close(self) -> None:
        with writing(self.folder):
            self.file.close()


def histogram(array: np.ndarray) -> Any:
    """A `tf.HistogramProto` of the finite values of `array` in 64 bins of equal width.

    TensorFlow's own histogram op sorts every value into one of 1,500 bins of growing width, which takes five times
    as long for the CNN's 3.2 million weights; TensorBoard redraws either in 30 bins.
    """
    values = array.reshape(-1)
    if not np.isfinite(values).all():
        values = values[np.isfinite(values)]
    if not values.size:
        return tf.HistogramProto()
    low, high = float(values.min()), float(values.max())
    if high - low < max(1e-3 * max(high, -low), 1e-30):  # float32 may have too few numbers in between for the edges
        values = values.astype(np.float64)
    counts, edges = np.histogram(values, BINS if low < high else [values[0], values[0]])
    return tf.HistogramProto(
        min=edges[0],
        max=edges[-1],
        num=values.size,
        sum=values.sum(dtype=np.float64),
        sum_squares=np.dot(values, values),
        bucket_limit=edges[1:],
        bucket=counts,
    )


def draw_bank(bank: np.ndarray, gap: int = 8, height: int = 80) -> np.ndarray:
    """A filter bank as one grey picture, uint8 [rows, columns]: the lowest weight of all black, the highest white.

    Args:
      bank: [height, width, in, out] float; each row of the picture shows an input channel, unless there is only one:
        then the filters are laid out in rows of eight.
      gap: white pixels between two filters.
      height: about how high each filter is drawn, in pixels; every weight becomes a square.
    """
    low, high = bank.min(), bank.max()
    if high > low and np.isfinite([low, high]).all():
        grey = np.round((bank - low) / (high - low) * 255).astype(np.uint8)
    else:
        grey = np.full(bank.shape, 128, np.uint8)
    square = max(1, height // bank.shape[0])
    filters = grey.transpose(2, 3, 0, 1).reshape(-1, *bank.shape[:2])
    filters = filters.repeat(square, axis=1).repeat(square, axis=2)
    filters = np.pad(filters, ((0, 0), (0, gap), (0, gap)), constant_values=255)
    picture = tile(filters, columns=8 if bank.shape[2] == 1 else bank.shape[3], fill=255)
    return np.pad(picture, ((gap, 0), (gap, 0)), constant_values=255)


def tile(pictures: np.ndarray, columns: int, fill: int = 0) -> np.ndarray:
    """Pictures [N, height, width] side by side in rows of `columns`, the last row filled up with `fill`."""
    count, height, width = pictures.shape
    rows = math.ceil(count / columns)
    padded = np.pad(pictures, ((0, rows * columns - count), (0, 0), (0, 0)), constant_values=fill)
    grid = padded.reshape(rows, columns, height, width).swapaxes(1, 2)
    return grid.reshape(rows * height, columns * width)


def png(picture: np.ndarray) -> bytes:
    """A grey picture, uint8 [rows, columns], as the bytes of a PNG file."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "png")
    return buffer.getvalue()
