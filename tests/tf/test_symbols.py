"""Every public symbol of TensorFlow 1.15.5 outside contrib is here, with its arguments, or refused by the table."""

import ast
import inspect
from pathlib import Path

import golden
import pytest
from golden import record_symbols

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

# Whose defaults are others today: what is not given is the same for 1.15.5's kernels, or is said otherwise.
OTHER_DEFAULTS = {
    "cluster_resolver.SlurmClusterResolver": "None is one GPU",
    "eager.function": "today's `tf.function`: None relaxes nothing",
    "flags.UnrecognizedFlagError": "absl's of later",
    "function": "today's: None relaxes nothing",
    "keras.Input": "None is no",
    "keras.layers.Input": "None is no",
    "keras.layers.InputLayer": "None is no",
    "keras.estimator.model_to_estimator": "checkpoints are by name: 1.15.5's way",
    "keras.experimental.LinearModel": "tf_keras begins with zeros",
    "keras.losses.KLDivergence": "tf_keras names it kl_divergence",
    "keras.losses.LogCosh": "tf_keras names it log_cosh",
    "keras.preprocessing.image.apply_affine_transform": "tf_keras takes pictures with their channels first",
    "shape": "None is int32 in a graph of TensorFlow 1",
    "size": "None is int32 in a graph of TensorFlow 1",
    "variance_scaling_initializer": "None is the variable's type",
    "xavier_initializer": "None is the variable's type",
    "xavier_initializer_conv2d": "None is the variable's type",
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


def test_each_default_is_what_it_was():
    other = []
    for line in (Path(golden.__file__).parent / "defaults_tf1.15.5.txt").read_text().splitlines():
        name, _, found = line.partition("(")
        if name.startswith(("tf.raw_ops", "tf.contrib.keras")) or not is_provided(name):
            continue
        wanted = dict(part.split("=", 1) for part in found[:-1].split(", ") if "=" in part)
        if differing(find(name), wanted) and not any(name.endswith("." + known) for known in OTHER_DEFAULTS):
            other.append(f"{name}: {differing(find(name), wanted)}")
    assert other == []


def differing(thing, wanted):
    """Which of the arguments of `thing` have another default than `wanted` says, as far as it is a plain value."""
    try:
        parameters = inspect.signature(thing).parameters
    except (TypeError, ValueError):
        return []
    given = {name: parameters[name].default for name, value in wanted.items() if name in parameters and value != "?"}
    return [name for name, default in given.items() if not is_the_same(record_symbols.plain(default), wanted[name])]


def is_the_same(built, wanted):
    if built == wanted or built == "?":
        return True
    try:
        built, wanted = (ast.literal_eval(text.replace(" ", ", ")) for text in (built, wanted))
    except (SyntaxError, ValueError):
        return False
    return built == wanted or (isinstance(wanted, list) and all(part == built for part in wanted))


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
