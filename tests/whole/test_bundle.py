"""The bundle: what is shipped, under which names, and when it is made again."""

from __future__ import annotations

import gzip
import io
import itertools
import re
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from switchpoint.bundle import build, manifest, node, scripts, stdlib_archives, wheels
from switchpoint.bundle.manifest import Bundle

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made() -> Bundle:
    return build.ensure(ROOT)


def named(made: Bundle, pattern: str) -> Path:
    found = [name for name in made.files if re.fullmatch(pattern, name)]
    assert len(found) == 1, f"{pattern}: {found}"
    return made.folder / found[0]


def test_every_file_is_listed_and_every_listed_file_is_there(made: Bundle) -> None:
    there = {p.relative_to(made.folder).as_posix() for p in made.folder.rglob("*") if p.is_file()}
    assert there == set(made.files)
    assert {made.script, made.style} <= there


def test_every_name_bears_a_hash(made: Bundle) -> None:
    for name in made.files:
        assert re.search(r"[-/](?:pyodide-[\d.]+-)?[0-9A-Za-z]{8,}(?:[-./]|$)", name), name


def archive(made: Bundle, name: str) -> zipfile.ZipFile:
    packed = named(made, rf"pyodide-.*/{name}\.zip\.gz").read_bytes()
    return zipfile.ZipFile(io.BytesIO(gzip.decompress(packed)))


def test_scripts_know_the_files_of_every_package(made: Bundle) -> None:
    worker = named(made, r"worker-\w+\.js").read_text("utf-8")
    files = {path.partition("-")[0] for path in re.findall(r'path:"([\w.-]+\.whl)"', worker)}
    assert files == {wheels.file_name(name) for name in wheels.NAMES}
    archives = set(build._ARCHIVES)
    for package, needed in wheels.FILES_OF.items():
        assert set(needed) <= files | archives, package


def test_the_library_holds_what_runs_in_the_tab_and_nothing_else(made: Bundle) -> None:
    with archive(made, "stdlib") as library:
        names = [name for name in library.namelist() if name.startswith("switchpoint/")]
        assert library.testzip() is None
    assert "switchpoint/tab/session.pyc" in names
    assert not [name for name in names if "plugin" in name or "bundle" in name]


def test_repacked_wheels_are_pure_python_with_their_licence(made: Bundle) -> None:
    for package in wheels.NAMES:
        name = wheels.file_name(package)
        with zipfile.ZipFile(named(made, rf"{name}-[^-]+-0\w+-cp314-none-any\.whl")) as wheel:
            names = wheel.namelist()
            assert wheel.testzip() is None
            metadata = next(n for n in names if n.endswith(".dist-info/METADATA"))
            assert f"Version: {distribution(package).version}" in wheel.read(metadata).decode()
        assert any("/licenses/" in n for n in names), package
        assert not [n for n in names if n.endswith((".so", ".c", ".pyx", ".py")) or "/tests/" in n]
        assert [n for n in names if n.endswith(".pyc")], package


def test_what_is_made_depends_on_what_makes_it() -> None:
    makers = {path.name for path in build._makers(ROOT)}
    assert {
        "build.py",
        "wheels.mjs",
        "stdlib_archives.py",
        "exports.py",
        "package-lock.json",
    } <= makers
    assert "pyodide-build==" in wheels.versions()


def test_the_library_is_compiled_where_it_counts_and_pruned(made: Bundle) -> None:
    names = {name: set(archive(made, name).namelist()) for name in build._ARCHIVES}
    assert {"asyncio/base_events.pyc", "traceback.pyc", "heapq.pyc"} <= names["stdlib"]
    assert "http/client.pyc" in names["network"]
    assert "urllib/request.pyc" in names["web"]
    assert "tomllib/_parser.py" in names["rest"]
    for one, other in itertools.combinations(names, 2):
        assert not names[one] & names[other], (one, other)
    everything = set.union(*names.values())
    assert not [name for name in everything if name.startswith(("idlelib/", "ensurepip/", "venv/"))]


def test_no_module_of_the_library_is_lost(made: Bundle) -> None:
    there = set()
    for name in build._ARCHIVES:
        there |= {file.removesuffix("c") for file in archive(made, name).namelist()}
    with zipfile.ZipFile(ROOT / "node_modules/pyodide/python_stdlib.zip") as upstream:
        for name in upstream.namelist():
            if name.endswith(".py") and not name.startswith(stdlib_archives.PRUNED):
                assert name in there, name


def test_a_run_loads_at_most_5_3_megabytes_and_gevent_0_85_more(made: Bundle) -> None:
    """As transferred with gzip."""
    assert made.size(made.after_run)[1] <= 5_300_000
    assert made.size(made.for_gevent)[1] <= 850_000


def test_no_file_asks_for_one_that_is_not_shipped(made: Bundle) -> None:
    for name in made.files:
        if name.endswith((".js", ".mjs", ".css")):
            assert "sourceMappingURL" not in (made.folder / name).read_text("utf-8")
    script = (made.folder / made.script).read_text("utf-8")
    runner = [name for name in re.findall(r'"\./([\w-]+\.js)"', script) if "runner" in name]
    assert runner
    assert runner[0] in made.files


def test_a_page_adds_at_most_12_kilobytes_before_any_click(made: Bundle) -> None:
    """The issue that founded the site allows 12 KB of gzipped JavaScript and CSS together."""
    _, zipped = made.size(made.before_click)
    assert zipped <= 12_000
    for name in made.before_click[:-1]:
        script = (made.folder / name).read_text("utf-8")
        assert set(re.findall(r'from"\./([\w-]+\.js)"', script)) <= set(made.before_click)


def test_an_up_to_date_bundle_is_not_made_again(
    made: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise AssertionError(f"Node was called: {arguments}")

    for module in build, node, scripts:
        monkeypatch.setattr(module, "run_node", fail)
    assert build.ensure(ROOT) == made


def test_a_failing_step_is_told_with_what_it_said(tmp_path: Path) -> None:
    script = tmp_path / "fails.mjs"
    script.write_text("console.error('no such package'); process.exit(1)")
    with pytest.raises(node.BundleError, match=r"fails\.mjs .*failed; .*\nno such package"):
        node.run_node(script, "ci", cwd=tmp_path)


def test_the_report_names_every_file_and_two_sums(made: Bundle) -> None:
    lines = manifest.report(made).splitlines()
    assert len(lines) == len(made.files) + 4
    assert lines[-3].startswith("before any click")
    assert lines[-2].startswith("after the first Run")
    assert lines[-1].startswith("on top, for gevent")
