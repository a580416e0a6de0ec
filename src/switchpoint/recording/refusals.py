"""What a recording must not hold although two runs may agree on it, and what to do instead."""

from __future__ import annotations

import re

from switchpoint.recording.differing_messages import differing_message
from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.recording import Recording
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.trace import Trace

MOST_EVENTS = 400
"""A trace of more events makes a picture that nobody reads, and a page that loads slowly."""

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b", re.IGNORECASE)
_HUB_REPORT = re.compile(r"^\d{4}-\d\d-\d\dT[\d:]+Z .* failed with \w+$", re.MULTILINE)


def refuse_output(snippet: Snippet, recording: Recording) -> None:
    """Raise ``SnippetError`` for output that another run or another Python words differently."""
    if report := _HUB_REPORT.search(recording.stderr):
        raise _refusal(
            snippet,
            f"gevent's report of a failed greenlet has a time and an address ({report[0]});"
            " set gevent.get_hub().exception_stream = None",
        )
    printed = recording.stdout + recording.stderr
    if address := _ADDRESS.search(printed):
        raise _refusal(
            snippet,
            f"prints an address ({address[0]}), which differs in every run; print a name, or only"
            " the part of the message before it",
        )
    message = differing_message(printed)
    if message and snippet.runtime != "native":
        raise _refusal(
            snippet,
            f"prints a message that Python 3.14, in the tab, words differently ({message}); print"
            " only the exception's type",
        )


def refuse_trace(snippet: Snippet, trace: Trace) -> None:
    """Raise ``SnippetError`` for a trace of more events than a picture can show."""
    if (count := len(trace["events"])) > MOST_EVENTS:
        raise _refusal(
            snippet,
            f"its trace has {count} events, more than {MOST_EVENTS}; let it do fewer rounds: 3 x 4"
            " show what 10 x 100 show",
        )


def _refusal(snippet: Snippet, sentence: str) -> SnippetError:
    return SnippetError(f"{snippet.shown_path}:1: {sentence}")
