"""What estimators do: functions that take `tf` and a folder, recorded by the real TensorFlow 1.15.5."""
