"""TensorFlow 1's internals where they build other nodes than today's: one file for each file that differs."""
