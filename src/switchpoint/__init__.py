"""Switchpoint: how coroutines really switch, shown by programs that run."""
