"""What is said of a net of slim and of a sequence-to-sequence model: their layers' arithmetic, and no false warning."""

import json

from graph.graphs import loaded

from tf1graph.graph import summarise
from tf1graph.graph.findings import find_warnings
from tf1graph.graph.text import View, format_json, format_text


def residual_net(tf):
    slim = tf.contrib.slim
    resnet = tf.contrib.slim.nets.resnet_v2
    with slim.arg_scope(resnet.resnet_arg_scope()):
        x = tf.placeholder(tf.float32, [None, 32, 32, 3], name="x")
        block = resnet.resnet_v2_block("block1", base_depth=4, num_units=2, stride=2)
        net, _ = resnet.resnet_v2(x, [block], 10, global_pool=True, scope="net")
    loss = tf.losses.softmax_cross_entropy(tf.one_hot([1], 10), tf.squeeze(net, [1, 2]))
    slim.learning.create_train_op(loss, tf.train.RMSPropOptimizer(0.1), summarize_gradients=True)


def scope(summary, path):
    return next(scope for _, scope in summary.root.walk() if scope.path == path)


def test_a_net_of_slim_is_counted_by_its_scopes():
    summary = summarise(loaded(residual_net), 2)
    first = 7 * 7 * 3 * 64 + 64
    norm = 4  # scale, offset, moving mean and variance of each channel
    inner = 64 * 4 + norm * 4 + 3 * 3 * 4 * 4 + norm * 4 + 4 * 16 + 16
    unit_1 = norm * 64 + 64 * 16 + 16 + inner
    assert scope(summary, "net/conv1").parameters == first
    convolution = summary.graph.nodes.index["net/conv1/Conv2D"]
    assert summary.costs.flops[convolution] == 2 * 16 * 16 * 64 * 2 * 7 * 7 * 3
    assert scope(summary, "net/block1/unit_1").parameters == unit_1
    assert scope(summary, "net/logits").parameters == 16 * 10 + 10
    assert scope(summary, "net/block1/unit_1").output_shape == (None, 8, 8, 16)
    assert summary.folded["gradients"] > summary.folded["summaries"] > 0
    assert find_warnings(summary) == []


UNITS, WORDS, NUMBERS = 6, 11, 5


def sequence_to_sequence(tf):
    seq2seq, cells = tf.contrib.seq2seq, tf.nn.rnn_cell
    source = tf.placeholder(tf.int32, [None, 8], name="source")
    target = tf.placeholder(tf.int32, [None, None], name="target")
    lengths = tf.placeholder(tf.int32, [None], name="lengths")
    with tf.variable_scope("encoder"):
        words = tf.get_variable("words", [WORDS, NUMBERS])
        outputs, state = tf.nn.dynamic_rnn(
            cells.GRUCell(UNITS), tf.nn.embedding_lookup(words, source), dtype=tf.float32
        )
    with tf.variable_scope("decoder"):
        attention = seq2seq.LuongAttention(UNITS, outputs)
        cell = seq2seq.AttentionWrapper(cells.GRUCell(UNITS), attention, UNITS)
        begin = cell.zero_state(tf.shape(source)[0], tf.float32).clone(cell_state=state)
        helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(words, target), lengths)
        decoder = seq2seq.BasicDecoder(cell, helper, begin, tf.layers.Dense(WORDS, use_bias=False, name="out"))
        decoded, _, _ = seq2seq.dynamic_decode(decoder)
    loss = seq2seq.sequence_loss(decoded.rnn_output, target, tf.sequence_mask(lengths, dtype=tf.float32))
    tf.summary.scalar("loss", loss)
    optimizer = tf.train.AdamOptimizer()
    gradients, variables = zip(*optimizer.compute_gradients(loss), strict=True)
    gradients, _ = tf.clip_by_global_norm(gradients, 5.0)
    optimizer.apply_gradients(zip(gradients, variables, strict=True))


def gru(taken):
    return (taken + UNITS) * 3 * UNITS + 3 * UNITS


def test_a_sequence_to_sequence_model_is_counted_with_its_loops():
    summary = summarise(loaded(sequence_to_sequence), 3)
    attention = UNITS * UNITS + 2 * UNITS * UNITS
    assert scope(summary, "encoder").parameters == WORDS * NUMBERS + gru(NUMBERS)
    assert scope(summary, "decoder").parameters == gru(NUMBERS + UNITS) + attention + UNITS * WORDS
    assert summary.root.parameters == scope(summary, "encoder").parameters + scope(summary, "decoder").parameters
    assert [loop.iterations for loop in summary.loops] == [8, None, None, 8]
    nodes = summary.graph.nodes
    products = {
        nodes.name(at): int(summary.costs.flops[at]) for at in nodes.of_op("MatMul").tolist() if summary.counted[at]
    }
    step = 2 * 3 * (NUMBERS + UNITS)
    assert products["encoder/rnn/while/gru_cell/MatMul"] == 8 * step * 2 * UNITS
    assert products["encoder/rnn/while/gru_cell/MatMul_1"] == 8 * step * UNITS
    assert not {scope.name for scope in summary.root.scopes} & {
        "gradients",
        "global_norm",
        "clip_by_global_norm",
        "Adam",
    }


def test_its_loops_are_in_text_and_json_and_it_has_no_warning():
    summary = summarise(loaded(sequence_to_sequence), 3)
    assert find_warnings(summary) == []
    text = format_text(summary, View(depth=None, nodes=True))
    assert "encoder/rnn/while/while_context (8)." in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80
    held = json.loads(format_json(summary))
    assert {"name": "decoder/decoder/while/while_context", "iterations": None} in held["loops"]
