"""TensorArrays: what fills them and what empties them, with gradients; functions defined in the graph."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def write_read_and_size(tf):
    x = _x(tf, 2)
    array = tf.TensorArray(tf.float32, size=3, clear_after_read=False, tensor_array_name="mine")
    array = array.write(0, x).write(1, x * 2.0).write(2, x * 3.0)
    y = array.read(1) + array.read(2, name="named")
    return [y, array.size(), array.stack(), tf.gradients(y, x)]


def stack_and_unstack(tf):
    x = _x(tf, 3, 2)
    array = tf.TensorArray(tf.float32, 3).unstack(x)
    y = array.stack("stacked")
    return [y, tf.gradients(y * y, x)]


def stack_of_unknown_sizes(tf):
    x = _x(tf, None, None)
    array = tf.TensorArray(dtype=tf.float32, size=tf.shape(x)[0], infer_shape=False, name="open").unstack(x)
    return [array.stack(), array.size()]


def gather_and_scatter(tf):
    x = _x(tf, 2, 2)
    array = tf.TensorArray(tf.float32, size=4, dynamic_size=True, element_shape=[2]).scatter([3, 1], x)
    y = array.gather([1, 3])
    return [y, tf.gradients(y * y, x)]


def split_and_concat(tf):
    x = _x(tf, 5, 2)
    array = tf.TensorArray(tf.float32, size=2, infer_shape=False).split(x, [2, 3])
    y = array.concat()
    return [y, tf.gradients(y * y, x)]


def concat_of_known_elements(tf):
    x = _x(tf, 2, 2)
    array = tf.TensorArray(tf.float32, size=2, element_shape=[2, 2]).write(0, x).write(1, x + 1.0)
    return array.concat(name="joined")


def identity_and_close(tf):
    array = tf.TensorArray(tf.int32, size=2)
    array = array.unstack([1, 2]).identity()
    y = array.stack()
    with tf.control_dependencies([y]):
        closed = array.close()
    return [y, closed]


def array_that_grows(tf):
    array = tf.TensorArray(tf.float32, size=0, dynamic_size=True, clear_after_read=True)
    for i in range(3):
        array = array.write(i, tf.fill([2], float(i)))
    return array.stack()


def array_by_its_handle(tf):
    array = tf.TensorArray(tf.float32, size=2).unstack([[1.0], [2.0]])
    again = tf.TensorArray(tf.float32, handle=array.handle, flow=array.flow)
    return [again.read(0), again.size()]


def array_on_a_device(tf):
    with tf.device("/cpu:0"):
        array = tf.TensorArray(tf.float32, size=2, colocate_with_first_write_call=False)
        return array.write(0, 1.0).write(1, 2.0).stack()
