"""What Keras 2.2.4 kept of models: nodes, weights, penalties, configurations, layers of Keras 1. Plain Python 3.7.

Each case takes `keras` and gives values by names; Keras 2.2.4 on TensorFlow 1.15.5 records it, `record_keras.py`.
"""

import json

import numpy as np


def record(keras, tf, case):
    """The values of a case in a graph and session of its own."""
    with tf.Graph().as_default(), tf.Session() as session:
        keras.backend.set_session(session)
        np.random.seed(23)
        found = case(keras)
    keras.backend.clear_session()
    return found


def _x(*shape):
    return np.random.RandomState(6).randn(*shape).astype("float32")


def nodes(keras):
    given = keras.layers.Input((6,), name="given")
    dense, other = keras.layers.Dense(3), keras.layers.Dense(3)
    joined = keras.layers.add([dense(given), other(given), dense(given)])
    found = {}
    for layer in (dense, joined._keras_history[0]):
        for number, node in enumerate(layer._inbound_nodes):
            found[layer.name + str(number)] = {
                "config": node.get_config(),
                "from": [one.name for one in node.inbound_layers],
                "by": node.outbound_layer.name,
                "shapes": [node.input_shapes, node.output_shapes],
                "masks": [node.input_masks, node.output_masks],
                "tensors": [len(node.input_tensors), len(node.output_tensors)],
            }
    found["first"] = type(given._keras_history[0]._inbound_nodes[0]).__name__
    found["last"] = [joined._keras_history[0].name, list(joined._keras_history[1:]), joined._keras_shape]
    return found


def weights_of_a_model(keras):
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(layers.Dense(4, input_dim=6))
    model.add(layers.BatchNormalization())
    model.add(layers.Dense(2))
    found = {"names": [weight.name for weight in model.weights], "shapes": [w.shape for w in model.get_weights()]}
    model.set_weights([np.full(value.shape, number + 1.0) for number, value in enumerate(model.get_weights())])
    found["given"] = model.predict(_x(4, 6))
    model.layers[0].trainable = False
    found["frozen"] = [[w.name for w in model.trainable_weights], [w.name for w in model.weights]]
    return found


def penalties_on_what_layers_give(keras):
    layers, regularizers = keras.layers, keras.regularizers
    given = layers.Input((6,))
    hidden = layers.Dense(4, activity_regularizer=regularizers.l1(0.01))(given)
    hidden = layers.ActivityRegularization(0.1, 0.2)(hidden)
    model = keras.models.Model(given, layers.Dense(2, kernel_regularizer=regularizers.l2(0.3))(hidden))
    model.compile("sgd", "mse")
    return {"loss": model.test_on_batch(_x(8, 6), _x(8, 2)), "losses": len(model.losses)}


def attributes_of_a_layer(keras):
    backend = keras.backend

    class Scaled(keras.layers.Layer):
        def build(self, input_shape):
            self.kernel = backend.variable(np.ones((input_shape[-1], 2)), name="mine")
            self.scale = backend.variable(2.0)
            self.inner = keras.layers.Dense(2)
            self.trainable_weights = [self.kernel]
            super(Scaled, self).build(input_shape)

        def call(self, inputs):
            return self.inner(backend.dot(inputs, self.kernel) * self.scale)

        def compute_output_shape(self, input_shape):
            return (input_shape[0], 2)

    given = keras.layers.Input((6,))
    layer = Scaled()
    model = keras.models.Model(given, layer(given))
    return {
        "trained": [weight.name for weight in model.trainable_weights],
        "others": [weight.name for weight in layer.non_trainable_weights],
        "given": model.predict(_x(3, 6)),
        "count": model.count_params(),
    }


def layers_of_keras_1(keras):
    layers = keras.layers
    given = layers.Input((6,))
    hidden = layers.Highway(activation="relu", W_regularizer="l2")
    widest = layers.MaxoutDense(3, nb_feature=2)
    model = keras.models.Model(given, widest(hidden(given)))
    model.compile("sgd", "mse")
    found = {"names": [weight.name for weight in model.weights], "given": model.predict(_x(5, 6))}
    found["configs"] = [layer.get_config() for layer in (hidden, widest)]
    found["loss"] = model.test_on_batch(_x(5, 6), _x(5, 3))
    alone = keras.models.Sequential([layers.MaxoutDense(2, input_dim=6, bias=False), layers.Highway(bias=False)])
    found["without"] = alone.predict(_x(5, 6))
    return found


def kernels_turned_round(keras):
    layers, utils = keras.layers, keras.utils.layer_utils
    model = keras.models.Sequential()
    model.add(layers.Conv2D(2, 3, input_shape=(5, 5, 1)))
    model.add(layers.Flatten())
    model.add(layers.Dense(2))
    utils.convert_all_kernels_in_model(model)
    found = {"kernel": model.get_weights()[0]}
    utils.convert_dense_weights_data_format(model.layers[2], (2, 3, 3))
    found["first"] = model.layers[2].get_weights()[0]
    utils.convert_dense_weights_data_format(model.layers[2], (3, 3, 2), "channels_last")
    found["last"] = model.layers[2].get_weights()[0]
    return found


def configurations(keras):
    layers, l2 = keras.layers, keras.regularizers.l2
    made = [
        layers.Dense(2, kernel_regularizer=l2(0.1), activity_regularizer=keras.regularizers.l1(0.1)),
        layers.SeparableConv2D(2, 3),
        layers.SeparableConv1D(2, 3),
        layers.LocallyConnected1D(2, 3),
        layers.LocallyConnected2D(2, 3),
        layers.GlobalAveragePooling2D(),
        layers.GlobalMaxPooling1D(),
        layers.GaussianNoise(0.1),
        layers.Conv2D(2, 3, dilation_rate=2),
        layers.DepthwiseConv2D(3),
        layers.Bidirectional(layers.GRU(2, recurrent_regularizer=l2(0.1))),
    ]
    return {layer.name: json.loads(json.dumps(layer.get_config())) for layer in made}


def cases():
    """Each case by its name."""
    functions = (
        *(nodes, weights_of_a_model, penalties_on_what_layers_give, attributes_of_a_layer, layers_of_keras_1),
        *(kernels_turned_round, configurations),
    )
    return {function.__name__: function for function in functions}
