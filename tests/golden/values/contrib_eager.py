"""`tf.contrib.eager`: what it does under eager execution."""

EAGERLY = True


def gradients(tf):
    tfe = tf.contrib.eager
    weight = tfe.Variable([2.0, 3.0], name="weight")

    def loss(x):
        return tf.reduce_sum(weight * x * x)

    values, pairs = tfe.implicit_value_and_gradients(loss)(3.0)
    with tfe.GradientTape(persistent=True) as tape:
        tape.watch(weight)
        y = weight * weight
    return [
        tfe.gradients_function(lambda x, y: x * x * y)(3.0, 4.0),
        tfe.gradients_function(lambda x, y: x * x * y, params=[1])(3.0, 4.0),
        tfe.gradients_function(lambda x, y: x * x * y, params=["y"])(3.0, 4.0),
        tfe.value_and_gradients_function(lambda x: x**3)(2.0),
        [gradient for gradient, _ in tfe.implicit_gradients(loss)(3.0)],
        [variable.name for _, variable in pairs],
        values,
        tape.gradient(y, weight),
    ]


def gradients_of_ones_own(tf):
    tfe = tf.contrib.eager

    @tfe.custom_gradient
    def clipped(x):
        return x * 2.0, lambda dy: tf.clip_by_value(dy, -0.1, 0.1)

    return [tfe.gradients_function(clipped)(5.0), clipped(1.0)]


def functions(tf):
    tfe = tf.contrib.eager
    count = []

    @tfe.defun
    def square(x):
        count.append(1)
        return x * x

    limited = tfe.defun(lambda x: x + 1, input_signature=[tfe.TensorSpec([None], tf.float32)])
    doubled = tfe.function(lambda x: x * 2)
    return [square(tf.constant(3.0)), square(tf.constant(4.0)), len(count), limited([1.0, 2.0]), doubled(4)]


def python_in_graphs(tf):
    tfe = tf.contrib.eager

    @tfe.defun
    def call(x):
        return tfe.py_func(lambda y: y * 2 if y > 1 else y, [x], tf.float32)

    return [call(tf.constant(3.0)), call(tf.constant(0.5)), tfe.py_func(lambda: 7, [], tf.int32)]


def modes_and_devices(tf):
    tfe = tf.contrib.eager
    with tfe.execution_mode(tfe.ASYNC):
        later = tf.constant(2.0) * 3.0
        tfe.async_wait()
    tfe.async_clear_error()
    tfe.set_execution_mode(tfe.SYNC)
    return [
        tfe.executing_eagerly(),
        tfe.in_eager_mode(),
        tfe.num_gpus(),
        [name for name in tfe.list_devices() if "device:CPU" in name],
        [int(n) for n in (tfe.DEVICE_PLACEMENT_EXPLICIT, tfe.DEVICE_PLACEMENT_WARN, tfe.DEVICE_PLACEMENT_SILENT)],
        [tfe.SYNC, tfe.ASYNC],
        later,
    ]


def variables_and_training(tf):
    tfe = tf.contrib.eager
    weight = tfe.Variable(tf.ones([2]), name="w", trainable=True, dtype=tf.float32)
    hidden = tfe.Variable(lambda: tf.constant(3, tf.int64), trainable=False)
    optimizer = tf.train.MomentumOptimizer(0.25, 0.5)
    for _ in range(2):
        optimizer.minimize(lambda: tf.reduce_sum(weight * weight), global_step=hidden)
    return [
        weight,
        hidden,
        [weight.name, hidden.name, weight.trainable, hidden.trainable],
        [variable.name for variable in tfe.get_optimizer_variables(optimizer)],
        [variable.numpy() for variable in tfe.get_optimizer_variables(optimizer)],
    ]


def elements(tf):
    tfe = tf.contrib.eager
    dataset = tf.data.Dataset.range(4).map(lambda n: (n, n * 2))
    iterator = tfe.Iterator(dataset)
    first = iterator.next()
    second = iterator.get_next()
    rest = [n.numpy() for n, _ in iterator]
    try:
        iterator.next()
    except StopIteration:
        rest.append(-1)
    return [first, second, rest, [n.numpy() for n in tf.data.Dataset.range(3).shuffle(3, seed=5)]]


def saved_and_restored(tf):
    tfe = tf.contrib.eager
    one, two = tfe.Variable(1.0, name="one"), tfe.Variable([2.0], name="two")
    saver = tfe.Saver([one, two])
    paths = [saver.save("ckpt"), saver.save("./deep", global_step=3)]
    by_name = tfe.Saver({"other": one}).save("named")
    one.assign(9.0)
    saver.restore(paths[1])
    names = [[name, shape] for name, shape in tf.train.list_variables(paths[0])]
    return [paths, one, names, tf.train.list_variables(by_name)]


def restored_when_they_are_made(tf):
    tfe = tf.contrib.eager
    path = tfe.Saver([tfe.Variable([5.0], name="v"), tfe.Variable(6.0, name="w")]).save("ckpt")
    with tfe.restore_variables_on_create(path):
        again = tfe.Variable([0.0], name="v")
        once_more = tfe.Variable([0.0], name="v")
    with tfe.restore_variables_on_create(path, map_func=lambda name: "w"):
        mapped = tfe.Variable(0.0, name="anything")
    with tfe.restore_variables_on_create(None):
        untouched = tfe.Variable(0.0, name="v")
    said = []
    try:
        with tfe.restore_variables_on_create(path):
            tfe.Variable(0.0, name="unknown")
    except tf.errors.NotFoundError as error:
        said.append(error.message)
    return [again, once_more, mapped, untouched, said]


def checkpoints(tf):
    tfe = tf.contrib.eager

    class Model(tfe.Checkpointable):
        def __init__(self):
            self.weight = tfe.Variable(3.0)
            self.rest = [tfe.Variable(4.0)]

    model = Model()
    path = tfe.Checkpoint(model=model, step=tfe.Variable(7)).save("ckpt")
    names = [name for name, _ in tf.train.list_variables(path)]
    model.weight.assign(0.0)
    tfe.Checkpoint(model=model).restore(path)
    return [path, names, model.weight]


def a_store_of_variables(tf):
    tfe = tf.contrib.eager
    store = tfe.EagerVariableStore()
    for _ in range(2):
        with store.as_default():
            out = tf.layers.dense(tf.ones([1, 2]), 3, name="dense", kernel_initializer=tf.ones_initializer())
            tf.get_variable("frozen", [], initializer=tf.zeros_initializer(), trainable=False)
    copied = store.copy()
    copied.variables()[0].assign(tf.fill([3], 5.0))
    return [
        out,
        [variable.name for variable in store.variables()],
        [variable.name for variable in store.trainable_variables()],
        [variable.name for variable in store.non_trainable_variables()],
        [variable.numpy() for variable in copied.variables()],
        store.variables()[0],
    ]


def templates(tf):
    tfe = tf.contrib.eager

    def scale(x):
        return x * tf.get_variable("scale", [], initializer=tf.constant_initializer(2.0))

    template = tfe.make_template("scaling", scale, create_scope_now_=True)
    return [template(3.0), template(4.0), [variable.name for variable in template.variables]]


def what_is_not_a_number(tf):
    tfe = tf.contrib.eager
    said = []
    try:
        with tfe.errstate(inf_or_nan=tfe.ExecutionCallback.RAISE):
            tf.raw_ops.RealDiv(x=tf.constant(1.0), y=tf.constant(0.0), name="quotient")
    except Exception as error:
        said.append([type(error).__name__, str(error), error.op_type, error.num_outputs, error.value])
    tfe.clear_execution_callbacks()
    said.append(tfe.seterr(inf_or_nan=tfe.ExecutionCallback.PRINT)["inf_or_nan"].value)
    tf.log(tf.constant([-1.0, 0.0, 1.0]))
    said.append(tfe.seterr(inf_or_nan="ignore")["inf_or_nan"].value)
    tf.log(tf.constant(-1.0))
    tfe.add_execution_callback(tfe.nan_callback)
    tf.div(tf.constant(1.0), tf.constant(0.0))
    for bad in (0.0, 1.0):
        try:
            tf.raw_ops.RealDiv(x=tf.constant(bad), y=tf.constant(0.0))
        except Exception as error:
            said.append(str(error))
    tfe.clear_execution_callbacks()
    tfe.add_execution_callback(tfe.inf_callback)
    tf.div(tf.constant(0.0), tf.constant(0.0))
    tfe.clear_execution_callbacks()
    return said


def each_op_told(tf):
    tfe = tf.contrib.eager
    told = []
    tfe.add_execution_callback(lambda op_type, inputs, attrs, outputs, op_name: told.append((op_type, len(outputs))))
    tf.matmul(tf.ones([1, 2]), tf.ones([2, 1]))
    tf.add(1.0, 2.0, name="named")
    tfe.clear_execution_callbacks()
    tf.add(3.0, 4.0)
    return [list(op) for op in told if op[0] in ("MatMul", "Add")]


def metrics(tf):
    metrics = tf.contrib.eager.metrics
    mean, share, classes, binary = (
        metrics.Mean("loss"),
        metrics.Accuracy(),
        metrics.CategoricalAccuracy(),
        metrics.BinaryAccuracy(0.5),
    )
    sparse = metrics.SparseAccuracy(dtype=tf.float32)
    returned = [mean(tf.constant([1.0, 2.0])), mean([6.0], weights=[3.0])]
    share([1, 2], [1, 3])
    classes([[0.0, 1.0]], [[0.2, 0.8]])
    binary([True, False], [0.7, 0.9], weights=[1.0, 3.0])
    sparse([0, 1], [[0.9, 0.1], [0.8, 0.2]])
    found = [metric.result() for metric in (mean, share, classes, binary, sparse)]
    other = metrics.Mean("loss2")
    other(10.0)
    names = [variable.name for variable in mean.variables + other.variables]
    mean.init_variables()
    mean(5.0)
    said = []
    for wrong in (share, other):
        try:
            mean.aggregate([wrong])
        except (TypeError, ValueError) as error:
            said.append(type(error).__name__)
    try:
        share([1, 2], [1])
    except tf.errors.InvalidArgumentError:
        said.append("unequal shapes")
    return [returned, found, names, mean.value()(), [mean.name, other.name], said]


def random_numbers(tf):
    tf.set_random_seed(7)
    first = [tf.random_normal([2]), tf.random_uniform([2], seed=3), tf.random_normal([1])]
    tf.set_random_seed(7)
    return [*first, tf.random_normal([2]), tf.layers.Dense(2)(tf.ones([1, 2]))]
