"""Record what NumPy 1.18.5 makes of arithmetic between scalars, arrays and Python's numbers; a dry run by default.

    tf115/bin/python tests/golden/record_numpy.py [--write]

This file runs under Python 3.7, and under today's for `CASES` and `describe`.
"""

import json
import operator
import os
import sys
import warnings

import numpy as np

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "numpy_1.18.5.json")
SCALARS = (
    "np.uint8(200)",
    "np.int8(100)",
    "np.int32(7)",
    "np.int64(300)",
    "np.uint64(5)",
    "np.float16(1.5)",
    "np.float32(1.1)",
    "np.float64(1.1)",
    "np.bool_(True)",
    "np.complex64(1 + 2j)",
    "np.array(1.1)",
)
ARRAYS = (
    "np.array([1, 200], np.uint8)",
    "np.array([1, 100], np.int8)",
    "np.array([1, 2])",
    "np.array([1.1, 2], np.float32)",
    "np.array([1.1, 2], np.float16)",
    "np.array([1.1, 2])",
    "np.array([True, False])",
    "np.array([1 + 1j], np.complex64)",
)
NUMBERS = ("2", "300", "-1", "100000", "1.1", "1e300", "True")
OPERATIONS = ("add", "sub", "mul", "truediv")
# Quotients of two bytes were float32 alone in the build that TensorFlow 1.15.5 comes with.
CASES = [
    (a, name, b)
    for left in (SCALARS + ARRAYS,)
    for a in left
    for b in left + NUMBERS
    for name in OPERATIONS
    if not (name == "truediv" and "int8" in a and "int8" in b)
] + [(a, name, b) for a in NUMBERS for b in SCALARS + ARRAYS for name in OPERATIONS]


def describe(left, name, right, agreed=lambda a, b: (a, b)):
    """The type of the result and its values, in 9 digits; or which error there was."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            a, b = agreed(eval(left), eval(right))
            found = getattr(operator, name)(a, b)
        except TypeError:
            return "TypeError"
        values = np.asarray(found).ravel().astype(np.complex128)
    return " ".join([str(np.asarray(found).dtype)] + ["%.6g%+.6gj" % (value.real, value.imag) for value in values])


def main():
    found = {"%s %s %s" % case: describe(*case) for case in CASES}
    text = json.dumps({"numpy": np.__version__, "found": found}, indent=0, sort_keys=True) + "\n"
    known = ""
    if os.path.exists(PATH):
        with open(PATH) as file:
            known = file.read()
    if text == known:
        print("same")
    elif "--write" in sys.argv:
        with open(PATH, "w") as file:
            file.write(text)
        print("written")
    else:
        print("would change; --write writes it")


if __name__ == "__main__":
    main()
