"""Bodies of `tensorflow.python.feature_column`'s layers of Keras, which are tf_keras' now."""
