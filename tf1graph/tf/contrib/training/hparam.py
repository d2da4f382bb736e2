"""`tf.contrib.training.HParams`: hyperparameters as attributes, set from text."""

from __future__ import annotations

import json
import numbers
import re
from collections.abc import Mapping
from typing import Any

from tf1graph.tf.names import provide

ABOUT: dict[str, Any] = {"gone": "2.0"}
ASSIGNMENT = re.compile(r"(?P<name>[a-zA-Z][\w.]*)\s*(\[\s*(?P<index>\d+)\s*\])?\s*=\s*")
VALUE = re.compile(r"(\[(?P<vals>[^\]]*)\]|(?P<val>[^,\[]*))($|,\s*)")


@provide("tf.contrib.training.parse_values", **ABOUT)
def parse_values(values: str, type_map: Mapping[str, type], ignore_unknown: bool = False) -> dict[str, Any]:
    """What `name=value,name[index]=value,name=[value,…]` says, as a dictionary; by index it gives a dictionary.

    Args:
      type_map: the type of each name's values.
      ignore_unknown: pass over names that it lacks.

    Raises:
      ValueError: the text is not of that form, a name is not known or set twice, or a value is not of its type.
    """
    found: dict[str, Any] = {}
    place = 0
    while place < len(values):
        head = ASSIGNMENT.match(values, place)
        body = VALUE.match(values, head.end()) if head else None
        if head is None or body is None:
            raise ValueError(f"Malformed hyperparameter value: {values[place:]}")
        place = body.end()
        name, index = head["name"], head["index"]
        if name not in type_map:
            if ignore_unknown:
                continue
            raise ValueError(f"Unknown hyperparameter type for {name}")
        if body["vals"] is not None:
            if index is not None:
                raise ValueError("Assignment of a list to a list index.")
            parsed: Any = [
                _parse(name, type_map[name], text, values) for text in re.split("[ ,]", body["vals"]) if text
            ]
        else:
            parsed = _parse(name, type_map[name], body["val"], values)
        _put(found, name, index, parsed, values)
    return found


def _parse(name: str, kind: type, text: str, values: str) -> Any:
    try:
        if kind is bool:
            return text in ("true", "True") or (text not in ("false", "False") and bool(int(text)))
        return kind(text)
    except ValueError:
        raise ValueError(
            f"Could not parse hparam '{name}' of type '{kind.__name__}' with value '{text}' in {values}"
        ) from None


def _put(found: dict[str, Any], name: str, index: str | None, value: Any, values: str) -> None:
    if index is None:
        if name in found:
            raise ValueError(f"Multiple assignments to variable '{name}' in {values}")
        found[name] = value
        return
    of_name = found.setdefault(name, {})
    if not isinstance(of_name, dict) or int(index) in of_name:
        place = f"{name}[{int(index)}]" if isinstance(of_name, dict) else name
        raise ValueError(f"Multiple assignments to variable '{place}' in {values}")
    of_name[int(index)] = value


@provide("tf.contrib.training.HParams", **ABOUT)
class HParams:
    """Hyperparameters as attributes; each keeps the type of its first value.

    Args:
      model_structure: anything, kept for the model.
      kwargs: the hyperparameters and their values; a list for one of several values.
    """

    def __init__(self, hparam_def: None = None, model_structure: Any = None, **kwargs: Any):
        if hparam_def is not None:
            raise ValueError("HParams cannot be read from a protocol buffer here; give the values themselves.")
        self._hparam_types: dict[str, tuple[type, bool]] = {}
        self._model_structure = model_structure
        for name, value in kwargs.items():
            self.add_hparam(name, value)

    def add_hparam(self, name: str, value: Any) -> None:
        """Add a hyperparameter.

        Raises:
          ValueError: the name is taken, or the list is empty.
        """
        if getattr(self, name, None) is not None:
            raise ValueError(f"Hyperparameter name is reserved: {name}")
        is_list = isinstance(value, (list, tuple))
        if is_list and not value:
            raise ValueError(f"Multi-valued hyperparameters cannot be empty: {name}")
        self._hparam_types[name] = (type(value[0] if is_list else value), is_list)
        setattr(self, name, value)

    def set_hparam(self, name: str, value: Any) -> None:
        """Change a hyperparameter.

        Raises:
          ValueError: the value is of another type, or a list where it was none, or the other way round.
          KeyError: there is no such hyperparameter.
        """
        kind, is_list = self._hparam_types[name]
        if isinstance(value, list) != is_list:
            is_or_not = "Must pass a list for multi" if is_list else "Must not pass a list for single"
            raise ValueError(f"{is_or_not}-valued parameter: {name}{'.' if is_list else ''}")
        setattr(self, name, [_cast(name, kind, part) for part in value] if is_list else _cast(name, kind, value))

    def del_hparam(self, name: str) -> None:
        """Remove a hyperparameter, if it is there."""
        if hasattr(self, name):
            delattr(self, name)
            del self._hparam_types[name]

    def parse(self, values: str) -> HParams:
        """Change what `name=value,…` says; see `parse_values`."""
        return self.override_from_dict(
            parse_values(values, {name: kind for name, (kind, _) in self._hparam_types.items()})
        )

    def override_from_dict(self, values_dict: Mapping[str, Any]) -> HParams:
        """Change what the dictionary says."""
        for name, value in values_dict.items():
            self.set_hparam(name, value)
        return self

    set_from_map = override_from_dict

    def set_model_structure(self, model_structure: Any) -> None:
        """Keep something for the model."""
        self._model_structure = model_structure

    def get_model_structure(self) -> Any:
        """What was kept for the model."""
        return self._model_structure

    def to_json(self, indent: Any = None, separators: Any = None, sort_keys: bool = False) -> str:
        """The values as JSON."""
        return json.dumps(self.values(), indent=indent, separators=separators, sort_keys=sort_keys)

    def parse_json(self, values_json: str) -> HParams:
        """Change what the JSON object says."""
        return self.override_from_dict(json.loads(values_json))

    def values(self) -> dict[str, Any]:
        """The values by name."""
        return {name: getattr(self, name) for name in self._hparam_types}

    def get(self, key: str, default: Any = None) -> Any:
        """A value, or `default` where there is none.

        Raises:
          ValueError: the default is not of the hyperparameter's type.
        """
        if key not in self._hparam_types:
            return default
        kind, is_list = self._hparam_types[key]
        if default is not None:
            held = f"list<{kind}>" if is_list else str(kind)
            said = f"Hparam '{key}' of type '{held}' is incompatible with default={default}"
            if isinstance(default, list) != is_list:
                raise ValueError(said)
            try:
                for part in default if is_list else [default]:
                    _cast(key, kind, part)
            except ValueError as error:
                raise ValueError(f"{said}. {error}") from None
        return getattr(self, key)

    def __contains__(self, key: object) -> bool:
        return key in self._hparam_types

    def __str__(self) -> str:
        return ",".join(f"{name}={value}" for name, value in self.values().items())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({sorted(self.values().items())})"


def _cast(name: str, kind: type, value: Any) -> Any:
    """`value` as that type, where nothing is lost."""
    if type(value) is kind or kind is type(None):
        return value
    text = (str, bytes)
    fits = (
        (not issubclass(kind, text) or isinstance(value, text))
        and issubclass(kind, bool) == isinstance(value, bool)
        and (not issubclass(kind, numbers.Integral) or isinstance(value, numbers.Integral))
        and (not issubclass(kind, numbers.Number) or isinstance(value, numbers.Number))
    )
    if not fits:
        raise ValueError(f"Could not cast hparam '{name}' of type '{kind}' from value {value!r}")
    return kind(value)
