"""What agrees with a golden: its numbers nearly, all else wholly."""

import numpy as np


def assert_close(built, golden):
    """Numbers agree to 1e-5, everything else is equal."""
    if isinstance(golden, dict):
        built, golden = ([[key, found[key]] for key in sorted(found)] for found in (built, golden))
    if isinstance(golden, list) and any(isinstance(part, (list, dict, str, bool, type(None))) for part in golden):
        assert len(built) == len(golden)
        for ours, theirs in zip(built, golden, strict=True):
            assert_close(ours, theirs)
    elif isinstance(golden, (list, int, float)) and not isinstance(golden, bool):
        np.testing.assert_allclose(built, golden, rtol=1e-5, atol=1e-6)
    else:
        assert built == golden
