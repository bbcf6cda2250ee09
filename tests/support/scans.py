"""Make scans: pages of a pdf as pictures, turned, blurred, noisy and compressed as a real scanner leaves them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Wear:
    """How a page suffers: `skew` in degrees anticlockwise, `blur` in pixels, `noise` in grey levels, JPEG `quality`."""

    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    quality: int | None = None
    quarter_turns: int = 0
    shade: float = 0.0


CLEAN = Wear()
LIGHT = Wear(skew=0.35, blur=0.6, noise=6, quality=70)
HEAVY = Wear(skew=-1.0, blur=0.9, noise=10, quality=70, shade=0.12)


def pages(data: bytes, dpi: int, wear: Wear = CLEAN, seed: int = 1) -> list[Picture]:
    """Return the pages of a pdf as grey pictures, worn the same way each time."""
    document = pdfium.PdfDocument(data)
    try:
        return [
            worn(np.asarray(page.render(scale=dpi / 72, grayscale=True).to_pil()), wear, seed + number)
            for number, page in enumerate(document)
        ]
    finally:
        document.close()


def worn(picture: Picture, wear: Wear, seed: int = 1) -> Picture:
    """Return the picture skewed, shaded, blurred, noisy, compressed and turned, in this order."""
    work: Picture = picture.astype(np.float32)
    height, width = work.shape
    if wear.skew:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), wear.skew, 1.0)
        work = cv2.warpAffine(work, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    if wear.shade:
        work = work * (1 - wear.shade * np.linspace(0, 1, width, dtype=np.float32))
    if wear.blur:
        work = cv2.GaussianBlur(work, (0, 0), wear.blur)
    if wear.noise:
        work = work + np.random.default_rng(seed).normal(0, wear.noise, work.shape).astype(np.float32)
    done = np.clip(work, 0, 255).astype(np.uint8)
    if wear.quality is not None:
        done = np.asarray(Image.open(BytesIO(encoded(done, "JPEG", quality=wear.quality))).convert("L"))
    return np.ascontiguousarray(np.rot90(done, wear.quarter_turns))


def encoded(picture: Picture, kind: str = "PNG", **options: int) -> bytes:
    """Return the picture as a file of the kind that Pillow calls so (PNG, JPEG, BMP, TIFF)."""
    buffer = BytesIO()
    Image.fromarray(picture).save(buffer, kind, **options)
    return buffer.getvalue()


def bound(pictures: list[Picture], kind: str = "PDF", dpi: int = 200) -> bytes:
    """Return several pictures as one file (PDF or TIFF), a page each."""
    buffer = BytesIO()
    first, *rest = [Image.fromarray(picture) for picture in pictures]
    first.save(buffer, kind, save_all=True, append_images=rest, resolution=dpi)
    return buffer.getvalue()
