"""Where what a module imports is to come from: today's TensorFlow, tf_keras or `tf1graph.tf`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal

from tf1graph.port import table
from tf1graph.port.resolve import OURS, TODAY, Use, legacy_name
from tf1graph.port.table import KERAS, is_below

if TYPE_CHECKING:
    from tf1graph.port.module import Module
    from tf1graph.port.scopes import Binding

Origin = Literal["today", "keras", "ours", "as it is"]
# What lies in TensorFlow's own folders today as it did then.
PLAIN = ("tf.compat.v2", "tf.compiler", "tf.core", "tf.tools")


class Origins:
    """The origin of each import and alias of a module, all or nothing: an alias comes from one place."""

    def __init__(self, module: Module):
        self.module = module
        self._found: dict[Binding, Origin] = {}
        self._uses: dict[Binding, list[Use]] = {}
        for use in module.uses:
            for binding in use.meaning.bindings:
                self._uses.setdefault(binding, []).append(use)

    def of_binding(self, binding: Binding) -> Origin:
        """Where what `binding` binds comes from."""
        if binding not in self._found:
            self._found[binding] = "as it is"  # while it is being looked for
            self._found[binding] = self._of_binding(binding)
        return self._found[binding]

    def _of_binding(self, binding: Binding) -> Origin:
        path = self.module.resolver.path_of(binding) or ""
        return self.of_module(legacy_name(path), self._uses.get(binding, ()))

    def of_module(self, legacy: str, uses: object) -> Origin:
        """Where the module `legacy`, of which `uses` are made, comes from."""
        ours = self.module.comes_from_tf1graph
        if legacy == "tf":
            return "ours" if self.module.settings.to == "tf1graph" else "today"
        if any(is_below(legacy, place) for place in PLAIN):
            return "as it is"
        if self.module.settings.to == "tf1graph":
            return "ours"
        if is_below(legacy, KERAS):
            needed = self.module.from_tf1graph or any(ours(use) for use in uses)  # type: ignore[attr-defined]
            return "ours" if needed else "keras"
        if table.load().judge(legacy).kind in ("ours", "refused"):
            return "ours"
        below = [use for use in uses if use.legacy != legacy]  # type: ignore[attr-defined]
        if not below:
            return "ours" if self.module.from_tf1graph or table.load().needs_ours(legacy) else "today"
        return "ours" if any(ours(use) or self._is_elsewhere(use, legacy) for use in below) else "today"

    def _is_elsewhere(self, use: Use, place: str) -> bool:
        """Whether what a use is renamed to lies outside the module it is read from."""
        verdict = self.module.decided[use].verdict
        return verdict.kind == "renamed" and not verdict.written.startswith(place + ".")

    def of_use(self, use: Use) -> Origin:
        """Where the name itself is to come from."""
        decided = self.module.decided[use]
        if any(is_below(use.legacy, place) for place in PLAIN):
            return "as it is" if use.base is None else "ours"
        if self.module.comes_from_tf1graph(use):
            return "ours"
        if decided.verdict.kind == "keras":
            return "keras"
        if use.base is not None and table.load().is_module(use.legacy) and use.legacy != "tf":
            parent = self.module.names.parent_of.get(use.node)
            if isinstance(parent, ast.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0], ast.Name):
                bindings = self.module.names.scope_of[parent.targets[0]].find(parent.targets[0].id)
                origins = {self.of_binding(binding) for binding in bindings if binding.statement is parent}
                return "ours" if "ours" in origins else "today"
            return "ours" if self.module.from_tf1graph else "today"
        return "today"


def place_today(legacy: str, origin: Origin) -> str:
    """The module of today at the place `legacy` of TensorFlow 1."""
    rest = legacy.removeprefix("tf")
    if origin == "ours":
        return OURS + rest
    if origin == "keras":
        return "tf_keras" + legacy.removeprefix(KERAS)
    return ("tensorflow" if origin == "as it is" else TODAY) + rest
