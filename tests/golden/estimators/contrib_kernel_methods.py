"""A linear classifier of random Fourier features, as in the tutorial of kernel methods."""

import numpy as np


def _input(tf):
    def input_fn():
        x = np.random.RandomState(0).randn(24, 3).astype("float32")
        y = (x[:, 0] * x[:, 1] > 0).astype("int64") + (x[:, 2] > 1)
        return {"x": tf.constant(x), "height": tf.constant(x[:, :1])}, tf.constant(y)

    return input_fn


def features_mapped_for_three_classes(tf, folder, watch):
    layers, kernels = tf.contrib.layers, tf.contrib.kernel_methods
    x, height = layers.real_valued_column("x", 3), layers.real_valued_column("height")
    mappers = [
        kernels.RandomFourierFeatureMapper(3, 8, stddev=2.0, seed=1, name="first"),
        kernels.RandomFourierFeatureMapper(3, 4, stddev=1.0, seed=2, name="second"),
    ]
    classifier = kernels.KernelLinearClassifier(
        feature_columns=[height],
        model_dir=folder,
        n_classes=3,
        optimizer=tf.train.FtrlOptimizer(0.5, l2_regularization_strength=0.01),
        kernel_mappers={x: mappers},
        config=tf.contrib.learn.RunConfig(tf_random_seed=3, gpu_memory_fraction=0.5),
    )
    classifier.fit(input_fn=_input(tf), steps=5, monitors=[watch])
    metrics = classifier.evaluate(input_fn=_input(tf), steps=1, hooks=[watch])
    return {
        "metrics": metrics,
        "classes": list(classifier.predict_classes(input_fn=_input(tf)))[:6],
        "probabilities": list(classifier.predict_proba(input_fn=_input(tf)))[:3],
    }
