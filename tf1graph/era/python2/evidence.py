"""Is it Python 2? Signs that leave no doubt, for source that today's Python can read."""

from __future__ import annotations

import ast
import io
import os
import sys
import tokenize
import warnings
from collections.abc import Iterator
from importlib.util import find_spec

# How today's Python puts the two mistakes that it knows to be Python 2.
PYTHON2_ERRORS = ("Missing parentheses in call to", "multiple exception types must be parenthesized")
# Builtins that only Python 2 had, and that no program defines by accident.
BUILTINS = {"xrange", "raw_input", "unicode", "basestring", "unichr", "execfile", "long", "reduce"}
# Modules that only Python 2 had.
MODULES = {
    "BaseHTTPServer", "ConfigParser", "Cookie", "HTMLParser", "Queue", "StringIO", "SocketServer", "Tkinter",
    "__builtin__", "anydbm", "cPickle", "cStringIO", "commands", "cookielib", "copy_reg", "exceptions", "httplib",
    "md5", "robotparser", "sets", "sha", "thread", "tkFileDialog", "tkMessageBox", "urllib2", "urlparse", "xmlrpclib",
}  # fmt: skip
# Names that moved out of modules which both Pythons have.
MOVED = {
    "itertools": {"izip", "imap", "ifilter", "izip_longest", "ifilterfalse"},
    "urllib": {"urlretrieve", "urlopen", "urlencode", "quote", "unquote", "quote_plus", "unquote_plus", "URLopener"},
    "string": {"letters", "maketrans", "lowercase", "uppercase"},
    "sys": {"maxint"},
    "os": {"getcwdu"},
}
# Methods of Python 2's dictionaries, with the number of their arguments.
METHODS = {
    "has_key": 1, "iteritems": 0, "iterkeys": 0, "itervalues": 0, "viewitems": 0, "viewkeys": 0, "viewvalues": 0,
}  # fmt: skip
# Libraries of Python 3 whose objects have such methods, or had.
DICTIONARY_LIKE = {"pandas", "pd", "mailbox", "curses", "xarray"}
# A file with one of these words knows that there are two Pythons.
BILINGUAL = {"six", "future", "past", "builtins", "version_info", "python_version", "hexversion", "PY2", "PY3"}
# Star imports from these bring in none of BUILTINS.
HARMLESS_STARS = {"numpy", "pylab", "matplotlib", "scipy", "tensorflow", "keras"}


def decode(data: bytes) -> str:
    """The text of a source file, by its byte order mark or coding line, as UTF-8 without.

    Raises:
      SyntaxError: it cannot be decoded.
    """
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise SyntaxError(str(error)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def syntax_error(source: str) -> str | None:
    """What today's Python finds wrong in the syntax of `source`, None where it can read it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, "<source>", "exec", dont_inherit=True)
        except SyntaxError as error:
            return error.msg
        except ValueError as error:  # it holds a null byte
            return str(error)
    return None


def has_evidence(tree: ast.Module, filename: str) -> bool:
    """Whether the readable module `tree` can only be Python 2."""
    if BILINGUAL & set(words(tree)):
        return False
    folder = os.path.dirname(os.path.abspath(filename))
    if any(is_missing(name, folder) for name in certain_imports(tree)):
        return True
    bound = set(bindings(tree))
    for node, in_function in unguarded(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            if not in_function and node.attr in MOVED.get(owner, ()) and owner in bound:
                return True
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method = node.func.attr
            if METHODS.get(method) == len(node.args) and method not in bound and not DICTIONARY_LIKE & bound:
                return True
        elif isinstance(node, ast.Name) and node.id in BUILTINS - bound and not may_define(tree, folder):
            return True
    return False


def words(tree: ast.Module) -> Iterator[str]:
    """Every name, attribute and imported module of the tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]
            yield from ("python_version" for alias in node.names if alias.name == "version_info")


def certain_imports(tree: ast.Module) -> Iterator[str]:
    """What the module imports at its top level, come what may: a module, or `module:name`."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module
            yield from (f"{node.module}:{alias.name}" for alias in node.names)


def is_missing(name: str, folder: str) -> bool:
    """Whether an import is of what Python 2 had, Python 3 has not, and neither the program's folder nor anyone else."""
    module, _, attribute = name.partition(":")
    if attribute:
        return attribute in MOVED.get(module, ())
    if module not in MODULES or beside(module, folder):
        return False
    try:
        return find_spec(module) is None
    except (ImportError, ValueError):
        return False


def beside(module: str, folder: str) -> str | None:
    """The file of the module or package of that name in `folder`, if there is one."""
    for found in (os.path.join(folder, module + ".py"), os.path.join(folder, module, "__init__.py")):
        if os.path.exists(found):
            return found
    return None


def bindings(tree: ast.AST) -> Iterator[str]:
    """Every name that the tree binds, anywhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).split(".")[0]
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            yield node.name


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def unguarded(tree: ast.AST, in_function: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """The nodes that run where what they stand in runs, and whether that is a function.

    What is in a `try` with handlers may fail, and what a function does under an `if` may never run: a program that
    works under Python 3 may have leftovers of Python 2 there.
    """
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Try) and node.handlers:
            continue
        yield node, in_function
        inside: ast.AST = node
        if in_function and isinstance(node, (ast.If, ast.IfExp)):
            yield node.test, True
            inside = node.test
        yield from unguarded(inside, in_function or isinstance(node, FUNCTIONS))


def may_define(tree: ast.Module, folder: str) -> bool:
    """Whether a star import may bring in one of Python 2's builtins."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)):
            continue
        module = (node.module or "").split(".")[0]
        if node.level or not module or beside(module, folder):
            return True
        if module not in HARMLESS_STARS and module not in sys.stdlib_module_names and module not in MODULES:
            return True
    return False
