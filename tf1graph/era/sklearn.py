"""scikit-learn: modules that were renamed in 0.18 and taken away in 0.20, and the joblib that it carried."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any


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
    same = ("cross_val_predict", "cross_val_score", "train_test_split")
    return {
        **{name: getattr(today, name) for name in same},
        "KFold": _folds("KFold"),
        "StratifiedKFold": _folds("StratifiedKFold"),
    }


def _grid_search(module: ModuleType) -> dict[str, Any]:
    today = importlib.import_module("sklearn.model_selection")
    return {name: getattr(today, name) for name in ("GridSearchCV", "ParameterGrid", "RandomizedSearchCV")}


def _externals(module: ModuleType) -> dict[str, Any]:
    return {}


def _joblib(module: ModuleType) -> dict[str, Any]:
    return {name: thing for name, thing in vars(importlib.import_module("joblib")).items() if name[:1] != "_"}


MODULES = {
    "sklearn.cross_validation": _cross_validation,
    "sklearn.externals": _externals,
    "sklearn.externals.joblib": _joblib,
    "sklearn.grid_search": _grid_search,
}
