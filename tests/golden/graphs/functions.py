"""Functions defined in the graph: Defun, with gradients and random ops, and templates."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _defun(tf):
    from importlib import import_module

    return import_module("%s.python.framework.function" % tf.__name__.replace("tensorflow_core", "tensorflow")).Defun


def function_called_twice(tf):
    defun = _defun(tf)

    @defun(tf.float32, tf.float32)
    def multiply_and_add(a, b):
        return a * b + 1.0

    x = _x(tf, 3)
    y = multiply_and_add(x, x)
    z = multiply_and_add(y, x)
    return [z, tf.gradients(z, x)]


def function_with_a_name_and_options(tf):
    defun = _defun(tf)

    @defun(tf.float32, func_name="Halve", noinline=True, out_names=["half", "rest"])
    def halve(a):
        return a * 0.5, a - a * 0.5

    return halve(_x(tf, 3))


def function_with_a_gradient_of_its_own(tf):
    defun = _defun(tf)

    @defun(tf.float32, tf.float32)
    def backward(x, grad):
        return grad * 3.0

    @defun(tf.float32, grad_func=backward)
    def forward(x):
        return tf.exp(x)

    x = _x(tf, 3)
    return tf.gradients(forward(x), x)


def function_with_a_python_gradient(tf):
    defun = _defun(tf)

    @defun(tf.float32, python_grad_func=lambda op, grad: [grad * 5.0])
    def forward(x):
        return tf.tanh(x)

    x = _x(tf, 3)
    return tf.gradients(forward(x), x)


def function_that_captures(tf):
    c = tf.constant([1.0, 2.0, 3.0])

    defun = _defun(tf)

    @defun(tf.float32)
    def shifted(x):
        return x + c

    return shifted(_x(tf, 3))


def function_with_random_numbers(tf):
    defun = _defun(tf)

    @defun(tf.float32)
    def noisy(x):
        return x + tf.random_normal([3])

    x = _x(tf, 3)
    noisy(x)  # not run: inside it has no seed
    return tf.random_normal([3])


def template(tf):
    scaled = tf.make_template("scaled", lambda x: x * tf.get_variable("w", [3]))
    lazy = tf.make_template("lazy", lambda x: x + tf.get_variable("b", [3]), create_scope_now_=True)
    x = _x(tf, 3)
    return [scaled(x), scaled(x), lazy(x), lazy(x)]


def template_around_an_rnn(tf):
    def net(x):
        return tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicRNNCell(3), x, dtype=tf.float32)[0]

    shared = tf.make_template("shared", net)
    return [shared(_x(tf, 2, 3, 2)), shared(_x(tf, 2, 3, 2))]
