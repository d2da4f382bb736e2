"""The CRNN tutorial: two pictures of digits, one after the other; which difference do they make?

The graph is that of the article "Combining a CNN and an RNN" (2018, in Japanese, for TensorFlow 1.4), node
for node: two convolutions with pooling and a dense layer for each picture (not shared), a BasicRNNCell over
the two, and 19 classes for the differences -9…9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tf1graph import tf
from tf1graph.tutorials.settings import RunSettings, option, positive, valid_seed

SEQUENCE_SIZE = 2
IMAGE_SIZE = 28
OUTPUT_SIZE = 19
HIDDEN_SIZE = 256


@dataclass
class CRNNSettings(RunSettings):
    """What the CRNN is trained with; the defaults are the tutorial's, and a seed with which it learns."""

    steps: int = option(10000, "training steps", check=positive)
    batch_size: int = option(128, "pairs of pictures in a training step", check=positive)
    seed: int = option(
        4, "seed of NumPy and of the graph; the tutorial sets none, and with some it stays at chance", check=valid_seed
    )
    scaled: bool = option(False, "feed pixels as 0…1 (the tutorial feeds 0…255, which saturates many a start)")


@dataclass
class CRNN:
    """The nodes of the CRNN's graph that its user feeds or fetches; the names are the tutorial's.

    Shapes, N pairs: `input` [2, N, 28, 28, 1] float32 in 0…255 as the tutorial feeds it, `correct` [N, 19]
    one-hot of the difference + 9, `hidden_list` [N, 2, 256], `prediction` [N, 19] logits, `pred_output`
    [N, 19] probabilities; `loss` (mean over the batch, nats) and `accuracy` are scalars. N is the batch size
    that the graph was built with: the RNN's first state has that many rows.
    """

    input: Any
    correct: Any
    hidden_list: Any
    prediction: Any
    pred_output: Any
    loss: Any
    train_step: Any
    accuracy: Any


def build(settings: CRNNSettings | None = None) -> CRNN:
    """Build the CRNN's graph in the default graph and return its nodes.

    With the tutorial's settings every node's name, type, inputs and seeds equal TensorFlow 1.15.5's.
    """
    settings = settings or CRNNSettings()
    pictures = tf.placeholder(tf.float32, shape=[SEQUENCE_SIZE, None, IMAGE_SIZE, IMAGE_SIZE, 1])
    correct = tf.placeholder(tf.float32, shape=[None, OUTPUT_SIZE])

    hidden_list = tf.transpose([read_picture(pictures[i]) for i in range(SEQUENCE_SIZE)], perm=[1, 0, 2])

    cell = tf.nn.rnn_cell.BasicRNNCell(HIDDEN_SIZE)
    state = cell.zero_state(settings.batch_size, tf.float32)
    for i in range(SEQUENCE_SIZE):
        output, state = cell(hidden_list[:, i, :], state)

    prediction = tf.layers.dense(output, OUTPUT_SIZE)
    pred_output = tf.nn.softmax(prediction)

    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=correct, logits=prediction))
    train_step = tf.train.AdamOptimizer(settings.learning_rate, beta1=0.9, beta2=0.999).minimize(loss)

    hit = tf.equal(tf.argmax(pred_output, 1), tf.argmax(correct, 1))
    accuracy = tf.reduce_mean(tf.cast(hit, tf.float32))
    return CRNN(pictures, correct, hidden_list, prediction, pred_output, loss, train_step, accuracy)


def read_picture(picture: Any) -> Any:
    """The CNN's features of one picture of each pair: [N, 28, 28, 1] becomes [N, 256]."""
    conv1 = tf.layers.conv2d(
        picture, filters=16, kernel_size=[3, 3], strides=[1, 1], padding="same", activation=tf.nn.elu
    )
    pool1 = tf.layers.max_pooling2d(conv1, pool_size=[2, 2], strides=[2, 2])
    conv2 = tf.layers.conv2d(
        pool1, filters=16, kernel_size=[3, 3], strides=[1, 1], padding="same", activation=tf.nn.elu
    )
    pool2 = tf.layers.max_pooling2d(conv2, pool_size=[2, 2], strides=[2, 2])
    flat = tf.contrib.layers.flatten(pool2)
    return tf.layers.dense(
        flat,
        HIDDEN_SIZE,
        activation=tf.nn.elu,
        kernel_initializer=tf.contrib.layers.variance_scaling_initializer(),
    )
