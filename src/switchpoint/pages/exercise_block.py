"""Render an exercise as HTML: the starting code with its points, and the model solution."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from switchpoint.pages import block
from switchpoint.snippets.exercise import Exercise
from switchpoint.tracing.words import Language, words


def render(exercise: Exercise, view: block.View) -> str:
    """Return the starting code's block with the points, and the model solution, folded.

    The view's options concern the starting code; its entry in the reference is the solution's.
    """
    say = words(view.language, "exercise")
    start = block.render(
        exercise.start, replace(view, source_href=""), _points(exercise, view.language)
    )
    solution = block.render(
        exercise.solution,
        replace(view, hl_lines=frozenset(), open_timeline=False, play=False, frames=False),
    )
    return (
        f'{start}<details class="success exercise-solution"><summary>{say["solution"]}</summary>'
        f"{solution}</details>"
    )


def _points(exercise: Exercise, language: Language) -> str:
    """Return the list of points, with the checks for the tab."""
    say = words(language, "exercise")
    items = "".join(
        f'<li data-point="{point.name}"><span>{escape(point.what[language], quote=False)}</span>'
        "</li>"
        for point in exercise.points
    )
    checks = escape(exercise.checks, quote=False)
    label = say["label"].format(name=exercise.solution.name)
    return (
        f'<div data-part="points" role="group" aria-label="{label}">'
        f'<p class="points-title">{say["points"]}</p><ul>{items}</ul>'
        '<p data-part="verdict" role="status"></p>'
        # the theme's instant navigation would execute a script element, even one that holds data
        f'<template data-part="checks">{checks}</template></div>'
    )
