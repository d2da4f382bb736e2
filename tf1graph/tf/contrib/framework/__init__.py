"""`tf.contrib.framework`: argument scopes, variables by scope and suffix, checkpoints, checks of shapes."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
del globals()["arg_scope"]  # the module, which has the name of the function
