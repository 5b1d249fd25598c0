"""Writes images.json: PNG and JPEG files beside what Pillow 9.4.0 decodes them to. python3 write-images.py > images.json"""

import base64, hashlib, io, json, struct, zlib

import numpy as np
from PIL import Image, ImageOps

rng = np.random.RandomState(0)
H, W = 13, 11
PASSES = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]


def smooth(h, w, c):
    r, s, k = np.meshgrid(np.arange(h), np.arange(w), np.arange(c), indexing="ij")
    wave = 128 + 60 * np.sin(r / 5.0 + k) + 50 * np.cos(s / 4.0 - k)
    return np.clip(wave + rng.randint(-4, 5, (h, w, c)), 0, 255).astype(np.uint8)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def filtered(rows, size):
    out, above = b"", bytes(len(rows[0]))
    for index, row in enumerate(rows):
        line = bytearray()
        for x, value in enumerate(row):
            a, b, c = (row[x - size], above[x], above[x - size]) if x >= size else (0, above[x], 0)
            line.append((value - [0, a, b, (a + b) // 2, paeth(a, b, c)][index % 5]) & 255)
        out += bytes([index % 5]) + bytes(line)
        above = row
    return out


def packed(samples, depth):
    if depth == 16:
        return b"".join(struct.pack(">H", int(s)) for s in samples)
    bits = "".join(format(int(s), "0%db" % depth) for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def png(pixels, depth, colour, interlaced, extra=b""):
    h, w, c = pixels.shape
    raw = b""
    for y, x, down, across in PASSES if interlaced else [(0, 0, 1, 1)]:
        part = pixels[y::down, x::across]
        if part.size:
            raw += filtered([packed(row.ravel(), depth) for row in part], max(1, c * depth // 8))
    data = zlib.compress(raw, 9)
    half = len(data) // 2  # Two parts, as large files have.
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, colour, 0, 0, interlaced))
    parts = chunk(b"tEXt", b"k\0v") + chunk(b"IDAT", data[:half]) + chunk(b"IDAT", data[half:]) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + extra + parts


def by_pillow(data):
    image = Image.open(io.BytesIO(data))
    clear, mode = "transparency" in image.info, image.mode
    if image.format == "JPEG":
        return np.array(ImageOps.exif_transpose(image).convert("L" if mode == "L" else "RGB"))
    if mode in ("I", "I;16"):
        return (np.array(image).astype(int) >> 8).astype(np.uint8)
    if mode == "P":
        return np.array(image.convert("RGBA" if clear else "RGB"))
    return np.array(image.convert({"1": "L", "L": "LA" if clear else "L", "RGB": "RGBA" if clear else "RGB"}.get(mode, mode)))


def jpeg(image, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", **options)
    return out.getvalue()


files = {}
palette = rng.randint(0, 256, (16, 3)).astype(np.uint8).tobytes()
for interlaced in (0, 1):
    tail = " interlaced" if interlaced else ""
    for depth in (1, 2, 4, 8, 16):
        files[f"grey {depth}{tail}"] = png(rng.randint(0, 2**depth, (H, W, 1)), depth, 0, interlaced)
    for name, channels, colour in (("RGB", 3, 2), ("grey and alpha", 2, 4), ("RGBA", 4, 6)):
        files[f"{name} 8{tail}"] = png(smooth(H, W, channels), 8, colour, interlaced)
    for name, channels, colour in (("RGB", 3, 2), ("RGBA", 4, 6)):
        files[f"{name} 16{tail}"] = png(rng.randint(0, 65536, (5, 6, channels)), 16, colour, interlaced)
    for depth in (1, 2, 4):
        plte = chunk(b"PLTE", palette[: 3 * 2**depth])
        files[f"palette {depth}{tail}"] = png(rng.randint(0, 2**depth, (H, W, 1)), depth, 3, interlaced, plte)
    plte = chunk(b"PLTE", palette) + chunk(b"tRNS", bytes([0, 100, 200]))
    files[f"palette 8 with alpha{tail}"] = png(rng.randint(0, 16, (H, W, 1)), 8, 3, interlaced, plte)
clear = chunk(b"tRNS", struct.pack(">H", 2))
files["grey 8 with a transparent one"] = png(rng.randint(0, 4, (H, W, 1)), 8, 0, 0, clear)
clear = chunk(b"tRNS", struct.pack(">HHH", 255, 0, 255))
files["RGB 8 with a transparent colour"] = png(rng.randint(0, 2, (H, W, 3)) * 255, 8, 2, 0, clear)

photo = Image.fromarray(smooth(17, 24, 3))
files["JPEG baseline"] = jpeg(photo, quality=92, subsampling=0)
files["JPEG colour of half the size"] = jpeg(photo, quality=92, subsampling=2)
files["JPEG progressive"] = jpeg(photo, quality=90, subsampling=0, progressive=True)
files["JPEG grey"] = jpeg(photo.convert("L"), quality=90)
files["JPEG CMYK"] = jpeg(photo.convert("CMYK"), quality=92)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    files[f"JPEG held {orientation}"] = jpeg(photo, quality=80, subsampling=0, exif=exif)

text = lambda data: base64.b64encode(data).decode()
lines = []
for name, data in files.items():
    pixels = by_pillow(data)
    shape = list(pixels.shape) + [1] * (3 - pixels.ndim)
    lines.append(f"{json.dumps(name)}: " + json.dumps({"file": text(data), "shape": shape, "pixels": text(zlib.compress(pixels.tobytes(), 9))}))
print("{\n" + ",\n".join(lines) + "\n}")
