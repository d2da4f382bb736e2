"""The estimator of mixtures of Gaussians."""

import numpy as np


def _input(tf):
    draw = np.random.RandomState(1)
    x = np.concatenate([draw.randn(12, 2), draw.randn(12, 2) * 0.5 + 3]).astype("float32")
    return lambda: (tf.constant(x), None)


def _fit(tf, folder, watch, **about):
    config = tf.contrib.learn.RunConfig(tf_random_seed=4, gpu_memory_fraction=0.5)
    mixture = tf.contrib.factorization.GMM(2, folder, config=config, **about)
    mixture.fit(input_fn=_input(tf), steps=4, monitors=[watch])
    found = mixture.evaluate(input_fn=_input(tf), steps=1, hooks=[watch])
    return {
        "figures": found,
        "score": mixture.score(input_fn=_input(tf), steps=1),
        "weights": mixture.weights(),
        "clusters": mixture.clusters(),
        "covariances": mixture.covariances(),
    }


def full_covariances(tf, folder, watch):
    return _fit(tf, folder, watch, initial_clusters=[[0.0, 0.0], [2.0, 2.0]])


def diagonal_covariances_of_random_rows(tf, folder, watch):
    return _fit(tf, folder, watch, covariance_type="diag", random_seed=2)
