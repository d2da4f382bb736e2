"""`pkg_resources`, which came with setuptools until 2026: versions, what is installed, and files beside a module."""

from __future__ import annotations

import importlib
import importlib.metadata
import io
import os
from collections.abc import Callable
from types import ModuleType
from typing import Any, BinaryIO, NamedTuple

# Whose versions are those of the world that the program finds itself in: a module, and its name for it.
OF_THIS_WORLD = {
    "keras": ("tf1graph.keras", "__version__"),
    "tensorflow": ("tf1graph.tf.version", "VERSION"),
}


class ResolutionError(Exception):
    """What `pkg_resources` raised."""


class DistributionNotFound(ResolutionError):
    """A distribution is not installed."""


class Distribution(NamedTuple):
    """An installed distribution.

    Attributes:
      project_name: its name.
      version: its version; of TensorFlow and Keras the one that the program meets.
    """

    project_name: str
    version: str

    @property
    def key(self) -> str:
        return self.project_name.lower()

    @property
    def parsed_version(self) -> Any:
        return parse_version(self.version)


def get_distribution(dist: str) -> Distribution:
    """The distribution of that name; what is required of its version is not looked at.

    Raises:
      DistributionNotFound: it is not installed.
    """
    requirement: Any = importlib.import_module("packaging.requirements")
    name = requirement.Requirement(dist).name
    if name in OF_THIS_WORLD:
        module, attribute = OF_THIS_WORLD[name]
        return Distribution(name, getattr(importlib.import_module(module), attribute))
    try:
        return Distribution(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        raise DistributionNotFound(f"The '{name}' distribution was not found.") from None


def parse_version(v: str) -> Any:
    """The version as something that compares."""
    version: Any = importlib.import_module("packaging.version")
    return version.parse(v)


def resource_filename(package_or_requirement: str, resource_name: str) -> str:
    """The path of a file beside a module."""
    found: Any = importlib.import_module(package_or_requirement)
    folder = os.path.dirname(found.__file__) if found.__file__ else next(iter(found.__path__))
    return os.path.join(folder, *resource_name.split("/"))


def resource_exists(package_or_requirement: str, resource_name: str) -> bool:
    """Whether there is such a file or folder beside a module."""
    return os.path.exists(resource_filename(package_or_requirement, resource_name))


def resource_listdir(package_or_requirement: str, resource_name: str) -> list[str]:
    """What lies in a folder beside a module."""
    return os.listdir(resource_filename(package_or_requirement, resource_name))


def resource_string(package_or_requirement: str, resource_name: str) -> bytes:
    """What a file beside a module holds."""
    with open(resource_filename(package_or_requirement, resource_name), "rb") as file:
        return file.read()


def resource_stream(package_or_requirement: str, resource_name: str) -> BinaryIO:
    """What a file beside a module holds, to be read."""
    return io.BytesIO(resource_string(package_or_requirement, resource_name))


def _names(module: ModuleType) -> dict[str, Any]:
    if hasattr(module, "get_distribution"):  # of an older setuptools, which knows all but this world

        def of_this_world(dist: Any) -> Any:
            return get_distribution(dist) if dist in OF_THIS_WORLD else module.get_distribution(dist)

        return {"get_distribution": of_this_world}
    functions: tuple[Callable[..., Any], ...] = (
        get_distribution,
        parse_version,
        resource_exists,
        resource_filename,
        resource_listdir,
        resource_stream,
        resource_string,
    )
    return {thing.__name__: thing for thing in (DistributionNotFound, ResolutionError, *functions)}


MODULES = {"pkg_resources": _names}
