"""Reads the fields of a hundred thousand protocol messages at once, as columns, without an object for each.

An object a node, as protobuf's own parser hands them out, costs more than all the rest of a summary. So the messages
are left where they lie, in a file that is mapped into memory, and their fields are found by array operations: step k
finds the k-th field of every message that has one. What is found are places, not values; a large constant is never
touched.
"""

from __future__ import annotations

import mmap
import secrets
import struct
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from tf1graph.errors import Tf1graphError

Ints = np.ndarray[Any, np.dtype[np.int64]]

Hashes = np.ndarray[Any, np.dtype[np.uint64]]

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
FEW = 24  # messages for which a loop beats the arrays
MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
KEYS = np.array([secrets.randbits(64) | 1 for _ in range(3)], np.uint64)
LONG = 1024  # bytes above which Python's own hash is faster
SHIFT = np.uint64(32)
BLOCK = 8192  # messages whose columns stay in the processor's cache


class WireError(Tf1graphError, ValueError):
    """The bytes are no protocol message.

    Args:
      why: a clause without a final stop.
    """

    def __init__(self, why: str):
        self.why = why
        super().__init__(f"The graph is damaged: {why}.")


@dataclass
class Fields:
    """The fields of some messages, in the order of the messages and, in each, of the bytes.

    Attributes:
      owner: the message of each field, as its place in the list of messages.
      tag: its number * 8 + its wire type.
      start, end: where its value lies: the content of bytes, strings and messages, else the number's own bytes.
      first: where each message's fields begin in these columns; one longer than the messages are many.
    """

    owner: Ints
    tag: Ints
    start: Ints
    end: Ints
    first: Ints

    def spans(self, number: int) -> tuple[Ints, Ints]:
        """Where the message, bytes or string of one number lies in each; an empty place where there is none."""
        return self.only(number).last()

    def only(self, number: int, wire: int = BYTES) -> Fields:
        """The fields of one number. A field of another wire type is an unknown one, as protobuf has it."""
        chosen = np.flatnonzero(self.tag == number * 8 + wire)
        owner = self.owner[chosen]
        counts = np.bincount(owner, minlength=len(self.first) - 1)
        return Fields(owner, self.tag[chosen], self.start[chosen], self.end[chosen], _offsets(counts))

    def last(self) -> tuple[Ints, Ints]:
        """The last field's place for each message, as protobuf takes it; an empty place where there is none."""
        start = np.zeros(len(self.first) - 1, np.int64)
        end = np.zeros_like(start)
        start[self.owner], end[self.owner] = self.start, self.end
        return start, end

    def __len__(self) -> int:
        return len(self.owner)


class Wire:
    """Bytes that hold messages.

    Args:
      data: `bytes`, or a file that is mapped read-only.
    """

    def __init__(self, data: bytes | mmap.mmap):
        self.data = data
        self.array: np.ndarray[Any, np.dtype[np.uint8]] = np.frombuffer(data, np.uint8)
        self._words = _words(data if len(data) >= 8 else bytes(data) + bytes(8))

    def __len__(self) -> int:
        return len(self.data)

    def fields(self, starts: Ints, ends: Ints) -> Fields:
        """The fields of the messages that lie in `starts[i]:ends[i]`.

        Raises:
          WireError: one of them is no message.
        """
        blocks = [
            self._block(starts[place : place + BLOCK], ends[place : place + BLOCK])
            for place in range(0, len(starts), BLOCK)
        ] or [self._block(starts, ends)]
        counts, tag, begin, stop = (
            np.concatenate(columns) if len(columns) > 1 else columns[0] for columns in zip(*blocks, strict=True)
        )
        return Fields(np.repeat(np.arange(len(starts)), counts), tag, begin, stop, _offsets(counts))

    def _block(self, starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """How many fields each of a few messages has, and the fields' columns."""
        parts: list[tuple[Ints, int | Ints, Ints, Ints, Ints]] = []
        counts = np.zeros(len(starts), np.int64)
        active = np.flatnonzero(starts < ends)
        position, end, step = starts[active], ends[active], 0
        while len(active) >= FEW:
            tag, after = self.varints(position, end)
            begin, stop = self._values(tag, after, end)
            if (stop > end).any() or (stop < begin).any():
                _fail("a field is longer than what holds it")
            parts.append((active, step, tag, begin, stop))
            counts[active] += 1
            step += 1
            more = np.flatnonzero(stop < end)
            if len(more) < len(active):
                active, position, end = active[more], stop[more], end[more]
            else:
                position = stop
        for message, begun, ending in zip(active.tolist(), position.tolist(), end.tolist(), strict=True):
            found = self.scan(begun, ending)
            order = np.arange(step, step + len(found[0]), dtype=np.int64)
            tags, begins, stops = map(_column, found)
            parts.append((np.full(len(order), message, np.int64), order, tags, begins, stops))
            counts[message] += len(order)
        first = _offsets(counts)
        columns = [np.empty(int(first[-1]), np.int64) for _ in range(3)]
        for owner, place, *values_of in parts:
            places = first[owner] + place
            for column, values in zip(columns, values_of, strict=True):
                column[places] = values
        return counts, columns[0], columns[1], columns[2]

    def _values(self, tag: Ints, after: Ints, end: Ints) -> tuple[Ints, Ints]:
        """Where the values lie of fields whose tags end at `after`."""
        wire = tag & 7
        sized = wire == BYTES
        if sized.all():
            length, content = self.varints(after, end)
            return content, content + length
        begin, stop = after.copy(), after.copy()
        chosen = np.flatnonzero(sized)
        length, content = self.varints(after[chosen], end[chosen])
        begin[chosen], stop[chosen] = content, content + length
        chosen = np.flatnonzero(wire == VARINT)
        stop[chosen] = self.varints(after[chosen], end[chosen])[1]
        stop[wire == FIXED64] += 8
        stop[wire == FIXED32] += 4
        if np.isin(wire, (3, 4, 6, 7)).any():
            _fail("a field has a type that there is not")
        return begin, stop

    def scan(self, position: int, end: int) -> tuple[list[int], list[int], list[int]]:
        """The tags, starts and ends of the fields of the one message in `position:end`, as `fields` gives them.

        Raises:
          WireError: it is none.
        """
        data = self.data
        tags: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        try:
            while position < end:
                tag = data[position]
                position += 1
                if tag & 128:
                    tag, position = self.number(position - 1)
                wire = tag & 7
                if wire == BYTES:
                    length = data[position]
                    position += 1
                    if length & 128:
                        length, position = self.number(position - 1)
                    start, position = position, position + length
                elif wire == VARINT:
                    start, position = position, self.number(position)[1]
                elif wire in (FIXED64, FIXED32):
                    start, position = position, position + (8 if wire == FIXED64 else 4)
                else:
                    _fail("a field has a type that there is not")
                tags.append(tag)
                starts.append(start)
                ends.append(position)
        except IndexError:
            _fail("it ends within a field")
        if position != end:
            _fail("a field is longer than what holds it")
        return tags, starts, ends

    def numbers(self, starts: Ints, ends: Ints) -> Ints:
        """The varints at these places, as signed 64-bit integers; 0 where a place is empty."""
        found = np.zeros(len(starts), np.int64)
        there = np.flatnonzero(starts < ends)
        found[there] = self.varints(starts[there], ends[there])[0]
        return found

    def words(self, positions: Ints, ends: Ints) -> Hashes:
        """The up to eight bytes from each place to its end as a number; 0 where the place is at the end."""
        last = max(len(self.data) - 8, 0)
        size = np.clip(ends - positions, 0, 8)
        if (positions > last).any():
            inside = np.minimum(positions, last)
            word = self._words[inside] >> ((positions - inside) << 3).astype(np.uint64)
        else:
            word = self._words[positions]
        return word & MASKS[size]

    def hashes(self, starts: Ints, ends: Ints) -> Hashes:
        """A number for the bytes at each place: equal bytes have equal ones, and others, but for 1 in 2**64, do not.

        Which numbers they are differs from process to process, so that nobody can make two that are equal.
        """
        found = np.empty(len(starts), np.uint64)
        for block in range(0, len(starts), BLOCK):
            at, end = starts[block : block + BLOCK].copy(), ends[block : block + BLOCK]
            long = np.flatnonzero(end - at > LONG)
            if len(long):
                found_long = [hash(part) & (1 << 64) - 1 for part in self.slices(at[long], end[long])]
                at[long] = end[long]
            value = (end - at).astype(np.uint64) * KEYS[0]
            rows = np.flatnonzero(end - at > 8)
            position, stop = at[rows], end[rows]
            while len(rows):
                mixed = (value[rows] ^ self._words[position]) * KEYS[1]
                value[rows] = mixed ^ (mixed >> SHIFT)
                position += 8
                at[rows] = position
                more = stop - position > 8
                if not more.all():
                    rows, position, stop = rows[more], position[more], stop[more]
            value = (value ^ self.words(at, end)) * KEYS[2]
            found[block : block + BLOCK] = value ^ (value >> SHIFT)
            if len(long):
                found[block + long] = np.array(found_long, np.uint64)
        return found

    def slices(self, starts: Ints, ends: Ints) -> list[bytes]:
        """The bytes at these places."""
        data = self.data
        return [data[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def texts(self, starts: Ints, ends: Ints) -> list[str]:
        """The strings at these places; bytes that are no UTF-8 become U+FFFD."""
        data = self.data
        return [
            data[start:end].decode("utf-8", "replace")
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]

    def number(self, position: int) -> tuple[int, int]:
        """The varint that begins at a place, and the place behind it."""
        value = shift = 0
        data = self.data
        while True:
            byte = data[position]
            position += 1
            value |= (byte & 127) << shift
            if not byte & 128:
                return value & 0xFFFFFFFFFFFFFFFF, position
            shift += 7
            if shift > 63:
                _fail("a number is longer than ten bytes")

    def varints(self, positions: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """The numbers that begin at these places, and the places behind them."""
        if (positions >= ends).any():
            _fail("it ends within a field")
        value = self.array[positions].astype(np.int64)
        after = positions + 1
        going = np.flatnonzero(value & 128)
        if not len(going):
            return value, after
        value &= 127
        for shift in range(7, 70, 7):
            if (after[going] >= ends[going]).any():
                _fail("it ends within a number")
            byte = self.array[after[going]].astype(np.int64)
            value[going] |= (byte & 127) << shift
            after[going] += 1
            going = going[(byte & 128) != 0]
            if not len(going):
                return value, after
        _fail("a number is longer than ten bytes")


def float32(data: bytes) -> float:
    """The number of a field of 32 bits."""
    return struct.unpack("<f", data)[0]


def numbered(hashes: Hashes) -> tuple[Ints, Ints]:
    """The place of the first of each distinct number, in order, and the place of each among those."""
    if not len(hashes):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(hashes)
    ranked = hashes[order]
    begins = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    first = np.minimum.reduceat(order, begins)
    by_first = np.argsort(first)
    rank = np.empty(len(first), np.int64)
    rank[by_first] = np.arange(len(first))
    number = np.empty(len(hashes), np.int64)
    number[order] = np.repeat(rank, np.diff(np.concatenate([begins, [len(hashes)]])))
    return first[by_first], number


class Finder:
    """Finds places by hash.

    Args:
      hashes: of all places; of places with the same hash, the last is found.
    """

    def __init__(self, hashes: Hashes):
        self.order = np.argsort(hashes, kind="stable")
        self.ranked = hashes[self.order]

    def find(self, hashes: Hashes) -> Ints:
        """The place of each hash, -1 where there is none."""
        if not len(self.ranked):
            return np.full(len(hashes), -1)
        at = np.searchsorted(self.ranked, hashes, side="right") - 1
        found = np.maximum(at, 0)
        return np.where((at >= 0) & (self.ranked[found] == hashes), self.order[found], -1)


def _words(data: bytes | mmap.mmap) -> Hashes:
    """The eight bytes from each place on, as a number."""
    return np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))


def _column(values: list[int]) -> Ints:
    return np.array(values, np.int64)


def _offsets(counts: Ints) -> Ints:
    first = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=first[1:])
    return first


def _fail(why: str) -> NoReturn:
    raise WireError(why)
