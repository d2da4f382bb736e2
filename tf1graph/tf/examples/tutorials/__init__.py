"""`tensorflow.examples.tutorials`."""

from tf1graph.tf.examples.tutorials import mnist as mnist
