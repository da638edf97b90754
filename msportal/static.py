"""Static files under hashed names. Style sheets of many parts are served in one piece, since each file costs a reader a wait."""

import posixpath
import re
from collections.abc import Callable

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Written anew when collected. Where files are not collected (in tests), browsers follow the imports and constants themselves.
JOINED = ("css/site.css", "css/medication.css", "css/more.css", "css/components/draft_banner.css", "css/embed.css")
CONSTANTS = "css/tokens.css"
_IMPORT = re.compile(r'@import url\("([^"]+)"\);')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CONSTANT = re.compile(r"\s*(--(?:palette|space)-[\w-]+): ([^;]+);")
_USE = re.compile(r"var\((--(?:palette|space)-[\w-]+)\)")
# Text in quotation marks, which stays as it is; or white space that says nothing.
_EMPTY = re.compile(r"""("[^"]*")|\s*([{};,])\s*|(?<=[\w-]):\s+(?=[^{}]*[;}])|\s+""")


def joined(name: str, read: Callable[[str], str]) -> str:
    """The style sheet with what it imports, and constants (those of the palette and of the spacing scale), in their places;
    without comments and empty space.

    `name` is a path below the static files; `read` gives the text of one. KeyError for a constant that is not in tokens.css.
    """
    constants = dict(_CONSTANT.findall(_COMMENT.sub("", read(CONSTANTS))))
    text = _CONSTANT.sub("", _with_imports(name, read))
    return _shrunk(_USE.sub(lambda found: constants[found[1]], text))


def _with_imports(name: str, read: Callable[[str], str]) -> str:
    folder = posixpath.dirname(name)
    return _IMPORT.sub(
        lambda found: _with_imports(posixpath.normpath(posixpath.join(folder, found[1])), read), _COMMENT.sub("", read(name))
    )


def _shrunk(text: str) -> str:
    def kept(found: re.Match) -> str:
        if found[1] or found[2]:
            return found[1] or found[2]
        return ":" if found[0].startswith(":") else " "

    return _EMPTY.sub(kept, text).replace(";}", "}").strip()


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
