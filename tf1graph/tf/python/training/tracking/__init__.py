"""Objects that a checkpoint follows: today's `tensorflow.python.trackable` and `checkpoint`, by rows of the table."""
