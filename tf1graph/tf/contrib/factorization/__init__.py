"""`tf.contrib.factorization`: clusters."""

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

names.add(
    *(
        names.Row(
            f"tf.contrib.factorization.{name}",
            "refused",
            gone="2.0",
            note="Fit the mixture with sklearn.mixture.GaussianMixture.",
        )
        for name in ("GMM", "GmmAlgorithm", "gmm")
    ),
    *names.moved(
        "tf.contrib.factorization",
        "tf1graph.tf.contrib.factorization.centers:",
        "COSINE_DISTANCE KMEANS_PLUS_PLUS_INIT RANDOM_INIT SQUARED_EUCLIDEAN_DISTANCE",
        gone="2.0",
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
