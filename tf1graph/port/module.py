"""One module that is ported: its text, its names, what becomes of each, and the edits that write it."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from tf1graph.port import fixers, placing, scopes, table
from tf1graph.port.groups import Traits
from tf1graph.port.origins import Origin, Origins
from tf1graph.port.outcome import Outcome, State
from tf1graph.port.project import Project
from tf1graph.port.resolve import OUR_KERAS, OURS, TODAY, Resolver, Use, legacy_name
from tf1graph.port.scopes import Binding
from tf1graph.port.source import Edit, Source, apply
from tf1graph.port.table import Verdict, is_below

Target = Literal["compat", "tf1graph"]


@dataclass(frozen=True)
class Settings:
    """How to port.

    Attributes:
      to: `compat` or `tf1graph`.
      only: the rules to apply; all where it is empty.
      skip: the rules not to apply.
      mixed: whether the graph is TensorFlow 1's for the sake of another file of the program.
    """

    to: Target = "compat"
    only: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    mixed: bool = False

    def wants(self, rule: str) -> bool:
        return rule in fixers.ALWAYS or ((not self.only or rule in self.only) and rule not in self.skip)


@dataclass(eq=False)
class Decided:
    """What becomes of a use: `verdict.kind` says where it comes from, `rule` who says so."""

    use: Use
    verdict: Verdict
    rule: str = "names"


@dataclass(frozen=True)
class Written:
    """The result: the text, and what became of every name."""

    text: str
    outcomes: tuple[Outcome, ...]
    traits: Traits


class Module:
    """A module on its way."""

    def __init__(self, text: str, names: scopes.Names, path: Path, project: Project, settings: Settings):
        self.source = Source(text)
        self.tree = names.tree
        self.path = path
        self.settings = settings
        self.names = names
        self.resolver = Resolver(self.names, path, project)
        self.uses = list(self.resolver.uses())
        self.edits: list[Edit] = []
        self.outcomes: list[Outcome] = []
        self.rules = rules_of(settings)
        self.decided: dict[Use, Decided] = {}
        self.decided.update((use, self._decide(use)) for use in self.uses if use.legacy)
        self.needs_ours = settings.to == "tf1graph" or self._needs_ours()
        self.from_tf1graph = self.needs_ours or settings.mixed
        self.origins = Origins(self)
        self.wanted_imports: dict[str, str] = {}  # the alias by the line that imports it
        self._aliases: dict[str, str] = {}
        self._graph_mode: list[tuple[ast.stmt, str]] = []  # imports of today's TensorFlow, and the names they bind

    def is_in_place(self, use: Use) -> bool:
        """Whether the text stands where its node says; in f-strings of Python 3.10 and 3.11 it does not."""
        if use.base is None:
            return True
        start = self.source.start(use.base)
        return self.source.data[start:].startswith(use.base.id.encode())

    # What becomes of the names

    def _decide(self, use: Use) -> Decided:
        for fixer in deciders_of(self.settings).get(use.legacy, ()):
            decided = fixer.deciders[use.legacy](use, self)
            if decided:
                return Decided(use, decided, fixer.name)
        known = table.load()
        verdict = known.judge(use.legacy)
        if use.base is not None and known.is_module(use.legacy) and use.legacy != "tf" and verdict.kind == "same":
            parent = self.names.parent_of.get(use.node)
            if not isinstance(parent, ast.Assign) and known.needs_ours(use.legacy):
                return Decided(use, Verdict("ours", use.legacy))  # a module that is passed on, for whatever use
        return Decided(use, verdict)

    def _needs_ours(self) -> bool:
        """Whether something in the module is to come from this package, so that its graph is TensorFlow 1's."""
        return (
            any(
                one.verdict.kind in ("ours", "refused") or self.is_ours(one.use) or self._is_nowhere_today(one.use)
                for one in self.decided.values()
            )
            or any(is_below(use.path, OUR_KERAS) for use in self.uses)
            or any(needs(self) for fixer in self.rules.values() for needs in fixer.needs)
        )

    def star_origin(self, star: ast.ImportFrom) -> Origin:
        """Where a star import comes from."""
        legacy = legacy_name(star.module or "")
        return self.origins.of_module(legacy, [use for use in self.uses if use.meaning.star is star and use.legacy])

    def wants_graph_mode(self, statement: ast.stmt, name: str) -> None:
        """Have graph mode said behind an import of today's TensorFlow, as `name` where it binds one."""
        self._graph_mode.append((statement, name))

    def is_ours(self, use: Use) -> bool:
        """Whether a use comes from `tf1graph.tf` already."""
        return use.meaning.path == OURS or use.meaning.path.startswith(OURS + ".")

    def comes_from_tf1graph(self, use: Use) -> bool:
        """Whether the name is to come from `tf1graph.tf`.

        A program that needs it for one name has TensorFlow 1's graph and seeds, and takes from there all names that
        build other nodes today; one that needs it for none has today's nodes, and the same figures.
        """
        kind = self.decided[use].verdict.kind
        if kind in ("ours", "refused") or self._is_nowhere_today(use) or self.settings.to == "tf1graph":
            return True
        if kind in ("changed", "keras") or (use.legacy == "tf" and use.base is not None):
            return self.from_tf1graph
        if kind == "renamed":
            target = table.load().judge(self.decided[use].verdict.written).kind
            return self.from_tf1graph and target == "changed"
        return False

    def _is_nowhere_today(self, use: Use) -> bool:
        """Whether a name that nobody has lies in what today's TensorFlow lacks whole: here its error says more."""
        return self.decided[use].verdict.kind == "unknown" and use.legacy.startswith(("tf.contrib.", "tf.estimator."))

    # Names that the result needs

    def alias(self, wanted: str) -> str:
        """A global name of the module for something new: `wanted`, or one like it that is not taken."""
        if wanted not in self._aliases:
            taken = {*self._taken, *self._aliases.values()}
            name = wanted
            while name in taken:
                name += "_"
            self._aliases[wanted] = name
        return self._aliases[wanted]

    @cached_property
    def _taken(self) -> frozenset[str]:
        """Every name that the module binds or reads somewhere."""
        return frozenset({*self.names.read, *(binding.name for binding in self.names.bindings)})

    def imported(self, path: str, alias: str) -> str:
        """The global name of the module `path`: the one it is imported as, or a new import of it."""
        for binding in (one for found in self.names.module.bindings.values() for one in found):
            only = len(self.names.module.bindings[binding.name]) == 1
            top = self.names.parent_of.get(binding.statement) is self.tree
            if only and top and self.resolver.path_of(binding) == path and not self._is_moved(binding):
                return binding.name
        name = self.alias(alias)
        module, _, last = path.rpartition(".")
        if path == TODAY or not module:
            line = f"import {path}" + (f" as {name}" if name != path else "")
        else:
            line = f"from {module} import {last}" + (f" as {name}" if name != last else "")
        self.wanted_imports[line] = name
        return name

    def _is_moved(self, binding: Binding) -> bool:
        """Whether an import will import something else when the module is written."""
        path = self.resolver.path_of(binding) or ""
        return legacy_name(path) != "" and not path.startswith((TODAY, OURS))

    # Writing

    def port(self) -> Written:
        """The module, ported."""
        called: dict[str, list[fixers.Call]] = {}
        for use in self.uses:
            parent = self.names.parent_of.get(use.node)
            if isinstance(parent, ast.Call) and parent.func is use.node:
                called.setdefault(use.legacy or use.path, []).append(fixers.Call(parent, use, self, ""))
        for fixer in fixers.load_all().values():
            if fixer.name in fixers.ALWAYS or fixer.name in self.rules:
                self._apply(fixer, called)
        self.edits.extend(placing.place_imports(self, self._graph_mode))
        data, left_out = apply(self.source.data, self.edits)
        for edit in left_out:
            self.edits.remove(edit)
        self._note_ambiguous()
        outcomes = tuple(sorted(self.outcomes, key=_by_place))
        return Written(data.decode("utf-8", "surrogatepass"), outcomes, self.traits())

    def traits(self) -> Traits:
        """What the module tells of its graph."""
        named = bool(self.decided) or any(
            is_below(use.path, place) for use in self.uses for place in ("keras", "tf_keras")
        )
        return Traits(named, self.needs_ours, tuple(self.resolver.imported_files()))

    def _apply(self, fixer: fixers.Fixer, called: dict[str, list[fixers.Call]]) -> None:
        for function in fixer.modules:
            self.edits.extend(function(self))
        for name in called.keys() & fixer.calls.keys():
            for call in called[name]:
                self.edits.extend(fixer.calls[name](replace(call, rule=fixer.name)))

    def note(self, use: Use, state: State, rule: str = "", written: str = "", note: str = "") -> None:
        """Put what became of a use into the report."""
        node = use.node
        self.outcomes.append(
            Outcome(
                use.legacy or use.path,
                state,
                node.lineno,  # type: ignore[attr-defined]
                self.source.column(node),
                rule,
                written,
                note,
            )
        )

    def _note_ambiguous(self) -> None:
        counted: Counter[tuple[int, int]] = Counter()
        for node, path in self.resolver.ambiguous:
            place = (node.lineno, node.col_offset)
            counted[place] += 1
            if counted[place] == 1 and table.load().is_module(legacy_name(path)):
                note = f"`{node.id}` is also bound to something else in this file"
                column = self.source.column(node)
                self.outcomes.append(Outcome(legacy_name(path), "needs you", node.lineno, column, note=note))


@lru_cache(8)
def rules_of(settings: Settings) -> dict[str, fixers.Fixer]:
    """The rules to apply, by name."""
    wanted = fixers.load_all() if settings.to == "compat" else {}
    return {name: fixer for name, fixer in wanted.items() if settings.wants(name)}


@lru_cache(8)
def deciders_of(settings: Settings) -> dict[str, list[fixers.Fixer]]:
    """The rules that say what becomes of a name, by the name."""
    found: dict[str, list[fixers.Fixer]] = {}
    for fixer in rules_of(settings).values():
        for name in fixer.deciders:
            found.setdefault(name, []).append(fixer)
    return found


def _by_place(outcome: Outcome) -> tuple[int, int, str]:
    return outcome.line, outcome.column, outcome.name


def parse(text: str, name: str) -> ast.Module:
    """The tree of a module.

    Raises:
      SyntaxError: it is no Python 3.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # said when the program is run
        try:
            return ast.parse(text, name)
        except (ValueError, RecursionError, MemoryError) as error:
            raise SyntaxError(str(error)) from None


def compiles(text: str, name: str) -> str | None:
    """Why the text does not compile; None where it does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError) as error:
            return str(error)
    return None
