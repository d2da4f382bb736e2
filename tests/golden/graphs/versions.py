"""The versions that a program branches on."""


def of_the_library(tf):
    names = [tf.VERSION, tf.GIT_VERSION, tf.COMPILER_VERSION, tf.__version__]
    return tf.constant([*names, tf.version.VERSION, tf.version.GIT_VERSION, tf.version.COMPILER_VERSION])
