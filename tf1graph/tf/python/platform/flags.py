"""`tf.flags`, which is `tf.app.flags`: the flags of a program, in scripts and in cells that are run again."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import compat_v1
from tf1graph.tf.names import provide

flags = compat_v1.flags
flags.disclaim_key_flags()  # a flag belongs to the module that calls these functions

LIBRARIES = ("absl", "tensorflow")  # whose flags came after TensorFlow 1; a program may have one of that name
KERNELS = ("ipykernel_launcher.py", "colab_kernel_launcher.py")  # programs whose arguments are not the notebook's


class FlagValues(type(flags.FLAGS)):  # type: ignore[misc]
    """The values of the flags as attributes, read from the command line when the first of them is asked for.

    In a notebook the command line is the kernel's, so flags in it that nobody defined are passed over; elsewhere
    they are an error, as in TensorFlow 1.15.5. `_parse_flags` (TensorFlow up to 1.4) passes them over too, and from
    then on `FLAGS.__flags` holds values, as it did there; in 1.15.5 it holds flag objects.
    """

    def __getattribute__(self, name: str) -> Any:
        if name == "_parse_flags":
            return functools.partial(_parse_flags, object.__getattribute__(self, "__dict__"))
        if name == "__flags" and "values_wanted" in object.__getattribute__(self, "__dict__"):
            return self.flag_values_dict()
        return super().__getattribute__(name)

    def __getattr__(self, name: str) -> Any:
        if not self.is_parsed():
            self(sys.argv)
        return super().__getattr__(name)

    def __call__(self, argv: Any, known_only: bool = False) -> Any:
        in_kernel = os.path.basename(sys.argv[0]) in KERNELS
        return super().__call__(argv, known_only=known_only or in_kernel)


def _parse_flags(state: dict[str, Any], args: list[str] | None = None) -> list[str]:
    """Read the flags from `args`, or the command line; the arguments that are none of them."""
    state["values_wanted"] = True
    return state["__wrapped"](sys.argv if args is None else [sys.argv[0], *args], known_only=True)[1:]


FLAGS = FlagValues(object.__getattribute__(flags.FLAGS, "__dict__")["__wrapped"])


def _definition(name: str) -> Callable[..., Any]:
    """TensorFlow's function `name` that defines a flag, which may be one that is there already.

    The flag's earlier definition is forgotten if the same module made it, such as a cell that is run again, or a
    library. Two modules of a program that define one flag are an error, as they were.
    """
    theirs = getattr(flags, name)
    position = 1 if name == "DEFINE" else 0  # the parser comes first there

    @functools.wraps(theirs)
    def define(*args: Any, **kwargs: Any) -> Any:
        flag = kwargs.get("name", kwargs.get("flag_name", args[position] if len(args) > position else None))
        _forget(flag, sys._getframe(1).f_globals.get("__name__"))
        return theirs(*args, **kwargs)

    define.__module__, define.__qualname__ = __name__, name
    return provide(f"tf.flags.{name}", f"tf.app.flags.{name}", fidelity="approximate", note=NOTE)(define)


def _forget(flag: Any, module: Any) -> None:
    if flag not in FLAGS or FLAGS[flag].allow_override:
        return
    definer = str(FLAGS.find_module_defining_flag(flag))
    if definer == (sys.argv[0] if module == "__main__" else module) or definer.partition(".")[0] in LIBRARIES:
        delattr(FLAGS, flag)


NOTE = "1.15.5's, and may define a flag of its module, or of a library, again"
DEFINE = _definition("DEFINE")
DEFINE_alias = _definition("DEFINE_alias")
DEFINE_bool = _definition("DEFINE_bool")
DEFINE_boolean = _definition("DEFINE_boolean")
DEFINE_enum = _definition("DEFINE_enum")
DEFINE_enum_class = _definition("DEFINE_enum_class")
DEFINE_float = _definition("DEFINE_float")
DEFINE_integer = _definition("DEFINE_integer")
DEFINE_list = _definition("DEFINE_list")
DEFINE_multi = _definition("DEFINE_multi")
DEFINE_multi_enum = _definition("DEFINE_multi_enum")
DEFINE_multi_enum_class = _definition("DEFINE_multi_enum_class")
DEFINE_multi_float = _definition("DEFINE_multi_float")
DEFINE_multi_integer = _definition("DEFINE_multi_integer")
DEFINE_multi_string = _definition("DEFINE_multi_string")
DEFINE_spaceseplist = _definition("DEFINE_spaceseplist")
DEFINE_string = _definition("DEFINE_string")
