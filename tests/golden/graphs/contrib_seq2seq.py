"""`tf.contrib.seq2seq`: decoders with every helper, and losses."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _decode(tf, helper, layer=True, **options):
    cell = tf.nn.rnn_cell.BasicRNNCell(4)
    layer = tf.layers.Dense(5) if layer else None
    decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(3, tf.float32), output_layer=layer)
    outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder, **options)
    return [outputs.rnn_output, outputs.sample_id, state, lengths]


def training_helper(tf):
    return _decode(tf, tf.contrib.seq2seq.TrainingHelper(_x(tf, 3, 4, 2), [4, 1, 3]))


def training_helper_with_options(tf):
    helper = tf.contrib.seq2seq.TrainingHelper(_x(tf, None, 3, 2), tf.constant([2, 1, 3]), time_major=True)
    return _decode(
        tf,
        helper,
        layer=False,
        output_time_major=True,
        impute_finished=True,
        maximum_iterations=2,
        swap_memory=True,
        parallel_iterations=1,
        scope="mine",
    )


def training_helper_with_a_loss_and_its_gradients(tf):
    helper = tf.contrib.seq2seq.TrainingHelper(_x(tf, 3, 4, 2), [4, 4, 4])
    logits = _decode(tf, helper)[0]
    targets = tf.placeholder(tf.int32, [3, 4], name="below_5")
    loss = tf.contrib.seq2seq.sequence_loss(logits, targets, tf.ones([3, 4]))
    return [loss, tf.train.GradientDescentOptimizer(0.1).minimize(loss)]


def greedy_embedding_helper(tf):
    table = tf.get_variable("table", [5, 2])
    helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(table, [1, 2, 3], 0)
    return _decode(tf, helper, maximum_iterations=4)


def sample_embedding_helper(tf):
    table = tf.get_variable("table", [5, 2])
    helper = tf.contrib.seq2seq.SampleEmbeddingHelper(
        lambda words: tf.nn.embedding_lookup(table, words), tf.fill([3], 1), 0, softmax_temperature=0.5, seed=7
    )
    return _decode(tf, helper, maximum_iterations=3)


def custom_and_inference_helpers(tf):
    one = tf.contrib.seq2seq.CustomHelper(
        initialize_fn=lambda: (tf.fill([3], False), tf.zeros([3, 2])),
        sample_fn=lambda time, outputs, state: tf.to_int32(tf.argmax(outputs, 1)),
        next_inputs_fn=lambda time, outputs, state, sample_ids: (tf.fill([3], time >= 2), tf.ones([3, 2]), state),
    )
    two = tf.contrib.seq2seq.InferenceHelper(
        sample_fn=lambda outputs: outputs[:, :2],
        sample_shape=[2],
        sample_dtype=tf.float32,
        start_inputs=tf.zeros([3, 2]),
        end_fn=lambda samples: tf.reduce_sum(samples, 1) > 1.0,
        next_inputs_fn=lambda samples: samples * 2.0,
    )
    return [_decode(tf, one), _decode(tf, two, maximum_iterations=3, scope="second")]


def losses_of_a_sequence(tf):
    loss = tf.contrib.seq2seq.sequence_loss
    logits, targets = _x(tf, 3, 4, 5), tf.placeholder(tf.int32, [3, 4], name="below_5")
    weights = tf.constant([[1.0, 1.0, 0.0, 0.0]] * 3)
    return [
        loss(logits, targets, weights),
        loss(logits, targets, weights, False, False),
        loss(logits, targets, weights, True, False),
        loss(logits, targets, weights, False, True, name="over_batch"),
        loss(logits, targets, weights, False, False, True, True),
        loss(logits, targets, weights, False, False, sum_over_batch=True),
    ]


def tiles_and_hardmax(tf):
    return [
        tf.contrib.seq2seq.tile_batch((_x(tf, 2, 3), _x(tf, None)), 2),
        tf.contrib.seq2seq.hardmax(_x(tf, 2, 3)),
        tf.contrib.rnn.transpose_batch_time(_x(tf, None, 3, 2)),
        tf.contrib.rnn.best_effort_input_batch_size([_x(tf, 3, None, 2)]),
    ]
