"""Write `docs/keras.md`: how much of each module of Keras 2.2.4 is provided, from the table.

    python scripts/write_keras_page.py

The names are those of `tests/golden/keras_names_2.2.4.json`, which the real Keras recorded.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from tf1graph.keras import names

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "keras.md"
RECORD = ROOT / "tests" / "golden" / "keras_names_2.2.4.json"
STATES = ("exact", "approximate", "refused")
HEAD = """# What is provided of the standalone Keras

The public names of each module of Keras 2.2.4, `import keras`. *Exact*: a golden recorded by Keras 2.2.4 on TensorFlow
1.15.5 holds it: first weights, losses, texts, files. *Approximate*: it is here and does its work, with tf_keras's body.
*Refused*: using it is an error that says what to do instead. Written from the table by
`python scripts/write_keras_page.py`.

| module | exact | approximate | refused |
| --- | ---: | ---: | ---: |"""


def symbols() -> dict[str, list[str]]:
    """The names of each module."""
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    return {module: [f"{module}.{name}" for name in found] for module, found in sorted(recorded.items())}


def format_page() -> str:
    """The page, as Markdown."""
    lines = []
    for module, found in symbols().items():
        counts = Counter(names.states(found).values())
        if any(counts[state] for state in STATES):
            lines.append(f"| `{module}` | {' | '.join(str(counts[state] or '') for state in STATES)} |")
    told = [f"| `{row.legacy}` | {row.fidelity} | {row.note} |" for row in names.ROWS if row.note]
    return "\n".join((HEAD, *lines, "", "| name | state | note |", "| --- | --- | --- |", *told, ""))


def main() -> None:
    PAGE.write_text(format_page(), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
