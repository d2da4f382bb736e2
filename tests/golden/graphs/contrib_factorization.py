"""`tf.contrib.factorization`: k-means."""

import tempfile

import numpy as np


def _clusters(tf, **options):
    x = tf.placeholder(tf.float32, [9, 2], name="x")
    return tf.contrib.factorization.KMeans(inputs=x, num_clusters=3, **options).training_graph()


def k_means(tf):
    _clusters(tf, distance_metric="squared_euclidean", use_mini_batch=False)


def k_means_by_mini_batches(tf):
    _clusters(tf, distance_metric="cosine", use_mini_batch=True, random_seed=3)


def k_means_plus_plus(tf):
    _clusters(tf, initial_clusters="kmeans_plus_plus", mini_batch_steps_per_iteration=2)


def centres_that_are_given(tf):
    centres = [[0.0, 1.0], [1.0, 0.0], [-1.0, -1.0]]
    *_, start, _ = _clusters(tf, initial_clusters=centres, use_mini_batch=False)
    return start


def k_means_by_chains(tf):
    _clusters(tf, initial_clusters="kmc2", distance_metric="cosine", kmc2_chain_length=2)


def centres_that_a_function_chooses(tf):
    _clusters(tf, initial_clusters=lambda rows, number: rows[0][:number], use_mini_batch=True)


def k_means_as_an_estimator(tf):
    """Its centres and its score, from graphs of its own."""
    draw = np.random.RandomState(0)
    points = np.concatenate([draw.randn(20, 2) + place for place in ([0, 0], [5, 5], [-5, 5])]).astype("float32")

    def batch():
        return tf.train.limit_epochs(tf.convert_to_tensor(points), num_epochs=1)

    with tf.Graph().as_default():
        clusters = tf.contrib.factorization.KMeansClustering(
            3, model_dir=tempfile.mkdtemp(), random_seed=7, use_mini_batch=False, relative_tolerance=1e-6
        )
        for _ in range(3):
            clusters.train(batch)
        found = [clusters.cluster_centers(), clusters.score(batch), list(clusters.predict_cluster_index(batch))]
        found.append(np.array(list(clusters.transform(batch))))
    return [tf.constant(part) for part in found]
