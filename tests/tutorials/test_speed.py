import numpy as np
import pytest

from tf1graph import tf
from tf1graph.tutorials import cnn, speed
from tf1graph.tutorials.speed import remark_on, rewritten_gradients, session_config


def train(fast, steps=4):
    draw = np.random.RandomState(0)
    with tf.Graph().as_default() as graph:
        tf.set_random_seed(1)
        with rewritten_gradients(fast):
            model = cnn.build(cnn.CNNSettings(fast=fast))
        with tf.Session(config=session_config(fast)) as session:
            session.run(tf.global_variables_initializer())
            losses = []
            for _ in range(steps):
                feed = {model.x: draw.rand(20, 784), model.t: np.eye(10)[draw.randint(0, 10, 20)]}
                losses.append(session.run([model.loss, model.train_step], feed)[0])
    return np.array(losses), [(node.name, node.op) for node in graph.as_graph_def().node]


@pytest.fixture(scope="module")
def plain():
    return train(None)


def test_the_rewritten_gradient_changes_the_graph_and_not_one_bit_of_the_losses(plain):
    losses, nodes = train("matmul")
    assert losses.tolist() == plain[0].tolist()
    assert sum(op == "Transpose" for _, op in nodes) == 2
    assert nodes != plain[1]


def test_bfloat16_leaves_the_graph_and_asks_the_session_for_it(plain):
    losses, nodes = train("bf16")
    assert nodes == plain[1]
    assert losses == pytest.approx(plain[0], rel=0.1)
    assert session_config("bf16").graph_options.rewrite_options.auto_mixed_precision_onednn_bfloat16 == 1


def test_nothing_is_changed_unless_asked_for():
    assert session_config(None) == tf.ConfigProto()


def test_a_transposed_product_is_refused():
    with tf.Graph().as_default(), rewritten_gradients("matmul"):
        a = tf.ones([2, 3])
        product = tf.matmul(a, a, transpose_b=True, name="square")
        with pytest.raises(NotImplementedError, match="square multiplies a transposed matrix"):
            tf.gradients(product, a)


@pytest.mark.parametrize(
    ("flags", "remarked"),
    [
        pytest.param("flags : fpu avx512f avx512_bf16 sse", False, id="a processor that multiplies bfloat16"),
        pytest.param("flags : fpu avx512f amx_bf16 sse", False, id="a processor with matrix units"),
        pytest.param("flags : fpu avx512f sse", True, id="a processor that does not"),
    ],
)
def test_bfloat16_is_remarked_on_where_it_will_not_pay_by(flags, remarked, tmp_path, monkeypatch):
    monkeypatch.setattr(speed, "CPU_FLAGS", tmp_path / "cpuinfo")
    assert remark_on("bf16") is None  # a system that does not say
    speed.CPU_FLAGS.write_text(flags)
    assert (remark_on("bf16") is not None) == remarked
    assert remark_on(None) is remark_on("matmul") is None
