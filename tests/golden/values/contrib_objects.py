"""`tf.contrib`: constants, decoded arrays, classes to inherit from, and what graphs are asked for."""

import numpy as np


def tags_decoded(tf):
    draw = np.random.RandomState(3)
    found = [tf.contrib.crf.viterbi_decode(draw.randn(n, 3).astype("f"), draw.randn(3, 3).astype("f")) for n in (1, 5)]
    return [[path, score] for path, score in found]


def names_of_optimizers(tf):
    layers = tf.contrib.layers
    return [
        {name: kind.__name__ for name, kind in layers.OPTIMIZER_CLS_NAMES.items()},
        layers.OPTIMIZER_SUMMARIES,
        str(layers.SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY),
        tf.contrib.slim.OPTIMIZER_SUMMARIES,
        str(tf.contrib.slim.SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY),
        sorted(tf.contrib.slim.OPTIMIZER_CLS_NAMES),
        tf.contrib.data.AUTOTUNE,
    ]


def specs(tf):
    spec = tf.contrib.framework.TensorSpec([2, None], tf.float32, "x")
    bounded = tf.contrib.framework.BoundedTensorSpec([2], tf.int32, minimum=0, maximum=[3, 4], name="b")
    return [
        str(spec.shape),
        spec.dtype.name,
        spec.name,
        spec.is_compatible_with(tf.ones([2, 5])),
        spec.is_compatible_with(tf.ones([3, 5])),
        spec == tf.contrib.framework.TensorSpec([2, None], tf.float32, "x"),
        repr(spec),
        bounded.minimum,
        bounded.maximum,
        str(bounded.shape),
        tf.contrib.framework.TensorSpec.from_tensor(tf.ones([2], name="ones")).name,
        tf.contrib.framework.BoundedTensorSpec.from_spec(spec).maximum,
    ]


def classes_to_inherit_from(tf):
    seq2seq, rnn = tf.contrib.seq2seq, tf.contrib.rnn
    bijectors = tf.contrib.distributions.bijectors
    pairs = [
        (seq2seq.BasicDecoder, seq2seq.Decoder),
        (seq2seq.BeamSearchDecoder, seq2seq.Decoder),
        (seq2seq.TrainingHelper, seq2seq.Helper),
        (seq2seq.GreedyEmbeddingHelper, seq2seq.Helper),
        (seq2seq.BahdanauAttention, seq2seq.AttentionMechanism),
        (rnn.FusedRNNCellAdaptor, rnn.FusedRNNCell),
        (rnn.LSTMBlockFusedCell, rnn.LSTMBlockWrapper),
        (bijectors.ConditionalBijector, bijectors.Bijector),
    ]
    own = [[n for n in vars(above) if not n.startswith("_")] for _, above in pairs]
    return [[issubclass(one, above) for one, above in pairs], [sorted(found) for found in own[:7]]]


def ops_of_a_graph(tf):
    tf.matmul(tf.ones([2, 2]), tf.random_normal([2, 2]))
    definition = tf.get_default_graph().as_graph_def()
    util = tf.contrib.util
    return [
        sorted(util.ops_used_by_graph_def(definition)),
        [op.name for op in util.stripped_op_list_for_graph(definition).op],
    ]


def what_the_loader_says(tf):
    try:
        tf.contrib.util.loader.load_op_library("nothing.so")
    except tf.errors.NotFoundError:
        return "not found"


def messages(tf):
    monitors = tf.contrib.learn.monitors
    return [monitors.SessionLog(msg="words").msg, monitors.Summary(value=[{"tag": "t"}]).value[0].tag]


def embeddings_shown(tf):
    projector = tf.contrib.tensorboard.plugins.projector
    config = projector.ProjectorConfig(model_checkpoint_path="model.ckpt")
    config.embeddings.add(tensor_name="embedding", metadata_path="labels.tsv")
    projector.visualize_embeddings(tf.summary.FileWriter("logs"), config)
    with open("logs/projector_config.pbtxt") as file:
        return file.read()


def sums_over_cores(tf):
    tpu = tf.contrib.tpu
    x = tf.placeholder(tf.float32, [4], name="x")
    with tpu.bfloat16_scope():
        low = tf.layers.dense(tf.cast(x[None], tf.bfloat16), 2)
    tpu.cross_replica_sum(x)
    tpu.cross_replica_sum(x, [[0, 1]], name="mine")
    weight = tf.get_variable("weight", [2], initializer=tf.ones_initializer())
    optimizer = tpu.CrossShardOptimizer(tf.train.MomentumOptimizer(0.1, 0.9))
    optimizer.minimize(tf.reduce_sum(weight * weight), name="train")
    assert optimizer.get_slot(weight, "momentum") is not None
    nodes = [[op.name, op.type, [t.name for t in op.inputs]] for op in tf.get_default_graph().get_operations()]
    return [nodes, low.dtype.name]  # no kernel of a CPU runs them
