"""The smaller modules of contrib: crf, opt, data, image, util."""


def _chain(tf, length):
    scores = tf.placeholder(tf.float32, [2, length, 3], name="scores")
    tags = tf.placeholder(tf.int32, [2, length], name="below_3")
    return scores, tags, tf.constant([length, max(1, length - 1)])


def a_conditional_random_field(tf):
    crf = tf.contrib.crf
    scores, tags, lengths = _chain(tf, 4)
    likelihood, transitions = crf.crf_log_likelihood(scores, tags, lengths)
    tf.train.GradientDescentOptimizer(0.1).minimize(-tf.reduce_mean(likelihood))
    return likelihood, transitions


def the_best_tags(tf):
    scores, _, lengths = _chain(tf, 4)
    return tf.contrib.crf.crf_decode(scores, tf.get_variable("t", [3, 3]), lengths)


def chains_of_length_one(tf):
    crf = tf.contrib.crf
    scores, tags, lengths = _chain(tf, 1)
    transitions = tf.get_variable("t", [3, 3])
    likelihood, _ = crf.crf_log_likelihood(scores, tags, lengths, transitions)
    return likelihood, crf.crf_decode(scores, transitions, lengths)


def allowed_tags(tf):
    scores, _, lengths = _chain(tf, 3)
    allowed = tf.constant([[[True, False, True]] * 3, [[False, True, True]] * 3])
    return tf.contrib.crf.crf_multitag_sequence_score(scores, allowed, lengths, tf.get_variable("t", [3, 3]))


def lazy_adam(tf):
    ids = tf.placeholder(tf.int32, [4], name="below_5")
    w = tf.get_variable("e", [5, 3])
    loss = tf.reduce_mean(tf.square(tf.nn.embedding_lookup(w, ids)))
    tf.contrib.opt.LazyAdamOptimizer(0.01).minimize(loss)


def full_batches(tf):
    dataset = tf.data.Dataset.range(10).apply(tf.contrib.data.batch_and_drop_remainder(3))
    return dataset.make_one_shot_iterator().get_next()


def pictures_turned_and_moved(tf):
    image = tf.contrib.image
    pictures = tf.placeholder(tf.float32, [2, 4, 5, 1], name="x")
    return [
        image.rotate(pictures, 0.5),
        image.rotate(pictures[0], [0.3], interpolation="BILINEAR"),
        image.rotate(pictures[0, :, :, 0], 1.0),
        image.translate(pictures, [1.0, 2.0]),
        image.translate(pictures, [[1.0, 2.0], [0.0, -1.0]]),
        image.transform(pictures, [1.0, 0.1, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0], output_shape=[3, 3]),
    ]
