"""Predictors of `tf.contrib.learn`'s estimators."""

import numpy as np


def of_a_linear_regressor(tf, folder, watch):
    learn, layers = tf.contrib.learn, tf.contrib.layers
    draw = np.random.RandomState(5)
    x, y = draw.randn(8, 2).astype("float32"), draw.randn(8, 1).astype("float32")
    columns = [layers.real_valued_column("x", 2)]
    model = learn.LinearRegressor(columns, folder, config=learn.RunConfig(tf_random_seed=3, gpu_memory_fraction=0.5))
    model.fit(input_fn=lambda: ({"x": tf.constant(x)}, tf.constant(y)), steps=3, monitors=[watch])
    spec = layers.create_feature_spec_for_parsing(columns)
    examples = [
        tf.train.Example(
            features=tf.train.Features(feature={"x": tf.train.Feature(float_list=tf.train.FloatList(value=row))})
        )
        for row in x[:3]
    ]
    predict = tf.contrib.predictor.from_contrib_estimator(model, learn.utils.build_parsing_serving_input_fn(spec))
    found = predict({key: [example.SerializeToString() for example in examples] for key in predict.feed_tensors})
    try:
        tf.contrib.predictor.from_contrib_estimator(tf.estimator.Estimator(lambda features: None, folder), None)
    except TypeError as error:
        said = str(error)
    nodes = [node.op for node in predict.graph.as_graph_def().node]
    return {"found": found, "fed": sorted(predict.feed_tensors), "said": said, "nodes": len(nodes)}
