"""A TensorFlow 1 kernel: an IPython whose cells, and the modules they import, see TensorFlow 1.

`%load_ext tf1graph` makes one of a kernel that runs already; `python -m tf1graph.run.kernel` starts one, which is
what a notebook is run in.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from types import CodeType, ModuleType
from typing import Any

from tf1graph.run import magics
from tf1graph.run.rewriting import Rewriting
from tf1graph.run.world import World, WorldSettings

SETTINGS = "TF1GRAPH_KERNEL"  # the environment variable with the settings of a kernel that is started for a notebook


class Kernel:
    """What makes `shell`, an IPython, a TensorFlow 1 kernel, from `enter` to `leave`.

    Args:
      shell: the `InteractiveShell`.
      settings: of the world that its cells belong to.
      python2: whether the cells are Python 2.
    """

    def __init__(self, shell: Any, settings: WorldSettings, python2: bool = False):
        self.shell, self.python2 = shell, python2
        self.world = World(settings)
        self.rewriting = Rewriting()
        self.before: dict[str, Any] = {}

    def enter(self) -> None:
        """Let cells that are run from now on see TensorFlow 1."""
        shell = self.shell
        vars(self.world.builtins)["get_ipython"] = shell.get_ipython
        self.world.enter()
        self.before = {"__builtins__": shell.user_ns.get("__builtins__"), "safe_execfile": shell.safe_execfile}
        self.before["enable_pylab"] = shell.enable_pylab
        self.plant()
        shell.safe_execfile = self.run_script
        shell.enable_pylab = self.enable_pylab
        shell.events.register("pre_run_cell", self.plant)
        shell.input_transformers_cleanup.append(magics.skip_installations)
        magics.register(shell, self.plant)
        shell.ast_transformers.append(self.rewriting)
        if self.python2:
            from tf1graph.run.python2_cells import translate_cells

            translate_cells(shell)

    def note_usage(self, notebook: str, path: str) -> None:
        """Write what the cells of `notebook` use of TensorFlow 1 to the file `path`, from now on."""
        from tf1graph.run.cell_usage import CellUsage

        CellUsage(self.shell, self.world, notebook, path)

    def leave(self) -> None:
        """Let cells that are run from now on see what they saw before `enter`."""
        shell = self.shell
        shell.events.unregister("pre_run_cell", self.plant)
        shell.user_ns["__builtins__"] = self.before["__builtins__"]
        shell.safe_execfile = self.before["safe_execfile"]
        shell.enable_pylab = self.before["enable_pylab"]
        shell.input_transformers_cleanup.remove(magics.skip_installations)
        magics.unregister(shell)
        shell.ast_transformers.remove(self.rewriting)
        self.world.leave()

    def plant(self, info: Any = None) -> None:
        """Give the cells the world's builtins, also after `%run` and `%reset`, which put Python's in their place."""
        self.shell.user_ns["__builtins__"] = self.world.python2_builtins() if self.python2 else self.world.builtins

    def enable_pylab(self, *args: Any, **options: Any) -> tuple[Any, Any, list[str]]:
        """Import NumPy and matplotlib for `%pylab`, as IPython does, and as the program sees them."""
        names, hidden = self.shell.user_ns, self.shell.user_ns_hidden
        before = dict(names)
        gui, backend, clobbered = self.before["enable_pylab"](*args, **options)
        for name, thing in [*names.items()]:
            if isinstance(thing, ModuleType):
                names[name] = self.world.importer.view_of(thing)
                if name in hidden:
                    hidden[name] = names[name]
        return gui, backend, [name for name in clobbered if names[name] is not before[name]]

    def run_script(self, path: Any, *namespaces: Any, **options: Any) -> None:
        """Run a script for `%run`, as IPython does, as a module of the program."""
        compiler = self.shell.compile

        def compile_script(source: bytes, filename: Any, mode: str) -> CodeType:
            self.shell.compile = compiler
            found = self.world.compile(source, str(filename))
            namespaces[0]["__builtins__"] = found.builtins
            return found.code

        self.shell.compile = compile_script
        try:
            self.before["safe_execfile"](path, *namespaces, **{**options, "shell_futures": True})
        finally:
            self.shell.compile = compiler


_kernels: dict[int, Kernel] = {}


def load(shell: Any) -> None:
    """Make `shell` a TensorFlow 1 kernel; one that is started for a notebook finds its settings in the environment."""
    settings = json.loads(os.environ.pop(SETTINGS, "{}"))
    kernel = Kernel(shell, WorldSettings(packages=tuple(settings.get("packages", ()))), settings.get("python2", False))
    kernel.enter()
    if settings.get("usage"):
        kernel.note_usage(settings["notebook"], settings["usage"])
    _kernels[id(shell)] = kernel


def unload(shell: Any) -> None:
    """Make `shell` what it was before `load`."""
    _kernels.pop(id(shell)).leave()


def main(argv: list[str] | None = None) -> None:
    """Start a kernel with the arguments of `ipykernel_launcher`."""
    from ipykernel.kernelapp import IPKernelApp

    warnings.filterwarnings("ignore", "To exit: use")  # what IPython says of `sys.exit`, which ends the notebook
    sys.path[0] = ""
    IPKernelApp.launch_instance(argv, extensions=["tf1graph"])


if __name__ == "__main__":
    main()
