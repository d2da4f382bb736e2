"""Functions of `sys` that have nothing to do any more."""


def setdefaultencoding(encoding: str) -> None:
    """Nothing: text is Unicode."""


def exc_clear() -> None:
    """Nothing: an exception is cleared when its handler ends."""
