"""`keras.utils`."""

from tf1graph.keras._tree import mirror
from tf1graph.keras.utils.io_utils import HDF5Matrix
from tf1graph.keras.utils.layer_utils import print_summary
from tf1graph.keras.utils.progress import Progbar

__all__ = ["HDF5Matrix", "Progbar", "print_summary"]

__getattr__, __dir__ = mirror(__name__)
