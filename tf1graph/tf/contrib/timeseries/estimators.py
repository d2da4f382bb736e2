"""Estimators of time series."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import nest, tensor_util
from tf1graph.tf.contrib.timeseries.ar_model import (
    AnomalyMixtureARModel,
    ARModel,
    FlatPredictionModel,
    LSTMPredictionModel,
)
from tf1graph.tf.contrib.timeseries.feature_keys import SERIES
from tf1graph.tf.contrib.timeseries.head import OneShotPredictionHead, TimeSeriesRegressionHead, state_to_dictionary
from tf1graph.tf.contrib.timeseries.math_utils import InputStatisticsFromMiniBatch
from tf1graph.tf.contrib.timeseries.state_management import (
    ChainingStateManager,
    FilteringOnlyStateManager,
    PassthroughStateManager,
)
from tf1graph.tf.contrib.timeseries.state_space_models.filtering_postprocessor import StateInterpolatingAnomalyDetector
from tf1graph.tf.contrib.timeseries.state_space_models.state_space_model import (
    StateSpaceModel,
    StateSpaceModelConfiguration,
)
from tf1graph.tf.contrib.timeseries.state_space_models.structural_ensemble import MultiResolutionStructuralEnsemble
from tf1graph.tf.estimator.canned import optimizers
from tf1graph.tf.names import provide

PLACE = "tf.contrib.timeseries."
TIMES, VALUES = SERIES


@provide(PLACE + "TimeSeriesRegressor", gone="2.0")
class TimeSeriesRegressor(tf.estimator.Estimator):
    """Trains and evaluates a model of time series, and predicts with it.

    Args:
      model: a `TimeSeriesModel`.
      state_manager: says which state a window begins in; None is what the kind of model needs.
      optimizer: a `tf.train.Optimizer`; Adam with a rate of 0.02 where it is not given.
      model_dir: folder of checkpoints.
      config: a `tf.estimator.RunConfig`.
      head_type: `TimeSeriesRegressionHead` or a class derived from it.
    """

    def __init__(
        self,
        model: Any,
        state_manager: Any = None,
        optimizer: Any = None,
        model_dir: str | None = None,
        config: Any = None,
        head_type: Any = TimeSeriesRegressionHead,
    ):
        if state_manager is None:
            state_manager = FilteringOnlyStateManager() if isinstance(model, ARModel) else PassthroughStateManager()
        self._model = model
        head = head_type(
            model=model,
            state_manager=state_manager,
            optimizer=tf.train.AdamOptimizer(0.02) if optimizer is None else optimizer,
            input_statistics_generator=InputStatisticsFromMiniBatch(dtype=model.dtype, num_features=model.num_features),
        )
        super().__init__(model_fn=head.create_estimator_spec, model_dir=model_dir, config=config)

    def _start_state_placeholders(self, batch_size: Any, static_batch_size: int | None) -> dict[str, Any]:
        """Placeholders of the parts of a state, zeros where they are not fed."""
        with tf.Graph().as_default():  # only shapes are taken from it
            self._model.initialize_graph()
            zeros = nest.map_structure(
                lambda part: tensor_util.constant_value(tf.zeros_like(part)), self._model.get_start_state()
            )
        found = {}
        for name, part in state_to_dictionary(zeros).items():
            shape = tf.TensorShape((static_batch_size,)).concatenate(part.shape)
            times = tf.concat([batch_size[None], tf.ones(len(part.shape), dtype=tf.int32)], axis=0)
            default = tf.tile(part[None, ...], multiples=times)
            found[name] = tf.placeholder_with_default(input=default, name=name, shape=shape)
        return found

    def build_one_shot_parsing_serving_input_receiver_fn(
        self,
        filtering_length: int,
        prediction_length: int,
        default_batch_size: int | None = None,
        values_input_dtype: Any = None,
        truncate_values: bool = False,
    ) -> Callable[[], Any]:
        """A function for `export_savedmodel` of a model with `OneShotPredictionHead`, which takes examples.

        Args:
          filtering_length: how many values are known.
          prediction_length: how many times are asked for after them.
          default_batch_size: of the examples, None is any.
          values_input_dtype: of the values in an example: float32, or int64.
          truncate_values: whether an example has values for the times asked for too, which are passed over.
        """
        length = filtering_length + prediction_length
        values_length = length if truncate_values else filtering_length

        def lengthened(key: str, spec: Any) -> Any:
            if isinstance(spec, tf.FixedLenFeature):
                return spec._replace(shape=((values_length if key == VALUES else length), *spec.shape))
            if spec.dtype == tf.string:
                return tf.FixedLenFeature(shape=(length,), dtype=tf.string)
            raise ValueError(f"VarLenFeatures not supported, got {spec} for key {key}")

        def receive() -> Any:
            column = tf.feature_column.numeric_column
            times = column(key=TIMES, dtype=tf.int64)
            values = column(key=VALUES, dtype=values_input_dtype or tf.float32, shape=(self._model.num_features,))
            columns = [*self._model.exogenous_feature_columns, times, values]
            specs = tf.feature_column.make_parse_example_spec(columns)
            examples = tf.placeholder(shape=[default_batch_size], dtype=tf.string, name="input")
            parsed = {key: lengthened(key, spec) for key, spec in specs.items()}
            features = tf.parse_example(serialized=examples, features=parsed)
            features[TIMES] = tf.squeeze(features[TIMES], axis=-1)
            features[VALUES] = tf.cast(features[VALUES], dtype=self._model.dtype)[:, :filtering_length]
            features.update(self._start_state_placeholders(tf.shape(features[TIMES])[0], default_batch_size))
            return tf.estimator.export.ServingInputReceiver(features, {"examples": examples})

        return receive

    def build_raw_serving_input_receiver_fn(
        self, default_batch_size: int | None = None, default_series_length: int | None = None
    ) -> Callable[[], Any]:
        """A function for `export_savedmodel`, which takes arrays.

        Args:
          default_batch_size, default_series_length: of the arrays, None is any.
        """
        shape = [default_batch_size, default_series_length]

        def receive() -> Any:
            count = self._model.num_features
            times = tf.placeholder(name=TIMES, dtype=tf.int64, shape=shape)
            zeros = tf.zeros(shape=[*(size or 0 for size in shape), count], dtype=self._model.dtype)
            values = tf.placeholder_with_default(name=VALUES, input=zeros, shape=(*shape, count))
            features = {TIMES: times, VALUES: values}
            for key, (one, dtype) in self._exogenous_shapes().items():
                features[key] = tf.placeholder(
                    dtype=dtype, name=key, shape=[*shape, *one.with_rank_at_least(1).as_list()[1:]]
                )
            batch_size = tf.shape(times)[0]
            features.update(self._start_state_placeholders(batch_size, default_batch_size))
            return tf.estimator.export.ServingInputReceiver(features, features)

        return receive

    def _exogenous_shapes(self) -> dict[str, tuple[Any, Any]]:
        """Shape and type of each exogenous feature of a batch of times."""
        columns = self._model.exogenous_feature_columns
        if not columns:
            return {}
        with tf.Graph().as_default():
            serialized = tf.placeholder(shape=[None], dtype=tf.string)
            spec = tf.feature_column.make_parse_example_spec(columns)
            parsed = tf.parse_example(serialized=serialized, features=spec)
            return {key: (value.get_shape(), value.dtype) for key, value in parsed.items()}


@provide(PLACE + "ARRegressor", gone="2.0")
class ARRegressor(TimeSeriesRegressor):
    """An estimator of an autoregressive model with dense layers.

    Args:
      periodicities, input_window_size, output_window_size, num_features, exogenous_feature_columns, num_time_buckets,
        loss: as of `ARModel`.
      hidden_layer_sizes: of layers with relu before the last.
      anomaly_prior_probability: of a value to be an anomaly; None takes none for one.
      anomaly_distribution: `gaussian` or `cauchy`, which anomalies are drawn from.
      optimizer: Adagrad with a rate of 0.1 where it is not given.
      model_dir: folder of checkpoints.
      config: a `tf.estimator.RunConfig`.

    Raises:
      ValueError: a distribution of anomalies without their probability, or anomalies with a squared loss.
    """

    def __init__(
        self,
        periodicities: Any,
        input_window_size: int,
        output_window_size: int,
        num_features: int,
        exogenous_feature_columns: Any = None,
        num_time_buckets: int = 10,
        loss: str = ARModel.NORMAL_LIKELIHOOD_LOSS,
        hidden_layer_sizes: Sequence[int] | None = None,
        anomaly_prior_probability: float | None = None,
        anomaly_distribution: str | None = None,
        optimizer: Any = None,
        model_dir: str | None = None,
        config: Any = None,
    ):
        about: dict[str, Any] = {
            "periodicities": periodicities,
            "input_window_size": input_window_size,
            "output_window_size": output_window_size,
            "num_features": num_features,
            "num_time_buckets": num_time_buckets,
            "exogenous_feature_columns": exogenous_feature_columns,
            "prediction_model_factory": functools.partial(FlatPredictionModel, hidden_layer_sizes=hidden_layer_sizes),
        }
        model: ARModel
        if anomaly_prior_probability is None:
            if anomaly_distribution is not None:
                raise ValueError("anomaly_prior_probability is required if anomaly_distribution is specified.")
            model = ARModel(loss=loss, **about)
        else:
            if loss != ARModel.NORMAL_LIKELIHOOD_LOSS:
                raise ValueError(
                    "AnomalyMixtureARModel only supports ar_model.ARModel.NORMAL_LIKELIHOOD_LOSS for its loss argument."
                )
            model = AnomalyMixtureARModel(
                anomaly_prior_probability=anomaly_prior_probability, anomaly_distribution=anomaly_distribution, **about
            )
        super().__init__(
            model=model,
            state_manager=FilteringOnlyStateManager(),
            optimizer=tf.train.AdagradOptimizer(0.1) if optimizer is None else optimizer,
            model_dir=model_dir,
            config=config,
        )


class LSTMAutoRegressor(TimeSeriesRegressor):
    """An estimator of an autoregressive model with two LSTMs; exports one signature without a state.

    Args:
      periodicities, input_window_size, output_window_size, num_features, loss: as of `ARModel`.
      model_dir: folder of checkpoints.
      extra_feature_columns: feature columns of what is known beside the values.
      num_timesteps: into how many parts a period is cut.
      num_units: of each LSTM.
      optimizer: a name, an optimiser or a function that makes one; a name's rate is 0.01.
      config: a `tf.estimator.RunConfig`.
    """

    def __init__(
        self,
        periodicities: Any,
        input_window_size: int,
        output_window_size: int,
        model_dir: str | None = None,
        num_features: int = 1,
        extra_feature_columns: Any = None,
        num_timesteps: int = 10,
        loss: str = ARModel.NORMAL_LIKELIHOOD_LOSS,
        num_units: int = 128,
        optimizer: Any = "Adam",
        config: Any = None,
    ):
        model = ARModel(
            periodicities=periodicities,
            input_window_size=input_window_size,
            output_window_size=output_window_size,
            num_features=num_features,
            exogenous_feature_columns=extra_feature_columns,
            num_time_buckets=num_timesteps,
            loss=loss,
            prediction_model_factory=functools.partial(LSTMPredictionModel, num_units=num_units),
        )
        super().__init__(
            model=model,
            state_manager=FilteringOnlyStateManager(),
            optimizer=optimizers.get_optimizer_instance(optimizer, learning_rate=0.01),
            model_dir=model_dir,
            config=config,
            head_type=OneShotPredictionHead,
        )


class StateSpaceRegressor(TimeSeriesRegressor):
    """An estimator of a state space model, whose windows begin in the state that the one before has ended in.

    Args:
      model: a `StateSpaceModel`.
      state_manager: says which state a window begins in, `ChainingStateManager` where it is not given.
      optimizer, model_dir, config, head_type: as of `TimeSeriesRegressor`.

    Raises:
      ValueError: another kind of model.
    """

    def __init__(
        self,
        model: Any,
        state_manager: Any = None,
        optimizer: Any = None,
        model_dir: str | None = None,
        config: Any = None,
        head_type: Any = TimeSeriesRegressionHead,
    ):
        if not isinstance(model, StateSpaceModel):
            raise ValueError(
                "StateSpaceRegressor only supports state space models (children of StateSpaceModel) in its `model` "
                f"argument, got {model}."
            )
        super().__init__(
            model=model,
            state_manager=ChainingStateManager() if state_manager is None else state_manager,
            optimizer=optimizer,
            model_dir=model_dir,
            config=config,
            head_type=head_type,
        )


@provide(
    PLACE + "StructuralEnsembleRegressor",
    fidelity="approximate",
    gone="2.0",
    note="Figures, checkpoints and the graphs of evaluations and predictions are 1.15.5's; the gradients in the graph "
    "of a training have fewer nodes, since today's TensorFlow knows more shapes before it runs.",
)
class StructuralEnsembleRegressor(StateSpaceRegressor):
    """An estimator of a level with a slope, periods, and a vector autoregression with a moving average, summed.

    A `mean` and a `covariance` are predicted for each time.

    Args:
      periodicities: times in a period, one or several, which need not be whole; None is no period.
      num_features: how many values each time has.
      cycle_num_latent_values: values of a period in the state, an odd number: one for all, or one for each.
      moving_average_order: after so many times an error is forgotten.
      autoregressive_order: how many values back the next depends on.
      exogenous_feature_columns: feature columns of what is known beside the values.
      exogenous_update_condition: a function of `times` [batch] and `features` that says, [batch], whether a state is
        moved on by it; always without one.
      dtype: of the values; float32 is quicker, and too rough for larger models and long series.
      anomaly_prior_probability: of a value to be an anomaly, which is passed over; None takes none for one.
      optimizer, model_dir, config, head_type: as of `TimeSeriesRegressor`.

    Raises:
      ValueError: neither one number of values of a period nor one for each, or an even one.
    """

    def __init__(
        self,
        periodicities: Any,
        num_features: int,
        cycle_num_latent_values: Any = 11,
        moving_average_order: int = 4,
        autoregressive_order: int = 0,
        exogenous_feature_columns: Any = None,
        exogenous_update_condition: Callable[..., Any] | None = None,
        dtype: Any = tf.float64,
        anomaly_prior_probability: float | None = None,
        optimizer: Any = None,
        model_dir: str | None = None,
        config: Any = None,
        head_type: Any = TimeSeriesRegressionHead,
    ):
        detector = None
        if anomaly_prior_probability is not None:
            detector = StateInterpolatingAnomalyDetector(anomaly_prior_probability=anomaly_prior_probability)
        model = MultiResolutionStructuralEnsemble(
            cycle_num_latent_values=cycle_num_latent_values,
            moving_average_order=moving_average_order,
            autoregressive_order=autoregressive_order,
            periodicities=periodicities,
            configuration=StateSpaceModelConfiguration(
                num_features=num_features,
                dtype=dtype,
                filtering_postprocessor=detector,
                exogenous_feature_columns=exogenous_feature_columns,
                exogenous_update_condition=exogenous_update_condition,
            ),
        )
        super().__init__(model=model, optimizer=optimizer, model_dir=model_dir, config=config, head_type=head_type)
