# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A wiki on MediaWiki: pages with boxes, redirects, lists in small pieces, and a database that lags behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from tests.fakes.server import NOT_FOUND, Call, Fake, Reply, json_reply

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

LAMP = """{{Infobox device
| image = File:Wren lamp.jpg
| authors = User:Wren_Okoro, [[User:Jo|Jo of the workshop]], Ana
| status = Prototype
| keywords = lamp, light, solar
| caption = A lamp that folds
| language-code = en
| license = CERN-OHL-S-2.0
}}
A '''lamp''' of wood.
"""
STOVE = """<!-- {{Infobox device|name=not this one}} -->
{{Infobox project
| authors = [[User:Ana]]
| description = Burns [[Pellets|small wood]] <ref>{{cite|a|b={{c}}}}</ref> with little smoke.
| replicated-in = Kenya
| language = es
}}
"""
LOOM = "{{Infobox device|authors=Jo|made=yes|keywords=weaving}}"
TOO_LONG = json_reply({"batchcomplete": True, "query": {"pages": [{"pageid": 9, "ns": 0, "title": "Loom"}]}})


@dataclass
class Page:
    """One page; `redirect` is where it leads instead of having a text."""

    text: str
    revision: int
    categories: tuple[str, ...] = ("Projects",)
    redirect: str = ""


class Wiki(Fake):
    """The wiki. `most` is how many members a list gives at once; `lags` how often it is too busy."""

    def __init__(self, *, most: int = 2, lags: int = 0, tells_lag_by_header: bool = True) -> None:
        super().__init__()
        self.most = most
        self.lags = lags
        self.tells_lag_by_header = tells_lag_by_header
        self.pages: dict[str, Page] = {}
        self.changes: list[dict[str, Any]] = []
        self.rights = {"url": "https://creativecommons.org/licenses/by-sa/4.0/", "text": "CC BY-SA 4.0"}
        self.files: dict[str, bytes] = {}

    def write(self, title: str, text: str, *categories: str, redirect: str = "") -> int:
        """A new revision of a page; its number."""
        revision = 100 + len(self.changes)
        kind = "edit" if title in self.pages else "new"
        self.pages[title] = Page(text, revision, categories or ("Projects",), redirect)
        self.changes.append({"type": kind, "ns": 0, "title": title, "pageid": 1, "revid": revision})
        return revision

    def delete(self, title: str) -> None:
        del self.pages[title]
        self.changes.append({"type": "log", "ns": 0, "title": title, "revid": 0, "logtype": "delete"})

    def answer(self, call: Call) -> Reply:
        if call.steps[:1] == ("manifests",):
            return Reply(self.files[call.steps[1]]) if call.steps[1] in self.files else NOT_FOUND
        asked = {**call.query, **dict(parse_qsl(call.body.decode(), keep_blank_values=True))}
        return self._query(asked) if call.steps == ("w", "api.php") else NOT_FOUND

    def _query(self, asked: dict[str, str]) -> Reply:
        if asked.get("maxlag") and self.lags:
            self.lags -= 1
            headers = {"MediaWiki-API-Error": "maxlag", "Retry-After": "1"} if self.tells_lag_by_header else {}
            error = {"code": "maxlag", "info": "Waiting for a server: 7 seconds lagged"}
            return json_reply({"error": error}, headers=headers)
        if (asked.get("action"), asked.get("format"), asked.get("formatversion")) != ("query", "json", "2"):
            return json_reply({"error": {"code": "badvalue", "info": "not understood"}})
        return self._titles(asked) if "titles" in asked else self._listed(asked)

    def _listed(self, asked: dict[str, str]) -> Reply:
        if asked.get("list") == "recentchanges":
            return self._part([dict(one) for one in self.changes], asked, "rccontinue", "recentchanges")
        if asked["generator"] == "categorymembers":
            name = asked["gcmtitle"].removeprefix("Category:")
            found = [title for title, page in self.pages.items() if name in page.categories]
            return self._part([self._info(title) for title in sorted(found)], asked, "gcmcontinue", "pages")
        name = asked["geititle"].removeprefix("Template:")
        found = [title for title, page in self.pages.items() if f"{{{{{name}" in page.text]
        return self._part([self._info(title) for title in sorted(found)], asked, "geicontinue", "pages")

    def _part(self, entries: list[dict[str, Any]], asked: dict[str, str], key: str, name: str) -> Reply:
        start = int(asked.get(key, "0|").split("|")[0])
        part = entries[start : start + self.most]
        if not part:
            return json_reply({"batchcomplete": True})
        more = start + self.most < len(entries)
        goes_on = (
            {"continue": {key: f"{start + self.most}|x", "continue": f"{key}||"}} if more else {"batchcomplete": True}
        )
        return json_reply({**goes_on, "query": {name: part}})

    def _info(self, title: str) -> dict[str, Any]:
        page = self.pages[title]
        found = {
            "pageid": page.revision,
            "ns": 0,
            "title": title,
            "contentmodel": "wikitext",
            "lastrevid": page.revision,
        }
        return {**found, "redirect": True} if page.redirect else found

    def _titles(self, asked: dict[str, str]) -> Reply:
        titles = asked["titles"].removeprefix("\x1f").split("\x1f" if asked["titles"].startswith("\x1f") else "|")
        if len(titles) > 50:
            return json_reply({"error": {"code": "toomanyvalues", "info": "50 at most"}})
        normalized = [{"fromencoded": False, "from": t, "to": s} for t in titles if (s := self._spelt(t)) != t]
        redirects, found = [], []
        for start in dict.fromkeys(map(self._spelt, titles)):
            title = start
            while title in self.pages and self.pages[title].redirect:
                to, _hash, part = self.pages[title].redirect.partition("#")
                redirects.append({"from": title, "to": to, **({"tofragment": part} if part else {})})
                title = to
            if title not in found:
                found.append(title)
        pages = [self._page(title, with_text="revisions" in asked["prop"]) for title in found]
        query = {"normalized": normalized, "redirects": redirects, "pages": pages, "rightsinfo": self.rights}
        return json_reply({"batchcomplete": True, "query": {key: value for key, value in query.items() if value}})

    def _page(self, title: str, *, with_text: bool) -> dict[str, Any]:
        if title not in self.pages:
            return {"ns": 0, "title": title, "missing": True}
        if not with_text:
            return self._info(title)
        page = self.pages[title]
        slot = {"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": page.text}
        revision = {"revid": page.revision, "parentid": 1, "timestamp": "2026-01-02T03:04:05Z", "slots": {"main": slot}}
        return {"pageid": page.revision, "ns": 0, "title": title, "revisions": [revision]}

    @staticmethod
    def _spelt(title: str) -> str:
        text = title.replace("_", " ").strip()
        return text[:1].upper() + text[1:]


def wiki(**how: Any) -> Wiki:
    """Three pages with boxes, one without, and a redirect among the members."""
    made = Wiki(**how)
    made.write("Wren lamp", LAMP)
    made.write("Pellet stove", STOVE)
    made.write("Loom", LOOM)
    made.write("How to saw", "A text without a box.")
    made.write("Lamp", "#REDIRECT [[Wren lamp]]", redirect="Wren lamp")
    return made


def serve() -> AbstractContextManager[Wiki]:
    """The wiki, running."""
    return wiki().serve()
