"""Candidate samplers and the losses on sampled classes."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _ids(tf, below, *shape):
    return tf.placeholder(tf.int64, shape, name="below_%d" % below)


def samplers(tf):
    classes = _ids(tf, 20, 4, 2)
    return [
        tf.nn.uniform_candidate_sampler(classes, 2, 5, True, 20),
        tf.nn.log_uniform_candidate_sampler(classes, 2, 5, True, 20),
        tf.random.log_uniform_candidate_sampler(classes, 2, 5, False, 20, seed=7, name="own"),
        tf.nn.fixed_unigram_candidate_sampler(classes, 2, 5, True, 20, unigrams=[float(i + 1) for i in range(20)]),
        tf.nn.all_candidate_sampler(classes, 2, 20, True),
        tf.nn.compute_accidental_hits(classes, tf.constant([1, 2, 3], tf.int64), 2),
    ]


def learned_unigram_sampler(tf):
    return tf.nn.learned_unigram_candidate_sampler(_ids(tf, 20, 4, 2), 2, 5, True, 20)


def nce(tf):
    w, b = tf.get_variable("w", [20, 6]), tf.get_variable("b", [20])
    return tf.nn.nce_loss(w, b, _ids(tf, 20, 4, 1), _x(tf, 4, 6), 5, 20)


def nce_of_many_true_classes(tf):
    w, b = tf.get_variable("w", [20, 6]), tf.get_variable("b", [20])
    labels = _ids(tf, 20, 4, 3)
    return tf.nn.nce_loss(w, b, labels, _x(tf, 4, 6), 5, 20, num_true=3, remove_accidental_hits=True, name="own")


def gradients_of_nce(tf):
    w, b = tf.get_variable("w", [20, 6]), tf.get_variable("b", [20], initializer=tf.zeros_initializer())
    loss = tf.reduce_mean(tf.nn.nce_loss(w, b, _ids(tf, 20, 4, 1), _x(tf, 4, 6), 5, 20))
    return [loss, tf.train.GradientDescentOptimizer(1.0).minimize(loss)]


def sampled_softmax(tf):
    w, b = tf.get_variable("w", [20, 6]), tf.get_variable("b", [20])
    values = tf.nn.learned_unigram_candidate_sampler(_ids(tf, 20, 4, 1), 1, 4, True, 20, seed=3)
    return [
        tf.nn.sampled_softmax_loss(w, b, _ids(tf, 20, 4, 1), _x(tf, 4, 6), 5, 20),
        tf.nn.sampled_softmax_loss(
            w, b, _ids(tf, 20, 4, 1), _x(tf, 4, 6), 5, 20, remove_accidental_hits=False, sampled_values=values, seed=4
        ),
    ]


def sampled_softmax_of_shards(tf):
    w = tf.get_variable("w", [20, 6], partitioner=tf.fixed_size_partitioner(3))
    b = tf.get_variable("b", [20])
    return tf.nn.sampled_softmax_loss(w, b, _ids(tf, 20, 4, 1), _x(tf, 4, 6), 5, 20, partition_strategy="div")
