"""scikit-learn's arguments as 0.19 to 0.22 took them: by position too, and by names and values that are gone since.

Since 1.0 most parameters are keyword-only. Where their order is what it was, the positions are read off today's
signature; where parameters were put between or taken away, `ORDERS` has the old one.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from typing import Any

# The parameters in their old order, of what has another today.
ORDERS = {
    name: order.split()
    for names, order in (
        ("AdaBoostClassifier", "base_estimator n_estimators learning_rate algorithm random_state"),
        ("BernoulliNB", "alpha binarize fit_prior class_prior"),
        ("ElasticNet", "alpha l1_ratio fit_intercept normalize precompute max_iter copy_X tol warm_start positive"),
        ("FastICA", "n_components algorithm whiten fun fun_args max_iter tol w_init random_state"),
        ("GridSearchCV", "estimator param_grid scoring fit_params n_jobs iid refit cv verbose pre_dispatch"),
        ("Isomap", "n_neighbors n_components eigen_solver tol max_iter path_method neighbors_algorithm n_jobs"),
        ("KMeans", "n_clusters init n_init max_iter tol precompute_distances verbose random_state copy_x n_jobs"),
        ("Lasso", "alpha fit_intercept normalize precompute copy_X max_iter tol warm_start positive"),
        ("LinearRegression", "fit_intercept normalize copy_X n_jobs"),
        (
            "LogisticRegression",
            "penalty dual tol C fit_intercept intercept_scaling class_weight random_state solver max_iter multi_class "
            "verbose warm_start n_jobs",
        ),
        ("MDS", "n_components metric n_init max_iter verbose eps n_jobs random_state dissimilarity"),
        (
            "MLPRegressor",
            "hidden_layer_sizes activation solver alpha batch_size learning_rate learning_rate_init power_t max_iter "
            "shuffle random_state tol verbose warm_start momentum nesterovs_momentum early_stopping "
            "validation_fraction beta_1 beta_2 epsilon",
        ),
        ("MultinomialNB", "alpha fit_prior class_prior"),
        ("PCA", "n_components copy whiten svd_solver tol iterated_power random_state"),
        ("QuadraticDiscriminantAnalysis", "priors reg_param store_covariance tol"),
        (
            "RandomizedSearchCV",
            "estimator param_distributions n_iter scoring fit_params n_jobs iid refit cv verbose pre_dispatch "
            "random_state",
        ),
        ("Ridge", "alpha fit_intercept normalize copy_X max_iter tol solver random_state"),
        ("RidgeCV", "alphas fit_intercept normalize scoring cv gcv_mode store_cv_values"),
        ("TruncatedSVD", "n_components algorithm n_iter random_state tol"),
        (
            "TSNE",
            "n_components perplexity early_exaggeration learning_rate n_iter n_iter_without_progress min_grad_norm "
            "metric init verbose random_state method angle",
        ),
        ("log_loss", "y_true y_proba eps normalize sample_weight labels"),
    )
    for name in names.split()
}  # fmt: skip
# Parameters that have another name where they are there no more.
RENAMED = {
    "affinity": "metric",
    "base_estimator": "estimator",
    "fit_params": "params",
    "n_iter": "max_iter",
    "n_topics": "n_components",
    "probas_pred": "y_score",
    "store_cv_values": "store_cv_results",
    "y_pred": "y_proba",
    "y_prob": "y_proba",
    "y_proba": "y_pred",
}
# Parameters that are gone, with the values at which they did what is done today; those that only sped it up have none.
GONE: dict[str, tuple[Any, ...]] = {
    "algorithm": ("SAMME",),
    "eps": (),
    "iid": (),
    "n_jobs": (),
    "precompute_distances": (),
    "presort": (),
    "fit_params": (None,),
    "min_impurity_split": (None,),
    "multi_class": ("auto", "multinomial"),
    "normalize": (False,),
    "penalty": ("l2",),
}
REMEDIES = {
    "algorithm": "SAMME is what is left",
    "fit_params": "give them to `fit`",
    "min_impurity_split": "min_impurity_decrease limits the splits now",
    "multi_class": "put it into sklearn.multiclass.OneVsRestClassifier",
    "penalty": "l1_ratio says which, and an infinite C that there is none",
    "normalize": "scale the columns before, with sklearn.preprocessing",
}
# Values that have another name.
VALUES: dict[str, dict[str, Any]] = {
    "criterion": {"mae": "absolute_error", "mse": "squared_error"},
    "loss": {
        "deviance": "log_loss",
        "lad": "absolute_error",
        "log": "log_loss",
        "ls": "squared_error",
        "squared_loss": "squared_error",
    },
    "penalty": {"none": None},
}  # fmt: skip


def changed(module: Any) -> dict[str, Any]:
    """By name, the public classes and functions of a module of scikit-learn that took their arguments otherwise."""
    found: dict[str, Any] = {}
    for name in getattr(module, "__all__", ()):
        thing = vars(module).get(name)  # what is experimental raises where it is asked for
        if callable(thing) and str(getattr(thing, "__module__", "")).startswith("sklearn"):
            found[name] = as_before(thing)
    return {name: thing for name, thing in found.items() if thing is not vars(module)[name]}


@functools.cache
def as_before(thing: Any) -> Any:
    """The class or function `thing`, taking the arguments that it took; itself, if it takes the same."""
    try:
        parameters = inspect.signature(thing).parameters
    except (TypeError, ValueError):
        return thing
    kinds = {parameter.kind for parameter in parameters.values()}
    if inspect.Parameter.KEYWORD_ONLY not in kinds or inspect.Parameter.VAR_POSITIONAL in kinds:
        return thing
    going = {name for name, parameter in parameters.items() if str(parameter.default) == "deprecated"}
    take = functools.partial(arguments, thing.__name__, tuple(parameters), frozenset(going))
    return _class_before(thing, take) if isinstance(thing, type) else _function_before(thing, take)


def _function_before(function: Callable[..., Any], take: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **keywords: Any) -> Any:
        return function(**take(args, keywords))

    return call


def _class_before(base: Any, take: Callable[..., dict[str, Any]]) -> type:
    """A class that makes instances of `base`, whose instances are its own, and from which others can be derived."""

    class Kind(type(base)):  # type: ignore[misc]
        def __call__(cls, *args: Any, **keywords: Any) -> Any:
            return base(**take(args, keywords)) if cls is made else super().__call__(*args, **keywords)

        def __instancecheck__(cls, instance: Any) -> bool:
            return base in type(instance).__mro__ if cls is made else super().__instancecheck__(instance)

        def __subclasscheck__(cls, subclass: type) -> bool:
            # `base`, if abstract, asks the classes below it, of which `made` is one: asking `base` would not end.
            return base in subclass.__mro__ if cls is made else super().__subclasscheck__(subclass)

    @functools.wraps(base.__init__)  # whose signature tells scikit-learn the parameters of an estimator
    def start(self: Any, *args: Any, **keywords: Any) -> None:
        base.__init__(self, **take(args, keywords))

    names = {"__doc__": base.__doc__, "__init__": start, "__module__": base.__module__}
    made = Kind(base.__name__, (base,), {**names, "__qualname__": base.__qualname__})
    return made


def arguments(
    name: str, today: tuple[str, ...], going: frozenset[str], args: tuple[Any, ...], keywords: dict[str, Any]
) -> dict[str, Any]:
    """The arguments of the class or function `name`, all by the names of today's parameters.

    Args:
      today: today's parameters.
      going: those of them that are deprecated.

    Raises:
      TypeError: there are too many, one is given twice, or one is gone that did what nothing does today.
    """
    order = ORDERS.get(name, today)
    if len(args) > len(order):
        raise TypeError(f"{name}() takes {len(order)} arguments, and {len(args)} were given by position.")
    given = dict(zip(order, args, strict=False))
    for twice in given.keys() & keywords.keys():
        raise TypeError(f"{name}() got multiple values for argument {twice!r}")
    found = {}
    for old, value in {**given, **keywords}.items():
        new = RENAMED.get(old, old) if old not in today or old in going else old
        if new not in today:
            new = old
        as_today = new in GONE and (not GONE[new] or value in GONE[new])
        if new not in GONE or (new in today and new not in going):
            found[new] = _value(name, new, value)
        elif value == "SAMME.R":
            print("tf1graph: scikit-learn has AdaBoost's SAMME.R no more; this is SAMME.", file=sys.stderr)
        elif new in going and not as_today:
            found[new] = value
        elif not as_today:
            raise TypeError(f"{name}({new}={value!r}) is gone from scikit-learn: {REMEDIES[new]}.")
    return found


def _value(name: str, parameter: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if parameter == "max_features" and value == "auto" and name.endswith(("Classifier", "Regressor")):
        return "sqrt" if name.endswith("Classifier") else 1.0
    if name in ("KMeans", "MiniBatchKMeans") and parameter == "algorithm" and value in ("auto", "full"):
        return "lloyd"
    return VALUES.get(parameter, {}).get(value, value)
