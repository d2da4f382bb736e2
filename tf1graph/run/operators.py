"""What the program's operators and conversions ask, which `operations.py` puts in their place.

They lie here, since tracebacks of the program do not show the frames of `run`. All are quick where no array is met.
"""

from __future__ import annotations

import ast
import operator
import re
import sys
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from tf1graph.era import numpy_printing
from tf1graph.era.elements import element, lenient

# NumPy's arrays and scalars, once NumPy is loaded; the scalars of Python's own precision.
KINDS: set[type] = set()
_CONVERSION = re.compile(
    r"%(?:\((?P<key>[^)]*)\))?[-#0 +]*(?P<width>\*|\d+)?(?:\.(?P<digits>\*|\d+))?[hlL]?(?P<kind>.)"
)
_agreed: Callable[[Any, Any], tuple[Any, Any]]


def know_numpy() -> None:
    """Know NumPy's types, and have it print its scalars as NumPy 1 did, from when it is loaded.

    NumPy 1.25 to 2.3 still take arrays of one element for their element, with a warning that NumPy 1.18 did not have.
    """
    global _agreed
    numpy = sys.modules.get("numpy")
    if KINDS or not hasattr(numpy, "set_printoptions"):
        return
    from tf1graph.era import promotion

    _agreed = promotion.agreed
    KINDS.update(promotion.KINDS)
    _print(numpy, "1.25")
    warnings.filterwarnings("ignore", "Conversion of an array with ndim > 0", DeprecationWarning)


def forget_printing() -> None:
    """Have NumPy print its scalars as it does today, until it is known again."""
    if KINDS:
        KINDS.clear()
        _print(sys.modules["numpy"], False)


def _print(numpy: Any, legacy: Any) -> None:
    if int(numpy.__version__.partition(".")[0]) > 1:
        numpy_printing.set_printoptions(numpy, legacy=legacy)


# One function an operator: calling `operator.add` and its like would take as long as all the rest. Most that are called
# in loops have two of Python's floats.


def add(a: Any, b: Any) -> Any:
    if type(a) is float is type(b):
        return a + b
    if type(a) in KINDS or type(b) in KINDS:
        a, b = _agreed(a, b)
    return a + b


def subtract(a: Any, b: Any) -> Any:
    if type(a) is float is type(b):
        return a - b
    if type(a) in KINDS or type(b) in KINDS:
        a, b = _agreed(a, b)
    return a - b


def multiply(a: Any, b: Any) -> Any:
    if type(a) is float is type(b):
        return a * b
    if type(a) in KINDS or type(b) in KINDS:
        a, b = _agreed(a, b)
    return a * b


def divide(a: Any, b: Any) -> Any:
    if type(a) is float is type(b):
        return a / b
    if type(a) in KINDS or type(b) in KINDS:
        a, b = _agreed(a, b)
    return a / b


def floor_divide(a: Any, b: Any) -> Any:
    if type(a) is float is type(b):
        return a // b
    if type(a) in KINDS or type(b) in KINDS:
        a, b = _agreed(a, b)
    return a // b


def power(a: Any, b: Any) -> Any:
    if type(a) is float is type(b):
        return a**b
    if type(a) in KINDS or type(b) in KINDS:
        a, b = _agreed(a, b)
    return a**b


def _promoting_in_place(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def operate(a: Any, b: Any) -> Any:
        if (type(a) in KINDS or type(b) in KINDS) and not getattr(a, "ndim", 0):  # an array keeps its type
            a, b = _agreed(a, b)
        return operation(a, b)

    return operate


def remainder(a: Any, b: Any) -> Any:
    """`a % b`, which for a text is its formatting: of arrays with one element the element, where a number is asked."""
    if type(a) is not str:
        if type(a) in KINDS or type(b) in KINDS:
            a, b = _agreed(a, b)
        return a % b
    try:
        return a % b
    except TypeError:
        values = _with_elements(a, b)
        if values is b:
            raise
    return a % values


def _with_elements(text: str, values: Any) -> Any:
    """`values`, with their elements for the arrays of one element that `text` asks a number of; or `values` itself."""
    asked = [found for found in _CONVERSION.finditer(text) if found["kind"] != "%"]
    if isinstance(values, dict):
        keys = {found["key"] for found in asked if found["kind"] not in "sra"}
        elements = {key: element(value) if key in keys else value for key, value in values.items()}
        return values if all(elements[key] is values[key] for key in values) else elements
    kinds = [kind for found in asked for kind in (found["width"], found["digits"], found["kind"]) if kind]
    kinds = [kind for kind in kinds if not kind.isdigit()]
    given = values if isinstance(values, tuple) else (values,)
    if len(given) != len(kinds):
        return values
    new = tuple(value if kind in "sra" else element(value) for kind, value in zip(kinds, given, strict=True))
    return values if all(a is b for a, b in zip(given, new, strict=True)) else new


def convert(kind: Callable[[Any], Any], value: Any) -> Any:
    """`float(value)`, `int(value)` or `complex(value)`."""
    try:
        return kind(value)
    except TypeError:
        one = element(value)
        if one is value:
            raise
    return kind(one)


def converter(kind: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`float`, `int` or `complex`, to be mapped over arrays too."""
    return lambda value: convert(kind, value)


class Place:
    """An array of numbers, to whose elements arrays of one element can be assigned."""

    __slots__ = ("array",)

    def __init__(self, array: Any):
        self.array = array

    def __getitem__(self, index: Any) -> Any:
        return self.array[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        try:
            self.array[index] = value
        except (TypeError, ValueError):
            one = element(value)
            if one is value:
                raise
            self.array[index] = one


def place(thing: Any) -> Any:
    """What stands for `thing` where an element of it is assigned to."""
    return Place(thing) if type(thing) in KINDS and thing.dtype.kind in "biufc" else thing


class Slot:
    """An element or an attribute that `+=` or its like changes; `held` is read and assigned once each."""

    __slots__ = ("by_attribute", "key", "owner")

    def __init__(self, owner: Any, key: Any, by_attribute: bool):
        self.owner, self.key, self.by_attribute = owner, key, by_attribute

    @property
    def held(self) -> Any:
        return Held(getattr(self.owner, self.key) if self.by_attribute else self.owner[self.key])

    @held.setter
    def held(self, value: Any) -> None:
        if self.by_attribute:
            setattr(self.owner, self.key, value)
        else:
            place(self.owner)[self.key] = value


class Held:
    """What a `Slot` holds, of which `+=` and its like give what they give of the thing itself."""

    __slots__ = ("thing",)

    def __init__(self, thing: Any):
        self.thing = thing


def code_of(function: Any, text: Any, names: Any = None) -> Any:
    """The code of the text that `eval` or `exec` is given, with these operators; or the text, where that is for others.

    Args:
      function: `eval` or `exec`, or what the program calls so.
      names: the namespace that it is to run in, if it is not the caller's.
    """
    if function not in (eval, exec) or not isinstance(text, (str, bytes)):
        return text
    if isinstance(names, dict) and "__np_add__" not in _builtins_of(names):
        return text
    if function is eval:
        text = text.lstrip(" \t") if isinstance(text, str) else text.lstrip(b" \t")
    return _code(text, function.__name__) or text


def _builtins_of(names: dict[str, Any]) -> Any:
    found = names.get("__builtins__", OPERATORS)
    return getattr(found, "__dict__", found) or ()


@lru_cache(512)
def _code(text: str | bytes, mode: str) -> Any:
    from tf1graph.run.rewriting import Rewriting

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            tree = ast.parse(text, "<string>", mode)
            return compile(ast.fix_missing_locations(Rewriting().visit(tree)), "<string>", mode, dont_inherit=True)
        except (RecursionError, SyntaxError, ValueError):  # which it raises itself
            return None


def truth(thing: Any) -> Any:
    """`thing`, whose truth is asked for; an array without elements is false."""
    return False if type(thing) in KINDS and thing.size == 0 else thing


def class_of(kind: Any, thing: Any) -> Any:
    """`type(thing)`; of a graph's tensor `tf.Tensor`, of which today's have a class below that."""
    found = kind(thing)
    door: Any = sys.modules.get("tf1graph.tf._private")  # without it there are no tensors
    # TensorFlow itself may import a module of the program, a copy of dill say, while the door is being opened.
    if kind is type and found.__name__ == "SymbolicTensor" and door is not None and found is door.ops.SymbolicTensor:
        return door.compat_v1.Tensor
    return found


def is_equal(a: Any, b: Any) -> Any:
    """`a == b`; arrays whose shapes do not fit are not equal."""
    try:
        return a == b
    except ValueError:
        if _fit(a, b):
            raise
        return False


def is_unequal(a: Any, b: Any) -> Any:
    """`a != b`; arrays whose shapes do not fit are not equal."""
    try:
        return a != b
    except ValueError:
        if _fit(a, b):
            raise
        return True


def _fit(a: Any, b: Any) -> bool:
    if type(a) not in KINDS and type(b) not in KINDS:
        return True
    import numpy

    try:
        numpy.broadcast_shapes(numpy.shape(a), numpy.shape(b))
    except ValueError:
        return False
    return True


def total(iterable: Iterable[Any], /, start: Any = 0) -> Any:
    """`sum`; of NumPy's scalars as NumPy 1 had it, of float64 where they are of float32."""
    items = iter(iterable)
    for first in items:
        if type(first) in KINDS and type(start) in (int, float):
            start, first = _agreed(start, first)
        return sum(chain((first,), items), start)
    return start


def rounded(number: Any, ndigits: int | None = None) -> Any:
    """`round`; a scalar of float32 or float16 stays one, as in NumPy 1."""
    if type(number) in KINDS and ndigits is None and not isinstance(number, float) and number.dtype.kind == "f":
        return number.round()
    return round(number) if ndigits is None else round(number, ndigits)


_NAMES = ("add", "sub", "mul", "truediv", "floordiv", "pow")

# What the rewritten source asks, by name.
OPERATORS: dict[str, Any] = {
    "__np_add__": add,
    "__np_sub__": subtract,
    "__np_mul__": multiply,
    "__np_truediv__": divide,
    "__np_floordiv__": floor_divide,
    "__np_pow__": power,
    **{f"__np_i{name}__": _promoting_in_place(getattr(operator, f"i{name}")) for name in _NAMES},
    "__np_mod__": remainder,
    "__np_imod__": remainder,
    "__np_convert__": convert,
    "__np_converter__": converter,
    "__np_code__": code_of,
    "__np_place__": place,
    "__np_slot__": Slot,
    "__np_truth__": truth,
    "__np_eq__": is_equal,
    "__np_ne__": is_unequal,
    "__np_type__": type,
    "__np_numbers__": frozenset((bool, complex, float, int)),
    "__class_of__": class_of,
}
for _name in (*_NAMES, "mod"):

    def _change(held: Held, other: Any, operate: Any = OPERATORS[f"__np_i{_name}__"]) -> Any:
        return operate(held.thing, other)

    setattr(Held, f"__i{_name}__", _change)

# Builtins of the program that are functions, and no types: these it finds under their own names.
BUILTINS: dict[str, Callable[..., Any]] = {"chr": lenient(chr), "round": rounded, "sum": total}
