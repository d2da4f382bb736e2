"""`md5`: a hash."""

from hashlib import md5
from hashlib import md5 as new

__all__ = ["md5", "new"]
