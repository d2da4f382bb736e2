"""What `tf1graph port` reports of its files: for people, as JSON, and as SARIF for code scanning."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tf1graph import __version__
from tf1graph.port.outcome import STATES, Outcome
from tf1graph.port.table import PAGE

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# How SARIF grades each state.
GRADES = {
    "refused": ("fail", "error"),
    "needs you": ("fail", "warning"),
    "ported": ("informational", "none"),
    "same": ("pass", "none"),
}
HELP = {"text": f"{PAGE} of tf1graph explains each name; `tf1graph names NAME` shows its row."}
RULE_IDS = {state: state.replace(" ", "-") for state in STATES}


@dataclass(frozen=True)
class FileReport:
    """What became of a file.

    Attributes:
      file: as it was named, or found below a folder that was.
      changed: whether its text is, or would be, another.
      outcomes: of every name of TensorFlow 1 in it.
      failure: why it was left alone, empty where it was not.
      line: where that was found; 0 where that is said of the whole.
      diff: the change as a unified diff, where it was asked for.
    """

    file: str
    changed: bool = False
    outcomes: tuple[Outcome, ...] = ()
    failure: str = ""
    line: int = 0
    diff: str = ""

    def counts(self) -> Counter[str]:
        """How many names ended in each state."""
        return Counter(outcome.state for outcome in self.outcomes)


def totals(files: Sequence[FileReport]) -> dict[str, int]:
    """The number of names in each state, their sum `names`, and the number of files, changed and left alone."""
    counted = sum((file.counts() for file in files), Counter[str]())
    return {
        "files": len(files),
        "changed": sum(file.changed for file in files),
        "left alone": sum(bool(file.failure) for file in files),
        "names": sum(counted.values()),
        **{state: counted[state] for state in STATES},
    }


def format_text(files: Sequence[FileReport]) -> str:
    """A paragraph for each file that has something to say, and the sums."""
    lines = []
    for file in files:
        if file.failure:
            lines.append(f"{file.file}{f':{file.line}' if file.line else ''}: left alone: {file.failure}")
        if not file.outcomes:
            continue
        counted = file.counts()
        parts = ", ".join(f"{counted[state]} {state}" for state in reversed(STATES) if counted[state])
        lines.append(f"{file.file}: {sum(counted.values())} names: {parts}")
        for outcome in file.outcomes:
            if outcome.state in ("needs you", "refused"):
                lines.append(f"  {place_of(outcome)}: {outcome.state}: {outcome.name}: {outcome.note} [{PAGE}]")
        rules = Counter(outcome.rule for outcome in file.outcomes if outcome.state == "ported" and outcome.rule)
        if rules:
            lines.append("  by rule: " + ", ".join(f"{rule} {number}" for rule, number in sorted(rules.items())))
    found = totals(files)
    lines.append(
        f"{found['files']} files, {found['changed']} changed, {found['left alone']} left alone; "
        f"{found['names']} names: " + ", ".join(f"{found[state]} {state}" for state in reversed(STATES))
    )
    return "\n".join(lines) + "\n"


def place_of(outcome: Outcome) -> str:
    """Where a name stands: `12:5`, in a notebook `cell 3:12:5`."""
    cell = f"cell {outcome.cell}:" if outcome.cell else ""
    return f"{cell}{outcome.line}:{outcome.column}"


def format_json(files: Sequence[FileReport]) -> str:
    """`{"totals": …, "files": [{"file", "changed", "failure", "line", "names": […]}]}`."""
    content = {
        "tf1graph": __version__,
        "totals": totals(files),
        "files": [
            {
                "file": file.file,
                "changed": file.changed,
                "failure": file.failure,
                "line": file.line,
                "names": [asdict(outcome) for outcome in file.outcomes],
            }
            for file in files
        ],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def format_sarif(files: Sequence[FileReport]) -> str:
    """SARIF 2.1.0: a result for each name, and one for each file that was left alone."""
    rules = [
        {"id": RULE_IDS[state], "shortDescription": {"text": f"The name {meaning}."}, "help": HELP}
        for state, meaning in STATES.items()
    ]
    rules.append({"id": "left-alone", "shortDescription": {"text": "The file was left as it is."}, "help": HELP})
    content = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "tf1graph port", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [result for file in files for result in _results(file)],
            }
        ],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _results(file: FileReport) -> list[dict[str, Any]]:
    found = []
    if file.failure:
        found.append(_result("left-alone", "fail", "error", file.failure, file.file, file.line, 0, 0))
    for outcome in file.outcomes:
        kind, level = GRADES[outcome.state]
        said = f"{outcome.name}: {outcome.state}"
        said += f" as {outcome.written}" if outcome.written else ""
        said += f": {outcome.note}" if outcome.note else ""
        rule = RULE_IDS[outcome.state]
        found.append(_result(rule, kind, level, said, file.file, outcome.line, outcome.column, outcome.cell))
    return found


def _result(
    rule: str, kind: str, level: str, text: str, file: str, line: int, column: int, cell: int
) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": file.replace("\\", "/")}}
    if line:
        place["region"] = {"startLine": line, **({"startColumn": column} if column else {})}
    result: dict[str, Any] = {
        "ruleId": rule,
        "kind": kind,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
    if cell:
        result["properties"] = {"cell": cell}
    return result


FORMATS = {"text": format_text, "json": format_json, "sarif": format_sarif}
