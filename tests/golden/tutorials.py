"""The tutorials' graphs, which TensorFlow 1.15.5 builds when they are recorded and `tf1graph.tf` when they are
tested. Plain Python 3.7, and the same code for both.
"""

SEEDS = {"cnn": 20171001, "crnn": 4}


def cnn(tf):
    """The CNN tutorial: its model, its summaries, its initialiser."""
    from tf1graph.tutorials import cnn as tutorial

    net = tutorial.build()
    with tf.name_scope("summary"):
        tf.summary.scalar("accuracy", net.accuracy)
        tf.summary.scalar("loss", net.loss)
        tf.summary.merge_all()
    tf.global_variables_initializer()
    return net


def crnn(tf):
    """The CRNN tutorial: its model and its initialiser."""
    from tf1graph.tutorials import crnn as tutorial

    net = tutorial.build()
    tf.global_variables_initializer()
    return net
