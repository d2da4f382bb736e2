"""TensorFlow 1 lives here: the same graph, the same weights, the same figures, on today's TensorFlow.

``from tf1graph import tf`` gives what ``import tensorflow as tf`` gave in TensorFlow 1.15.5.
Importing this package imports no TensorFlow; that happens at the first use of a name of ``tf``.
"""

__version__ = "0.1.0"


def load_ipython_extension(shell: object) -> None:
    """`%load_ext tf1graph`: from the next cell on, `import tensorflow` gives TensorFlow 1 in this kernel."""
    from tf1graph.run.kernel import load

    load(shell)


def unload_ipython_extension(shell: object) -> None:
    """`%unload_ext tf1graph`: from the next cell on, imports give what is installed."""
    from tf1graph.run.kernel import unload

    unload(shell)
