"""Documents as rows of numbers: of their words, or of their bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from typing import Any

import numpy as np

from tf1graph.tf.contrib.learn.preprocessing import saved_vocabulary
from tf1graph.tf.contrib.learn.preprocessing.categorical_vocabulary import PLACE, CategoricalVocabulary
from tf1graph.tf.names import provide

TOKENIZER_RE = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z][a-z]+(?=[A-Z])|[\'\w\-]+", re.UNICODE)

Tokenizer = Callable[[Iterable[str]], Iterable[list[str]]]


@provide(PLACE + "tokenizer", gone="2.0")
def tokenizer(iterator: Iterable[str]) -> Iterator[list[str]]:
    """The words of each text of `iterator`; what is written in camel case falls into its parts."""
    for text in iterator:
        yield TOKENIZER_RE.findall(text)


@provide(PLACE + "ByteProcessor", today="tf.strings.bytes_split", gone="2.0")
class ByteProcessor:
    """Documents as rows of their bytes.

    Args:
      max_document_length: how many bytes a row has; longer documents are cut, shorter ones end in zeros.
    """

    def __init__(self, max_document_length: int):
        self.max_document_length = max_document_length

    def fit(self, x: Any) -> None:
        """Does nothing: there is nothing to learn."""

    def fit_transform(self, x: Iterable[str | bytes]) -> Iterator[np.ndarray]:
        """As `transform`."""
        return self.transform(x)

    def reverse(self, x: Iterable[np.ndarray]) -> Iterator[str]:
        """The text of each row, empty where it is no UTF-8."""
        for row in x:
            document = np.trim_zeros(row.astype(np.int8), trim="b").tobytes()
            try:
                yield document.decode("utf-8")
            except UnicodeDecodeError:
                yield ""

    def transform(self, x: Iterable[str | bytes]) -> Iterator[np.ndarray]:
        """A row of uint8 [max_document_length] for each document."""
        for document in x:
            data = document.encode("utf-8") if isinstance(document, str) else document
            row = np.frombuffer(memoryview(data)[: self.max_document_length], dtype=np.uint8)
            yield np.pad(row, (0, self.max_document_length - len(row)), "constant")


@provide(
    PLACE + "VocabularyProcessor",
    fidelity="approximate",
    today="tf.keras.layers.TextVectorization",
    gone="2.0",
    note="the same numbers; `save` writes JSON, and `restore` refuses a pickle, whose reading runs its writer's code",
)
class VocabularyProcessor:
    """Documents as rows of their words' numbers.

    Args:
      max_document_length: how many words a row has; longer documents are cut, shorter ones end in zeros.
      min_frequency: words that came so often or less in `fit` are unknown.
      vocabulary: a `CategoricalVocabulary`; a new one where it is None.
      tokenizer_fn: takes documents and gives a list of words for each; `tokenizer` where it is None.

    Attributes:
      vocabulary_: the vocabulary.
    """

    def __init__(
        self,
        max_document_length: int,
        min_frequency: int = 0,
        vocabulary: CategoricalVocabulary | None = None,
        tokenizer_fn: Tokenizer | None = None,
    ):
        self.max_document_length = max_document_length
        self.min_frequency = min_frequency
        self.vocabulary_ = vocabulary or CategoricalVocabulary()
        self._tokenizer = tokenizer_fn or tokenizer

    def fit(self, raw_documents: Iterable[str], unused_y: Any = None) -> VocabularyProcessor:
        """Learn the words of the documents, and freeze the vocabulary."""
        for words in self._tokenizer(raw_documents):
            for word in words:
                self.vocabulary_.add(word)
        if self.min_frequency > 0:
            self.vocabulary_.trim(self.min_frequency)
        self.vocabulary_.freeze()
        return self

    def fit_transform(self, raw_documents: Iterable[str], unused_y: Any = None) -> Iterator[np.ndarray]:
        """`fit`, then `transform`."""
        self.fit(raw_documents)
        return self.transform(raw_documents)

    def transform(self, raw_documents: Iterable[str]) -> Iterator[np.ndarray]:
        """A row of int64 [max_document_length] for each document."""
        for words in self._tokenizer(raw_documents):
            row = np.zeros(self.max_document_length, np.int64)
            for place, word in enumerate(words[: self.max_document_length]):
                row[place] = self.vocabulary_.get(word)
            yield row

    def reverse(self, documents: Iterable[Iterable[int]]) -> Iterator[str]:
        """The words of each row, with spaces between them."""
        for row in documents:
            yield " ".join([self.vocabulary_.reverse(number) for number in row])

    def save(self, filename: str | PathLike[str]) -> None:
        """Write it to a file, as JSON; TensorFlow 1 wrote a pickle, which is not safe to read.

        Raises:
          TypeError: a word, the tokenizer or the vocabulary is of a kind that such a file does not hold.
          CannotWrite: the file cannot be written.
        """
        saved_vocabulary.write(filename, self, tokenizer)

    @classmethod
    def restore(cls, filename: str | PathLike[str]) -> VocabularyProcessor:
        """The processor that `save` wrote to a file.

        Raises:
          MalformedFile: it is no such file: a pickle of TensorFlow 1, say.
          tf.errors.NotFoundError: there is no such file.
        """
        return saved_vocabulary.read(filename, cls, tokenizer)
