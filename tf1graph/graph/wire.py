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
from typing import Any, NamedTuple, NoReturn

import numpy as np

from tf1graph.errors import Tf1graphError

Ints = np.ndarray[Any, np.dtype[np.int64]]

Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Tags = np.ndarray[Any, np.dtype[Any]]

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
FEW = 24  # messages for which a loop beats the arrays
MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
EMPTY = np.zeros(0, np.int64)
KEYS = np.array([secrets.randbits(64) | 1 for _ in range(3)], np.uint64)
LONG = 1024  # bytes above which Python's own hash is faster
SHIFT = np.uint64(32)
LOW = np.uint64(0x7F7F7F7F7F7F7F7F)
BLOCK = 16384  # messages whose columns stay in the processor's cache


class WireError(Tf1graphError, ValueError):
    """The bytes are no protocol message.

    Args:
      why: a clause without a final stop.
    """

    def __init__(self, why: str):
        self.why = why
        super().__init__(f"The graph is damaged: {why}.")


class Column(NamedTuple):
    """The fields of one number of some messages, in the order of the messages and, in each, of the bytes.

    Attributes:
      owner: the message of each field, as its place in the list of messages.
      start, end: where its value lies: the content of bytes, strings and messages, else the number's own bytes.
      first: where each message's fields begin in these columns; one longer than the messages are many.
    """

    owner: Ints
    start: Ints
    end: Ints
    first: Ints


def sorted_column(owner: Ints, start: Ints, end: Ints, messages: int) -> Column:
    """A column of fields that are in their order only within a message."""
    order = np.argsort(owner, kind="stable")
    return Column(owner[order], start[order], end[order], _offsets(np.bincount(owner, minlength=messages)))


class Step(NamedTuple):
    """One field of each of some messages, or some of one message.

    Attributes:
      owner: the messages.
      tag: their fields' number * 8 + wire type.
      start, end: where the values lie.
    """

    owner: Ints
    tag: Tags
    start: Ints
    end: Ints


@dataclass
class Fields:
    """The fields of some messages, as they were found.

    Attributes:
      messages: how many there are.
      steps: the fields; those of a message are in the order of the bytes.
    """

    messages: int
    steps: list[Step]

    def spans(self, number: int, wire: int = BYTES) -> tuple[Ints, Ints]:
        """Where the field of one number lies in each; an empty place where there is none.

        Of several the last counts, as protobuf has it.
        """
        owner, start, end = self.found(number, wire)
        starts, ends = np.zeros(self.messages, np.int64), np.zeros(self.messages, np.int64)
        starts[owner], ends[owner] = start, end
        return starts, ends

    def found(self, number: int, wire: int = BYTES) -> tuple[Ints, Ints, Ints]:
        """Owner, start and end of the fields of one number; only those of the same message are in their order.

        A field of another wire type is an unknown one, as protobuf has it.
        """
        columns: list[tuple[Ints, Ints, Ints]] = [(EMPTY, EMPTY, EMPTY)]
        for step in self.steps:
            chosen = (step.tag == number * 8 + wire).nonzero()[0]
            if len(chosen) == len(step.tag):
                columns.append((step.owner, step.start, step.end))
            elif len(chosen):
                columns.append((step.owner[chosen], step.start[chosen], step.end[chosen]))
        owner, start, end = map(np.concatenate, zip(*columns, strict=True))
        return owner, start, end

    def only(self, number: int, wire: int = BYTES) -> Column:
        """The fields of one number, sorted by their messages."""
        return sorted_column(*self.found(number, wire), self.messages)

    def __len__(self) -> int:
        return sum(len(step.start) for step in self.steps)


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
        steps: list[Step] = []
        for block in range(0, len(starts), BLOCK):
            self._block(block, starts[block : block + BLOCK], ends[block : block + BLOCK], steps)
        return Fields(len(starts), steps)

    def _block(self, block: int, starts: Ints, ends: Ints, steps: list[Step]) -> None:
        """Find the fields of a few messages, the first of which has the number `block`."""
        active = (starts < ends).nonzero()[0]
        position, end, active = starts[active], ends[active], active + block
        while len(active) >= FEW:
            tag, begin, stop = self.values(position, end)
            steps.append(Step(active, tag, begin, stop))
            more = (stop < end).nonzero()[0]
            if len(more) < len(active):
                active, position, end = active[more], stop[more], end[more]
            else:
                position = stop
        for message, begun, ending in zip(active, position.tolist(), end.tolist(), strict=True):
            tag, begin, stop = map(_column, self.scan(begun, ending))
            steps.append(Step(np.full(len(tag), message), tag, begin, stop))

    def values(self, position: Ints, end: Ints) -> tuple[Tags, Ints, Ints]:
        """The tags of the fields that begin at these places, and where their values lie.

        Raises:
          WireError: one is longer than what holds it, which ends at `end`.
        """
        if (position + 2 > end).any():
            _fail("it ends within a field")
        tag: Tags = self.array[position]
        size = self.array[position + 1]
        rare = ((tag & 0x87 != BYTES) | (size & 0x80)).nonzero()[0]  # all but bytes whose tag and length take a byte
        begin = position + 2
        stop: Ints = begin + size
        if len(rare):
            tag = tag.astype(np.int64)
            tag[rare], begin[rare], stop[rare] = self._any_values(position[rare], end[rare])
        if (stop > end).any():
            _fail("a field is longer than what holds it")
        return tag, begin, stop

    def _any_values(self, position: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
        tag, after = self.varints(position, end)
        wire = tag & 7
        begin, stop = after.copy(), after.copy()
        chosen = (wire == BYTES).nonzero()[0]
        length, begin[chosen] = self.varints(after[chosen], end[chosen])
        stop[chosen] = begin[chosen] + length
        chosen = (wire == VARINT).nonzero()[0]
        stop[chosen] = self.varints(after[chosen], end[chosen])[1]
        stop[wire == FIXED64] += 8
        stop[wire == FIXED32] += 4
        if np.isin(wire, (3, 4, 6, 7)).any():
            _fail("a field has a type that there is not")
        if (stop < begin).any():
            _fail("a field is longer than what holds it")
        return tag, begin, stop

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
        there = (starts < ends).nonzero()[0]
        found[there] = self.varints(starts[there], ends[there])[0]
        return found

    def words(self, positions: Ints, ends: Ints) -> Hashes:
        """The up to eight bytes from each place to its end as a number; 0 where the place is at the end."""
        last = max(len(self.data) - 8, 0)
        if (positions > last).any():
            inside = np.minimum(positions, last)
            word = self._words[inside] >> ((positions - inside) << 3).astype(np.uint64)
        else:
            word = self._words[positions]
        word &= MASKS[np.minimum(ends - positions, 8)]
        return word

    def hashes(self, starts: Ints, ends: Ints) -> Hashes:
        """A number for the bytes at each place: equal bytes have equal ones, and others, but for 1 in 2**64, do not.

        Which numbers they are differs from process to process, so that nobody can make two that are equal.
        """
        found = np.empty(len(starts), np.uint64)
        for block in range(0, len(starts), BLOCK):
            at, end = starts[block : block + BLOCK], ends[block : block + BLOCK]
            left = end - at
            value = left.astype(np.uint64) * KEYS[0]
            long = (left > LONG).nonzero()[0]
            if len(long):
                parts = self.slices(at[long], end[long])
                value[long] = np.array([hash(part) & (1 << 64) - 1 for part in parts], np.uint64)
                left[long] = 0
            words = (np.maximum(left - 1, 0) >> 3).astype(np.uint8)  # that are followed by more
            order = np.argsort(~words, kind="stable")  # the long ones first, so that none need be picked out
            at, left, value = at[order], left[order], value[order]
            end = at + left
            for count in len(at) - np.cumsum(np.bincount(words))[:-1] if len(at) else ():
                going = value[:count]
                going ^= self._words[at[:count]]
                going *= KEYS[1]
                going ^= going >> SHIFT
                at[:count] += 8
            last = (value ^ self.words(at, end)) * KEYS[2]
            found[order + block] = last ^ (last >> SHIFT)
        return found

    def behind_last(self, byte: bytes, starts: Ints, ends: Ints) -> Ints:
        """The place behind the last such byte in `starts[i]:ends[i]`, or, where there is none, the start."""
        found = starts.copy()
        wanted = np.uint64(int.from_bytes(byte * 8, "little"))
        for block in range(0, len(starts), BLOCK):
            rows = np.arange(block, min(block + BLOCK, len(starts)))
            start, end = starts[rows], ends[rows]
            while len(rows):
                at = np.maximum(end - 8, start)
                other = self.words(at, end) ^ wanted  # a byte of it is 0 where the byte is the wanted one
                same = ~(((other & LOW) + LOW) | other | LOW)
                # the exponent of a float is the place of its highest bit
                place = ((same.astype(np.float64).view(np.int64) >> 52) - 1023) >> 3
                here = place >= 0
                found[rows[here]] = (at + place + 1)[here]
                rest = (~here & (at > start)).nonzero()[0]
                rows, start, end = rows[rest], start[rest], at[rest]
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
        going = (value & 128).nonzero()[0]
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
    first = len(hashes) - 1 - Finder(hashes[::-1]).same[::-1]
    distinct = first == np.arange(len(hashes))
    return distinct.nonzero()[0], (np.cumsum(distinct) - 1)[first]


class Finder:
    """Finds places by hash, in tables rather than by sorting, which takes several times as long.

    Args:
      hashes: of all places; of places with the same hash, the last is found.

    Attributes:
      same: of each place, the one that is found by its hash.
    """

    def __init__(self, hashes: Hashes):
        self.hashes = hashes
        self.same = np.empty(len(hashes), np.int64)
        self.tables: list[Ints] = []
        rows = np.arange(len(hashes))
        while len(rows):
            table = np.zeros(1 << (2 * len(rows)).bit_length(), np.int64)
            self.tables.append(table)
            slot = self._slots(len(self.tables) - 1, hashes)
            table[slot] = rows  # of several the last stays
            place = table[slot]
            self.same[rows] = place
            left = (self.hashes[place] != hashes).nonzero()[0]
            rows, hashes = rows[left], hashes[left]

    def _slots(self, number: int, hashes: Hashes) -> Ints:
        """Where hashes have their place in a table; each table looks at bits of its own."""
        mask = np.uint64(len(self.tables[number]) - 1)
        return ((hashes >> np.uint64(number * 5 % 40)) & mask).view(np.int64)

    def find(self, hashes: Hashes) -> Ints:
        """The place of each hash, -1 where there is none."""
        found = np.full(len(hashes), -1)
        rows = np.arange(len(hashes))
        for number, table in enumerate(self.tables):
            place = table[self._slots(number, hashes)]
            same = self.hashes[place] == hashes
            here, left = same.nonzero()[0], (~same).nonzero()[0]
            found[rows[here]] = place[here]
            rows, hashes = rows[left], hashes[left]
            if not len(rows):
                break
        return found


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
