"""`tf.contrib.losses.metric_learning`."""


def _embeddings(tf):
    labels = tf.placeholder(tf.int32, [5], name="below_2")
    return labels, tf.nn.l2_normalize(tf.placeholder(tf.float32, [5, 3], name="x"), 1)


def contrastive(tf):
    labels, x = _embeddings(tf)
    return tf.contrib.losses.metric_learning.contrastive_loss(labels, x, x[::-1], margin=0.5)


def triplets(tf):
    labels, x = _embeddings(tf)
    loss = tf.contrib.losses.metric_learning.triplet_semihard_loss(labels, x)
    return loss, tf.gradients(loss, x)[0]


def pairs(tf):
    labels, x = _embeddings(tf)
    return tf.contrib.losses.metric_learning.npairs_loss(labels, x, x[::-1], print_losses=True)


def pairs_of_many_labels(tf):
    labels = [tf.SparseTensor([[0, i], [0, 2]], [1, 1], [1, 3]) for i in range(2)]
    x = tf.placeholder(tf.float32, [2, 3], name="x")
    return tf.contrib.losses.metric_learning.npairs_loss_multilabel(labels, x, x + 1.0, reg_lambda=0.1)


def lifted_structure(tf):
    labels, x = _embeddings(tf)
    return tf.contrib.losses.metric_learning.lifted_struct_loss(labels, x, 0.8)
