"""scikit-learn: modules that are private today, and scores and encoders that take other arguments than in 0.19."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from tf1graph.era.pandas_methods import by_position

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
_SCORES = (
    "accuracy_score", "classification_report", "cohen_kappa_score", "confusion_matrix", "f1_score", "fbeta_score",
    "hamming_loss", "log_loss", "mean_absolute_error", "mean_squared_error", "precision_recall_fscore_support",
    "precision_score", "r2_score", "recall_score", "roc_auc_score", "roc_curve", "zero_one_loss",
)  # fmt: skip


def metrics(module: Any) -> dict[str, Any]:
    """The scores, whose further arguments could be given by their position, and those that are gone."""

    def score(name: str) -> Callable[..., Any]:
        today = getattr(module, name)

        @functools.wraps(today)
        def scored(*args: Any, **keywords: Any) -> Any:
            squared = keywords.pop("squared", True) if name == "mean_squared_error" else True
            if name == "log_loss":
                keywords.pop("eps", None)
            found = by_position(today, *args, **keywords)
            return found if squared else found**0.5

        return scored

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
        **{name: score(name) for name in _SCORES},
        **{name: thing for name, thing in gone.items() if not hasattr(module, name)},
    }


def encoder(module: Any) -> Callable[..., Any]:
    """`OneHotEncoder`, whose `sparse_output` was `sparse`."""
    base: Any = module.OneHotEncoder

    @functools.wraps(base, updated=())
    def make(*args: Any, **keywords: Any) -> Any:
        if "sparse" in keywords:
            keywords["sparse_output"] = keywords.pop("sparse")
        for old in ("categorical_features", "n_values"):
            if keywords.pop(old, None) not in (None, "all", "auto"):
                raise TypeError(
                    f"OneHotEncoder({old}=…) is gone since scikit-learn 0.22: encode these columns alone, "
                    "with sklearn.compose.ColumnTransformer."
                )
        return base(*args, **keywords)

    return make
