"""The file of a `VocabularyProcessor`: JSON, of which nothing is run when it is read."""

from __future__ import annotations

import inspect
import json
import sys
import sysconfig
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

from tf1graph import tf
from tf1graph.errors import MalformedFile
from tf1graph.files import replaced
from tf1graph.tf.contrib.learn.preprocessing.categorical_vocabulary import CategoricalVocabulary

FORMAT = "tf1graph.VocabularyProcessor/1"
PICKLE = b"\x80"  # how a pickle begins since Python 2.3


def write(path: str | PathLike[str], processor: Any, default_tokenizer: Callable[..., Any]) -> None:
    """Write `processor` to the file `path`, whole or not at all."""
    vocabulary = processor.vocabulary_
    if type(vocabulary) is not CategoricalVocabulary:
        raise TypeError(f"A vocabulary of {type(vocabulary).__name__} cannot be saved, only a CategoricalVocabulary.")
    words = list(vocabulary._mapping)
    for word in words:
        if word is not None and not isinstance(word, (str, int, float)):
            raise TypeError(f"The category {word!r} cannot be saved: only text and numbers can.")
    found = {
        "format": FORMAT,
        "max_document_length": int(processor.max_document_length),
        "min_frequency": int(processor.min_frequency),
        "tokenizer": _name_of(processor._tokenizer, default_tokenizer),
        "support_reverse": vocabulary._support_reverse,
        "frozen": vocabulary._frozen,
        "words": words,
        "counts": [[word, int(count)] for word, count in vocabulary._counts.items()],
    }
    with replaced(Path(path)) as temporary:
        temporary.write_text(json.dumps(found), encoding="utf-8")


def read(path: str | PathLike[str], processor_class: Any, default_tokenizer: Callable[..., Any]) -> Any:
    """The processor that the file `path` holds."""
    with tf.gfile.GFile(path, "rb") as file:
        data = file.read()
    if data.startswith(PICKLE):
        raise MalformedFile(
            path,
            "is a pickle of TensorFlow 1, which would run its writer's code when it is read; "
            "make the vocabulary again with fit() and save()",
        )
    try:
        found = json.loads(data)
        if found["format"] != FORMAT:
            raise ValueError(found["format"])
        first, *words = found["words"]
        vocabulary = CategoricalVocabulary(first, bool(found["support_reverse"]))
        vocabulary._number(words)
        vocabulary._counts.update({word: int(count) for word, count in found["counts"]})
        vocabulary.freeze(bool(found["frozen"]))
        lengths = int(found["max_document_length"]), int(found["min_frequency"])
        name = found["tokenizer"]
        if name and [type(part) for part in name] != [str, str]:
            raise ValueError(name)
    except (ValueError, KeyError, TypeError) as error:
        raise MalformedFile(path, "is no file of VocabularyProcessor.save()") from error
    return processor_class(*lengths, vocabulary, _tokenizer(path, name) if name else default_tokenizer)


def _name_of(tokenizer: Any, default_tokenizer: Any) -> list[str] | None:
    """Module and name of the program's tokenizer, None for the default one."""
    if tokenizer is default_tokenizer:
        return None
    if not inspect.isfunction(tokenizer) or "<" in tokenizer.__qualname__:
        raise TypeError(f"The tokenizer {tokenizer!r} cannot be saved: only a function of a module can.")
    return [tokenizer.__module__, tokenizer.__qualname__]


def _tokenizer(path: str | PathLike[str], name: list[str]) -> Any:
    """The program's function of that name.

    A file is not to say what is run: the function's module must have been imported, and be the program's own.
    """
    module_name, function_name = name
    module = sys.modules.get(module_name)
    found = getattr(module, function_name, None)
    if not inspect.isfunction(found) or _is_installed(found.__code__.co_filename):
        raise MalformedFile(
            path,
            f"names the tokenizer {module_name}.{function_name}, which the program has not imported; import it first",
        )
    return found


def _is_installed(file: str) -> bool:
    """Whether a file of source belongs to Python or to an installed library."""
    paths = sysconfig.get_paths()
    places = [Path(paths[key]).resolve() for key in ("stdlib", "platstdlib", "purelib", "platlib")]
    return any(place in Path(file).resolve().parents for place in places)
