"""tf.keras's layers beside those of tf.layers and cells, which share the numbers of their names."""


def layers_of_both_kinds(tf):
    x = tf.placeholder(tf.float32, [None, 4])
    hidden = tf.layers.dense(tf.layers.dense(x, 3), 3)
    hidden = tf.keras.layers.Dense(2)(hidden)
    hidden = tf.keras.layers.Dense(2)(tf.layers.dense(hidden, 3))
    with tf.variable_scope("inner"):
        hidden = tf.keras.layers.Dense(2)(tf.layers.dense(hidden, 3))
    hidden = tf.keras.layers.Flatten()(tf.layers.flatten(hidden))
    return tf.keras.layers.Dense(1, name="last")(tf.keras.layers.Activation("relu")(hidden))


def a_layer_of_keras_first(tf):
    x = tf.placeholder(tf.float32, [None, 4])
    hidden = tf.layers.dense(tf.keras.layers.Dense(3)(x), 2)
    return tf.keras.layers.Dense(1)(tf.contrib.layers.fully_connected(hidden, 2))


def cells_of_both_kinds(tf):
    x = tf.placeholder(tf.float32, [None, 3, 4])
    outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(2), x, dtype=tf.float32)
    return tf.keras.layers.RNN(tf.keras.layers.LSTMCell(2))(outputs)
