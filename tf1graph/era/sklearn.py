"""scikit-learn: modules renamed in 0.18 and gone since 0.20, the joblib that it carried, names and arguments gone."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterator
from numbers import Real
from types import ModuleType
from typing import Any, ClassVar

from tf1graph.era import neighbours, sklearn_arguments, sklearn_changes
from tf1graph.errors import UsageError


def _folds(kind: str) -> type:
    """A class of folds that knows its samples from the start, and is iterated itself."""

    class Folds:
        def __init__(self, of: Any, n_folds: int = 3, shuffle: bool = False, random_state: Any = None):
            """Folds of `of` samples; of as many as `of` has labels, where they are stratified."""
            make = getattr(importlib.import_module("sklearn.model_selection"), kind)
            self.of, self.n_folds = of, n_folds
            self._folds = make(n_folds, shuffle=shuffle, random_state=random_state if shuffle else None)

        def __iter__(self) -> Iterator[tuple[Any, Any]]:
            samples = range(self.of) if isinstance(self.of, int) else self.of
            return self._folds.split([[0]] * len(samples), samples)

        def __len__(self) -> int:
            return self.n_folds

    Folds.__name__ = Folds.__qualname__ = kind
    return Folds


def _cross_validation(module: ModuleType) -> dict[str, Any]:
    today = importlib.import_module("sklearn.model_selection")
    names = {**vars(today), **sklearn_arguments.changed(today)}

    def of_no_groups(name: str) -> Callable[..., Any]:
        def cross(estimator: Any, X: Any, y: Any = None, *args: Any, **keywords: Any) -> Any:
            return names[name](estimator, X, y, None, *args, **keywords)

        return functools.wraps(getattr(today, name))(cross)

    return {
        "train_test_split": names["train_test_split"],
        **{name: of_no_groups(name) for name in ("cross_val_predict", "cross_val_score")},
        "KFold": _folds("KFold"),
        "StratifiedKFold": _folds("StratifiedKFold"),
    }


def _grid_search(module: ModuleType) -> dict[str, Any]:
    today = importlib.import_module("sklearn.model_selection")
    names = {**vars(today), **sklearn_arguments.changed(today)}
    return {name: names[name] for name in ("GridSearchCV", "ParameterGrid", "RandomizedSearchCV")}


def _externals(module: ModuleType) -> dict[str, Any]:
    return {}


def _preprocessing(module: ModuleType) -> dict[str, Any]:
    def Imputer(missing_values: Any = "NaN", strategy: str = "mean", axis: int = 0, **kwargs: Any) -> Any:
        """Fills what is missing with the mean, median or most frequent value of its column.

        Raises:
          ValueError: the rows are meant, `axis=1`.
        """
        if axis:
            raise ValueError("Imputer of rows is gone: transpose the array, and fill its columns.")
        impute: Any = importlib.import_module("sklearn.impute")
        missing = float("nan") if missing_values == "NaN" else missing_values
        kept = {name: value for name, value in kwargs.items() if name != "verbose"}
        return impute.SimpleImputer(missing_values=missing, strategy=strategy, **kept)

    return {"Imputer": Imputer, "OneHotEncoder": sklearn_changes.encoder(module)}


def _discriminant(kind: str) -> Any:
    def names(module: ModuleType) -> dict[str, Any]:
        today: Any = importlib.import_module("sklearn.discriminant_analysis")
        return {kind[:1] + "DA": getattr(today, f"{kind}DiscriminantAnalysis")}

    return names


def _learning_curve(module: ModuleType) -> dict[str, Any]:
    today = importlib.import_module("sklearn.model_selection")
    return {name: getattr(today, name) for name in ("learning_curve", "validation_curve")}


def _linear_assignment(module: ModuleType) -> dict[str, Any]:
    def linear_assignment(X: Any) -> Any:
        """The pairs of rows and columns [n, 2] of the least total."""
        import numpy

        optimize: Any = importlib.import_module("scipy.optimize")
        return numpy.column_stack(optimize.linear_sum_assignment(X))

    return {"linear_assignment": linear_assignment}


def _as(place: str) -> Any:
    """What gives the public names of the module that has them now."""

    def names(module: ModuleType) -> dict[str, Any]:
        found = importlib.import_module(place)
        public = {name: thing for name, thing in vars(found).items() if name[:1] != "_"}
        return {**public, **sklearn_arguments.changed(found)} if place.startswith("sklearn") else public

    return names


def _joblib(module: ModuleType) -> dict[str, Any]:
    return {name: thing for name, thing in vars(importlib.import_module("joblib")).items() if name[:1] != "_"}


def _linear_model(module: ModuleType) -> dict[str, Any]:
    tolerant = {name: _any_tolerance(getattr(module, name)) for name in ("Perceptron", "SGDClassifier", "SGDRegressor")}
    return {name: sklearn_arguments.as_before(kind) for name, kind in tolerant.items()}


def _any_tolerance(estimator: Any) -> type:
    """`estimator` that takes a `tol` below 0, which is to say never to stop early; today's takes None for it."""

    class Tolerant(estimator):
        _parameter_constraints: ClassVar[dict[str, Any]] = {**estimator._parameter_constraints, "tol": [Real, None]}

        def __reduce__(self) -> tuple[Any, ...]:
            return estimator, (), self.__getstate__()  # a file of it is scikit-learn's own

    Tolerant.__name__ = Tolerant.__qualname__ = estimator.__name__
    Tolerant.__module__ = estimator.__module__
    return Tolerant


def _manifold(module: ModuleType) -> dict[str, Any]:
    return {"TSNE": tsne}


def tsne(
    n_components: int = 2,
    perplexity: float = 30.0,
    early_exaggeration: float = 12.0,
    learning_rate: float = 200.0,
    *args: Any,
    **keywords: Any,
) -> Any:
    """`sklearn.manifold.TSNE` with the arguments and defaults of 0.19: begun at random, at a fixed rate."""
    today = sklearn_arguments.as_before(importlib.import_module("sklearn.manifold").TSNE)
    order = sklearn_arguments.ORDERS["TSNE"]
    if len(args) <= order.index("init") - order.index("n_iter"):
        keywords.setdefault("init", "random")
    return today(n_components, perplexity, early_exaggeration, learning_rate, *args, **keywords)


def _datasets(module: ModuleType) -> dict[str, Any]:
    return {"fetch_mldata": fetch_mldata, "load_boston": load_boston}


def load_boston(*args: Any, **keywords: Any) -> Any:
    """Refused: scikit-learn 1.2 took the data set away.

    Raises:
      UsageError: always.
    """
    raise UsageError(
        "load_boston(): scikit-learn has not carried the Boston house prices since 1.2, and neither does tf1graph; "
        "read them from a file, or take fetch_california_housing()."
    )


def fetch_mldata(dataname: str, *args: Any, **keywords: Any) -> Any:
    """`fetch_mldata("MNIST original")`, of a server that is gone: from where this package finds MNIST.

    Returns:
      `data`, uint8 [70000, 784], and `target`, float64 [70000], as the server had them: the 60,000 training digits
      sorted by their label, then the 10,000 test digits, sorted likewise.

    Raises:
      UsageError: another data set is asked for.
    """
    if dataname.lower().replace("-", " ") != "mnist original":
        raise UsageError(
            f"fetch_mldata({dataname!r}): the server of mldata.org is gone, and only MNIST is found elsewhere; "
            "sklearn.datasets.fetch_openml may have it."
        )
    import numpy as np

    from tf1graph.tf.examples.tutorials.mnist.sources import find_digits

    digits = find_digits()
    parts = ((digits.train_images, digits.train_labels), (digits.test_images, digits.test_labels))
    orders = [np.argsort(labels, kind="stable") for _, labels in parts]
    data = np.concatenate([images[order] for (images, _), order in zip(parts, orders, strict=True)])
    target = np.concatenate([labels[order] for (_, labels), order in zip(parts, orders, strict=True)])
    bunch = importlib.import_module("sklearn.utils").Bunch
    return bunch(
        data=data.reshape(len(data), -1), target=target.astype(np.float64), DESCR=dataname, COL_NAMES=["label", "data"]
    )


def _with_arguments(names: Any) -> Any:
    def changed(module: ModuleType) -> dict[str, Any]:
        return {**sklearn_arguments.changed(module), **names(module)}

    return changed


_OWN = {
    "sklearn.datasets": _datasets,
    "sklearn.datasets.samples_generator": _as("sklearn.datasets"),
    "sklearn.cross_validation": _cross_validation,
    "sklearn.externals": _externals,
    "sklearn.externals.joblib": _joblib,
    "sklearn.externals.six": _as("six"),
    "sklearn.grid_search": _grid_search,
    "sklearn.linear_model": _linear_model,
    "sklearn.lda": _discriminant("Linear"),
    "sklearn.learning_curve": _learning_curve,
    "sklearn.manifold": _manifold,
    "sklearn.manifold.t_sne": _manifold,
    "sklearn.metrics": sklearn_changes.metrics,
    "sklearn.preprocessing": _preprocessing,
    "sklearn.qda": _discriminant("Quadratic"),
    **{old: _as(today) for old, today in sklearn_changes.MOVED.items()},
    "sklearn.utils.linear_assignment_": _linear_assignment,
}
MODULES = {
    **{name: sklearn_arguments.changed for name, file in neighbours.FILES.items() if file == "sklearn"},
    **{name: _with_arguments(names) for name, names in _OWN.items()},
}
