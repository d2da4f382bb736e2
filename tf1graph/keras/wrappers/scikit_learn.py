"""`keras.wrappers.scikit_learn`: models as estimators of scikit-learn."""

from __future__ import annotations

import copy
import inspect
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.keras._tree import mirror
from tf1graph.keras.losses import categorical_crossentropy
from tf1graph.keras.models import Sequential


class BaseWrapper:
    """An estimator that `build_fn` gives a compiled model for.

    Args:
      build_fn: a function, an instance that can be called, or None for the class's own `__call__`.
      sk_params: arguments of `build_fn`, and of the methods of the model that `fit` and `predict` call.
    """

    def __init__(self, build_fn: Callable[..., Any] | None = None, **sk_params: Any):
        self.build_fn, self.sk_params = build_fn, sk_params
        self.check_params(sk_params)

    def _builder(self) -> Callable[..., Any]:
        builder: Any = self if self.build_fn is None else self.build_fn
        return builder if isinstance(builder, (types.FunctionType, types.MethodType)) else builder.__call__

    def check_params(self, params: dict[str, Any]) -> None:
        """Refuse arguments that nothing takes.

        Raises:
          ValueError: there is one.
        """
        from tf1graph.keras.engine import loops

        takers: list[Any] = [self._builder(), loops.fit, loops.predict, loops.evaluate, Sequential.predict_classes]
        known = {name for taker in takers for name in inspect.signature(taker).parameters}
        for name in params:
            if name not in known | {"nb_epoch"}:
                raise ValueError(f"{name} is not a legal parameter")

    def __sklearn_tags__(self) -> Any:
        """What scikit-learn of today asks an estimator: neither a classifier nor a regressor, as it was then."""
        from sklearn.utils import Tags, TargetTags

        return Tags(estimator_type=None, target_tags=TargetTags(required=True))

    def __sklearn_is_fitted__(self) -> bool:
        """What scikit-learn of today asks a pipeline's last step before it is used."""
        return hasattr(self, "model")

    def get_params(self, **params: Any) -> dict[str, Any]:
        """The arguments, with `build_fn` among them."""
        return {**copy.deepcopy(self.sk_params), "build_fn": self.build_fn}

    def set_params(self, **params: Any) -> BaseWrapper:
        """Set arguments; the estimator itself."""
        self.check_params(params)
        self.sk_params.update(params)
        return self

    def fit(self, x: Any, y: Any, **kwargs: Any) -> Any:
        """Build a model and train it; its `History`."""
        from tf1graph.keras.engine import loops
        from tf1graph.keras.utils import to_categorical

        self.model = self._builder()(**self.filter_sk_params(self._builder()))
        if getattr(self.model, "loss", None) in ("categorical_crossentropy", categorical_crossentropy):
            y = to_categorical(y) if len(np.shape(y)) != 2 else y
        about = copy.deepcopy(self.filter_sk_params(loops.fit))
        return self.model.fit(x, y, **{**about, **kwargs})

    def filter_sk_params(self, fn: Callable[..., Any], override: dict[str, Any] | None = None) -> dict[str, Any]:
        """The arguments of which `fn` takes the names, and those of `override`."""
        taken = inspect.signature(fn).parameters
        return {**{name: value for name, value in self.sk_params.items() if name in taken}, **(override or {})}


class KerasClassifier(BaseWrapper):
    """An estimator of classes, of any labels."""

    def fit(self, x: Any, y: Any, sample_weight: Any = None, **kwargs: Any) -> Any:
        """Build a model and train it on labels, or on one-hot rows; its `History`.

        Raises:
          ValueError: targets of another shape.
        """
        y = np.array(y)
        if y.ndim == 2 and y.shape[1] > 1:
            self.classes_ = np.arange(y.shape[1])
        elif y.ndim == 1 or (y.ndim == 2 and y.shape[1] == 1):
            self.classes_ = np.unique(y)
            y = np.searchsorted(self.classes_, y)
        else:
            raise ValueError(f"Invalid shape for y: {y.shape}")
        self.n_classes_ = len(self.classes_)
        if sample_weight is not None:
            kwargs["sample_weight"] = sample_weight
        return super().fit(x, y, **kwargs)

    def predict(self, x: Any, **kwargs: Any) -> Any:
        """The label of each sample."""
        about = self.filter_sk_params(Sequential.predict_classes, kwargs)
        return self.classes_[self.model.predict_classes(x, **about)]

    def predict_proba(self, x: Any, **kwargs: Any) -> Any:
        """The probability of each class; of one output, that of both."""
        found = self.model.predict(x, **self.filter_sk_params(Sequential.predict_classes, kwargs))
        return np.hstack([1 - found, found]) if found.shape[1] == 1 else found

    def score(self, x: Any, y: Any, **kwargs: Any) -> float:
        """The accuracy, which the model has to be compiled with.

        Raises:
          ValueError: it is not.
        """
        from tf1graph.keras.engine import loops
        from tf1graph.keras.utils import to_categorical

        y = np.searchsorted(self.classes_, y)
        if getattr(self.model, "loss", None) in ("categorical_crossentropy", categorical_crossentropy):
            y = to_categorical(y) if y.ndim != 2 else y
        found = self.model.evaluate(x, y, **self.filter_sk_params(loops.evaluate, kwargs))
        values = found if isinstance(found, list) else [found]
        for name, value in zip(self.model.metrics_names, values, strict=True):
            if name == "acc":
                return value
        raise ValueError(
            "The model is not configured to compute accuracy. You should pass `metrics=['accuracy']` to the "
            "`model.compile()` method."
        )


class KerasRegressor(BaseWrapper):
    """An estimator of numbers."""

    def predict(self, x: Any, **kwargs: Any) -> Any:
        """What the model gives."""
        from tf1graph.keras.engine import loops

        return np.squeeze(self.model.predict(x, **self.filter_sk_params(loops.predict, kwargs)))

    def score(self, x: Any, y: Any, **kwargs: Any) -> float:
        """The loss, negated: more is better."""
        from tf1graph.keras.engine import loops

        found = self.model.evaluate(x, y, **self.filter_sk_params(loops.evaluate, kwargs))
        return -(found[0] if isinstance(found, list) else found)


__getattr__, __dir__ = mirror(__name__)
