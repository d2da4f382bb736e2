"""State space models of time series: an ensemble with periods, one with something known, one with anomalies.

The graphs of trainings are not looked at: today's TensorFlow knows more shapes before a graph runs, so that the
gradients of products need fewer nodes.
"""

import importlib

import numpy as np

from golden.estimators.time_series import _arrays, _config, _run, _windows


def _inside(tf, name):
    return importlib.import_module(tf.contrib.timeseries.__name__ + ".python.timeseries." + name)


def a_structural_ensemble(tf, folder, watch):
    estimator = tf.contrib.timeseries.StructuralEnsembleRegressor(
        periodicities=6,
        cycle_num_latent_values=3,
        num_features=1,
        moving_average_order=1,
        model_dir=folder,
        config=_config(tf),
    )
    return _run(tf, estimator, watch, tf.contrib.timeseries.NumpyReader(_arrays(tf)), 6, 2, gradients=False)


def several_features_and_a_period_that_is_not_whole(tf, folder, watch):
    estimator = tf.contrib.timeseries.StructuralEnsembleRegressor(
        periodicities=[4.5],
        cycle_num_latent_values=[3],
        num_features=2,
        moving_average_order=0,
        autoregressive_order=1,
        optimizer=tf.train.GradientDescentOptimizer(0.001),
        model_dir=folder,
        config=_config(tf),
    )
    return _run(tf, estimator, watch, tf.contrib.timeseries.NumpyReader(_arrays(tf, 2)), 5, 2, gradients=False)


def something_known_and_anomalies(tf, folder, watch):
    known = (np.arange(40) % 3).astype("float32")
    estimator = tf.contrib.timeseries.StructuralEnsembleRegressor(
        periodicities=None,
        num_features=1,
        moving_average_order=1,
        exogenous_feature_columns=[tf.feature_column.numeric_column("known")],
        exogenous_update_condition=lambda times, features: tf.equal(tf.reshape(features["known"], [-1]), 2.0),
        anomaly_prior_probability=0.1,
        model_dir=folder,
        config=_config(tf),
    )
    reader = tf.contrib.timeseries.NumpyReader(_arrays(tf, known=known))
    ahead = {"known": np.array([[[1.0], [2.0]]], "float32")}
    return _run(tf, estimator, watch, reader, 4, 2, ahead, gradients=False)


def a_model_of_ones_own_with_what_is_known_for_an_observation(tf, folder, watch):
    models = _inside(tf, "state_space_models.state_space_model")

    class Walk(models.StateSpaceModel):
        """As the examples of TensorFlow 1 wrote one."""

        def get_state_transition(self):
            with tf.variable_scope(self._variable_scope):
                size = self.num_features
                turned = tf.get_variable("transition", shape=[size, size], dtype=self.dtype)
                return tf.eye(size, dtype=self.dtype) + 0.1 * turned

        def get_noise_transform(self):
            return tf.eye(self.num_features, dtype=self.dtype)

        def get_observation_model(self, times):
            return tf.eye(self.num_features, dtype=self.dtype)

    about = models.StateSpaceModelConfiguration(
        num_features=2,
        trainable_start_state=True,
        bayesian_prior_weighting=False,
        exogenous_noise_increases=False,
        exogenous_noise_decreases=True,
        exogenous_feature_columns=[tf.feature_column.numeric_column("known")],
        static_unrolling_window_size_threshold=3,
    )
    with tf.variable_scope("walk", reuse=tf.AUTO_REUSE):
        model = Walk(about)
    known = (np.arange(40) % 3).astype("float32")
    estimator = _inside(tf, "estimators").StateSpaceRegressor(model, model_dir=folder, config=_config(tf))
    reader = tf.contrib.timeseries.NumpyReader(_arrays(tf, 2, known=known))
    ahead = {"known": np.array([[[1.0], [2.0]]], "float32")}
    return _run(tf, estimator, watch, reader, 3, 2, ahead, gradients=False)


def an_ensemble_of_whole_periods_drawn_and_exported(tf, folder, watch):
    about = _inside(tf, "state_space_models.state_space_model").StateSpaceModelConfiguration(dtype=tf.float64)
    ensembles = _inside(tf, "state_space_models.structural_ensemble")
    model = ensembles.StructuralEnsemble(3, 1, 0, configuration=about)
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(3)
        model.initialize_graph()
        session.run(tf.global_variables_initializer())
        drawn = model.generate(2, 12, model_parameters=model.random_model_parameters(seed=4), seed=5)
        plain = model.generate(1, 4, seed=6, add_observation_noise=False)
    estimator = _inside(tf, "estimators").StateSpaceRegressor(model, model_dir=folder + "/model", config=_config(tf))
    arrays = _arrays(tf)
    reader = tf.contrib.timeseries.NumpyReader(arrays)
    estimator.train(_windows(tf, reader, 5), steps=2)
    figures = estimator.evaluate(tf.contrib.timeseries.WholeDatasetInputFn(reader), steps=1, hooks=[watch])
    path = estimator.export_savedmodel(folder + "/export", estimator.build_raw_serving_input_receiver_fn())
    use = tf.contrib.timeseries.saved_model_utils
    with tf.Session(graph=tf.Graph()) as session:
        loaded = tf.saved_model.loader.load(session, ["serve"], path.decode())
        ahead = use.predict_continuation(figures, loaded, session, steps=2)
        state = use.cold_start_filter(loaded, session, {key: value[:6] for key, value in arrays.items()})
        state = use.filter_continuation(state, loaded, session, {key: value[6:9] for key, value in arrays.items()})
        again = use.predict_continuation(state, loaded, session, times=[11])
    return {"drawn": drawn, "plain": plain, "ahead": ahead, "again": again}
