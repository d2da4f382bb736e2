"""Variables that are got by name."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, inside, ops, original
from tf1graph.tf._private import variable_scope as today


@inside(today._VariableStore, "_get_single_variable")
def get_single_variable(store: Any, name: str, *args: Any, regularizer: Any = None, **kwargs: Any) -> Any:
    """The variable `name`; a new one's regularisation loss is made once, in the scope `name/Regularizer`.

    Today's calls a regulariser twice: once to see whether it gives a loss, once more where the loss is read.
    """
    existed = name in store._vars
    variable = original(today._VariableStore._get_single_variable)(store, name, *args, **kwargs)
    if regularizer and not existed:
        with ops.colocate_with(variable), compat_v1.name_scope(name + "/Regularizer/"), ops.init_scope():
            loss = regularizer(variable)
        if loss is not None:
            compat_v1.add_to_collection(compat_v1.GraphKeys.REGULARIZATION_LOSSES, loss)
    return variable
