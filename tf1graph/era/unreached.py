"""Addresses that cannot be reached, which a sentence says more clearly than a traceback through the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tf1graph.errors import CannotDownload


@contextmanager
def naming(url: Any) -> Iterator[None]:
    """Have an error that says why an address was not reached say which."""
    try:
        yield
    except OSError as error:
        if "URLError" in {kind.__name__ for kind in type(error).__mro__} and not hasattr(error, "url"):
            error.url = getattr(url, "full_url", url)  # type: ignore[attr-defined]
        raise


def failure(error: BaseException) -> str | None:
    """A sentence that says which download it was that failed, why, and what to do; None of any other error."""
    if isinstance(error, CannotDownload) or str(error).startswith("URL fetch failure on "):
        return str(error)
    url = getattr(error, "url", None)
    reason = getattr(error, "reason", None)
    if isinstance(error, OSError) and type(error).__module__ == "requests.exceptions" and _is_lost(error):
        url, reason = getattr(getattr(error, "request", None), "url", None), "its server is not reached"
    elif not isinstance(error, OSError) or type(error).__module__ != "urllib.error":
        return None
    return (
        f"{url or 'An address'} cannot be downloaded ({reason}): "
        "get the file elsewhere, and put it where the program looks for it."
    )


def _is_lost(error: OSError) -> bool:
    return any(kind.__name__ in ("ConnectionError", "Timeout") for kind in type(error).__mro__)
