"""Bodies of `tensorflow/python/feature_column` that differ from today's."""
