"""`tf.contrib.solvers` and `tf.contrib.sparsemax`."""


def conjugate_gradients(tf):
    solvers = tf.contrib.solvers
    a = tf.constant([[4.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]])
    operator = solvers.util.create_operator(a)
    plain = solvers.linear_equations.conjugate_gradient(operator, tf.constant([1.0, 2.0, 3.0]), max_iter=5)
    return plain.i, plain.x


def conjugate_gradients_from_a_start(tf):
    solvers = tf.contrib.solvers
    a = tf.constant([[4.0, 1.0], [1.0, 3.0]])
    state = solvers.linear_equations.conjugate_gradient(
        solvers.util.create_operator(a),
        tf.constant([1.0, 2.0]),
        preconditioner=solvers.util.identity_operator(a),
        x=tf.constant([0.5, 0.5]),
        name="cg",
    )
    return state.x, state.gamma


def least_squares(tf):
    solvers = tf.contrib.solvers
    a = tf.placeholder(tf.float32, [None, 2], name="a")
    operator = solvers.util.create_operator(a)
    state = solvers.least_squares.cgls(operator, tf.constant([1.0, 2.0, 3.0]), max_iter=3)
    return state.x, state.r


def bidiagonalisation(tf):
    solvers = tf.contrib.solvers
    a = tf.placeholder(tf.float32, [4, 3], name="a")
    operator = solvers.util.create_operator(a)
    found = solvers.lanczos.lanczos_bidiag(operator, 2, starting_vector=tf.ones([4, 1]))
    return [
        *found,
        solvers.lanczos.bidiag_matmul(found.u, found.alpha, found.beta),
        solvers.lanczos.bidiag_matmul(found.v, found.alpha, found.beta, adjoint_b=True),
    ]


def bidiagonalisation_without_orthogonality(tf):
    solvers = tf.contrib.solvers
    operator = solvers.util.create_operator(tf.constant([[1.0, 2.0], [3.0, 5.0], [0.5, 1.0]]))
    solvers.lanczos.lanczos_bidiag(operator, 2, orthogonalize=False, name="lanczos")


def norms(tf):
    util = tf.contrib.solvers.util
    x = tf.placeholder(tf.float32, [4], name="x")
    return [util.dot(x, x + 1.0), util.l2norm(x), *util.l2normalize(x)]


def a_sparse_softmax(tf):
    logits = tf.placeholder(tf.float32, [3, 4], name="logits")
    labels = tf.one_hot([0, 2, 1], 4)
    probabilities = tf.contrib.sparsemax.sparsemax(logits)
    loss = tf.contrib.sparsemax.sparsemax_loss(logits, probabilities, labels)
    return probabilities, loss, tf.gradients(loss, logits)[0]
