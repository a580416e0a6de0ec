"""The error that names what is wrong with a snippet."""


class SnippetError(Exception):
    """Something about a snippet is wrong; the message is one line with file, line and cure."""
