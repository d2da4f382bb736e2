"""What `get_config` of `tf.keras`'s objects says: of layers, models, regularizers and optimisers."""


def _told(thing):
    return sorted("%s: %r" % pair for pair in thing.get_config().items())


def layers_with_later_arguments(tf):
    keras = tf.keras
    found = [
        keras.layers.Conv1D(2, 2, name="a"),
        keras.layers.Conv2D(2, 2, kernel_regularizer="l1", kernel_initializer="he_normal", name="b"),
        keras.layers.Conv2DTranspose(2, 2, name="c"),
        keras.layers.Conv3D(2, 2, name="d"),
        keras.layers.SeparableConv2D(2, 2, name="e"),
        keras.layers.DepthwiseConv2D(2, name="f"),
        keras.layers.GlobalAveragePooling2D(name="g"),
        keras.layers.GlobalMaxPooling1D(name="h"),
        keras.layers.Dense(2, kernel_regularizer=keras.regularizers.l2(0.5), name="i"),
        keras.layers.GaussianNoise(0.5, name="j"),
        keras.layers.GaussianDropout(0.5, name="k"),
        keras.layers.AlphaDropout(0.5, name="l"),
        keras.layers.BatchNormalization(name="m"),
        keras.layers.InputLayer([2], name="n"),
        keras.layers.LSTM(2, kernel_regularizer=keras.regularizers.l1(0.5), name="o"),
    ]
    return [_told(layer) for layer in found]


def models(tf):
    keras = tf.keras
    row = keras.Sequential([keras.layers.Dense(2, input_shape=(3,), name="a")], name="row")
    start = keras.layers.Input([4, 4, 2], name="start")
    end = keras.layers.GlobalMaxPooling2D(name="end")(keras.layers.Conv2D(1, 2, name="middle")(start))
    return [_told_in_order(model.get_config()) for model in (row, keras.Model(start, end, name="net"))]


def _told_in_order(config):
    if isinstance(config, dict):
        return sorted((key, _told_in_order(part)) for key, part in config.items())
    return [_told_in_order(part) for part in config] if isinstance(config, (list, tuple)) else repr(config)


def models_of_their_configurations(tf):
    keras = tf.keras
    row = keras.Sequential([keras.layers.Conv1D(2, 2, input_shape=(3, 2), name="a"), keras.layers.Flatten(name="b")])
    same = keras.Sequential.from_config(row.get_config())
    start = keras.layers.Input([4, 2], name="start")
    net = keras.Model(start, keras.layers.GlobalMaxPooling1D(name="end")(start))
    again = keras.models.clone_model(net)
    names = [[layer.name for layer in model.layers] for model in (same, again)]
    return [same.output_shape, again.output_shape, names, keras.Model.from_config(net.get_config()).name]


def optimizers(tf):
    names = "SGD Adam RMSprop Adagrad Adadelta Adamax Nadam Ftrl"
    named = ["sgd", "adagrad", "ftrl", "adadelta"]
    made = [getattr(tf.keras.optimizers, name)() for name in names.split()]
    return [_told(optimizer) for optimizer in made + [tf.keras.optimizers.get(name) for name in named]]


def regularizers(tf):
    keras = tf.keras
    found = [keras.regularizers.l1(0.5), keras.regularizers.l2(0.5), keras.regularizers.l1_l2(0.25, 0.5)]
    return [(_told(one), _told_in_order(keras.regularizers.serialize(one))) for one in found]
