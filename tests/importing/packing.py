"""Chosen files as the tests make them: ZIP files, and what is read of one file."""

import io
import struct
import zipfile
import zlib

from medications.importing.files import ReadFile, read_files


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as packed:
        for name, data in files:
            packed.writestr(zipfile.ZipInfo(name), data, method)
    return held.getvalue()


def only(*chosen: tuple[str, bytes]) -> ReadFile:
    (file,) = read_files(chosen).files
    return file


def overlapping(number: int, size: int) -> bytes:
    """A ZIP file of `number` entries, about `size` bytes each when unpacked, which share their packed bytes: each one's stream
    is the head of the next entry, quoted, and then the next one's stream (David Fifield's "quoted overlap").
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = b"a " * (size // 2)
    packed = deflate.compress(plain) + deflate.flush()
    directory: list[tuple[bytes, bytes, int]] = []
    for entry in reversed(range(number)):
        name = b"%05d.txt" % entry
        numbers = struct.pack("<3L", zlib.crc32(plain), len(packed), len(plain))
        head = struct.pack("<4s5H", b"PK\x03\x04", 20, 0, 8, 0, 33) + numbers + struct.pack("<2H", len(name), 0) + name
        directory.append((name, numbers, len(packed)))
        plain = head + plain
        packed = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF) + head + packed
    data = packed[5:]  # nothing quotes the first head
    listed = b"".join(
        struct.pack("<4s6H", b"PK\x01\x02", 20, 20, 0, 8, 0, 33)
        + numbers
        + struct.pack("<5H2L", len(name), 0, 0, 0, 0, 0, len(data) - length - 30 - len(name))
        + name
        for name, numbers, length in directory
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, len(listed), len(data), 0)
    return data + listed + end
