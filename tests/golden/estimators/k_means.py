"""The estimators of k-means, on whole batches: of shares of them 1.15.5 itself, run again, moves the centers otherwise.

What counts the points of a share and what reads that count have no order among themselves there.
"""

import numpy as np


def _input(tf):
    draw = np.random.RandomState(1)
    x = np.concatenate([draw.randn(12, 2), draw.randn(12, 2) * 0.5 + 3]).astype("float32")
    return lambda: tf.train.limit_epochs(tf.constant(x), num_epochs=1)


def _fit(tf, folder, watch, make, **about):
    model = make(2, folder, config=tf.estimator.RunConfig(tf_random_seed=4), **about)
    for _ in range(2):
        model.train(_input(tf), hooks=[watch])
    return {
        "centers": model.cluster_centers(),
        "score": model.score(_input(tf)),
        "clusters": list(model.predict_cluster_index(_input(tf))),
        "distances": list(model.transform(_input(tf)))[:3],
    }


def of_contrib(tf, folder, watch):
    return _fit(tf, folder, watch, tf.contrib.factorization.KMeansClustering, use_mini_batch=False, random_seed=3)


def of_contrib_by_cosines(tf, folder, watch):
    kind = tf.contrib.factorization.KMeansClustering
    about = {"initial_clusters": [[0.0, 1.0], [2.0, 2.5]], "relative_tolerance": 0.01}
    return _fit(tf, folder, watch, kind, use_mini_batch=False, distance_metric=kind.COSINE_DISTANCE, **about)


def of_estimator(tf, folder, watch):
    kind = tf.estimator.experimental.KMeans
    return _fit(tf, folder, watch, kind, initial_clusters=kind.KMEANS_PLUS_PLUS_INIT, use_mini_batch=False)
