import shutil

from django.core.management.base import OutputWrapper

BAR = 24  # signs


class Progress:
    """Tells how far a command is: on one line of a terminal, which goes at the end; elsewhere by a line for each step.

    Used as `with Progress(self.stdout) as progress:`, and called with how many steps are done or under way, of how many, and the
    name of this one.
    """

    def __init__(self, stdout: OutputWrapper):
        self.stdout = stdout
        self.is_terminal = stdout.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *fault) -> None:
        if self.is_terminal:
            self._write("")
            self.stdout.write("\r", ending="")

    def __call__(self, done: int, total: int, name: str) -> None:
        line = f"{done} of {total}  {name}"
        if self.is_terminal:
            full = BAR * done // total if total else BAR
            self._write(f"[{'#' * full}{'.' * (BAR - full)}] {line}")
        else:
            self.stdout.write(line)

    def _write(self, line: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        self.stdout.write(f"\r{line[:width].ljust(width)}", ending="")
        self.stdout.flush()
