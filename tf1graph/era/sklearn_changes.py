"""scikit-learn: modules that are private today, and scores and encoders that take other arguments than in 0.19."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Any

from tf1graph.era import sklearn_arguments

# Modules that are private today, under another name: what they had is public in these.
MOVED = {
    "sklearn.cluster.k_means_": "sklearn.cluster",
    "sklearn.datasets.base": "sklearn.datasets",
    "sklearn.decomposition.pca": "sklearn.decomposition",
    "sklearn.ensemble.forest": "sklearn.ensemble",
    "sklearn.ensemble.gradient_boosting": "sklearn.ensemble",
    "sklearn.linear_model.base": "sklearn.linear_model",
    "sklearn.linear_model.logistic": "sklearn.linear_model",
    "sklearn.linear_model.stochastic_gradient": "sklearn.linear_model",
    "sklearn.metrics.classification": "sklearn.metrics",
    "sklearn.metrics.ranking": "sklearn.metrics",
    "sklearn.metrics.regression": "sklearn.metrics",
    "sklearn.metrics.scorer": "sklearn.metrics",
    "sklearn.neighbors.classification": "sklearn.neighbors",
    "sklearn.preprocessing.data": "sklearn.preprocessing",
    "sklearn.preprocessing.label": "sklearn.preprocessing",
    "sklearn.svm.classes": "sklearn.svm",
    "sklearn.tree.tree": "sklearn.tree",
    "sklearn.utils.testing": "sklearn.utils._testing",
}


def metrics(module: Any) -> dict[str, Any]:
    """The errors whose root could be asked for, and scores that are gone."""

    def error(name: str) -> Callable[..., Any]:
        today = sklearn_arguments.as_before(getattr(module, name))

        @functools.wraps(today)
        def measured(*args: Any, squared: bool = True, **keywords: Any) -> Any:
            found = today(*args, **keywords)
            return found if squared else found**0.5

        return measured

    @functools.wraps(module.make_scorer)
    def make_scorer(
        score_func: Any,
        greater_is_better: bool = True,
        needs_proba: bool = False,
        needs_threshold: bool = False,
        **keywords: Any,
    ) -> Any:
        if needs_proba or needs_threshold:
            of_threshold = ("decision_function", "predict_proba")
            keywords["response_method"] = "predict_proba" if needs_proba else of_threshold
        return module.make_scorer(score_func, greater_is_better=greater_is_better, **keywords)

    gone = {
        # of labels, none of several classes each, it was the accuracy
        "jaccard_similarity_score": lambda y_true, y_pred, **keywords: module.accuracy_score(
            y_true, y_pred, **keywords
        ),
        "plot_confusion_matrix": lambda *args, **keywords: module.ConfusionMatrixDisplay.from_estimator(
            *args, **keywords
        ),
        "plot_roc_curve": lambda *args, **keywords: module.RocCurveDisplay.from_estimator(*args, **keywords),
    }
    return {
        **{name: error(name) for name in ("mean_squared_error", "mean_squared_log_error")},
        "make_scorer": make_scorer,
        **{name: thing for name, thing in gone.items() if not hasattr(module, name)},
    }


def _is_all(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value in ("all", "auto"))


def _of_columns(encoder: Any, columns: Any) -> Any:
    """What encodes these columns, in their order in the table, and puts the others behind them as they are."""
    import numpy

    compose: Any = importlib.import_module("sklearn.compose")
    columns = numpy.asarray(columns)
    if columns.dtype != bool:
        columns = numpy.unique(columns)
    return compose.ColumnTransformer(
        [("encoded", encoder, columns)],
        remainder="passthrough",
        sparse_threshold=float(encoder.sparse_output),  # 1, of which only a table without a 0 falls short
    )


def encoder(module: Any) -> Callable[..., Any]:
    """`OneHotEncoder`, whose `sparse_output` was `sparse`."""
    base: Any = module.OneHotEncoder

    @functools.wraps(base, updated=())
    def make(*args: Any, **keywords: Any) -> Any:
        if "sparse" in keywords:
            keywords["sparse_output"] = keywords.pop("sparse")
        if not (args and isinstance(args[0], (list, tuple))):  # `n_values` and `categorical_features` were the first
            keywords.update(zip(("n_values", "categorical_features"), args, strict=False))
            args = args[2:]
        if not _is_all(keywords.pop("n_values", None)):
            raise TypeError("OneHotEncoder(n_values=…) is gone since scikit-learn 0.22: give `categories`.")
        columns = keywords.pop("categorical_features", None)
        encoder = base(*args, **keywords)
        return encoder if _is_all(columns) else _of_columns(encoder, columns)

    return make
