"""Vocabularies of contrib.learn in files: safe to read, and nothing else is read."""

import json
import pickle

import pytest

from tf1graph import tf
from tf1graph.errors import MalformedFile

TEXTS = ["a b c", "b don't a"]


def spaces(documents):
    for document in documents:
        yield document.split(" ")


def learned(**settings):
    processor = tf.contrib.learn.preprocessing.VocabularyProcessor(3, **settings)
    processor.fit(TEXTS)
    return processor


def rows(processor):
    return [row.tolist() for row in processor.transform([*TEXTS, "new c"])]


def restore(path):
    return tf.contrib.learn.preprocessing.VocabularyProcessor.restore(str(path))


def test_a_processor_is_restored_as_it_was_saved(tmp_path):
    processor = learned(min_frequency=1)
    processor.save(tmp_path / "vocab")
    found = restore(tmp_path / "vocab")
    assert rows(found) == rows(processor) == [[1, 2, 0], [2, 0, 1], [0, 0, 0]]
    assert (found.max_document_length, found.min_frequency, len(found.vocabulary_)) == (3, 1, 3)
    assert list(found.reverse([[2, 0]])) == ["b <UNK>"]
    assert list(tmp_path.iterdir()) == [tmp_path / "vocab"]


def test_what_is_saved_is_text_that_runs_nothing(tmp_path):
    learned().save(tmp_path / "vocab")
    assert json.loads((tmp_path / "vocab").read_text())["words"] == ["<UNK>", "a", "b", "c", "don't"]


def test_the_programs_own_tokenizer_is_found_again(tmp_path):
    learned(tokenizer_fn=spaces).save(tmp_path / "vocab")
    assert restore(tmp_path / "vocab")._tokenizer is spaces


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(["os", "system"], id="a builtin"),
        pytest.param(["subprocess", "call"], id="a function of the library"),
        pytest.param(["never_imported", "tokenize"], id="a module that is not imported"),
    ],
)
def test_a_file_cannot_name_what_is_not_the_programs(tmp_path, name):
    learned(tokenizer_fn=spaces).save(tmp_path / "vocab")
    found = json.loads((tmp_path / "vocab").read_text())
    (tmp_path / "vocab").write_text(json.dumps({**found, "tokenizer": name}))
    with pytest.raises(MalformedFile, match=f"names the tokenizer {'.'.join(name)}"):
        restore(tmp_path / "vocab")


def test_a_pickle_is_refused_unread(tmp_path):
    (tmp_path / "vocab").write_bytes(pickle.dumps(_Trap()))
    with pytest.raises(MalformedFile, match=r"is a pickle of TensorFlow 1, .*fit\(\) and save\(\)"):
        restore(tmp_path / "vocab")


class _Trap:
    def __reduce__(self):
        return pytest.fail, ("the pickle was run",)


@pytest.mark.parametrize("content", ["words", "[]", '{"format": "another"}'])
def test_another_file_is_refused(tmp_path, content):
    (tmp_path / "vocab").write_text(content)
    with pytest.raises(MalformedFile, match="is no file of VocabularyProcessor"):
        restore(tmp_path / "vocab")


def test_what_a_file_cannot_hold_is_not_written(tmp_path):
    processor = learned(tokenizer_fn=lambda documents: [])
    with pytest.raises(TypeError, match="tokenizer"):
        processor.save(tmp_path / "vocab")
    processor = learned()
    processor.vocabulary_.freeze(False)
    processor.vocabulary_.add(("a", "b"))
    with pytest.raises(TypeError, match="cannot be saved"):
        processor.save(tmp_path / "vocab")
    assert not list(tmp_path.iterdir())


def test_bytes_go_to_numbers_and_back():
    processor = tf.contrib.learn.preprocessing.ByteProcessor(6)
    assert list(processor.reverse(processor.fit_transform(["abc", "déf"]))) == ["abc", "déf"]
