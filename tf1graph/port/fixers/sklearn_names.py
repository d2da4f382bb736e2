"""`sklearn.cross_validation`, `sklearn.externals.joblib`: where they are today."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tf1graph.port.fixers import Call, Fixer
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("sklearn-names")
MOVED = {
    "sklearn.cross_validation": "sklearn.model_selection",
    "sklearn.grid_search": "sklearn.model_selection",
    "sklearn.learning_curve": "sklearn.model_selection",
    "sklearn.externals.joblib": "joblib",
}
# What is called or works otherwise since, so that another import would not do.
CHANGED = ("KFold", "LabelKFold", "LabelShuffleSplit", "LeaveOneLabelOut", "LeaveOneOut", "ShuffleSplit",
           "StratifiedKFold", "StratifiedShuffleSplit")  # fmt: skip
ARGUMENTS = {"n_iter": "max_iter"}
FROM = re.compile(rb"from(\s+)([\w.]+)\s+import\b")


@fixer.on_module
def rewrite(module: Module) -> Iterator[Edit]:
    """Edits of the imports."""
    for use in module.uses:
        statement = use.statement
        if not isinstance(statement, ast.ImportFrom) or use.node is not statement.names[0]:
            continue
        found = FROM.match(module.source.data, module.source.start(statement))
        names = [alias.name for alias in statement.names]
        if not found or any(name in CHANGED or name == "*" for name in names):
            continue
        if statement.module in MOVED:
            yield Edit(found.start(2), found.end(2), MOVED[statement.module], fixer.name)
        elif statement.module == "sklearn.externals" and names == ["joblib"]:
            end = module.source.start(statement.names[0])
            yield Edit(module.source.start(statement), end, "import ", fixer.name)


@fixer.on_call("sklearn.manifold.TSNE", "sklearn.manifold.t_sne.TSNE")
def rename_arguments(call: Call) -> Iterator[Edit]:
    """Edits of the arguments that have other names."""
    for old, new in ARGUMENTS.items():
        if call.keyword(new) is None:
            yield from call.rename_keyword(old, new)
