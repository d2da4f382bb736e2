"""While loops, with gradients, nested, with accumulators; scan, foldl, foldr and map_fn."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def while_loop_with_gradients(tf):
    w = tf.get_variable("w", [3])
    _, y = tf.while_loop(lambda i, y: i < 4, lambda i, y: [i + 1, y * w], [tf.constant(0), tf.ones([3])])
    return [y, tf.gradients(y, w)]


def while_loop_with_options(tf):
    x = _x(tf, 3)
    return [
        tf.while_loop(lambda y: tf.reduce_sum(y) < 9.0, lambda y: y + 1.0, [x * 0.0], maximum_iterations=2),
        tf.while_loop(
            lambda i, y: i < 3,
            lambda i, y: (i + 1, tf.concat([y, y], 0)),
            (0, x),
            shape_invariants=(tf.TensorShape([]), tf.TensorShape([None])),
            parallel_iterations=1,
            back_prop=False,
            name="growing",
        ),
        tf.while_loop(lambda i: i < 3, lambda i: [i + 1], [0], return_same_structure=True),
    ]


def while_loop_with_swapping_and_a_maximum(tf):
    w = tf.get_variable("w", [3])
    _, y = tf.while_loop(
        lambda i, y: i < 9,
        lambda i, y: [i + 1, tf.tanh(y * w)],
        [tf.constant(0), tf.ones([3])],
        maximum_iterations=3,
        swap_memory=True,
    )
    return [y, tf.gradients(y, w)]


def while_loop_of_structures(tf):
    x = _x(tf, 3)
    start = {"i": tf.constant(0), "pair": (x, [x + 1.0])}

    def body(state):
        a, (b,) = state["pair"]
        return {"i": state["i"] + 1, "pair": (a + b, [b * 0.5])}

    (state,) = tf.while_loop(lambda state: state["i"] < 3, lambda state: [body(state)], [start])
    return [state["i"], state["pair"]]


def while_loop_in_a_while_loop_with_gradients(tf):
    w = tf.get_variable("w", [2])

    def inner(i, y):
        return tf.while_loop(lambda j, z: j < 2, lambda j, z: [j + 1, z * w], [0, y])[1]

    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: [i + 1, inner(i, y)], [0, tf.ones([2])])
    return [y, tf.gradients(y, w)]


def cond_in_a_while_loop_with_gradients(tf):
    w = tf.get_variable("w", [2])

    def body(i, y):
        return i + 1, tf.cond(tf.equal(i % 2, 0), lambda: y * w, lambda: y + w)

    _, y = tf.while_loop(lambda i, y: i < 3, body, [tf.constant(0), tf.ones([2])])
    return [y, tf.gradients(y, w)]


def while_loop_in_a_cond(tf):
    w = tf.get_variable("w", [2])

    def looped():
        return tf.while_loop(lambda i, y: i < 2, lambda i, y: [i + 1, y * w], [0, w])[1]

    y = tf.cond(w[0] > -9.0, looped, lambda: w)
    return [y, tf.gradients(y, w)]


def while_loop_that_reads_rows(tf):
    table = tf.get_variable("table", [4, 2])
    _, total = tf.while_loop(
        lambda i, total: i < 3, lambda i, total: [i + 1, total + tf.gather(table, i)], [0, tf.zeros([2])]
    )
    gradient = tf.gradients(total, table)[0]
    return [total, tf.convert_to_tensor(gradient)]


def while_loop_with_assignments_and_random_numbers(tf):
    counter = tf.get_variable("counter", [], initializer=tf.zeros_initializer())

    def body(i):
        with tf.control_dependencies([tf.assign_add(counter, 1.0)]):
            return i + 1

    done = tf.while_loop(lambda i: i < 3, body, [0], parallel_iterations=1)
    with tf.control_dependencies([done]):
        return tf.identity(counter)


def while_loop_with_a_tensor_array(tf):
    x = _x(tf, 4, 2)
    inputs = tf.TensorArray(tf.float32, 4).unstack(x)
    outputs = tf.TensorArray(tf.float32, size=0, dynamic_size=True)

    def body(i, total, outputs):
        total = total + inputs.read(i)
        return i + 1, total, outputs.write(i, total)

    _, _, outputs = tf.while_loop(lambda i, *_: i < 4, body, (0, tf.zeros([2]), outputs))
    y = outputs.stack()
    return [y, tf.gradients(y, x)]


def while_loop_of_sums(tf):
    w = tf.get_variable("w", [2])
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: [i + 1, y + w], [0, tf.zeros([2])])
    return tf.gradients(tf.reduce_sum(y * w), w)


def while_loop_with_a_matrix_product(tf):
    w = tf.get_variable("w", [2, 2])
    x = _x(tf, None, 2)
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: [i + 1, tf.nn.relu(tf.matmul(y, w))], [0, x])
    loss = tf.reduce_mean(y)
    return [loss, tf.train.GradientDescentOptimizer(0.1).minimize(loss)]


def scan_with_gradients(tf):
    x = _x(tf, 4, 2)
    y = tf.scan(lambda total, row: total * row, x)
    return [y, tf.gradients(y, x)]


def scan_with_options(tf):
    x = _x(tf, None, 2)
    return [
        tf.scan(lambda total, row: total + row, x, initializer=tf.zeros([2]), reverse=True, name="backwards"),
        tf.scan(
            lambda state, row: (state[0] + row, state[1] * 0.5),
            x,
            initializer=(tf.zeros([2]), tf.ones([2])),
            parallel_iterations=1,
            back_prop=False,
            swap_memory=True,
            infer_shape=False,
        ),
        tf.scan(lambda total, rows: total + rows[0] - rows[1], (x, x * 2.0), initializer=tf.ones([2])),
    ]


def foldl_and_foldr(tf):
    x = _x(tf, 4, 2)
    left = tf.foldl(lambda total, row: total * 0.5 + row, x)
    right = tf.foldr(lambda total, row: total * 0.5 + row, x, initializer=tf.zeros([2]), name="right")
    return [left, right, tf.gradients(left, x), tf.gradients(right, x)]


def foldl_of_unknown_length(tf):
    return tf.foldl(lambda total, row: total + row, _x(tf, None, 2), swap_memory=True, parallel_iterations=2)


def map_fn_with_gradients(tf):
    x = _x(tf, 4, 2)
    w = tf.get_variable("w", [2])
    y = tf.map_fn(lambda row: row * w, x)
    return [y, tf.gradients(y, [x, w])]


def map_fn_of_pairs_and_other_types(tf):
    x = _x(tf, None, 2)
    n = tf.placeholder(tf.int32, [None], name="below_5")
    return [
        tf.map_fn(lambda pair: pair[0] * tf.to_float(pair[1]), (x, n), dtype=tf.float32),
        tf.map_fn(lambda row: (row + 1.0, tf.reduce_sum(row)), x, dtype=(tf.float32, tf.float32)),
        tf.map_fn(tf.to_float, n, dtype=tf.float32, parallel_iterations=2, swap_memory=True, back_prop=False),
    ]


def map_fn_in_map_fn(tf):
    return tf.map_fn(lambda row: tf.map_fn(lambda cell: cell * 2.0, row), _x(tf, 2, 3))
