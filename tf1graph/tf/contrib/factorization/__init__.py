"""`tf.contrib.factorization`: clusters and mixtures."""

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

names.add(
    *names.moved(
        "tf.contrib.factorization",
        "tf1graph.tf.contrib.factorization.centers:",
        "COSINE_DISTANCE KMEANS_PLUS_PLUS_INIT RANDOM_INIT SQUARED_EUCLIDEAN_DISTANCE",
        gone="2.0",
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)

# isort: split
from tf1graph.tf.contrib.factorization.gmm_ops import gmm  # noqa: E402, F401 - the function, not its file
