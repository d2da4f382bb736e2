"""Runs a program written for TensorFlow 1: a script, a module or a notebook, unchanged.

Only the program sees TensorFlow 1. Its modules get builtins of their own, whose `__import__` resolves `tensorflow…`,
`keras…` and `input_data` to this package; exec, eval and functions inherit them. All libraries keep the real
TensorFlow, nothing is rewritten, nothing is written to disk. `world.py` is that world, `program.py` says which modules
are the program, `loading.py` loads them, `imports.py` resolves their imports, `main.py` runs the one called
`__main__`, `children.py` takes the world along into processes that are spawned, `report.py` lists what was used.
"""
