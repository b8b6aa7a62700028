"""A built site on this machine, served as the published one is."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from built import BuiltSite

NO_PAGE = "finns-inte/"
"""An address at which no site has a page."""
POLL_SECONDS = 0.02
"""How soon the server notices that it is to stop; the default of half a second is long for a test."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site under its path prefix, and its error page for everything else, as GitHub Pages does."""

    def __init__(self, *arguments: Any, site: BuiltSite, **options: Any) -> None:
        self.site = site
        super().__init__(*arguments, directory=str(site.folder), **options)

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(self.site.prefix)
        return super().translate_path(f"/{inside if path.startswith(self.site.prefix) else NO_PAGE}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (self.site.folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@contextmanager
def served(site: BuiltSite) -> Iterator[str]:
    """The address of the site's start page on this machine, while it is served."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, site=site)) as server:
        threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{site.prefix}"
        server.shutdown()
