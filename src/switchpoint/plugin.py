"""Handle MkDocs events: pass pages and files to the modules that know what to do with them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.base import Config
from mkdocs.config.config_options import Dir, ExtraScriptValue
from mkdocs.config.config_options import Type as Option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from switchpoint.bundle import build, manifest
from switchpoint.bundle.node import BundleError
from switchpoint.measuring import results
from switchpoint.pages import fence, ladder, parity, playground, snippet_reference, speed_tables
from switchpoint.pages.limits import show as limits
from switchpoint.pages.page_problems import page_problems
from switchpoint.pages.reader import Contents, Reader
from switchpoint.site import finish, social_card
from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.naming import all_snippets, find_snippet, naming_problems
from switchpoint.tracing.timeline import Drawing, draw
from switchpoint.tracing.words import Language, words

log = get_plugin_logger(__name__)

_BLOCK_ID = re.compile(r'<live-snippet id="([^"]+)"')

_PACKAGE = Path(__file__).parent

REFERENCE_PAGE = "reference/snippets.md"
PLAYGROUND_PAGE = "playground.md"
MEASURE_PAGE = "measure.md"


class Settings(Config):
    """What mkdocs.yml may say under ``switchpoint:``."""

    snippets = Dir(default="snippets")
    live = Option(bool, default=True)
    """Whether to ship the browser files; without them the pages show recordings only."""


class SwitchpointPlugin(BasePlugin[Settings]):
    """Blocks on pages, the browser's files in the site, problems in one line each."""

    def __init__(self) -> None:
        """Start with no build begun."""
        self.serving = False
        self.problems: list[str] = []
        self.bundle: manifest.Bundle | None = None
        self.reader = Reader([], {})
        self.cards: dict[str, Drawing] = {}
        """The timelines that go along with shared pages, by their pictures' addresses."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a problem should end the build or only be shown."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make the bundle, once a build; the i18n plugin calls this once per language."""
        if (reference := config.plugins.get("mkdocstrings")) is not None:
            reference.config["locale"] = self._language(config)
        if not self.config.live:
            return config
        root = Path(config.config_file_path).parent
        try:
            self.bundle = build.ensure(root)
        except BundleError as error:
            raise PluginError(str(error)) from error
        style = f"{manifest.SITE_FOLDER}/{self.bundle.style}"
        script = ExtraScriptValue(f"{manifest.SITE_FOLDER}/{self.bundle.script}")
        script.type = "module"
        if style not in config.extra_css:
            config.extra_css.append(style)
            config.extra_javascript.append(script)
            names = {locale: self.bundle.words(locale) for locale in parity.LANGUAGES}
            config.extra["words"] = {
                locale: f"{manifest.SITE_FOLDER}/{name}" for locale, name in names.items()
            }
        return config

    @event_priority(-200)  # after i18n, which would make other files of ours
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Check the collection as a whole and add the browser's files to the site."""
        if self._language(config) == self._default_language(config):
            self._begin_build(config)
        if self.bundle:
            for name in self.bundle.files:
                target = f"{manifest.SITE_FOLDER}/{name}"
                source = str(self.bundle.folder / name)
                files.append(File.generated(config, target, abs_src_path=source))
            for snippet in playground.offered(all_snippets(self._root)):
                target = f"{playground.FOLDER}/{snippet.name}.py"
                source = str(snippet.path.resolve())
                files.append(File.generated(config, target, abs_src_path=source))
        return files

    @event_priority(100)  # while the text still has the lines of its file
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Check the page's fences and set the surroundings of its blocks."""
        if path := page.file.abs_src_path:
            shown = os.path.relpath(path, Path(config.config_file_path).parent)
            contents = self._read(path)
            self._report(*page_problems(shown, contents, self._root, self._measurements(config)))
        fence.surroundings.set(
            fence.Surroundings(
                root=self._root,
                language=self._language(config),
                reference=self._url_of(REFERENCE_PAGE, page, files),
                playground=self._url_of(PLAYGROUND_PAGE, page, files),
                programs=get_relative_url(f"{playground.FOLDER}/", page.url),
                measurements=self._measurements(config),
                measure=self._file_of(MEASURE_PAGE, page, files),
                tolerant=True,
            )
        )
        if snippet_reference.MARKER in markdown:
            listing = self._reference(page, config, files)
            markdown = markdown.replace(snippet_reference.MARKER, listing)
        if speed_tables.MARKER in markdown:
            markdown = markdown.replace(speed_tables.MARKER, self._speed_tables(config))
        markdown = limits.fill(markdown, self._language(config))
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Tell MkDocs of the blocks' ids, which it does not see, so that it can check links."""
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= set(_BLOCK_ID.findall(html))
        return html

    @event_priority(-100)  # after the search index was made: it gets no links
    def on_page_context(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Put the ladder on the front page, and on pages to learn from their place on it.

        All pages' texts are read by now, so that the ladder can tell how long they take. The
        template also gets the address of the picture that goes along with the page.
        """
        context["card"] = self._card(page) or (self._card(nav.homepage) if nav.homepage else None)
        language = self._language(config)
        entries = [_entry(other, page, nav) for other in nav.pages if other is not nav.homepage]
        html = page.content or ""
        if ladder.MARKER in html:
            page.content = html.replace(ladder.MARKER, ladder.render(entries, language))
        here = _entry(page, page, nav)
        if here.is_to_learn_from:
            page.content = ladder.render_place(here, entries, language) + html

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild when anything changes that the site is made of, besides the pages.

        Changes to the browser's files and to words show at once. Python modules that build pages
        are not loaded again: after a change to one, restart the server.
        """
        root = Path(config.config_file_path).parent
        for path in (self._root, _PACKAGE, root / "measurements", root / "package-lock.json"):
            if path.exists():
                server.watch(str(path))
        return server

    @event_priority(-200)  # after i18n has built the other languages
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish the whole site; end a build that met problems, unless it is being served."""
        if getattr(config.plugins.get("i18n"), "building", False):
            return  # one language of it
        cache = Path(config.config_file_path).parent / ".cache/cards"
        for name, drawing in self.cards.items():
            social_card.write(drawing, Path(config.site_dir) / name, cache)
        prefixes = [found["prefix"] for found in config.extra.get("languages", [])]
        finish.finish(
            Path(config.site_dir),
            urlsplit(config.site_url or "/").path,
            self.bundle,
            prefixes=filter(None, prefixes),
            serving=self.serving,
        )
        if self.problems and not self.serving:
            raise PluginError(f"{len(self.problems)} problems with snippets, listed above")

    @property
    def _root(self) -> Path:
        return Path(self.config.snippets)

    def _begin_build(self, config: MkDocsConfig) -> None:
        """Forget the last build, which ``serve`` may have made, and check the whole collection."""
        words.cache_clear()
        self.problems.clear()
        self.cards.clear()
        self.reader = Reader(config.markdown_extensions, config.mdx_configs)
        self._report(
            *naming_problems(self._root),
            *parity.parity_problems(Path(config.docs_dir), self._root, self.reader),
        )

    def _read(self, path: str) -> Contents:
        return self.reader.read(Path(path).read_text(encoding="utf-8"))

    def _reference(self, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return the list of snippet modules, with the pages in this language that show them."""
        if naming_problems(self._root):
            return ""  # a folder that hides a package would end mkdocstrings with a traceback
        language = page.file.src_uri.partition("/")[0]
        pages = {
            os.path.relpath(file.src_uri, Path(page.file.src_uri).parent): self._read(path)
            for file in files.documentation_pages()
            if file.src_uri.startswith(f"{language}/") and (path := file.abs_src_path)
        }
        return snippet_reference.modules(
            all_snippets(self._root), snippet_reference.uses(pages), self._language(config)
        )

    def _speed_tables(self, config: MkDocsConfig) -> str:
        """Return what was measured, as tables; without a measurement the build has a problem."""
        path = Path(config.config_file_path).parent / speed_tables.FILE
        if not path.is_file():
            command = "python -m tests.benchmarks.first_output --write"
            self._report(f"{speed_tables.FILE.as_posix()}:1: is missing; run {command}")
            return ""
        measured = speed_tables.Measured.read(path.read_text(encoding="utf-8"))
        return speed_tables.page_tables(measured, self._language(config))

    def _card(self, page: Page) -> str | None:
        """Return the address of the picture of the first timeline on a page, if it has one."""
        if not (path := page.file.abs_src_path):
            return None
        for placed in self._read(path).fences:
            try:
                snippet = find_snippet(self._root, placed.fence.name)
                trace, recording = snippet.trace(), snippet.recording()
            except SnippetError:
                continue  # it is reported where the page shows it
            if trace and trace["events"] and not placed.fence.is_exercise:
                name = f"{social_card.FOLDER}/{snippet.name.replace('/', '-')}.png"
                if name not in self.cards:
                    self.cards[name] = draw(trace, recording.stdout, "en")  # no word is drawn
                return name
        return None

    def _report(self, *problems: str) -> None:
        for problem in problems:
            if problem not in self.problems:
                self.problems.append(problem)
                log.error(problem)

    def _language(self, config: MkDocsConfig) -> Language:
        i18n = config.plugins.get("i18n")
        current = getattr(i18n, "current_language", None) or self._default_language(config)
        return "en" if current == "en" else "zh"

    def _default_language(self, config: MkDocsConfig) -> Language:
        i18n = config.plugins.get("i18n")
        return "en" if getattr(i18n, "default_language", "zh") == "en" else "zh"

    def _measurements(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent / results.FOLDER

    def _file_of(self, name: str, page: Page, files: Files) -> str:
        """Return the file of a page in this page's language, "" where there is none."""
        here = Path(page.file.src_uri)
        target = Path(here.parts[0], name)
        if not files.get_file_from_path(target.as_posix()):
            return ""
        return os.path.relpath(target, here.parent)

    def _url_of(self, name: str, page: Page, files: Files) -> str:
        """Return the address of a page in this page's language, "" where there is none."""
        language = page.file.src_uri.partition("/")[0]
        found = files.get_file_from_path(f"{language}/{name}")
        return get_relative_url(found.url, page.url) if found else ""


def _entry(other: Page, here: Page, nav: Navigation) -> ladder.Entry:
    """Return what the ladder on the page ``here`` needs to know of another page."""
    sections = [str(ancestor.title) for ancestor in other.ancestors]  # the innermost first
    section = sections[-1] if sections else ""
    home = nav.homepage.url if nav.homepage else ""
    return ladder.Entry(
        name=other.file.src_uri.partition("/")[2].removesuffix(".md"),
        title=str(other.title),
        section=section if section != other.title else "",
        address=other.url.removeprefix(home),
        link=get_relative_url(other.url, here.url),
        text=other.markdown or "",
    )
