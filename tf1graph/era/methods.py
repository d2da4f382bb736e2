"""The table of the methods that classes have lost since 2018, or that took other arguments."""

from __future__ import annotations

import contextlib
import html
import sys
from collections.abc import Callable
from typing import Any

from tf1graph.era import matplotlib_calls, pandas_methods, ragged
from tf1graph.era.method import Method


def _to_bytes(thing: Any, *args: Any, **kwargs: Any) -> bytes:
    return thing.tobytes(*args, **kwargs)


def _set_item(array: Any, *args: Any) -> None:
    *where, value = args
    if len(where) == 1 and not isinstance(where[0], tuple):
        array.flat[where[0]] = value
    else:
        array[where[0] if len(where) == 1 else tuple(where)] = value


def _set_title(canvas: Any, title: str) -> None:
    if canvas.manager is not None:  # without a window it has none
        canvas.manager.set_window_title(title)


def _gca(gca: Callable[..., Any], **kwargs: Any) -> Any:
    return gca.__self__.add_subplot(**kwargs) if kwargs else gca()  # type: ignore[attr-defined]


def _same_items(case: Any, first: Any, second: Any, msg: Any = None) -> None:
    case.assertCountEqual(first, second, msg)  # noqa: PT009


def _contains(case: Any, subset: dict[Any, Any], dictionary: dict[Any, Any], msg: Any = None) -> None:
    case.assertEqual({**dictionary, **subset}, dictionary, msg)  # noqa: PT009


def _size_of_text(draw: Any, text: str, font: Any = None, *args: Any, **kwargs: Any) -> tuple[int, int]:
    box = draw.textbbox((0, 0), text, font, *args, **kwargs)
    return box[2], box[3]


def _size_in_font(font: Any, text: str, *args: Any, **kwargs: Any) -> tuple[int, int]:
    box = font.getbbox(text, *args, **kwargs)
    return box[2], box[3]


def _nothing(thing: Any, *args: Any) -> None:
    """What is always so now, as `Axes.hold(True)`."""


def _names_of(found: dict[str, Any]) -> dict[str, Any]:
    """The names of a module: all of them where they are looked up when they are asked for, as TensorFlow's are here."""
    name = str(found.get("__name__"))
    if not name.startswith(("tf1graph.keras", "tf1graph.tf")) or name not in sys.modules:
        return found
    module = sys.modules[name]
    names = dict(found)
    for name in dir(module):
        with contextlib.suppress(AttributeError, ImportError):
            names[name] = getattr(module, name)
    return names


def _name_of(found: str) -> str:
    """The name of a module, which programs ask whose Keras they have got."""
    for ours, theirs in (("tf1graph.keras", "keras"), ("tf1graph.tf", "tensorflow")):
        if f"{found}.".startswith(f"{ours}."):
            return theirs + found.removeprefix(ours)
    return found


def _renamed(owner: str, new: str) -> tuple[Method, ...]:
    return (Method(owner, lambda thing, *args, **kwargs: getattr(thing, new)(*args, **kwargs)),)


_ARRAY, _AXES, _CASE = "numpy:ndarray", "matplotlib.axes:Axes", "unittest:TestCase"
_FIGURE = "matplotlib.figure:Figure"
_RANDOM = "numpy.random:RandomState"
_ELEMENT = "xml.etree.ElementTree:Element"

OF_PANDAS = pandas_methods.COMMON  # looked for in programs alone that import it
_OTHERS: dict[str, tuple[Method, ...]] = {
    # Python
    "__dict__": (Method("types:ModuleType", _names_of, changed=True, value=True),),
    "__name__": (Method("types:ModuleType", _name_of, changed=True, value=True),),
    "assertAlmostEquals": _renamed(_CASE, "assertAlmostEqual"),
    "assertDictContainsSubset": (Method(_CASE, _contains),),
    "assertEquals": _renamed(_CASE, "assertEqual"),
    "assertItemsEqual": (Method(_CASE, _same_items),),
    "assertNotAlmostEquals": _renamed(_CASE, "assertNotAlmostEqual"),
    "assertNotEquals": _renamed(_CASE, "assertNotEqual"),
    "assertNotRegexpMatches": _renamed(_CASE, "assertNotRegex"),
    "assertRaisesRegexp": _renamed(_CASE, "assertRaisesRegex"),
    "assertRegexpMatches": _renamed(_CASE, "assertRegex"),
    "assert_": _renamed(_CASE, "assertTrue"),
    "failIf": _renamed(_CASE, "assertFalse"),
    "failUnless": _renamed(_CASE, "assertTrue"),
    "failUnlessEqual": _renamed(_CASE, "assertEqual"),
    "fromstring": _renamed("array:array", "frombytes"),
    "getchildren": (Method(_ELEMENT, list),),
    "getiterator": (
        Method(_ELEMENT, lambda element, tag=None: list(element.iter(tag))),
        Method("xml.etree.ElementTree:ElementTree", lambda tree, tag=None: list(tree.iter(tag))),
    ),
    "isAlive": _renamed("threading:Thread", "is_alive"),
    "readfp": _renamed("configparser:RawConfigParser", "read_file"),
    "tostring": tuple(
        Method(owner, _to_bytes) for owner in (_ARRAY, "numpy:generic", "array:array", "PIL.Image:Image")
    ),
    "unescape": (Method("html.parser:HTMLParser", lambda parser, text: html.unescape(text)),),
    # NumPy
    **{
        name: tuple(Method(owner, ragged.drawing, changed=True) for owner in ("types:ModuleType", _RANDOM))
        for name in ("choice", "permutation")
    },
    "itemset": (Method(_ARRAY, _set_item),),
    "newbyteorder": (Method(_ARRAY, lambda array, order="S": array.view(array.dtype.newbyteorder(order))),),
    "ptp": (Method(_ARRAY, lambda array, *args, **kwargs: array.max(*args, **kwargs) - array.min(*args, **kwargs)),),
    # matplotlib
    **{
        name: (Method(_AXES, matplotlib_calls.draw, changed=True),)
        for name in (*(matplotlib_calls.DRAWING - {"xlim", "ylim"}), "set_xlim", "set_ylim")
    },
    **{
        name: (Method(_FIGURE, matplotlib_calls.draw, changed=True),) for name in ("add_axes", "add_subplot", "savefig")
    },
    **{
        name: (Method(_AXES, matplotlib_calls.Drawn, changed=True, value=True),)
        for name in ("artists", "collections", "images", "lines", "patches", "texts")
    },
    "gca": (Method(_FIGURE, _gca, changed=True),),
    "get_axis_bgcolor": _renamed(_AXES, "get_facecolor"),
    "hold": (Method(_AXES, _nothing), Method(_FIGURE, _nothing)),
    "set_axis_bgcolor": _renamed(_AXES, "set_facecolor"),
    "plot_date": (Method(_AXES, matplotlib_calls.plot_date),),
    "set_color_cycle": (Method(_AXES, lambda axes, colours: axes.set_prop_cycle(color=colours)),),
    "set_data": (Method("matplotlib.lines:Line2D", matplotlib_calls.set_data, changed=True),),
    "w_xaxis": (Method("mpl_toolkits.mplot3d.axes3d:Axes3D", lambda axes: axes.xaxis, value=True),),
    "w_yaxis": (Method("mpl_toolkits.mplot3d.axes3d:Axes3D", lambda axes: axes.yaxis, value=True),),
    "w_zaxis": (Method("mpl_toolkits.mplot3d.axes3d:Axes3D", lambda axes: axes.zaxis, value=True),),
    "set_window_title": (Method("matplotlib.backend_bases:FigureCanvasBase", _set_title),),
    # Pillow
    "getoffset": (Method("PIL.ImageFont:FreeTypeFont", lambda font, text: tuple(font.getbbox(text)[:2])),),
    "getsize": (Method("PIL.ImageFont:FreeTypeFont", _size_in_font),),
    "multiline_textsize": (Method("PIL.ImageDraw:ImageDraw", _size_of_text),),
    "textsize": (Method("PIL.ImageDraw:ImageDraw", _size_of_text),),
    # scikit-learn
    "get_feature_names": tuple(
        Method(f"sklearn.feature_extraction.{owner}", lambda one, *args: [*one.get_feature_names_out(*args)])
        for owner in ("text:CountVectorizer", "_dict_vectorizer:DictVectorizer")
    ),
    # SciPy
    "A": (Method("scipy.sparse:spmatrix", lambda matrix: matrix.toarray(), value=True),),
    "H": (Method("scipy.sparse:spmatrix", lambda matrix: matrix.conj().transpose(), value=True),),
    # networkx
    "node": (Method("networkx:Graph", lambda graph: graph.nodes, value=True),),
    # h5py
    "value": (Method("h5py:Dataset", lambda dataset: dataset[()], value=True),),
}  # fmt: skip

METHODS: dict[str, tuple[Method, ...]] = {
    name: (*_OTHERS.get(name, ()), *pandas_methods.METHODS.get(name, ()))
    for name in {**_OTHERS, **pandas_methods.METHODS}
}
