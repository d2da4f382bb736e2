"""Every public symbol of TensorFlow 1.15.5 outside contrib is here, with its arguments, or refused by the table."""

import inspect
from pathlib import Path

import golden
import pytest

from tf1graph import tf
from tf1graph.tf import names

LINES = (Path(golden.__file__).parent / "symbols_tf1.15.5.txt").read_text().splitlines()
SYMBOLS = {line.partition("(")[0]: line.partition("(")[2].rstrip(")") for line in LINES}

# Known gaps, by the beginning of the name; one that is closed is noticed by the last test.
AWAITED = {
    "tf.data.experimental.CheckpointInputPipelineHook": "saves the input of an estimator",
    "tf.keras": "not provided whole yet",
    "tf.layers": "not provided whole yet",
}
# Whose arguments are others today, and may stay so.
OTHER_ARGUMENTS = {
    "tf.OptionalSpec": "experimental: value_structure is element_spec",
    "tf.RaggedTensor": "its constructor is private",
    "tf.Tensor": "its constructor is private",
    "tf.autograph.experimental.set_loop_options": "back_prop is gone: autograph's loops can always be differentiated",
    "tf.config.experimental.set_virtual_device_configuration": "experimental: virtual_devices is logical_devices",
    "tf.data.experimental.OptionalStructure": "experimental: value_structure is element_spec",
    "tf.errors.UnknownError": "its code is always UNKNOWN",
    "tf.function": "a new argument stands before the experimental ones, which are given by name",
    "tf.linalg.matmul": "new arguments stand between eight flags and `name`",
    "tf.matmul": "new arguments stand between eight flags and `name`",
    "tf.numpy_function": "a new argument stands before `name`",
    "tf.random.experimental.create_rng_state": "experimental: algorithm is alg",
}


def awaited(name):
    return any(name == gap or name.startswith(gap + ".") for gap in AWAITED)


def find(name):
    found = tf
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found


def is_provided(name):
    try:
        find(name)
    except AttributeError:
        return False
    return True


def is_refused(name):
    row = names.declared(name) or names.refusal(name)
    return row is not None and row.fidelity == "refused"


def test_each_symbol_is_provided_or_refused():
    assert len(SYMBOLS) > 4000
    missing = [name for name in SYMBOLS if not awaited(name) and not is_refused(name) and not is_provided(name)]
    assert not missing


def test_each_argument_is_accepted_in_its_place():
    other = {}
    for name, arguments in SYMBOLS.items():
        if arguments and not awaited(name) and name not in OTHER_ARGUMENTS and is_provided(name):
            fault = misfit(find(name), arguments.split(", "), by_name="raw_ops" in name)
            if fault:
                other[name] = fault
    assert not other


def misfit(thing, wanted, by_name):
    """Which of the arguments `thing` does not take, or not in that order; nothing where all is well."""
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):
        return None
    positional = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    named = {p.name for p in parameters}
    any_named = any(p.kind == p.VAR_KEYWORD for p in parameters)
    any_positional = any(p.kind == p.VAR_POSITIONAL for p in parameters)
    lost = [name for name in wanted if not name.startswith("*") and name not in named and not any_named]
    if lost:
        return f"lost {lost}"
    order = [name for name in wanted if not name.startswith("*")] if "*" not in wanted else []
    ours = positional[: len(order)]
    if any_named:  # what comes last is taken by name
        order = order[: len(ours)]
    if not by_name and not any_positional and ours != order:
        return f"takes {positional}"
    return None


@pytest.mark.parametrize("gap", AWAITED)
def test_a_gap_is_still_one(gap):
    below = [name for name in SYMBOLS if name == gap or name.startswith(gap + ".")]
    assert not all(is_provided(name) for name in below), f"{gap} is provided: take it out of AWAITED"


@pytest.mark.parametrize("name", OTHER_ARGUMENTS)
def test_a_difference_in_arguments_is_still_one(name):
    assert misfit(find(name), SYMBOLS[name].split(", "), by_name=False), f"take {name} out of OTHER_ARGUMENTS"
