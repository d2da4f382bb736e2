"""Holds bodies for the modules of `tensorflow.python.data.experimental`."""
