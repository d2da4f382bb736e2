"""Branches chosen by a number: TensorFlow 1 had one op for them, today another where no branch has a state."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import cond_v2 as today
from tf1graph.tf._private import seen_by


@seen_by(today, "gen_functional_ops", "stateless_case")
def stateless_case(branch_index: Any, input: Any, *args: Any, **kwargs: Any) -> Any:
    return today.gen_functional_ops.case(branch_index, input, *args, **kwargs)
