"""What estimators take over from scikit-learn's manner."""

from __future__ import annotations

from typing import Any

from tf1graph.tf.names import provide


@provide("tf.contrib.learn.NotFittedError", gone="2.0")
class NotFittedError(ValueError, AttributeError):
    """An estimator was used before it was trained."""


class BaseEstimator:
    """Something whose public attributes are its parameters."""

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters by name; with `deep`, those of parameters that have some too, as `name__inner`."""
        found = {}
        for name, value in vars(self).items():
            if name.startswith("_") or callable(value):
                continue
            if deep and hasattr(value, "get_params"):
                found.update({f"{name}__{inner}": part for inner, part in value.get_params().items()})
            found[name] = value
        return found

    def set_params(self, **params: Any) -> BaseEstimator:
        """Change parameters; itself.

        Raises:
          ValueError: there is no such parameter.
        """
        known = self.get_params(deep=True) if params else {}
        for key, value in params.items():
            name, _, inner = key.partition("__")
            if name not in known:
                raise ValueError(
                    f"Invalid parameter {name} for estimator {type(self).__name__}. Check the list of available "
                    "parameters with `estimator.get_params().keys()`."
                )
            if inner:
                known[name].set_params(**{inner: value})
            else:
                setattr(self, key, value)
        return self

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in sorted(self.get_params(deep=False).items()))
        return f"{type(self).__name__}({given})"
