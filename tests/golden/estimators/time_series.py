"""Time series: autoregressive models, a recurrent one, CSV files, and an exported model that is gone on with."""

import importlib
import os

import numpy as np

SEED = 5


def _config(tf):
    return tf.estimator.RunConfig(tf_random_seed=SEED, save_summary_steps=2)


def _series(length=40, features=1):
    times = np.arange(length)
    values = np.sin(times / 4.0)[:, None] + 0.01 * times[:, None] * np.arange(1, features + 1)
    return times, values.astype("float32")


def _arrays(tf, features=1, **more):
    keys = tf.contrib.timeseries.TrainEvalFeatures
    times, values = _series(features=features)
    return dict({keys.TIMES: times, keys.VALUES: values}, **more)


def _windows(tf, reader, window_size, **about):
    about = dict({"batch_size": 4, "num_threads": 1, "shuffle_seed": 2, "jitter": False}, **about)
    about["queue_capacity_multiplier"] = 10
    return tf.contrib.timeseries.RandomWindowInputFn(reader, window_size=window_size, **about)


def _run(tf, estimator, watch, reader, window_size, steps=5, exogenous=None, gradients=True, **about):
    """What is trained, evaluated and predicted; without `gradients` the graph of the training is not looked at."""
    series = tf.contrib.timeseries
    estimator.train(_windows(tf, reader, window_size, **about), [watch] if gradients else [], steps=3)
    found = estimator.evaluate(series.WholeDatasetInputFn(reader), steps=1, hooks=[watch])
    going_on = series.predict_continuation_input_fn(found, steps=steps, exogenous_features=exogenous)
    predictions = list(estimator.predict(going_on, hooks=[watch]))
    state = found.pop(series.FilteringResults.STATE_TUPLE, None)
    return {"figures": found, "state": state, "predictions": predictions, "names": estimator.get_variable_names()}


def autoregression(tf, folder, watch):
    estimator = tf.contrib.timeseries.ARRegressor(
        periodicities=12,
        input_window_size=6,
        output_window_size=4,
        num_features=1,
        model_dir=folder,
        config=_config(tf),
    )
    return _run(tf, estimator, watch, tf.contrib.timeseries.NumpyReader(_arrays(tf)), 10)


def autoregression_with_layers_and_a_squared_loss(tf, folder, watch):
    estimator = tf.contrib.timeseries.ARRegressor(
        [6, 9],
        4,
        5,
        2,
        num_time_buckets=3,
        loss=tf.contrib.timeseries.ARModel.SQUARED_LOSS,
        hidden_layer_sizes=[3],
        optimizer=tf.train.AdamOptimizer(0.01),
        model_dir=folder,
        config=_config(tf),
    )
    return _run(tf, estimator, watch, tf.contrib.timeseries.NumpyReader(_arrays(tf, 2)), 9, 7)


def regression_on_times_alone(tf, folder, watch):
    estimator = tf.contrib.timeseries.ARRegressor(12, 0, 4, 1, model_dir=folder, config=_config(tf))
    reader = tf.contrib.timeseries.NumpyReader(_arrays(tf), read_num_records_hint=16)
    return _run(tf, estimator, watch, reader, 4, discard_out_of_order=True)


def anomalies(tf, folder, watch):
    found = []
    for kind in ("gaussian", "cauchy"):
        estimator = tf.contrib.timeseries.ARRegressor(
            12,
            6,
            4,
            1,
            anomaly_prior_probability=0.1,
            anomaly_distribution=kind,
            model_dir=os.path.join(folder, kind),
            config=_config(tf),
        )
        found.append(_run(tf, estimator, watch, tf.contrib.timeseries.NumpyReader(_arrays(tf)), 10))
    return found


def a_csv_file_with_something_known_beside_the_values(tf, folder, watch):
    times, values = _series(features=2)
    known = (times % 3).astype("float32")
    path = os.path.join(folder, "series.csv")
    with open(path, "w") as file:
        for row in zip(times, values[:, 0], known, values[:, 1]):
            file.write("%d,%.4f,%.1f,%.4f\n" % row)
    names = ("times", "values", "known", "values")
    reader = tf.contrib.timeseries.CSVReader(path, column_names=names)
    estimator = tf.contrib.timeseries.ARRegressor(
        None,
        3,
        2,
        2,
        exogenous_feature_columns=[tf.feature_column.numeric_column("known")],
        model_dir=os.path.join(folder, "model"),
        config=_config(tf),
    )
    ahead = {"known": np.array([[[1.0], [2.0], [0.0]]], "float32")}
    return _run(tf, estimator, watch, reader, 5, 3, ahead)


def _inside(tf, name):
    """A module that programs took from `tensorflow.contrib.timeseries.python.timeseries`."""
    return importlib.import_module(tf.contrib.timeseries.__name__ + ".python.timeseries." + name)


def _recurrent(tf):
    class Recurrent(_inside(tf, "model").SequentialTimeSeriesModel):
        """As the examples of TensorFlow 1 wrote one."""

        def __init__(self, num_units, **about):
            names = ["mean"]
            super(Recurrent, self).__init__(names, names, num_features=1, dtype=tf.float32, **about)
            self._num_units = num_units

        def initialize_graph(self, input_statistics=None):
            super(Recurrent, self).initialize_graph(input_statistics=input_statistics)
            with tf.variable_scope("", use_resource=True):
                self._cell = tf.nn.rnn_cell.LSTMCell(num_units=self._num_units)
                self._run = tf.make_template("lstm", func_=self._cell, create_scope_now_=True)
                self._predict = tf.make_template("predict", tf.layers.dense, units=1, create_scope_now_=True)

        def get_start_state(self):
            state = self._cell.zero_state(batch_size=1, dtype=self.dtype)
            return (
                tf.zeros([], dtype=tf.int64),
                tf.zeros([1], dtype=self.dtype),
                [tf.squeeze(part, axis=0) for part in state],
            )

        def _filtering_step(self, current_times, current_values, state, predictions):
            _, _, state = state
            scaled = self._scale_data(current_values)
            loss = tf.reduce_mean((self._scale_data(predictions["mean"]) - scaled) ** 2, axis=-1)
            return (current_times, scaled, state), {"loss": loss, "mean": predictions["mean"]}

        def _prediction_step(self, current_times, state):
            _, before, state = state
            output, state = self._run(inputs=before, state=state)
            mean = self._predict(inputs=output)
            return (current_times, mean, state), {"mean": self._scale_back_data(mean)}

        def _imputation_step(self, current_times, state):
            return state

        def _exogenous_input_step(self, current_times, current_exogenous_regressors, state):
            time, before, state = state
            return time, before + tf.reduce_sum(current_exogenous_regressors, -1, keep_dims=True), state

    return Recurrent


def a_recurrent_model_with_states_that_are_kept(tf, folder, watch):
    estimator = _inside(tf, "estimators").TimeSeriesRegressor(
        _recurrent(tf)(3),
        state_manager=_inside(tf, "state_management").ChainingStateManager(),
        optimizer=tf.train.AdamOptimizer(0.01),
        model_dir=folder,
        config=_config(tf),
    )
    return _run(tf, estimator, watch, tf.contrib.timeseries.NumpyReader(_arrays(tf)), 6)


def a_recurrent_model_unrolled_with_something_known(tf, folder, watch):
    known = (np.arange(40) % 3).astype("float32")
    model = _recurrent(tf)(
        2,
        static_unrolling_window_size_threshold=5,
        exogenous_feature_columns=[tf.feature_column.numeric_column("known")],
        exogenous_update_condition=lambda times, features: tf.equal(times % 2, 0),
    )
    estimator = tf.contrib.timeseries.TimeSeriesRegressor(model, model_dir=folder, config=_config(tf))
    reader = tf.contrib.timeseries.NumpyReader(_arrays(tf, known=known))
    ahead = {"known": np.array([[[1.0], [2.0], [0.0]]], "float32")}
    return _run(tf, estimator, watch, reader, 4, 3, ahead)


def two_lstms_exported_without_a_state(tf, folder, watch):
    estimator = _inside(tf, "estimators").LSTMAutoRegressor(
        8, 4, 3, num_units=2, num_timesteps=2, model_dir=folder + "/model", config=_config(tf)
    )
    reader = tf.contrib.timeseries.NumpyReader(_arrays(tf))
    estimator.train(_windows(tf, reader, 7), [watch], steps=2)
    figures = estimator.evaluate(tf.contrib.timeseries.WholeDatasetInputFn(reader), steps=1, hooks=[watch])
    receive = estimator.build_one_shot_parsing_serving_input_receiver_fn(4, 3)
    path = estimator.export_savedmodel(folder + "/export", receive)
    with tf.Session(graph=tf.Graph()) as session:
        loaded = tf.saved_model.loader.load(session, ["serve"], path.decode())
        example = tf.train.Example()
        times, values = _series(7)
        example.features.feature["times"].int64_list.value.extend(int(time) for time in times)
        example.features.feature["values"].float_list.value.extend(float(value) for value in values[:4, 0])
        signature = loaded.signature_def["serving_default"]
        outputs = {key: about.name for key, about in signature.outputs.items()}
        found = session.run(outputs, {signature.inputs["examples"].name: [example.SerializeToString()]})
    return {"figures": figures, "found": found, "names": estimator.get_variable_names()}


def an_exported_model_is_gone_on_with(tf, folder, watch):
    estimator = tf.contrib.timeseries.ARRegressor(12, 3, 2, 1, model_dir=folder + "/model", config=_config(tf))
    arrays = _arrays(tf)
    reader = tf.contrib.timeseries.NumpyReader(arrays)
    estimator.train(_windows(tf, reader, 5), [watch], steps=2)
    figures = estimator.evaluate(tf.contrib.timeseries.WholeDatasetInputFn(reader), steps=1)
    path = estimator.export_savedmodel(folder + "/export", estimator.build_raw_serving_input_receiver_fn())
    use = tf.contrib.timeseries.saved_model_utils
    with tf.Session(graph=tf.Graph()) as session:
        loaded = tf.saved_model.loader.load(session, ["serve"], path.decode())
        ahead = use.predict_continuation(figures, loaded, session, steps=3)
        state = use.cold_start_filter(loaded, session, {key: value[:9] for key, value in arrays.items()})
        state = use.filter_continuation(state, loaded, session, {key: value[9:15] for key, value in arrays.items()})
        again = use.predict_continuation(state, loaded, session, times=[16, 18])
    return {"ahead": ahead, "state": state, "again": again}
