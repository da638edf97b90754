"""Static files under hashed names. Style sheets of many parts are served in one piece, since each file costs a reader a wait."""

import posixpath
import re
from collections.abc import Callable

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Each holds nothing but imports: where files are not collected (in tests), browsers follow those.
JOINED = ("css/site.css", "css/medication.css", "css/more.css", "css/embed.css")
_IMPORT = re.compile(r'@import url\("([^"]+)"\);')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def joined(name: str, read: Callable[[str], str]) -> str:
    """The style sheet with what it imports in its place, without comments and empty space.

    `name` is a path below the static files; `read` gives the text of one.
    """
    folder = posixpath.dirname(name)
    text = _IMPORT.sub(
        lambda found: joined(posixpath.normpath(posixpath.join(folder, found[1])), read), _COMMENT.sub("", read(name))
    )
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", text)).strip()


def source(name: str) -> str:
    """The text of a static file as it lies in the project."""
    with open(finders.find(name), encoding="utf-8") as file:
        return file.read()


class RememberedStaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names, as WhiteNoise makes them, remembered by the process: a page asks for several of them each time."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name, force=False):
        if force:
            return super().url(name, force)
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]

    def post_process(self, paths, dry_run=False, **options):
        """Called by collectstatic, with every file: the joined ones are written first, and hashed like the others then."""
        if not dry_run:
            for name in JOINED:
                if name in paths:
                    self.delete(name)
                    self.save(name, ContentFile(joined(name, source)))
                    paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)
