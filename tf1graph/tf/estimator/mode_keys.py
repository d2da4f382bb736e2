"""The three ways in which an estimator calls its model function."""

from __future__ import annotations

from tf1graph.tf.names import provide


@provide("tf.estimator.ModeKeys")
class ModeKeys:
    """Names of what the model is built for: `TRAIN`, `EVAL` and `PREDICT`, which is `"infer"`."""

    TRAIN = "train"
    EVAL = "eval"
    PREDICT = "infer"
