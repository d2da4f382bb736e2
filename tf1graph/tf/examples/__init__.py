"""`tensorflow.examples`: what tutorials imported from it."""

from tf1graph.tf.examples import tutorials as tutorials
