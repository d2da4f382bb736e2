"""The CNN tutorial: one convolution, one pooling, two dense layers, on MNIST, in graph mode.

The graph is that of the article "Introduction to TensorFlow: convolutional neural networks" (2017, in
Japanese, for TensorFlow 1.x), node for node: 16 filters of 5x5, max pooling, 1,024 hidden units, softmax,
the cross entropy summed over the batch, Adam.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tf1graph import tf
from tf1graph.tutorials.settings import RunSettings, option, positive, valid_seed

FILTERS = 16
FLAT_SIZE = 14 * 14 * FILTERS
HIDDEN_SIZE = 1024


@dataclass
class CNNSettings(RunSettings):
    """What the CNN is trained with; the defaults are the tutorial's."""

    steps: int = option(2000, "training steps", check=positive)
    batch_size: int = option(100, "pictures in a training step", check=positive)
    seed: int = option(20171001, "seed of NumPy and of the graph", check=valid_seed)


@dataclass
class CNN:
    """The nodes of the CNN's graph that its user feeds or fetches; the names are the tutorial's.

    Shapes, N pictures: `x` [N, 784] float32 in 0…1, `t` [N, 10] one-hot, `cfilter` [5, 5, 1, 16],
    `cfiltered` [N, 28, 28, 16], `pfiltered` [N, 14, 14, 16], `z` [N, 1024], `p` [N, 10] probabilities,
    `loss` and `accuracy` scalar. `loss` is the sum over the batch, in nats.
    """

    x: Any
    t: Any
    cfilter: Any
    cfiltered: Any
    pfiltered: Any
    z: Any
    p: Any
    loss: Any
    train_step: Any
    accuracy: Any


def build(settings: CNNSettings | None = None) -> CNN:
    """Build the CNN's graph in the default graph and return its nodes.

    With the tutorial's learning rate every node's name, op, inputs and seeds equal TensorFlow 1.15.5's, but for
    the two `Sum` that add up the gradients of the biases (see `tf/python/ops/math_grad.py`).
    """
    settings = settings or CNNSettings()
    with tf.name_scope("Input"):
        x = tf.placeholder(tf.float32, [None, 784])
        x_image = tf.reshape(x, [-1, 28, 28, 1])
    with tf.name_scope("Conv"):
        cfilter = tf.Variable(tf.truncated_normal([5, 5, 1, FILTERS], stddev=0.1))
        cfiltered = tf.nn.conv2d(x_image, cfilter, strides=[1, 1, 1, 1], padding="SAME")
    with tf.name_scope("Pooling"):
        pfiltered = tf.nn.max_pool(cfiltered, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="SAME")
        flat = tf.reshape(pfiltered, [-1, FLAT_SIZE])
    with tf.name_scope("Hidden"):
        w1 = tf.Variable(tf.truncated_normal([FLAT_SIZE, HIDDEN_SIZE]))
        b1 = tf.Variable(tf.zeros([HIDDEN_SIZE]))
        z = tf.nn.relu(tf.matmul(flat, w1) + b1)
    with tf.name_scope("Output"):
        w0 = tf.Variable(tf.zeros([HIDDEN_SIZE, 10]))
        b0 = tf.Variable(tf.zeros([10]))
        p = tf.nn.softmax(tf.matmul(z, w0) + b0)
    with tf.name_scope("T"):
        t = tf.placeholder(tf.float32, [None, 10])
    with tf.name_scope("Loss"):
        loss = -tf.reduce_sum(t * tf.log(p))
    with tf.name_scope("Train"):
        train_step = tf.train.AdamOptimizer(settings.learning_rate).minimize(loss)
    with tf.name_scope("Acc"):
        correct = tf.equal(tf.argmax(p, 1), tf.argmax(t, 1))
        accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
    return CNN(x, t, cfilter, cfiltered, pfiltered, z, p, loss, train_step, accuracy)
