"""How far a command is: one line on a terminal, plain lines elsewhere."""

from io import StringIO

from django.core.management.base import OutputWrapper

from medications.management.progress import Progress


class Terminal(StringIO):
    def isatty(self):
        return True


def told(out: StringIO) -> str:
    with Progress(OutputWrapper(out)) as progress:
        progress(1, 2, "orbelazine")
        progress(2, 2, "testamine")
    return out.getvalue()


def test_each_step_is_a_plain_line_where_nobody_looks():
    assert told(StringIO()) == "1 of 2  orbelazine\n2 of 2  testamine\n"


def test_a_terminal_has_one_line_that_shows_a_bar_and_goes_at_the_end(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")

    lines = told(Terminal()).split("\r")

    assert lines[1].rstrip() == "[############............] 1 of 2  orbelazine"
    assert lines[2].rstrip() == "[########################] 2 of 2  testamine"
    assert {len(line) for line in lines[1:3]} == {59}
    assert "".join(lines[3:]).strip() == ""
    assert "\n" not in "".join(lines)


def test_a_narrow_terminal_cuts_the_line(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")

    assert {len(line) for line in told(Terminal()).split("\r")[1:3]} == {19}


def test_the_line_goes_when_the_command_breaks_off(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    out = Terminal()

    try:
        with Progress(OutputWrapper(out)) as progress:
            progress(1, 2, "orbelazine")
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass

    assert out.getvalue().endswith("\r" + " " * 19 + "\r")
