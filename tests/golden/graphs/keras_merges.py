"""Layers of `tf.keras.layers` that take several tensors."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _layers(tf):
    return tf.keras.layers


def merges(tf):
    layers = _layers(tf)
    a, b, c = _x(tf, 4, 8), _x(tf, 4, 8), _x(tf, 4, 8)
    return [
        layers.Add()([a, b, c]),
        layers.Subtract()([a, b]),
        layers.Multiply()([a, b, c]),
        layers.Average()([a, b, c]),
        layers.Maximum()([a, b, c]),
        layers.Minimum()([a, b, c]),
        layers.Concatenate()([a, b]),
        layers.Concatenate(axis=0)([a, b]),
        layers.Dot(axes=1)([a, b]),
        layers.Dot(axes=-1, normalize=True)([a, b]),
    ]


def merges_by_function_of_unequal_shapes(tf):
    layers = _layers(tf)
    a, b = _x(tf, None, 3, 8), _x(tf, None, 3, 8)
    row = _x(tf, None, 8)
    return [
        layers.add([a, b]),
        layers.subtract([a, b]),
        layers.multiply([a, row]),
        layers.average([a, b]),
        layers.maximum([a, b]),
        layers.minimum([a, b]),
        layers.concatenate([a, b], axis=1),
        layers.dot([a, b], axes=2),
        layers.dot([a, row], axes=(2, 1)),
    ]


def attention(tf):
    layers = _layers(tf)
    query, value = _x(tf, 2, 3, 4), _x(tf, 2, 5, 4)
    return [layers.Attention()([query, value]), layers.AdditiveAttention()([query, value])]
