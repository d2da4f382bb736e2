"""Heads of `tf.contrib.learn` with a bias beside the model, which no two runs learn in the same order."""


def a_head_with_a_centered_bias(tf):
    learn = tf.contrib.learn
    head = learn.multi_class_head(3, enable_centered_bias=True, head_name="three")
    features = {"x": tf.placeholder(tf.float32, [4, 2], name="x")}
    labels = tf.placeholder(tf.int64, [4, 1], name="below_3")
    tf.train.create_global_step()

    def train(loss):
        return tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())

    head.create_model_fn_ops(features, learn.ModeKeys.TRAIN, labels, train, logits_input=features["x"])
