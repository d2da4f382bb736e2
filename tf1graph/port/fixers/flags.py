"""Flags that today's would refuse → from `tf1graph.tf`: one of absl's own names, and what 1.4 had in FLAGS."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tf1graph.port.fixers import Fixer, constant
from tf1graph.port.table import Verdict

if TYPE_CHECKING:
    from tf1graph.port.module import Module
    from tf1graph.port.resolve import Use

fixer = Fixer("flags")
# The flags that absl defines as soon as TensorFlow is imported; defining one again is an error today.
TAKEN = frozenset(
    (
        "alsologtostderr",
        "help",
        "helpfull",
        "helpshort",
        "helpxml",
        "log_dir",
        "logger_levels",
        "logtostderr",
        "only_check_args",
        "pdb",
        "pdb_post_mortem",
        "profile_file",
        "run_with_pdb",
        "run_with_profiling",
        "showprefixforinfo",
        "stderrthreshold",
        "use_cprofile_for_profiling",
        "v",
        "verbosity",
    )
)
OLD = ("_parse_flags", "__flags", "__parsed")
NAMES = tuple(
    f"tf.{place}flags.{name}"
    for place in ("", "app.")
    for name in (
        *(f"DEFINE_{kind}" for kind in ("bool", "boolean", "enum", "float", "integer", "list", "string")),
        *(f"FLAGS.{name}" for name in OLD),
    )
)


@fixer.decides(*NAMES)
def flags_as_then(use: Use, module: Module) -> Verdict | None:
    """The flags of TensorFlow 1, where today's would not do."""
    if use.legacy.endswith(OLD):
        return Verdict("ours", use.legacy, note="what FLAGS had in TensorFlow 1.4")
    call = module.names.parent_of.get(use.node)
    if not isinstance(call, ast.Call) or call.func is not use.node or not call.args:
        return None
    name = constant(call.args[0])
    if name in TAKEN or is_defined_twice(name, module):
        return Verdict("ours", use.legacy, note=f"absl has a flag {name}, or this file defines it twice")
    return None


def is_defined_twice(name: object, module: Module) -> bool:
    """Whether two calls of the module define the flag: a notebook's cells, or two branches."""
    return sum(name == other for other in defined(module)) > 1


def defined(module: Module) -> list[object]:
    found = []
    for use in module.uses:
        call = module.names.parent_of.get(use.node)
        if use.legacy in NAMES and isinstance(call, ast.Call) and call.func is use.node and call.args:
            found.append(constant(call.args[0]))
    return found
