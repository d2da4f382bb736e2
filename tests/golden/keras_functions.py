"""Functions of the backend of Keras 2.2.4: values of tensors, functions with updates, loops. Plain Python 3.7.

Each case takes `K` and `tf` and gives values by names; Keras 2.2.4 on TensorFlow 1.15.5 records it, `record_keras.py`.
"""

import numpy as np


def record(keras, tf, case):
    """The values of a case in a graph and session of its own."""
    K = keras.backend
    with tf.Graph().as_default(), tf.Session() as session:
        K.set_session(session)
        np.random.seed(17)
        found = case(K, tf)
        values = {}
        for name, value in found.items():
            values[name] = K.eval(value) if hasattr(value, "graph") else value
    K.clear_session()
    return values


def _x(*shape):
    return np.random.RandomState(3).randn(*shape).astype("float32")


def elementwise(K, tf):
    x = K.constant(_x(2, 3))
    names = "abs square exp round sign sin cos relu elu softplus softsign sigmoid hard_sigmoid tanh softmax"
    found = {name: getattr(K, name)(x) for name in names.split()}
    found.update(sqrt=K.sqrt(x), log=K.log(K.abs(x)), pow=K.pow(x, 3), clip=K.clip(x, -0.5, 0.5))
    found.update(leaky=K.relu(x, 0.1, 0.9), capped=K.relu(x, 0.0, None, 0.3), steep=K.elu(x, 0.5))
    found.update(larger=K.maximum(x, 0.1), smaller=K.minimum(x, 0.1), equal=K.cast(K.equal(x, x), "float32"))
    found.update(more=K.cast(K.greater(x, 0.0), "int32"), no_more=K.cast(K.less_equal(x, 0.0), "int32"))
    return found


def reductions(K, tf):
    x = K.constant(_x(2, 3, 4))
    names = "max min sum prod mean var std cumsum cumprod argmax argmin logsumexp"
    found = {name: getattr(K, name)(x, axis=1) for name in names.split()}
    found.update(any=K.cast(K.any(x > 0, axis=0), "int32"), all=K.cast(K.all(x > 0, 0), "int32"))
    found.update(kept=K.sum(x, axis=[0, 2], keepdims=True), norm=K.l2_normalize(x, -1), whole=K.mean(x))
    return found


def products(K, tf):
    x, y = K.constant(_x(2, 3, 4)), K.constant(_x(2, 4, 5))
    found = {"dot": K.dot(x, K.constant(_x(4, 2))), "dots": K.dot(x, K.constant(_x(3, 4, 2)))}
    found.update(batch=K.batch_dot(x, y), axes=K.batch_dot(x, x, axes=[2, 2]), flat=K.batch_dot(x[:, 0], x[:, 1], 1))
    found.update(gathered=K.gather(x, K.constant([1, 0, 1], dtype="int32")), transposed=K.transpose(x[0]))
    return found


def shapes(K, tf):
    x = K.constant(_x(2, 3, 4))
    found = {"reshaped": K.reshape(x, (4, -1)), "permuted": K.permute_dimensions(x, (2, 0, 1))}
    found.update(repeated=K.repeat(x[:, 0], 3), elements=K.repeat_elements(x, 2, 1), tiled=K.tile(x, [1, 2, 1]))
    found.update(flat=K.flatten(x), batch_flat=K.batch_flatten(x), expanded=K.expand_dims(x, 1))
    found.update(
        padded=K.temporal_padding(x, (1, 2)), pictures=K.spatial_2d_padding(K.expand_dims(x), ((1, 0), (0, 2)))
    )
    found.update(stacked=K.stack([x, x], 1), joined=K.concatenate([x, x]), reversed=K.reverse(x, 1))
    found.update(sliced=K.slice(x, [0, 1, 0], [2, 1, 3]), squeezed=K.squeeze(x[:, :1], 1), hot=K.one_hot([0, 2], 3))
    found.update(range=K.arange(2, 9, 3), int_shape=K.int_shape(x), ndim=K.ndim(x), dtype=K.dtype(x), eye=K.eye(3))
    found.update(
        zeros=K.zeros((2, 2)), ones=K.ones_like(x), large=K.resize_images(K.expand_dims(x), 2, 2, "channels_last")
    )
    return found


def convolutions(K, tf):
    pictures, words = K.constant(_x(2, 6, 6, 3)), K.constant(_x(2, 7, 3))
    found = {"conv": K.conv2d(pictures, K.constant(_x(3, 3, 3, 2)), (2, 2), "same")}
    found.update(causal=K.conv1d(words, K.constant(_x(2, 3, 4)), 1, "causal", dilation_rate=2))
    found.update(depth=K.depthwise_conv2d(pictures, K.constant(_x(2, 2, 3, 2))))
    kernels = K.constant(_x(2, 2, 3, 1)), K.constant(_x(1, 1, 3, 2))
    found.update(separable=K.separable_conv2d(pictures, *kernels))
    found.update(back=K.conv2d_transpose(pictures, K.constant(_x(3, 3, 2, 3)), (2, 12, 12, 2), (2, 2), "same"))
    found.update(pooled=K.pool2d(pictures, (2, 2), (2, 2), pool_mode="avg"))
    found.update(biased=K.bias_add(pictures, K.constant(_x(3))))
    found.update(by_place=K.local_conv1d(words, K.constant(_x(6, 6, 4)), (2,), (1,)))
    return found


def losses(K, tf):
    target, output = K.constant(np.eye(3)), K.softmax(K.constant(_x(3, 3)))
    classes = K.constant([0, 2, 1])
    found = {"categorical": K.categorical_crossentropy(target, output)}
    found.update(logits=K.categorical_crossentropy(target, output, from_logits=True))
    found.update(
        sparse=K.sparse_categorical_crossentropy(classes, output), binary=K.binary_crossentropy(target, output)
    )
    found.update(best=K.cast(K.in_top_k(output, K.constant([0, 1, 2], dtype="int32"), 2), "int32"))
    return found


def functions_with_updates(K, tf):
    x, count = K.placeholder((None, 2)), K.variable(0.0)
    weights = K.variable(_x(2, 2), name="weights")
    loss = K.sum(K.square(K.dot(x, weights)))
    gradient = K.gradients(loss, [weights])[0]
    step = K.function([x], [loss, gradient], [K.update_add(count, 1.0), (weights, weights - 0.1 * gradient)])
    found = {"first": step([np.ones((3, 2))]), "second": step([np.ones((3, 2))]), "count": count, "weights": weights}
    phase = K.function([x, K.learning_phase()], [K.in_train_phase(x * 2.0, x)])
    found["phases"] = [phase([np.ones((1, 2)), number]) for number in (0, 1)]
    K.set_value(count, 7.0)
    K.batch_set_value([(weights, np.eye(2))])
    found["set"] = K.batch_get_value([count, weights])
    found["moved"] = K.function([], [K.moving_average_update(count, 1.0, 0.9)])([])
    found["uids"] = [K.get_uid("a"), K.get_uid("a"), K.get_uid("b")]
    found["parameters"] = K.count_params(weights)
    return found


def loops(K, tf):
    x = K.constant(_x(2, 4, 3))
    mask = K.equal(K.constant([[1, 1, 0, 0], [1, 1, 1, 0]]), 1.0)

    def step(inputs, states):
        new = 0.5 * states[0] + inputs
        return new * 2.0, [new]

    last, steps, states = K.rnn(step, x, [K.zeros((2, 3))])
    found = {"last": last, "steps": steps, "state": states[0]}
    last, steps, states = K.rnn(step, x, [K.zeros((2, 3))], mask=mask, go_backwards=True)
    found.update(masked=last, masked_steps=steps)
    last, steps, states = K.rnn(step, x, [K.zeros((2, 3))], mask=mask, unroll=True, input_length=4)
    found.update(unrolled=last, unrolled_steps=steps)
    found["mapped"] = K.map_fn(lambda row: row * 2.0, K.constant(_x(3, 2)))
    found["folded"] = K.foldl(lambda a, b: a + b, K.constant(_x(4)))
    found["folded_back"] = K.foldr(lambda a, b: a - b, K.constant(_x(4)))
    found["switched"] = K.switch(K.constant(True, dtype="bool"), lambda: K.constant(1.0), lambda: K.constant(2.0))
    return found


def labels_of_time(K, tf):
    labels = K.constant([[1, 2, 1], [0, 1, 0]], dtype="int32")
    lengths, labelled = K.constant([[6], [5]], dtype="int32"), K.constant([[3], [2]], dtype="int32")
    output = K.softmax(K.constant(_x(2, 6, 4)))
    found = {"cost": K.ctc_batch_cost(labels, output, lengths, labelled)}
    (decoded,), likely = K.ctc_decode(output, K.flatten(lengths))
    found.update(decoded=decoded, likely=likely)
    (decoded,), likely = K.ctc_decode(output, K.flatten(lengths), greedy=False, beam_width=5)
    found.update(searched=decoded, likely_searched=likely)
    return found


def chance(K, tf):
    shape = (3, 4)
    found = {name: getattr(K, name)(shape) for name in ("random_normal", "random_uniform", "truncated_normal")}
    found.update(seeded=K.random_uniform(shape, seed=3), yes=K.random_binomial(shape, 0.4))
    found.update(dropped=K.dropout(K.ones(shape), 0.3), variable=K.random_normal_variable(shape, 0.0, 1.0))
    found.update(even=K.random_uniform_variable(shape, 0.0, 1.0), seeded_drop=K.dropout(K.ones(shape), 0.3, seed=2))
    return found


def settings(K, tf):
    found = {"backend": K.backend(), "epsilon": K.epsilon(), "floatx": K.floatx(), "format": K.image_data_format()}
    K.set_image_dim_ordering("th")
    found["first"] = [K.image_data_format(), K.image_dim_ordering()]
    K.set_image_data_format("channels_last")
    K.set_epsilon(1e-5)
    found["new_epsilon"] = K.epsilon()
    K.set_epsilon(1e-7)
    K.set_floatx("float64")
    found["double"] = K.dtype(K.variable([1.0]))
    K.set_floatx("float32")
    found["cast"] = K.cast_to_floatx(np.array([1, 2])).dtype.name
    found["name"] = K.variable(1.0, name="mine").name
    found["tensors"] = [K.is_tensor(K.variable(1.0)), K.is_tensor(K.zeros((1,))), K.is_tensor(3)]
    found["sparse"] = K.is_sparse(K.placeholder((2, 2), sparse=True))
    found["keras_tensor"] = K.is_keras_tensor(K.zeros((1,)))
    found["placeholder"] = [K.is_placeholder(K.placeholder((1,))), K.is_placeholder(K.variable(1.0))]
    return found


def cases():
    """Each case by its name."""
    functions = (
        *(elementwise, reductions, products, shapes, convolutions, losses, functions_with_updates, loops),
        *(labels_of_time, chance, settings),
    )
    return {function.__name__: function for function in functions}
