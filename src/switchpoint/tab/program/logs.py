"""Has each program find logging as it begins, though it belongs to the whole interpreter."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def fresh() -> Iterator[None]:
    """Have all loggers as they begin; at the end flush and close what was added, and go back."""
    before = {logger: _changed(logger) for logger in _loggers()}
    try:
        yield
    finally:
        for logger in _loggers():
            for handler in _changed(logger, *before.get(logger, ()))[0]:
                handler.flush()
                handler.close()
        if logging := sys.modules.get("logging"):
            logging.disable(0)
            logging.captureWarnings(False)


def _loggers() -> list[Any]:
    """Return all loggers there are, none if nobody has imported logging."""
    logging: Any = sys.modules.get("logging")
    if logging is None:
        return []
    named = logging.root.manager.loggerDict.values()
    return [logging.root, *(it for it in named if isinstance(it, logging.Logger))]


def _changed(
    logger: Any,
    handlers: list[Any] | None = None,
    filters: list[Any] | None = None,
    level: int | None = None,
    disabled: bool = False,
    propagate: bool = True,
) -> tuple[list[Any], list[Any], int, bool, bool]:
    """Give a logger another state, by default that of a new one; return the one it had."""
    had = logger.handlers, logger.filters, logger.level, logger.disabled, logger.propagate
    logger.handlers, logger.filters = handlers or [], filters or []
    logger.disabled, logger.propagate = disabled, propagate
    if level is None:
        level = 30 if logger is logger.root else 0  # WARNING, NOTSET
    logger.setLevel(level)
    return had
