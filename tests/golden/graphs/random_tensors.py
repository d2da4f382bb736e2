"""Random ops with all their options, with and without seeds of their own."""


def normal(tf):
    return [
        tf.random_normal([3, 2]),
        tf.random_normal([3], 1.0, 2.0, tf.float64, 5, "named"),
        tf.random.normal(tf.constant([2, 2]), seed=3),
        tf.random_normal((2,), mean=tf.constant([1.0, 2.0]), stddev=[0.1, 10.0]),
        tf.truncated_normal([3], stddev=0.1),
        tf.random.truncated_normal([2, 2], dtype=tf.float32, seed=3, name="cut"),
    ]


def uniform(tf):
    return [
        tf.random_uniform([3, 2]),
        tf.random_uniform([3], -1, 1),
        tf.random_uniform([3], maxval=0.5, dtype=tf.float64, seed=2, name="named"),
        tf.random_uniform([3], 0, 10, tf.int32),
        tf.random_uniform([3], minval=tf.constant(5, tf.int64), maxval=9, dtype=tf.int64, seed=1),
        tf.random.uniform([]),
        tf.random_uniform(tf.shape(tf.placeholder(tf.float32, [None, 2], name="x"))),
    ]


def gamma(tf):
    return [
        tf.random_gamma([3], 1.0),
        tf.random_gamma([2], [0.5, 1.5], beta=2.0, seed=3, name="named"),
        tf.random.gamma([2], tf.constant([0.5]), beta=[1.0, 3.0], dtype=tf.float32),
        tf.random_gamma([2], tf.constant(2.0, tf.float64), dtype=tf.float64),
    ]


def poisson(tf):
    return [
        tf.random_poisson(2.0, [3]),
        tf.random_poisson([1.0, 5.0], [2], seed=3, name="named"),
        tf.random.poisson(tf.constant([1.0]), [2], dtype=tf.float64),
    ]


def categories(tf):
    logits = tf.placeholder(tf.float32, [2, 4], name="logits")
    return [
        tf.multinomial(logits, 3),
        tf.multinomial(logits, 3, seed=1, name="named", output_dtype=tf.int32),
        tf.random.categorical(logits, 2),
        tf.random.multinomial([[0.0, 1.0]], 2, 5),
        tf.random.categorical(logits, 2, dtype=tf.int32, seed=4, name="kinds"),
    ]


def shuffles_and_crops(tf):
    x = tf.placeholder(tf.float32, [6, 4], name="x")
    return [
        tf.random_shuffle(x),
        tf.random.shuffle(tf.range(5), seed=2, name="named"),
        tf.random_crop(x, [2, 2]),
        tf.image.random_crop(x, [3, 4], seed=3, name="crop"),
    ]


def stateless(tf):
    return [
        tf.random.stateless_uniform([3], [1, 2]),
        tf.random.stateless_uniform([3], [1, 2], 0, 9, tf.int32),
        tf.random.stateless_normal([3], [1, 2], 1.0, 2.0),
        tf.random.stateless_truncated_normal([3], tf.constant([3, 4]), name="named"),
        tf.random.stateless_categorical([[1.0, 2.0]], 3, [5, 6]),
        tf.random.stateless_multinomial([[1.0, 2.0]], 3, [5, 6]),
    ]


def candidates(tf):
    true = tf.placeholder(tf.int64, [3, 1], name="below_5")
    return [
        tf.nn.uniform_candidate_sampler(true, 1, 2, True, 5)[0],
        tf.nn.log_uniform_candidate_sampler(true, 1, 2, True, 5, seed=3),
        tf.nn.learned_unigram_candidate_sampler(true, 1, 2, True, 5)[0],
        tf.random.fixed_unigram_candidate_sampler(true, 1, 2, False, 5, unigrams=[1.0, 2.0, 3.0, 4.0, 5.0]),
        tf.nn.compute_accidental_hits(true, tf.constant([1, 2], tf.int64), 1),
    ]


def seeds_after_other_ops(tf):
    tf.constant([1.0]) + tf.constant([2.0])
    first = tf.random_normal([2])
    with tf.name_scope("inner"):
        second = tf.random_uniform([2], seed=7)
        third = tf.nn.dropout(tf.ones([4]), 0.5)
    return [first, second, third, tf.constant(tf.get_seed(None)[1] or 0), tf.constant(tf.get_seed(5))]


def _with_graph_seed(tf, seed):
    tf.set_random_seed(seed)
    return [tf.random_normal([2]), tf.random_normal([2], seed=3), tf.truncated_normal([2])]


def graph_seeds(tf):
    return _with_graph_seed(tf, 0) + _with_graph_seed(tf, 2**31 - 1)


def gradients_through_draws(tf):
    alpha = tf.placeholder(tf.float32, [2], name="alpha")
    mean = tf.placeholder(tf.float32, [2], name="mean")
    positive = tf.square(alpha) + 1.0
    return [tf.gradients(tf.random_gamma([3], positive), [alpha]), tf.gradients(tf.random_normal([3, 2], mean), [mean])]
