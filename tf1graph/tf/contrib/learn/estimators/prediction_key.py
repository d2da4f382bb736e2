"""Under which names a model predicts."""

from tf1graph.tf.names import provide


@provide("tf.contrib.learn.PredictionKey", gone="2.0")
class PredictionKey:
    """The names of predictions."""

    CLASSES = "classes"
    PROBABILITIES = "probabilities"
    LOGITS = "logits"
    LOGISTIC = "logistic"
    SCORES = "scores"
    TOP_K = "top_k"
    GENERIC = "output"
