"""The models of `keras.applications` from their first weights, which NumPy seeds. Plain Python 3.7.

Each case takes `keras` and gives values by names; Keras 2.2.4 on TensorFlow 1.15.5 records it, `record_keras.py`.
"""

import numpy as np


def _model(name, size, **arguments):
    def case(keras):
        model = getattr(keras.applications, name)(weights=None, input_shape=(size, size, 3), **arguments)
        values = model.get_weights()
        given = np.random.RandomState(7).rand(2, size, size, 3).astype("float32")
        return {
            "name": model.name,
            "layers": [layer.name for layer in model.layers],
            "weights": [weight.name for weight in model.weights],
            "shapes": [list(value.shape) for value in values],
            "first": [float(np.abs(value).sum()) for value in values[::7]],
            "given": model.predict(given),
            "kind": type(model).__name__,
        }

    return case


def pictures_before_a_model(keras):
    pictures = np.arange(48.0).reshape(1, 4, 4, 3)
    modules = "densenet inception_resnet_v2 inception_v3 mobilenet mobilenet_v2 nasnet resnet50 vgg16 vgg19 xception"
    return {
        name: getattr(keras.applications, name).preprocess_input(pictures.copy()).tolist() for name in modules.split()
    }


def cases():
    """Each case by its name."""
    return {
        "mobilenet": _model("MobileNet", 32, alpha=0.25, classes=3),
        "mobilenet_v2": _model("MobileNetV2", 33, alpha=0.35, include_top=False, pooling="max"),
        "resnet50": _model("ResNet50", 32, include_top=False, pooling="avg"),
        "pictures_before_a_model": pictures_before_a_model,
    }
