"""Records what SciPy 1.1's `scipy.misc` makes of small arrays: run it under Python 3.7 with that SciPy and Pillow 6.

python tests/golden/record_scipy_misc.py > tests/golden/scipy_misc_1.1.0.json
"""

import json
import sys
import warnings

import numpy as np


def cases(misc):
    """The calls, by their names: what the functions give is compared."""
    ramp = (np.arange(6 * 5 * 3) * 37 % 256).astype(np.uint8).reshape(6, 5, 3)
    grey = np.sin(np.arange(42.0)).reshape(6, 7)
    found = {}
    for interp in ("nearest", "lanczos", "bilinear", "bicubic", "cubic"):
        found["resize bytes " + interp] = misc.imresize(ramp, (9, 4), interp=interp)
        found["rotate " + interp] = misc.imrotate(ramp, 30, interp=interp) if interp != "lanczos" else ramp
    found["resize by percent"] = misc.imresize(ramp, 50)
    found["resize by percent of NumPy"] = misc.imresize(ramp, np.int64(150))
    found["resize by a factor"] = misc.imresize(ramp, 1.7)
    found["resize floats"] = misc.imresize(grey, (4, 9))
    found["resize floats as they are"] = misc.imresize(grey, (4, 9), mode="F")
    found["resize channels first"] = misc.imresize(ramp.transpose(2, 0, 1) * 1.0, (3, 4))
    found["resize four channels"] = misc.imresize(np.concatenate([ramp, ramp[:, :, :1]], 2), 2.0, "nearest")
    found["bytes of floats"] = misc.bytescale(grey)
    found["bytes of a range"] = misc.bytescale(grey, cmin=-0.5, cmax=0.25, high=200, low=10)
    found["bytes of a constant"] = misc.bytescale(np.full((2, 2), 7))
    found["picture with a palette, flattened"] = misc.fromimage(misc.toimage(grey, mode="P"), flatten=True)
    found["picture of 32 bits"] = misc.fromimage(misc.toimage(grey, mode="I", high=90000))
    found["picture of floats"] = misc.fromimage(misc.toimage(grey, mode="F"))
    found["picture of bits"] = misc.fromimage(misc.toimage(np.arange(16).reshape(2, 8) % 3, mode="1", high=0))
    found["weights"] = misc.central_diff_weights(5, 2)
    found["derivative"] = np.asarray(misc.derivative(lambda x, a: a * x**3 + x**2, 1.0, 1e-3, 2, (2.0,), 5))
    found["combinations"] = np.asarray(misc.comb(10, 3))
    found["factorial"] = np.asarray(misc.factorial(5))
    found["logsumexp"] = np.asarray(misc.logsumexp([1.0, 2.0, 3.0]))
    return found


if __name__ == "__main__":
    import scipy.misc

    warnings.simplefilter("ignore")
    recorded = {
        name: {"dtype": str(array.dtype), "shape": list(array.shape), "values": array.ravel().tolist()}
        for name, array in cases(scipy.misc).items()
    }
    json.dump(recorded, sys.stdout, sort_keys=True)
    print()
