"""Pictures of single lines → words, with the recogniser that ships inside the rapidocr package (offline).

The ONNX model is driven directly: one picture of a line, 48 pixels high and as wide as it needs, white paper = 255.
A line costs about 9 ms per 96 pixels of width on one core, whatever the batch.
"""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # ships no types

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.picture_lines import Grey

HEIGHT = 48
# The ink of a line is brought to this height, which leaves the margin the model was trained with.
INK_HEIGHT = 34
MAX_WIDTH = 3200
_STEP = 8
_MODEL = "models/PP-OCRv6_rec_small.onnx"
_FIGURES = "0123456789.,-/"


class Reading(NamedTuple):
    """What was read: the text, how sure the model is (the least sure character, 0 to 1), and each character's x.

    `places` are pixels of the picture given to the recogniser.
    """

    text: str
    sure: float
    places: list[float]


class Recognizer:
    """The model with its characters. Make one with `recognizer()`; pictures already read are remembered."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._input = session.get_inputs()[0].name
        characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
        size = session.get_outputs()[0].shape[-1]
        self._characters = ["", *characters][:size]
        self._characters += [" "] * (size - len(self._characters))
        self._figures = np.array([0, *(self._characters.index(figure) for figure in _FIGURES)])
        self._known: dict[tuple[bytes, int, bool], Reading] = {}

    def read(self, line: Grey, *, figures: bool = False) -> Reading:
        """Read one line, `HEIGHT` pixels high; `figures` allows digits and `. , - /` only."""
        key = (line.tobytes(), line.shape[1], figures)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > 2000:
                self._known.clear()
            known = self._known[key] = self._read(line, figures=figures)
        return known

    def _read(self, line: Grey, *, figures: bool) -> Reading:
        plane = line.astype(np.float32) / 127.5 - 1.0
        batch = np.broadcast_to(plane, (1, 3, *plane.shape))
        (chances,) = self._session.run(None, {self._input: np.ascontiguousarray(batch)})
        steps = chances[0]
        among = self._figures
        chosen = among[steps[:, among].argmax(axis=1)] if figures else steps.argmax(axis=1)
        sure = steps[np.arange(len(chosen)), chosen]
        return self._collapsed(chosen.tolist(), sure.tolist(), line.shape[1] / max(len(chosen), 1))

    def _collapsed(self, chosen: list[int], sure: list[float], width: float) -> Reading:
        letters: list[str] = []
        places: list[float] = []
        chances: list[float] = []
        last = 0
        for step, (code, chance) in enumerate(zip(chosen, sure, strict=True)):
            if code and code != last:
                letters.append(self._characters[code])
                places.append((step + 0.5) * width)
                chances.append(chance)
            elif code and chance > chances[-1]:
                chances[-1] = chance
            last = code
        return Reading(punctuated("".join(letters)), min(chances, default=0.0), places)


@cache
def recognizer() -> Recognizer:
    """Return the recogniser, loaded once per process; `ReportUnreadable` where its package is missing."""
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent if spec is not None and spec.origin else None
    if folder is None or not (folder / _MODEL).is_file():
        raise ReportUnreadable("没有安装文字识别组件 rapidocr，扫描件读不了；请安装后再试，或换成 Word、PDF 文字版")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(os.environ.get("GONGKAI_OCR_THREADS", "1"))
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    return Recognizer(onnxruntime.InferenceSession(str(folder / _MODEL), options, providers=["CPUExecutionProvider"]))


def prepared(line: Grey, ink_height: float) -> Grey | None:
    """Return a crop of one line (white paper) brought to the model's height; None when it is empty.

    `ink_height` is the height of the characters in the crop, in its pixels.
    """
    height, width = line.shape
    if height < 2 or width < 2:
        return None
    scale = min(INK_HEIGHT / max(ink_height, 1.0), HEIGHT / height)
    wide = min(max(round(width * scale), 4), MAX_WIDTH)
    high = min(max(round(height * scale), 4), HEIGHT)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(line, (wide, high), interpolation=method)
    full = -(-(wide + 2 * _STEP) // (2 * _STEP)) * 2 * _STEP
    canvas = np.full((HEIGHT, max(full, 4 * _STEP)), 255, np.uint8)
    top, left = (HEIGHT - high) // 2, (canvas.shape[1] - wide) // 2
    canvas[top : top + high, left : left + wide] = small
    return canvas


def punctuated(text: str) -> str:
    """Return Chinese text with its punctuation full-width, which the recogniser mixes up; figures stay as they are.

    >>> punctuated("(一)予以公开,共1,234件")
    '（一）予以公开，共1,234件'
    """
    if not any(letter > "\u2e80" for letter in text):
        return text
    return _HALF_COMMA.sub(lambda half: _FULL[half[0]], text.translate(_BRACKETS))


_BRACKETS = str.maketrans("()", "（）")
_FULL = {",": "，", ":": "：", ";": "；"}
_HALF_COMMA = re.compile(r"(?<!\d)[,:;]|[,:;](?!\d)")
