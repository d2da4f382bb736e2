"""`tf.contrib.learn`: estimators before `tf.estimator`, their input, monitors and experiments."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

for _package in ("estimators", "learn_io", "ops", "preprocessing", "utils"):
    __import__(f"{__name__}.{_package}")
load(__name__)
