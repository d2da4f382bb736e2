"""Record the public symbols of the real TensorFlow 1.15.5, contrib left out: `symbols_tf1.15.5.txt`.

    tf115/bin/python tests/golden/record_symbols.py [--write]

A line a symbol, sorted: `tf.add(x, y, name)` for what is called, with the names of its arguments (`*` before those
that are keyword-only, `*args` and `**kwargs` as they stand), and `tf.float32` for anything else. Without `--write`
it says whether the file would change. Python 3.7.
"""

import argparse
import enum
import functools
import inspect
import os
import sys
import types

HERE = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(HERE, "symbols_tf1.15.5.txt")
# Contrib has a surface of its own; tf_decorator is what a module of the API imported for itself.
LEFT_OUT = {"tf.contrib", "tf.app.flags.tf_decorator", "tf.flags.tf_decorator"}
# Noted, not entered: two hold the whole API again, one is what SWIG made of the C API.
CLOSED = {"tf.compat.v1", "tf.compat.v2", "tf.pywrap_tensorflow"}


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


def read():
    """What the file holds, nothing where there is none yet."""
    if not os.path.exists(FILE):
        return ""
    with open(FILE) as file:
        return file.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    del sys.argv[1:]  # tf.flags.FLAGS reads it at the first look
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf

    assert tf.__version__ == "1.15.5", "this is TensorFlow %s" % tf.__version__
    tf.logging.set_verbosity(tf.logging.ERROR)
    found = set()
    walk(tf, "tf", found, [tf])
    text = "".join(line + "\n" for line in sorted(found))
    same = read() == text
    print("%d symbols: %s" % (len(found), "as it is" if same else "written" if args.write else "would change"))
    if args.write and not same:
        with open(FILE + ".new", "w") as file:
            file.write(text)
        os.replace(FILE + ".new", FILE)


if __name__ == "__main__":
    sys.exit(main())
