"""Ports texts for the tests of this folder."""

from pathlib import Path

from tf1graph.port.module import Settings
from tf1graph.port.project import Project
from tf1graph.port.text import port_bytes, port_text

NOWHERE = Path("/nowhere")


def port(text, **settings):
    """What becomes of the program `text`."""
    return port_text(text, NOWHERE / "program.py", Project(NOWHERE), Settings(**settings))


def port_data(data, **settings):
    """What becomes of the bytes of a program."""
    return port_bytes(data, NOWHERE / "program.py", Project(NOWHERE), Settings(**settings))


def text_of(text, **settings):
    """The program `text`, ported; a second time nothing is left to be done."""
    found = port(text, **settings)
    assert not found.failure, found.failure
    assert port(found.text, **settings).text == found.text
    return found.text


def states(text, **settings):
    """The state of each name in the program, in the order of the text."""
    return [(outcome.name, outcome.state) for outcome in port(text, **settings).outcomes]
