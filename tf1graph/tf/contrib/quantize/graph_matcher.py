"""Finds the places of a graph that look like a pattern: a tree of op types, from a node down to its inputs."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any


class MatchResult:
    """The op and the tensor that each pattern of a tree was found at."""

    def __init__(self) -> None:
        self._found: dict[Pattern, tuple[Any, Any]] = {}

    def add(self, pattern: Pattern, op: Any, tensor: Any) -> None:
        self._found[pattern] = op, tensor

    def merge_from(self, other: MatchResult) -> None:
        self._found.update(other._found)

    def _place(self, pattern: Pattern | str) -> tuple[Any, Any]:
        if isinstance(pattern, str):
            named = (place for found, place in self._found.items() if getattr(found, "name", None) == pattern)
            return next(named, (None, None))
        return self._found.get(pattern, (None, None))

    def get_op(self, pattern: Pattern | str) -> Any:
        """The op that the pattern, or the pattern of that name, was found at; None where it was not."""
        return self._place(pattern)[0]

    def get_tensor(self, pattern: Pattern | str) -> Any:
        """The output of that op that the op above it takes; None at the root, or where it was not found."""
        return self._place(pattern)[1]


class Pattern:
    """What an op may be looked at for."""

    def match(self, op: Any, tensor: Any) -> MatchResult | None:
        """What was found at `op`, whose output `tensor` is taken by the op above; None where it is something else."""
        raise TypeError(f"{type(self).__name__} does not say what it matches: give it a method `match`")


class OpTypePattern(Pattern):
    """An op of a type, with such inputs.

    Args:
      op_type: the type, several with "|" between them, or "*" for any.
      name: to ask the result by.
      inputs: a pattern, or a type, an input; any inputs where it is empty.
      ordered_inputs: whether the inputs stand in that order.

    Raises:
      ValueError: there are more than eight inputs.
    """

    def __init__(
        self,
        op_type: str,
        name: str | None = None,
        inputs: Sequence[Pattern | str] | None = None,
        ordered_inputs: bool = True,
    ):
        self.name = name
        self._types = op_type.split("|")
        self._inputs = [one if isinstance(one, Pattern) else OpTypePattern(one) for one in inputs or ()]
        self._ordered = ordered_inputs
        if len(self._inputs) > 8:
            raise ValueError(f"A pattern has at most 8 inputs, not {len(self._inputs)}.")

    def match(self, op: Any, tensor: Any) -> MatchResult | None:
        if "*" not in self._types and op.type not in self._types:
            return None
        result = MatchResult()
        result.add(self, op, tensor)
        if not self._inputs:
            return result
        if len(op.inputs) != len(self._inputs):
            return None
        for patterns in [self._inputs] if self._ordered else itertools.permutations(self._inputs):
            below = self._match_inputs(op, patterns)
            if below is not None:
                result.merge_from(below)
                return result
        return None

    @staticmethod
    def _match_inputs(op: Any, patterns: Iterable[Pattern]) -> MatchResult | None:
        result = MatchResult()
        for tensor, pattern in zip(op.inputs, patterns, strict=True):
            found = pattern.match(tensor.op, tensor)
            if found is None:
                return None
            result.merge_from(found)
        return result


class OneofPattern(Pattern):
    """The first of some patterns that is found."""

    def __init__(self, sub_patterns: Iterable[Pattern]):
        self._patterns = list(sub_patterns)

    def match(self, op: Any, tensor: Any) -> MatchResult | None:
        for pattern in self._patterns:
            found = pattern.match(op, tensor)
            if found is not None:
                return found
        return None


class GraphMatcher:
    """Looks for a pattern."""

    def __init__(self, pattern: Pattern):
        self._pattern = pattern

    def match_op(self, op: Any) -> MatchResult | None:
        """What is found at an op."""
        return self._pattern.match(op, None)

    def match_ops(self, ops: Iterable[Any]) -> Iterator[MatchResult]:
        """What is found at each of some ops."""
        return (found for op in ops if (found := self.match_op(op)) is not None)

    def match_graph(self, graph: Any) -> Iterator[MatchResult]:
        """What is found in a graph, in the order in which its ops were made."""
        return self.match_ops(graph.get_operations())
