"""Comparison of what a case of a golden tells with what it told."""

import json

TOLERANCE = 1e-4


def differences(wanted, found, place=""):
    """Where the two differ, numbers by more than a rounding, as lines of text."""
    if not place:
        found = json.loads(json.dumps(found))
    if isinstance(wanted, (int, float)) and isinstance(found, (int, float)):
        near = abs(wanted - found) <= TOLERANCE * (1 + abs(wanted))
        return [] if near else [f"{place}: {found} and not {wanted}"]
    if isinstance(wanted, dict) and isinstance(found, dict):
        names = sorted(wanted.keys() | found.keys())
        pairs = [(name, wanted.get(name, "nothing"), found.get(name, "nothing")) for name in names]
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        pairs = [(str(i), *pair) for i, pair in enumerate(zip(wanted, found, strict=True))]
    else:
        return [] if wanted == found else [f"{place}: {found} and not {wanted}"]
    return [line for name, one, other in pairs for line in differences(one, other, f"{place}/{name}")]
