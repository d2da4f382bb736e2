"""`tensorflow.examples.tutorials.mnist`: MNIST, where it comes from, and what stands in for it."""

from tf1graph.tf.examples.tutorials.mnist import input_data as input_data
