"""Hyperparameters, set from text."""

import pytest

from tf1graph import tf


@pytest.fixture
def hparams():
    return tf.contrib.training.HParams(rate=0.1, layers=[3, 4], name="net", flag=False, steps=5)


def test_values_are_attributes_and_change_as_a_text_says(hparams):
    hparams.parse("rate=0.5,layers=[1,2,3],name=other,flag=true,steps=7")
    assert hparams.values() == {"rate": 0.5, "layers": [1, 2, 3], "name": "other", "flag": True, "steps": 7}
    assert "rate" in hparams
    assert hparams.get("missing", 3) == 3
    hparams.del_hparam("rate")
    assert "rate" not in hparams


def test_an_index_gives_a_dictionary():
    assert tf.contrib.training.parse_values("a[1]=2,a[0]=3", {"a": int}) == {"a": {1: 2, 0: 3}}


def test_json_goes_out_and_in(hparams):
    assert '"steps": 5' in hparams.to_json()
    assert hparams.parse_json('{"steps": 9}').steps == 9


@pytest.mark.parametrize(
    "text", ["steps=a", "unknown=1", "steps=1,steps=2", "steps=[1]", "layers=1", "flag=maybe", "=1", "steps[0]=[1]"]
)
def test_what_does_not_fit_is_a_value_error(hparams, text):
    with pytest.raises(ValueError, match=r"[Hh]param|hyperparameter|Multiple|list"):
        hparams.parse(text)


def test_a_name_is_taken_once(hparams):
    with pytest.raises(ValueError, match="reserved"):
        hparams.add_hparam("rate", 1.0)
