"""Random forests that learn from batches, as graphs."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._session_objects import SessionObject
from tf1graph.tf.contrib.tensor_forest.growing import Growth, Tree
from tf1graph.tf.names import provide

PLACE = "tf.contrib.tensor_forest.tensor_forest."
NOTE = (
    "its kernels are gone: trees grow in NumPy, and the graph is another. With one feature they are 1.15.5's, with "
    "more the features of candidates are drawn by another generator"
)


@provide(PLACE + "ForestHParams", fidelity="approximate", today="sklearn.ensemble.RandomForestClassifier", note=NOTE)
class ForestHParams:
    """The settings of a forest; `fill` completes them.

    Args:
      num_trees: how many trees.
      max_nodes: how many nodes a tree has at most.
      bagging_fraction: the share of examples that each tree sees.
      num_splits_to_consider: how many splits a leaf compares; 0 is the square root of the features, 10 to 1000.
      feature_bagging_fraction: the share of features that each tree sees.
      split_after_samples: after how many examples a leaf is split.
      model_name: `all_dense`, `all_sparse` or `sparse_then_dense`; they differ in memory only, and here in nothing.
      split_finish_name: `basic`, the only one that is here.
      split_pruning_name: `none`, the only one that is here.
      inference_tree_paths: must be false.
      split_name: `less_or_equal`, or `less`.
      kwargs: `num_classes` and `num_features`, which `fill` asks for; `regression`, `base_random_seed`.
      others: are kept, and have no effect here.
    """

    def __init__(
        self,
        num_trees: int = 100,
        max_nodes: int = 10000,
        bagging_fraction: float = 1.0,
        num_splits_to_consider: int = 0,
        feature_bagging_fraction: float = 1.0,
        max_fertile_nodes: int = 0,
        split_after_samples: Any = 250,
        valid_leaf_threshold: int = 1,
        dominate_method: str = "bootstrap",
        dominate_fraction: float = 0.99,
        model_name: str = "all_dense",
        split_finish_name: str = "basic",
        split_pruning_name: str = "none",
        prune_every_samples: int = 0,
        early_finish_check_every_samples: int = 0,
        collate_examples: bool = False,
        checkpoint_stats: bool = False,
        use_running_stats_method: bool = False,
        initialize_average_splits: bool = False,
        inference_tree_paths: bool = False,
        param_file: str | None = None,
        split_name: str = "less_or_equal",
        **kwargs: Any,
    ):
        given = dict(locals())
        for name in ("self", "kwargs", "__class__"):
            given.pop(name, None)
        vars(self).update(given, **kwargs)

    def values(self) -> dict[str, Any]:
        """The settings by name."""
        return vars(self)

    def fill(self) -> ForestHParams:
        """Set what follows from the others; these settings themselves.

        Raises:
          AttributeError: `num_classes` or `num_features` was not given.
          ValueError: a way of finishing or pruning splits that is not here.
        """
        about = vars(self)
        for required in ("num_classes", "num_features"):
            if required not in about:
                raise AttributeError(f"'ForestHParams' object has no attribute '{required}'")
        for setting, here in (
            ("split_finish_name", "basic"),
            ("split_pruning_name", "none"),
            ("inference_tree_paths", False),
            ("param_file", None),
        ):
            if about[setting] != here:
                raise ValueError(
                    f"ForestHParams with {setting}={about[setting]!r} needs the kernels that are gone; leave it "
                    f"{here!r}, or use sklearn.ensemble.RandomForestClassifier."
                )
        if not str(about["split_after_samples"]).isdigit():
            raise ValueError(
                f"ForestHParams takes a number for split_after_samples, got {about['split_after_samples']!r}."
            )
        features = about["num_features"]
        about["bagged_num_features"] = bagged = int(about["feature_bagging_fraction"] * features)
        about["bagged_features"] = None
        if about["feature_bagging_fraction"] < 1.0:
            about["bagged_features"] = [random.sample(range(features), bagged) for _ in range(about["num_trees"])]
        about["regression"] = about.get("regression", False)
        about["num_outputs"] = about["num_classes"] if about["regression"] else 1
        about["num_output_columns"] = about["num_classes"] + 1
        about["num_splits_to_consider"] = about["num_splits_to_consider"] or min(
            max(10, math.floor(math.sqrt(features))), 1000
        )
        about["base_random_seed"] = about.get("base_random_seed", 0)
        return self


@provide(PLACE + "TreeVariables", fidelity="approximate", note=NOTE)
class TreeVariables:
    """One tree: a handle, which a session's initialisation gives a tree of its own.

    Args:
      params: filled settings.
      tree_num: its number.
      training: whether it is to be trained, which makes no difference here.
    """

    def __init__(self, params: Any, tree_num: int, training: bool, tree_config: str = "", tree_stat: str = ""):
        if tree_config or tree_stat:
            raise ValueError("Trees written by TensorFlow 1's kernels cannot be read here; train the forest anew.")
        growth = Growth(
            outputs=params.num_classes,
            regression=params.regression,
            max_nodes=params.max_nodes,
            candidates=int(params.num_splits_to_consider),
            split_after=int(params.split_after_samples),
            is_strict=params.split_name == "less",
        )
        seed = params.base_random_seed + tree_num if params.base_random_seed else 0
        self.tree = SessionObject(f"tree-{tree_num}", lambda: Tree(growth, seed), f"tree-{tree_num}")
        self.call = self.tree.call


@provide(PLACE + "ForestVariables", fidelity="approximate", note=NOTE)
class ForestVariables:
    """The trees of a forest, by number.

    Args:
      params: filled settings.
      device_assigner: a device or a function of ops.
      training: whether they are to be trained.
      tree_variables_class: `TreeVariables`, or another.
    """

    def __init__(
        self,
        params: Any,
        device_assigner: Any,
        training: bool = True,
        tree_variables_class: Any = TreeVariables,
        tree_configs: Any = None,
        tree_stats: Any = None,
    ):
        with tf.device(device_assigner):
            self.device_dummies = [
                tf.get_variable(name=f"device_dummy_{number}", shape=0) for number in range(params.num_trees)
            ]
        self.variables = []
        for number, dummy in enumerate(self.device_dummies):
            about = {}
            if tree_configs is not None:
                about["tree_config"] = tree_configs[number]
            if tree_stats is not None:
                about["tree_stat"] = tree_stats[number]
            with tf.device(dummy.device):
                self.variables.append(tree_variables_class(params, number, training, **about))

    def __setitem__(self, number: int, tree: Any) -> None:
        self.variables[number] = tree

    def __getitem__(self, number: int) -> Any:
        return self.variables[number]


@provide(PLACE + "RandomTreeGraphs", fidelity="approximate", note=NOTE)
class RandomTreeGraphs:
    """The ops of one tree.

    Args:
      variables: its `TreeVariables`.
      params: filled settings.
      tree_num: its number.
    """

    def __init__(self, variables: Any, params: Any, tree_num: int):
        self.variables, self.params, self.tree_num = variables, params, tree_num

    def training_graph(
        self, input_data: Any, input_labels: Any, random_seed: int = 0, input_weights: Any = None, **unused: Any
    ) -> Any:
        """The op that takes a batch into the tree."""

        def train(tree: Tree, data: Any, labels: Any, weights: Any) -> Any:
            tree.train(data, labels, weights)
            return np.int32(tree.size)

        weights = tf.ones(tf.shape(input_data)[:1]) if input_weights is None else input_weights
        return self.variables.call(train, tf.int32, [], input_data, input_labels, weights).op

    def inference_graph(self, input_data: Any, **unused: Any) -> tuple[Any, Any]:
        """The predictions [examples, outputs], and empty paths [examples]."""

        def predict(tree: Tree, data: Any) -> Any:
            return tree.predict(data).astype(np.float32)

        shape = [input_data.shape[0], self.params.num_classes]
        return self.variables.call(predict, tf.float32, shape, input_data), tf.fill(tf.shape(input_data)[:1], "")

    def size(self) -> Any:
        """The number of its nodes."""
        return self.variables.call(lambda tree: np.int32(tree.size), tf.int32, [])

    def feature_usage_counts(self) -> Any:
        """How often it splits each feature."""
        features = self.params.num_features

        def used(tree: Tree) -> Any:
            return tree.used(features).astype(np.int32)

        return self.variables.call(used, tf.int32, [features])


@provide(PLACE + "RandomForestGraphs", fidelity="approximate", note=NOTE)
class RandomForestGraphs:
    """The ops of a forest.

    Args:
      params: filled `ForestHParams`.
      device_assigner: a device or a function of ops; none without.
      variables: `ForestVariables`; new ones without.
      tree_variables_class, tree_graphs: of the trees.
      training: whether it is to be trained.

    Its trees are resources: `resources.initialize_resources(resources.shared_resources())` plants them.
    """

    def __init__(
        self,
        params: Any,
        tree_configs: Any = None,
        tree_stats: Any = None,
        device_assigner: Any = None,
        variables: Any = None,
        tree_variables_class: Any = TreeVariables,
        tree_graphs: Any = None,
        training: bool = True,
    ):
        self.params, self.device_assigner = params, device_assigner
        tf.logging.info("Constructing forest with params = ")
        tf.logging.info(vars(params))
        self.variables = variables or ForestVariables(
            params, device_assigner, training, tree_variables_class, tree_configs, tree_stats
        )
        make = tree_graphs or RandomTreeGraphs
        self.trees = [make(self.variables[number], params, number) for number in range(params.num_trees)]

    def _bagged(self, tree_num: int, data: Any) -> Any:
        """The features that a tree sees."""
        if not self.params.bagged_features:
            return data
        return tf.gather(data, self.params.bagged_features[tree_num], axis=1)

    def training_graph(
        self, input_data: Any, input_labels: Any, num_trainers: int = 1, trainer_id: int = 0, **tree_kwargs: Any
    ) -> Any:
        """The op that takes a batch into the trees.

        Args:
          input_data: floats [examples, features], or a dictionary of such, which are put side by side by their names.
          input_labels: class numbers [examples], or numbers [examples, outputs].
          num_trainers, trainer_id: into how many parts the trees are shared out, and whose these are.
          tree_kwargs: `input_weights` [examples].
        """
        data, labels = _data(input_data), tf.convert_to_tensor(input_labels)
        share = self.params.num_trees / num_trainers
        grown = []
        for number in range(int(trainer_id * share), int((trainer_id + 1) * share)):
            tree_data, tree_labels, about = data, labels, dict(tree_kwargs)
            if self.params.bagging_fraction < 1.0:
                seed = self.params.base_random_seed + number if self.params.base_random_seed else 0
                chance = tf.random_uniform(tf.shape(data)[:1], seed=seed)
                chosen = tf.squeeze(tf.where(chance < self.params.bagging_fraction), axis=[1])
                tree_data, tree_labels = tf.gather(data, chosen), tf.gather(labels, chosen)
                if about.get("input_weights") is not None:
                    about["input_weights"] = tf.gather(about["input_weights"], chosen)
            grown.append(self.trees[number].training_graph(self._bagged(number, tree_data), tree_labels, **about))
        return tf.group(*grown, name="train")

    def inference_graph(self, input_data: Any, **inference_args: Any) -> tuple[Any, Any, Any]:
        """The mean predictions [examples, outputs], empty paths [examples, trees], and the trees' variance."""
        data = _data(input_data)
        found = [tree.inference_graph(self._bagged(tree.tree_num, data), **inference_args) for tree in self.trees]
        all_of_them = tf.stack([values for values, _ in found], axis=1)
        count = self.params.num_trees
        mean = tf.truediv(tf.reduce_sum(all_of_them, 1), count, name="probabilities")
        paths = tf.stack([path for _, path in found], axis=1)
        squares = tf.truediv(tf.reduce_sum(all_of_them * all_of_them, 1), count)
        return mean, paths, tf.maximum(0.0, squares - mean * mean)

    def average_size(self) -> Any:
        """The mean number of nodes."""
        return tf.reduce_mean(tf.cast(tf.stack([tree.size() for tree in self.trees]), tf.float32))

    def training_loss(self, features: Any, labels: Any, name: str = "training_loss") -> Any:
        """What falls while the forest grows: less its mean size."""
        return tf.negative(self.average_size(), name=name)

    def validation_loss(self, features: Any, labels: Any) -> Any:
        """The same, without a name."""
        return tf.negative(self.average_size())

    def feature_importances(self) -> Any:
        """The share of each feature in all splits."""
        counts = tf.reduce_sum(tf.stack([tree.feature_usage_counts() for tree in self.trees], 0), 0)
        return counts / tf.reduce_sum(counts)


def _data(given: Any) -> Any:
    if isinstance(given, dict):
        parts = [tf.cast(given[key], tf.float32) for key in sorted(given)]
        return tf.concat([part if part.shape.ndims == 2 else part[:, None] for part in parts], 1)
    if isinstance(given, tf.SparseTensor):
        raise ValueError("A forest takes dense features here: write tf.sparse.to_dense of them.")
    return tf.cast(given, tf.float32)
