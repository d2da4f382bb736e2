import numpy as np
import pytest

from tf1graph import tf
from tf1graph.errors import UsageError
from tf1graph.tutorials.numpy_cnn.adam import Adam
from tf1graph.tutorials.numpy_cnn.network import Network, Shape


def same_in_tensorflow(network, pictures, labels):
    """TensorFlow's loss and gradients of the tutorial's network with the same weights, laid out as the network's."""
    p = network.parameters
    with tf.Graph().as_default(), tf.Session() as session:
        kernel = tf.constant(p["conv/weight"].transpose(2, 3, 1, 0))
        others = {name: tf.constant(p[name]) for name in p if name != "conv/weight"}
        x = tf.constant(pictures.transpose(0, 2, 3, 1))
        h = tf.nn.relu(tf.nn.conv2d(x, kernel, [1, 1, 1, 1], "VALID") + others["conv/bias"])
        h = tf.nn.max_pool(h, [1, 2, 2, 1], [1, 2, 2, 1], "VALID")
        h = tf.reshape(tf.transpose(h, [0, 3, 1, 2]), [len(pictures), -1])
        h = tf.nn.relu(tf.matmul(h, others["hidden/weight"]) + others["hidden/bias"])
        scores = tf.matmul(h, others["output/weight"]) + others["output/bias"]
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=scores))
        names = ["conv/weight", *others]
        loss, *gradients = session.run([loss, *tf.gradients(loss, [kernel, *others.values()])])
    found = dict(zip(names, gradients, strict=True))
    found["conv/weight"] = found["conv/weight"].transpose(3, 2, 0, 1)
    return loss, found


def test_the_tutorial_s_network_has_tensorflow_s_loss_and_gradients():
    draw = np.random.RandomState(3)
    network = Network(Shape(weight_scale=0.1), draw)
    pictures, labels = draw.rand(8, 1, 28, 28).astype(np.float32), draw.randint(0, 10, 8)
    loss, _, gradients = network.loss_and_gradients(pictures, labels)
    wanted_loss, wanted = same_in_tensorflow(network, pictures, labels)
    assert loss == pytest.approx(wanted_loss, rel=1e-5)
    assert set(gradients) == set(wanted)
    for name, gradient in gradients.items():
        np.testing.assert_allclose(gradient, wanted[name], rtol=0, atol=1e-5 * np.abs(wanted[name]).max(), err_msg=name)


def test_the_network_has_the_tutorial_s_sizes():
    network = Network(Shape(), np.random.RandomState(0))
    assert {name: array.shape for name, array in network.parameters.items()} == {
        "conv/weight": (30, 1, 5, 5),
        "conv/bias": (30,),
        "hidden/weight": (30 * 12 * 12, 100),
        "hidden/bias": (100,),
        "output/weight": (100, 10),
        "output/bias": (10,),
    }
    assert network.scores(np.zeros((3, 1, 28, 28), np.float32)).shape == (3, 10)


@pytest.mark.parametrize(("scale", "wanted"), [(0.01, [0.01, 0.01]), (None, [(2 / 25) ** 0.5, (2 / 4320) ** 0.5])])
def test_the_first_weights_have_the_tutorial_s_deviation_or_he_s(scale, wanted):
    parameters = Network(Shape(weight_scale=scale), np.random.RandomState(0)).parameters
    found = [parameters["conv/weight"].std(), parameters["hidden/weight"].std()]
    np.testing.assert_allclose(found, wanted, rtol=0.05)
    assert not parameters["hidden/bias"].any()


def test_a_batch_is_classified_the_same_whole_and_in_parts():
    network = Network(Shape(picture=(1, 6, 6), window=(3, 3), weight_scale=1), np.random.RandomState(0))
    pictures = np.random.RandomState(1).rand(11, 1, 6, 6).astype(np.float32)
    assert network.predict(pictures, 4).tolist() == network.predict(pictures).tolist()
    assert network.predict(pictures[:0]).tolist() == []


def test_a_pooling_that_does_not_fit_what_the_filters_leave_is_refused():
    with pytest.raises(UsageError, match="A stride of 2 does not fit"):
        Network(Shape(window=(4, 4)), np.random.RandomState(0))


@pytest.mark.parametrize(("change", "told"), [({}, "is missing"), ({"conv/bias": np.zeros(3)}, "has the shape")])
def test_parameters_that_do_not_fit_are_refused(change, told):
    network = Network(Shape(), np.random.RandomState(0))
    with pytest.raises(UsageError, match=told):
        network.load({"conv/weight": network.parameters["conv/weight"], **change})


def test_adam_makes_the_steps_of_tensorflow_s():
    parameter = np.array([1.0, -2.0, 0.5])
    gradients = np.random.RandomState(0).randn(5, 3)
    ours, adam = {"w": parameter.copy()}, Adam(0.1)
    with tf.Graph().as_default(), tf.Session() as session:
        variable = tf.Variable(parameter)
        given = tf.placeholder(tf.float64, [3])
        step = tf.train.AdamOptimizer(0.1, epsilon=1e-7).apply_gradients([(given, variable)])
        session.run(tf.global_variables_initializer())
        for gradient in gradients:
            session.run(step, {given: gradient})
            adam.update(ours, {"w": gradient})
        np.testing.assert_allclose(ours["w"], session.run(variable), rtol=1e-5)  # its rates are float32


@pytest.mark.parametrize(("gradients", "found"), [({}, "none"), ({"w": np.zeros(2)}, r"one of shape \[2\]")])
def test_adam_refuses_gradients_that_do_not_fit(gradients, found):
    with pytest.raises(UsageError, match=f"w has the shape .3., and its gradient is {found}"):
        Adam().update({"w": np.zeros(3)}, gradients)
