"""The ruling lines and the bullets of a PDF page, from the paths that it draws, by pypdfium2."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from itertools import pairwise
from typing import Any

from duiqi.blocks.printed.line import Dot
from duiqi.blocks.printed.ruling import MOST_PIECES, THICK, Grid, Segment, grids

# A path with more points is a drawing.
MOST_POINTS = 400
BOX = 5  # and one with these is one box, as wide and high as the path
# Points: how wide and high a bullet is, 4.9 as browsers draw it beside type of 12. A choice.
LEAST_DOT, MOST_DOT = 1.5, 9.0
MOST_DOTS = 200  # a page with more has a chart
Point = tuple[float, float]


def drawn_on(page: Any) -> tuple[list[Grid], list[Dot]]:
    """The ruled tables of a page, and what may be the bullets of a list."""
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page.raw)
    if count > 4 * MOST_PIECES:
        return [], []
    dots: list[Dot] = []
    upright: list[Segment] = []
    level: list[Segment] = []
    for index in range(count):
        path = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(path) != raw.FPDF_PAGEOBJ_PATH:
            continue
        dot = _bounds(path)
        if dot is None:
            continue
        if max(dot.right - dot.left, dot.top - dot.bottom) <= MOST_DOT:
            dots.append(dot)
        for first, second in _lines(path, dot):
            (left, right), (bottom, top) = sorted((first[0], second[0])), sorted((first[1], second[1]))
            if right - left <= THICK < top - bottom:
                upright.append(Segment((left + right) / 2, bottom, top))
            elif top - bottom <= THICK < right - left:
                level.append(Segment((bottom + top) / 2, left, right))
        if len(upright) + len(level) > MOST_PIECES:
            return [], []
    dots = [dot for dot in dots if min(dot.right - dot.left, dot.top - dot.bottom) >= LEAST_DOT]
    return grids(upright, level, raw.FPDF_GetPageHeightF(page.raw)), dots if len(dots) <= MOST_DOTS else []


def _bounds(path: Any) -> Dot | None:
    from pypdfium2 import raw

    left, bottom, right, top = (c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(path, byref(left), byref(bottom), byref(right), byref(top)):
        return None
    return Dot(left.value, bottom.value, right.value, top.value)


def _lines(path: Any, box: Dot) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path, and its thin boxes as the corners that lie opposite."""
    from pypdfium2 import raw

    if min(box.right - box.left, box.top - box.bottom) <= THICK:
        yield (box.left, box.bottom), (box.right, box.top)
        return
    points = raw.FPDFPath_CountSegments(path)
    if points > MOST_POINTS:
        return
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    if not stroke.value and points <= BOX:
        return
    for points in _parts(path):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= THICK:
            yield (min(xs), min(ys)), (max(xs), max(ys))
        elif stroke.value:
            yield from pairwise(points)


def _parts(path: Any) -> Iterator[list[Point]]:
    """The points of each part of a path without curves, on the page."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, byref(matrix))
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
