"""Pictures of pages, small enough for the repository: at most 256 colors, packed as well as can be. Chromium counts them."""

import base64
import struct
import zlib
from pathlib import Path

from playwright.sync_api import Page

MOST = 256
# The colors met most stay as they are; each of the others, edges of letters mostly, becomes the nearest of those.
COUNTED = """async ([png, most]) => {
    const image = new Image();
    image.src = "data:image/png;base64," + png;
    await image.decode();
    const [width, height] = [image.width, image.height];
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(image, 0, 0);
    const given = context.getImageData(0, 0, width, height).data;
    const colors = new Uint32Array(width * height);
    const counts = new Map();
    for (let at = 0; at < colors.length; at++) {
        const color = colors[at] = given[4 * at] << 16 | given[4 * at + 1] << 8 | given[4 * at + 2];
        counts.set(color, (counts.get(color) || 0) + 1);
    }
    const inOrder = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
    const palette = inOrder.slice(0, most);
    const apart = (one, other) => [16, 8, 0].reduce((sum, by) => sum + ((one >> by & 255) - (other >> by & 255)) ** 2, 0);
    const places = new Map(palette.map((color, place) => [color, place]));
    for (const color of inOrder.slice(most)) {
        let best = 0;
        for (let place = 1; place < palette.length; place++) {
            if (apart(color, palette[place]) < apart(color, palette[best])) best = place;
        }
        places.set(color, best);
    }
    const indices = Uint8Array.from(colors, (color) => places.get(color));
    let text = "";
    for (let at = 0; at < indices.length; at += 32768) text += String.fromCharCode(...indices.subarray(at, at + 32768));
    return {width, height, palette, indices: btoa(text)};
}"""


def take(page: Page, path: Path, **how) -> None:
    """Writes a picture of the page; `how` as Playwright's `screenshot` takes it."""
    png = page.screenshot(**how)
    blank = page.context.browser.new_page()
    path.write_bytes(_packed(blank.evaluate(COUNTED, [base64.b64encode(png).decode(), MOST])))
    blank.close()


def _packed(counted: dict) -> bytes:
    width, height = counted["width"], counted["height"]
    indices = base64.b64decode(counted["indices"])
    lines = b"".join(b"\0" + indices[at : at + width] for at in range(0, len(indices), width))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(color.to_bytes(3, "big") for color in counted["palette"])),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
