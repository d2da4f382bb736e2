"""Estimators of gradient boosted trees."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.canned import boosted_trees_columns as columns_lib
from tf1graph.tf.estimator.canned import checks
from tf1graph.tf.estimator.canned import head as head_lib
from tf1graph.tf.estimator.canned.boosted_trees_growth import TreeHParams
from tf1graph.tf.estimator.canned.boosted_trees_model import CHECKPOINT_KEY, Growth, explaining_model_fn, model_fn
from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.names import provide

CLASSIFYING = (
    head_lib._BinaryLogisticHeadWithSigmoidCrossEntropyLoss,
    head_lib._MultiClassHeadWithSoftmaxCrossEntropyLoss,
)
MEAN = tf.losses.Reduction.SUM_OVER_BATCH_SIZE
TODAY = "sklearn.ensemble.GradientBoosting"
NOTE = (
    "its kernels are gone: trees grow in NumPy, and the graph is another. On bucketised and indicator columns the "
    "trees are 1.15.5's; the quantiles of float columns are others, and trees trained in memory may be"
)


class _BoostedTreesBase(Estimator):
    """What the estimators share. Turns resource variables on for the process, as in TensorFlow 1."""

    def __init__(
        self,
        feature_columns: Sequence[Any],
        n_batches_per_layer: int,
        head: Any,
        hparams: TreeHParams,
        model_dir: str | None,
        config: Any,
        closed_form: Callable[..., Any] | None = None,
    ):
        def _model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
            return model_fn(
                features, labels, mode, head, feature_columns, hparams, n_batches_per_layer, config, closed_form
            )

        tf.enable_resource_variables()
        super().__init__(model_fn=_model_fn, model_dir=model_dir, config=config)
        self._columns = sorted(feature_columns, key=lambda column: column.name)
        self._head, self._hparams = head, hparams
        self._is_classification = isinstance(head, CLASSIFYING)
        self._feature_names = columns_lib.names(self._columns)

    def experimental_feature_importances(self, normalize: bool = False) -> OrderedDict[str, Any]:
        """How much each feature column gained over all trees, the most important first.

        Args:
          normalize: whether they sum to one.

        Raises:
          ValueError: nothing was trained.
        """
        serialized = tf.train.load_checkpoint(self.model_dir).get_tensor(CHECKPOINT_KEY)
        gains = Growth.gains(serialized, len(self._feature_names))
        if not gains.any():
            raise ValueError("Found no split. You should only call this method after training.")
        return _by_column(self._feature_names, gains / gains.sum() if normalize else gains)

    def experimental_predict_with_explanations(
        self,
        input_fn: Callable[..., Any],
        predict_keys: Any = None,
        hooks: Any = None,
        checkpoint_path: str | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Predictions with `bias` and `dfc`, what each feature column added to it for this example.

        Raises:
          ValueError: the model was made without `center_bias`, or its head changes the logits.
        """
        if not self._hparams.center_bias:
            raise ValueError(
                "center_bias must be enabled during estimator instantiation when using "
                "experimental_predict_with_explanations."
            )
        if not self._is_classification and self._head._inverse_link_fn not in (None, tf.identity):
            raise ValueError(
                "For now only identity inverse_link_fn in regression_head is supported for "
                "experimental_predict_with_explanations."
            )

        def explaining(features: Any, labels: Any, mode: str) -> Any:
            return explaining_model_fn(features, self._head, self._columns, self._hparams, self._is_classification)

        estimator = Estimator(
            model_fn=explaining,
            model_dir=self.model_dir,
            config=self.config,
            warm_start_from=self._warm_start_settings,
        )
        keys = None if predict_keys is None else {*predict_keys, "bias", "dfc"}
        for found in estimator.predict(input_fn, predict_keys=keys, hooks=hooks, checkpoint_path=checkpoint_path):
            found["dfc"] = _by_column(self._feature_names, found["dfc"])
            yield found


def _by_column(names: Sequence[str], values: Any) -> OrderedDict[str, Any]:
    """The sums of each column's values, the greatest first."""
    sums: dict[str, Any] = {}
    for name, value in zip(names, values, strict=True):
        sums[name] = sums.get(name, 0) + value
    return OrderedDict(sorted(sums.items(), key=lambda each: abs(each[1]), reverse=True))


def _log_loss(logits: Any, labels: Any) -> tuple[Any, Any]:
    """Gradients and hessians of the mean logistic loss."""
    predictions = tf.reciprocal(tf.exp(-logits) + 1.0)
    share = tf.reciprocal(tf.cast(tf.size(predictions), tf.float32))
    labels = checks.checked_labels(tf.cast(labels, tf.float32), logits, 1)
    gradients = (predictions - labels) * share
    return gradients, predictions * (1.0 - predictions) * share


def _classification(
    n_classes: int | None, weight_column: Any, label_vocabulary: Any
) -> tuple[Any, Callable[..., Any] | None]:
    """The head of two classes, and the closed form of its gradients where there is one."""
    if n_classes not in (None, 2):
        raise ValueError(f"For now only binary classification is supported. n_classes given as {n_classes}")
    head = head_lib._binary_logistic_head_with_sigmoid_cross_entropy_loss(
        weight_column=weight_column, label_vocabulary=label_vocabulary, loss_reduction=MEAN
    )
    return head, _log_loss if weight_column is None and label_vocabulary is None else None


def _regression(label_dimension: int | None, weight_column: Any) -> Any:
    """The head of one number."""
    if label_dimension not in (None, 1):
        raise ValueError(
            f"For now only 1 dimension regression is supported. label_dimension given as {label_dimension}"
        )
    return head_lib._regression_head(label_dimension=1, weight_column=weight_column, loss_reduction=MEAN)


@provide(
    "tf.estimator.BoostedTreesClassifier", fidelity="approximate", today=TODAY + "Classifier", gone="2.16", note=NOTE
)
class BoostedTreesClassifier(_BoostedTreesBase):
    """Gradient boosted trees for two classes.

    Args:
      feature_columns: numeric, bucketised or indicator columns. Numeric ones are cut into quantiles first, which takes
        `n_batches_per_layer` steps.
      n_batches_per_layer: of how many batches a layer of a tree is grown.
      model_dir: folder of checkpoints.
      n_classes: 2, or not given.
      weight_column: the key or the numeric column of the examples' weights, or None.
      label_vocabulary: the classes' names, where the labels are strings.
      n_trees, max_depth: how many trees at most, of how many layers; training ends when they are grown.
      learning_rate: the share of a tree in the prediction.
      l1_regularization, l2_regularization: of leaves.
      tree_complexity: the price of a split.
      min_node_weight: the least mean hessian of a batch that a node may have to be split.
      config: a `tf.estimator.RunConfig`.
      center_bias: whether the mean label comes before the trees; takes `n_batches_per_layer` steps or more.
      pruning_mode: `none`, or `pre` or `post` with a price of splits.
      quantile_sketch_epsilon: the error of quantiles, and one over their number.
      train_in_memory: whether the one batch is the whole data set; changes nothing here.

    Raises:
      ValueError: an argument cannot be meant.
    """

    def __init__(
        self,
        feature_columns: Sequence[Any],
        n_batches_per_layer: int,
        model_dir: str | None = None,
        n_classes: int | None = None,
        weight_column: Any = None,
        label_vocabulary: Any = None,
        n_trees: int = 100,
        max_depth: int = 6,
        learning_rate: float = 0.1,
        l1_regularization: float = 0.0,
        l2_regularization: float = 0.0,
        tree_complexity: float = 0.0,
        min_node_weight: float = 0.0,
        config: Any = None,
        center_bias: bool = False,
        pruning_mode: str = "none",
        quantile_sketch_epsilon: float = 0.01,
        train_in_memory: bool = False,
    ):
        head, closed_form = _classification(n_classes, weight_column, label_vocabulary)
        hparams = TreeHParams(
            n_trees,
            max_depth,
            learning_rate,
            l1_regularization,
            l2_regularization,
            tree_complexity,
            min_node_weight,
            center_bias,
            pruning_mode,
            quantile_sketch_epsilon,
        )
        super().__init__(feature_columns, n_batches_per_layer, head, hparams, model_dir, config, closed_form)


@provide(
    "tf.estimator.BoostedTreesRegressor", fidelity="approximate", today=TODAY + "Regressor", gone="2.16", note=NOTE
)
class BoostedTreesRegressor(_BoostedTreesBase):
    """Gradient boosted trees for a number.

    Args:
      label_dimension: 1, or not given.
      others: as of `BoostedTreesClassifier`.

    Raises:
      ValueError: an argument cannot be meant.
    """

    def __init__(
        self,
        feature_columns: Sequence[Any],
        n_batches_per_layer: int,
        model_dir: str | None = None,
        label_dimension: int | None = None,
        weight_column: Any = None,
        n_trees: int = 100,
        max_depth: int = 6,
        learning_rate: float = 0.1,
        l1_regularization: float = 0.0,
        l2_regularization: float = 0.0,
        tree_complexity: float = 0.0,
        min_node_weight: float = 0.0,
        config: Any = None,
        center_bias: bool = False,
        pruning_mode: str = "none",
        quantile_sketch_epsilon: float = 0.01,
        train_in_memory: bool = False,
    ):
        head = _regression(label_dimension, weight_column)
        hparams = TreeHParams(
            n_trees,
            max_depth,
            learning_rate,
            l1_regularization,
            l2_regularization,
            tree_complexity,
            min_node_weight,
            center_bias,
            pruning_mode,
            quantile_sketch_epsilon,
        )
        super().__init__(feature_columns, n_batches_per_layer, head, hparams, model_dir, config)


@provide(
    "tf.estimator.BoostedTreesEstimator", fidelity="approximate", today=TODAY + "Regressor", gone="2.16", note=NOTE
)
class BoostedTreesEstimator(_BoostedTreesBase):
    """Gradient boosted trees for a head of one logit.

    Args:
      head: of `tf.contrib.estimator`.
      weight_column: is passed over; the head has its own.
      others: as of `BoostedTreesClassifier`.
    """

    def __init__(
        self,
        feature_columns: Sequence[Any],
        n_batches_per_layer: int,
        head: Any,
        model_dir: str | None = None,
        weight_column: Any = None,
        n_trees: int = 100,
        max_depth: int = 6,
        learning_rate: float = 0.1,
        l1_regularization: float = 0.0,
        l2_regularization: float = 0.0,
        tree_complexity: float = 0.0,
        min_node_weight: float = 0.0,
        config: Any = None,
        center_bias: bool = False,
        pruning_mode: str = "none",
        quantile_sketch_epsilon: float = 0.01,
    ):
        hparams = TreeHParams(
            n_trees,
            max_depth,
            learning_rate,
            l1_regularization,
            l2_regularization,
            tree_complexity,
            min_node_weight,
            center_bias,
            pruning_mode,
            quantile_sketch_epsilon,
        )
        super().__init__(feature_columns, n_batches_per_layer, head, hparams, model_dir, config)
