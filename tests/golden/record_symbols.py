"""Record the names of the real TensorFlow 1.15.5: `symbols_tf1.15.5.txt` and `internals_tf1.15.5.txt`.

    tf115/bin/python tests/golden/record_symbols.py [--write]

The public symbols, contrib's in `symbols_contrib_tf1.15.5.txt`, are a line each, sorted: `tf.add(x, y, name)` for what
is called, with the names of its arguments (`*` before those that are keyword-only, `*args` and `**kwargs` as they
stand), and `tf.float32` for anything else. The internals are a line a module, with the names that it defines, for the
modules of `tensorflow.python` that programs import. The ops, with the names of their attributes, go to
`ops_tf1.15.5.txt` of `tf1graph/tf/python/framework/`, which the package reads. `defaults_tf1.15.5.txt` holds the
arguments' defaults of each public symbol that has some, contrib's too: `tf.add(name=None)`, `?` for what is no plain
value. Without `--write` it says which file would change. Python 3.7.
"""

import argparse
import enum
import functools
import importlib
import inspect
import os
import pkgutil
import re
import sys
import types

HERE = os.path.dirname(os.path.abspath(__file__))
OPS = os.path.join("..", "..", "tf1graph", "tf", "python", "framework", "ops_tf1.15.5.txt")
# Contrib has a surface of its own; tf_decorator is what a module of the API imported for itself.
LEFT_OUT = {"tf.contrib", "tf.app.flags.tf_decorator", "tf.flags.tf_decorator"}
# What programs import of the internals.
INTERNALS = """
    client.device_lib client.session client.timeline data.ops.dataset_ops data.util.nest eager.context
    framework.common_shapes framework.constant_op framework.device framework.dtypes framework.errors_impl
    framework.function framework.graph_io framework.graph_util_impl framework.importer framework.load_library
    framework.meta_graph framework.op_def_registry framework.ops framework.random_seed framework.registry
    framework.sparse_tensor framework.tensor_shape framework.tensor_spec framework.tensor_util framework.versions
    lib.io.file_io lib.io.python_io lib.io.tf_record ops.array_grad ops.array_ops ops.candidate_sampling_ops
    ops.check_ops ops.clip_ops ops.confusion_matrix ops.control_flow_ops ops.control_flow_util ops.ctc_ops
    ops.data_flow_ops ops.embedding_ops ops.functional_ops ops.gradients_impl ops.gradients_util ops.image_ops_impl
    ops.init_ops ops.io_ops ops.linalg_ops ops.logging_ops ops.lookup_ops ops.losses.losses_impl ops.math_grad
    ops.math_ops ops.metrics_impl ops.nn_grad ops.nn_impl ops.nn_ops ops.numerics ops.parsing_ops
    ops.partitioned_variables ops.random_ops ops.resource_variable_ops ops.rnn ops.rnn_cell_impl ops.script_ops
    ops.sparse_ops ops.special_math_ops ops.state_ops ops.string_ops ops.summary_ops_v2 ops.template
    ops.tensor_array_ops ops.variable_scope ops.variables platform.app platform.flags platform.gfile
    platform.resource_loader platform.sysconfig platform.tf_logging profiler.model_analyzer profiler.option_builder
    saved_model.builder_impl saved_model.constants saved_model.loader_impl saved_model.main_op_impl
    saved_model.signature_constants saved_model.signature_def_utils_impl saved_model.simple_save
    saved_model.tag_constants saved_model.utils_impl summary.summary summary.writer.writer tools.freeze_graph
    tools.inspect_checkpoint tools.optimize_for_inference_lib tools.saved_model_utils tools.strip_unused_lib
    training.adam training.basic_session_run_hooks training.checkpoint_management training.checkpoint_utils
    training.coordinator training.evaluation training.input training.learning_rate_decay training.momentum
    training.monitored_session training.moving_averages training.optimizer training.queue_runner_impl
    training.saver training.server_lib training.session_manager training.session_run_hook training.slot_creator
    training.summary_io training.supervisor training.training training.training_ops training.training_util
    util.compat util.deprecation util.function_utils util.nest util.tf_contextlib util.tf_decorator util.tf_export
    util.tf_inspect
"""
# Noted, not entered: two hold the whole API again, one is what SWIG made of the C API.
CLOSED = {"tf.compat.v1", "tf.compat.v2", "tf.pywrap_tensorflow"}


# What contrib's modules pass on of others without meaning to: the whole core, or what they import.
LEAKING = {"tf.contrib.grid_rnn", "tf.contrib.keras", "tf.contrib.quantization", "tf.contrib.specs"}


def walk_contrib(tf, found):
    """Add the symbols of contrib: what each of its modules names, and the modules right below it."""
    for _, name, is_package in pkgutil.iter_modules(importlib.import_module("tensorflow.contrib").__path__):
        if not is_package:
            continue
        try:
            module = importlib.import_module("tensorflow.contrib." + name)
        except (ImportError, tf.errors.NotFoundError):  # it needs a kernel or a package that is not there
            continue
        module = getattr(tf.contrib, name, module)
        found.add("tf.contrib." + name)
        for below in walk_module_of_contrib(module, "tf.contrib." + name, found):
            walk_module_of_contrib(getattr(module, below), "tf.contrib.%s.%s" % (name, below), found)


def walk_module_of_contrib(module, place, found):
    """Add the names of a module of contrib; the names of its own modules below it."""
    below = []
    owner = place.split(".")[2]
    for name in dir(module):
        full, thing = place + "." + name, getattr(module, name)
        if name.startswith("_") or name in ("python", "ops") or type(thing).__module__ == "__future__":
            continue
        if isinstance(thing, types.ModuleType):
            home = re.sub("^tensorflow_core", "tensorflow", thing.__name__) + "."
            if home.startswith("tensorflow.contrib.%s." % owner) and place.count(".") == 2:
                found.add(full)
                below.append(name)
            continue
        home = getattr(thing, "__module__", None) or ""
        if place in LEAKING and "contrib.%s." % owner not in home:
            continue
        if inspect.isroutine(thing) or inspect.isclass(thing) or isinstance(thing, functools.partial):
            if home.startswith("tensorflow"):
                found.add(full + ("" if isinstance(thing, enum.EnumMeta) else arguments(thing)))
        else:
            found.add(full)
    return below


def walk(module, place, found, above):
    """Add the symbols below `module`, which stands at `place`, to `found`."""
    for name in dir(module):
        full = place + "." + name
        if name.startswith("_") or full in LEFT_OUT:
            continue
        thing = getattr(module, name)
        if isinstance(thing, types.ModuleType):
            if not thing.__name__.startswith("tensorflow") or thing in above:
                continue
            found.add(full)
            if full not in CLOSED:
                walk(thing, full, found, [*above, thing])
        elif type(thing).__module__ == "__future__":
            continue
        elif inspect.isroutine(thing) or inspect.isclass(thing) or isinstance(thing, functools.partial):
            found.add(full + ("" if isinstance(thing, enum.EnumMeta) else arguments(thing)))
        else:
            found.add(full)


def arguments(thing):
    """The names of the arguments in brackets; none where Python does not know them."""
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):
        return ""
    names = []
    for parameter in parameters:
        if parameter.kind == parameter.KEYWORD_ONLY and not any(name.startswith("*") for name in names):
            names.append("*")
        stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
        names.append(stars + parameter.name)
    return "(%s)" % ", ".join(names)


def defaults(thing):
    """The arguments that have a default, with it, in brackets; none where there are none."""
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):
        return ""
    found = [
        "%s=%s" % (parameter.name, plain(parameter.default))
        for parameter in parameters
        if parameter.default is not parameter.empty
    ]
    return "(%s)" % ", ".join(found) if found else ""


def plain(value):
    """A default as text: a type of tensors by its name, `?` for what is no plain value."""
    if type(value).__name__ == "DType":
        return value.name
    if isinstance(value, (tuple, list)):
        return "[%s]" % " ".join(plain(part) for part in value)
    return repr(value) if isinstance(value, (bool, int, float, str, bytes, type(None))) else "?"


def defaults_of(tf, symbols):
    """A line a symbol that has defaults."""
    lines = []
    for symbol in sorted(line.partition("(")[0] for line in symbols):
        thing = tf
        for part in symbol.split(".")[1:]:
            thing = getattr(thing, part, None)
        if inspect.isroutine(thing) or inspect.isclass(thing) or isinstance(thing, functools.partial):
            lines += [symbol + defaults(thing)] if defaults(thing) else []
    return lines


def internals(module):
    """The public names that a module of `tensorflow.python` defines itself, sorted."""
    place = "tensorflow.python." + module
    names = []
    for name, thing in vars(importlib.import_module(place)).items():
        other = isinstance(thing, (types.ModuleType, functools.partial)) or type(thing).__module__ == "__future__"
        if inspect.isclass(thing) or inspect.isfunction(thing):
            other = thing.__module__.replace("tensorflow_core.", "tensorflow.") != place
        if not name.startswith("_") and not other:
            names.append(name)
    return sorted(names)


def keep_or_write(file, lines, write):
    path = os.path.normpath(os.path.join(HERE, file))
    old = ""
    if os.path.exists(path):
        with open(path) as stream:
            old = stream.read()
    text = "".join(line + "\n" for line in lines)
    print(
        "%s: %d lines, %s" % (file, len(lines), "as it is" if old == text else "written" if write else "would change")
    )
    if write and old != text:
        with open(path + ".new", "w") as stream:
            stream.write(text)
        os.replace(path + ".new", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    del sys.argv[1:]  # tf.flags.FLAGS reads it at the first look
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf
    from tensorflow.python.framework import op_def_registry

    assert tf.__version__ == "1.15.5", "this is TensorFlow %s" % tf.__version__
    tf.logging.set_verbosity(tf.logging.ERROR)
    found = set()
    walk(tf, "tf", found, [tf])
    keep_or_write("symbols_tf1.15.5.txt", sorted(found), args.write)
    lines = ["tensorflow.python.%s: %s" % (module, " ".join(internals(module))) for module in INTERNALS.split()]
    keep_or_write("internals_tf1.15.5.txt", lines, args.write)
    ops = op_def_registry.get_registered_ops()
    lines = [" ".join([name, *(attr.name for attr in ops[name].attr)]) for name in sorted(ops)]
    keep_or_write(OPS, lines, args.write)
    contrib = set()
    walk_contrib(tf, contrib)  # at the end: it registers ops of its own
    keep_or_write("symbols_contrib_tf1.15.5.txt", sorted(contrib), args.write)
    keep_or_write("defaults_tf1.15.5.txt", defaults_of(tf, found | contrib), args.write)


if __name__ == "__main__":
    main()
