"""Small models and odd places for layers: templates, conditions, loops, scopes that are given."""


def _x(tf, *shape, **k):
    return tf.placeholder(tf.float32, shape, name=k.get("name", "x"))


def layers_in_templates_conditions_and_loops(tf):
    x = _x(tf, 2, 4)
    shared = tf.make_template("shared", lambda inputs: tf.layers.dense(inputs, 3))
    both = [shared(x), shared(x)]
    flag = tf.placeholder_with_default(True, [], name="flag")
    layer = tf.layers.Dense(4, name="inner")
    layer(x)
    chosen = tf.cond(flag, lambda: layer(x), lambda: tf.identity(x))
    looped = tf.while_loop(lambda i, h: i < 3, lambda i, h: (i + 1, layer(h)), [0, x])[1]
    mapped = tf.map_fn(lambda row: tf.layers.dense(row[None], 2, name="row", reuse=tf.AUTO_REUSE)[0], x)
    return [both, chosen, looped, mapped]


def gradients_through_embedding_and_conv1d(tf):
    ids = tf.placeholder(tf.int32, [None, 6], name="below_20")
    table = tf.get_variable("table", [20, 5])
    h = tf.nn.embedding_lookup(table, ids)
    h = tf.layers.conv1d(h, 4, 3, activation=tf.nn.relu)
    h = tf.layers.max_pooling1d(h, 2, 2)
    h = tf.layers.dense(tf.layers.flatten(h), 3)
    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=tf.nn.softmax(h), logits=h))
    tf.train.AdamOptimizer().minimize(loss)
    return loss


def text_cnn(tf):
    x = tf.placeholder(tf.int32, [None, 8], name="below_20")
    with tf.device("/cpu:0"), tf.name_scope("embedding"):
        W = tf.Variable(tf.random_uniform([20, 6], -1.0, 1.0), name="W")
        chars = tf.expand_dims(tf.nn.embedding_lookup(W, x), -1)
    pooled = []
    for size in (2, 3):
        with tf.name_scope("conv-maxpool-%s" % size):
            w = tf.Variable(tf.truncated_normal([size, 6, 1, 3], stddev=0.1), name="W")
            b = tf.Variable(tf.constant(0.1, shape=[3]), name="b")
            conv = tf.nn.conv2d(chars, w, strides=[1, 1, 1, 1], padding="VALID", name="conv")
            h = tf.nn.relu(tf.nn.bias_add(conv, b), name="relu")
            pooled.append(
                tf.nn.max_pool(h, ksize=[1, 8 - size + 1, 1, 1], strides=[1, 1, 1, 1], padding="VALID", name="pool")
            )
    h = tf.reshape(tf.concat(pooled, 3), [-1, 6])
    with tf.name_scope("dropout"):
        h = tf.nn.dropout(h, tf.placeholder_with_default(0.5, [], name="keep"))
    with tf.name_scope("output"):
        W2 = tf.get_variable("W", shape=[6, 2], initializer=tf.glorot_uniform_initializer())
        b2 = tf.Variable(tf.constant(0.1, shape=[2]), name="b")
        scores = tf.nn.xw_plus_b(h, W2, b2, name="scores")
    loss = tf.reduce_mean(
        tf.nn.softmax_cross_entropy_with_logits(logits=scores, labels=tf.nn.softmax(scores))
    ) + 0.1 * tf.nn.l2_loss(W2)
    optimizer = tf.train.AdamOptimizer(1e-3)
    optimizer.apply_gradients(optimizer.compute_gradients(loss))
    return loss


def layers_in_scopes_given_and_found(tf):
    conv = tf.layers.Conv2D(2, 3, name="c")
    x = _x(tf, 1, 6, 6, 1)
    y = conv(x)
    with tf.variable_scope("other"):
        z = conv(x)
    a = tf.layers.Dense(2, _scope="given", name="d")
    return [y, z, a(tf.layers.flatten(x)), tf.layers.Dense(2)(tf.layers.flatten(x), scope="called")]


def a_layer_of_the_program_with_python_control_flow(tf):
    class Clipped(tf.layers.Layer):
        def call(self, inputs):
            if tf.reduce_sum(inputs) > 0.0:
                inputs = inputs * 2.0
            return inputs

    return Clipped()(_x(tf, 2, 3))
