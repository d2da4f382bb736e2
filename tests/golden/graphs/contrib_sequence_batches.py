"""`tf.contrib.training.batch_sequences_with_states` of dense tensors; what comes out is up to threads."""


def _batch(tf, sequences, **options):
    return tf.contrib.training.batch_sequences_with_states(
        tf.constant("one"), sequences, {"c": tf.constant([7, 8])}, initial_states={"h": tf.zeros([2])}, **options
    )


def padded(tf):
    batch = _batch(
        tf, {"x": tf.ones([3, 1]), "w": tf.constant(["a", "b", "c"])}, input_length=None, num_unroll=2, batch_size=2
    )
    batch.save_state("h", batch.state("h") + 1.0)


def whole_with_unique_keys(tf):
    _batch(
        tf,
        {"x": tf.ones([4, 1])},
        input_length=tf.constant(4),
        num_unroll=2,
        batch_size=1,
        num_threads=1,
        capacity=3,
        allow_small_batch=False,
        pad=False,
        make_keys_unique=True,
        make_keys_unique_seed=5,
        name="mine",
    )
