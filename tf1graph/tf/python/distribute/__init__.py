"""What TensorFlow 1.15.5 kept in `tensorflow.python.distribute`."""
