"""Run one kind of clients in a process of its own; measure its time, memory and processor time."""

from __future__ import annotations

import gc
from multiprocessing import get_context
from multiprocessing.connection import Connection
from statistics import quantiles
from time import perf_counter, process_time

import psutil

from switchpoint.measuring.experiments.network.clients import KINDS, Work
from switchpoint.measuring.experiments.network.server import allow_many_files, running_server
from switchpoint.measuring.samples import note, note_missing

type Figures = dict[str, float]

SPARE_FILES = 50
"""Files that a process has open besides its connections, at most."""


def measure(connections: tuple[int, ...], requests: int, seconds: float) -> None:
    """Let each kind of clients open so many connections; print what that took."""
    files = allow_many_files()
    with running_server() as ports:
        for count in connections:
            for kind in KINDS:
                if count + SPARE_FILES > files:
                    note_missing(f"{kind} {count}", f"a process may open {files} files only")
                    continue
                try:
                    figures = watched(kind, Work(ports, count, requests, seconds))
                except ClientsError as error:
                    note_missing(f"{kind} {count}", str(error))
                    continue
                for name, figure in figures.items():
                    note(kind, figure, measure=name, point=count)


class ClientsError(Exception):
    """The clients did not get all their answers; the message says why."""


def watched(kind: str, work: Work) -> Figures:
    """Return the time, the processor time, the latencies, and by how much memory has grown."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=clients, args=(there, kind, work))
    process.start()
    there.close()
    try:
        resident = heard(here)["resident"]
        seen, most = psutil.Process(process.pid), resident
        here.send("go")
        while not here.poll(0.02):
            most = max(most, seen.memory_info().rss)
        return heard(here) | {"memory": most - resident}
    except (EOFError, psutil.NoSuchProcess):
        raise ClientsError("the process of the clients was ended by the system") from None
    finally:
        process.kill()
        process.join()


def heard(child: Connection) -> Figures:
    """Return what the clients' process tells; raise ``ClientsError`` if that is an error."""
    told: Figures | str = child.recv()
    if isinstance(told, str):
        raise ClientsError(told)
    return told


def clients(parent: Connection, kind: str, work: Work) -> None:
    """Get ready, tell how much memory is resident, wait for the word, work, tell what that took."""
    try:
        allow_many_files()
        KINDS[kind](Work(work.ports, connections=1, requests=1, seconds=0))  # imports what it needs
        gc.collect()
        parent.send({"resident": psutil.Process().memory_info().rss})
        parent.recv()
        parent.send(worked(kind, work))
    except (OSError, RuntimeError, MemoryError) as error:
        parent.send(f"{type(error).__name__}: {error}")


def worked(kind: str, work: Work) -> Figures:
    """Do the work; return the time, the processor time and the latencies."""
    began, used = perf_counter(), process_time()
    latencies = KINDS[kind](work)
    took, used = perf_counter() - began, process_time() - used
    wanted = work.connections * work.requests
    if len(latencies) != wanted:
        raise RuntimeError(f"{len(latencies)} of {wanted} answers came")
    every = quantiles(latencies * 2, n=100)  # of one alone as well
    return {"time": took, "cpu": used, "p50": every[49], "p99": every[98]}
