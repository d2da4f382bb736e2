"""Write `docs/contrib.md` and contrib's line of the README: how much of each module is provided, from the table.

    python scripts/write_contrib_page.py

The symbols are those of `tests/golden/symbols_contrib_tf1.15.5.txt`, which the real TensorFlow recorded.
"""

from __future__ import annotations

import types
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tf1graph import tf
from tf1graph.tf import names

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "contrib.md"
README = ROOT / "README.md"
README_LINE = "| `tf.contrib` |"
RECORD = ROOT / "tests" / "golden" / "symbols_contrib_tf1.15.5.txt"
STATES = ("exact", "approximate", "refused")
HEAD = """# What is provided of `tf.contrib`

The public symbols of each module of TensorFlow 1.15.5's contrib. *Exact*: a golden recorded by the real TensorFlow
1.15.5 holds it, node for node, or value for value where it builds no graph. *Approximate*: it is here and does its
work; what differs stands in the [table of names](names.md). *Refused*: using it is an error that says what to use
instead. Written from the table by `python scripts/write_contrib_page.py`.

| module | exact | approximate | refused |
| --- | ---: | ---: | ---: |"""


def states(symbols: Iterable[str]) -> dict[str, str]:
    """Of each symbol its fidelity in the table, `module` for one that holds others, or `missing`."""
    table = names.table()
    return {symbol: state(symbol, table) for symbol in symbols}


def state(symbol: str, table: dict[str, names.Row]) -> str:
    if symbol in table and (table[symbol].fidelity == "refused" or ":" in table[symbol].stands):
        return table[symbol].fidelity
    found = find(symbol)  # a module is what its members are
    if isinstance(found, types.ModuleType):
        return "module"
    above = symbol.rpartition(".")[0]
    while above not in table and above.count(".") > 1:
        above = above.rpartition(".")[0]
    refused = names.refusal(symbol)
    if found is not None and above in table:  # a module that moved, with all that it holds
        return table[above].fidelity
    return refused.fidelity if refused else "missing"


def find(symbol: str) -> Any:
    """What `tf` has under the name, None where it has nothing."""
    found: Any = tf
    for part in symbol.split(".")[1:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def count(states: dict[str, str]) -> dict[str, Counter[str]]:
    """By each module of contrib, how many of its symbols are exact, approximate, refused."""
    modules: dict[str, Counter[str]] = defaultdict(Counter)
    for symbol, found in states.items():
        modules[symbol.split(".")[2]][found] += 1
    return dict(sorted(modules.items()))


def format_readme(text: str, states: dict[str, str]) -> str:
    """The README `text` with contrib's line of its table of what is supported written anew."""
    modules = count(states)
    total = sum(modules.values(), Counter[str]())
    provided = {module: counts["exact"] + counts["approximate"] for module, counts in modules.items()}
    whole = [f"`{module}`" for module, here in provided.items() if here and not modules[module]["refused"]]
    partly = [
        f"`{module}` ({here} of {here + modules[module]['refused']})"
        for module, here in provided.items()
        if here and modules[module]["refused"]
    ]
    refused = [f"`{module}`" for module, here in provided.items() if not here and modules[module]["refused"]]
    line = (
        f"{README_LINE} each public name is exact ({total['exact']:,}), approximate ({total['approximate']:,}) or "
        f"[refused with a remedy](docs/contrib.md) ({total['refused']:,}). Whole: {', '.join(whole)}. "
        f"In part: {', '.join(partly)}. Refused: {', '.join(refused)} |"
    )
    return "\n".join(line if old.startswith(README_LINE) else old for old in text.split("\n"))


def format_page(states: dict[str, str]) -> str:
    """The page, as Markdown."""
    modules = count(states)
    total = sum(modules.values(), Counter[str]())
    rows = [(f"`{module}`", counts) for module, counts in modules.items()] + [("**all**", total)]
    lines = [f"| {name} | {' | '.join(str(counts[state] or '') for state in STATES)} |" for name, counts in rows]
    return "\n".join((HEAD, *lines, ""))


def main() -> None:
    symbols = [line.partition("(")[0] for line in RECORD.read_text(encoding="utf-8").splitlines()]
    found = states(symbols)
    PAGE.write_text(format_page(found), encoding="utf-8")
    README.write_text(format_readme(README.read_text(encoding="utf-8"), found), encoding="utf-8")
    print(PAGE, README, sep="\n")


if __name__ == "__main__":
    main()
