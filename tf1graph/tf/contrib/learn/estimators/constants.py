"""What a model's predictions answer."""

from tf1graph.tf.names import provide

COLLECTION_DEF_KEY_FOR_INPUT_FEATURE_KEYS = "input_feature_keys"


@provide("tf.contrib.learn.ProblemType", gone="2.0")
class ProblemType:
    """The kinds of problems, by which an export chooses its signature."""

    UNSPECIFIED = 0
    CLASSIFICATION = 1
    LINEAR_REGRESSION = 2
    LOGISTIC_REGRESSION = 3
