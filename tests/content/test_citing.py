"""Entries for citing: whatever stands in a name or a title, each form is read back as it was meant."""

import json
import re
from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content import citing
from medications.content.citing import CitedPage, bibtex, csl, one_line, ris


def page(**changes) -> CitedPage:
    values = {
        "key": "orbelazine-version-2",
        "author": "Example society",
        "title": "Orbelazine",
        "site": "Medications used in MS",
        "version": 2,
        "updated": date(2026, 2, 1),
        "url": "https://meds.example.org/medications/orbelazine/history/2/",
        "accessed": date(2026, 11, 26),
    }
    return CitedPage(**{**values, **changes})


def test_bibtex_has_society_title_version_date_address_and_day_of_access():
    assert bibtex(page()) == (
        "@misc{orbelazine-version-2,\n"
        "  author = {{Example society}},\n"
        "  title = {{Orbelazine}},\n"
        "  howpublished = {Medications used in MS},\n"
        "  year = {2026},\n"
        "  month = feb,\n"
        "  day = {1},\n"
        "  version = {2},\n"
        "  note = {Version 2.},\n"
        "  url = {https://meds.example.org/medications/orbelazine/history/2/},\n"
        "  urldate = {2026-11-26},\n"
        "  language = {english}\n"
        "}\n"
    )


def test_ris_has_society_title_version_date_address_and_day_of_access():
    assert ris(page()).split("\r\n") == [
        "TY  - ELEC",
        "ID  - orbelazine-version-2",
        "AU  - Example society",
        "TI  - Orbelazine",
        "T2  - Medications used in MS",
        "PB  - Example society",
        "ET  - Version 2",
        "PY  - 2026",
        "DA  - 2026/02/01/",
        "Y2  - 2026/11/26/",
        "LA  - en",
        "UR  - https://meds.example.org/medications/orbelazine/history/2/",
        "ER  - ",
        "",
    ]


def test_csl_has_society_title_version_date_address_and_day_of_access():
    assert json.loads(csl(page())) == [
        {
            "id": "orbelazine-version-2",
            "type": "webpage",
            "author": [{"literal": "Example society"}],
            "title": "Orbelazine",
            "container-title": "Medications used in MS",
            "publisher": "Example society",
            "version": "2",
            "issued": {"date-parts": [[2026, 2, 1]]},
            "accessed": {"date-parts": [[2026, 11, 26]]},
            "URL": "https://meds.example.org/medications/orbelazine/history/2/",
            "language": "en-US",
        }
    ]


def test_a_remark_is_in_every_form():
    remarked = page(remark="Starter text.")

    assert "note = {Version 2. Starter text.}" in bibtex(remarked)
    assert "N1  - Starter text.\r\n" in ris(remarked)
    assert json.loads(csl(remarked))[0]["note"] == "Starter text."


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("50% & more", r"50\% \& more"),
        ("a_b#c$d", r"a\_b\#c\$d"),
        ("{x}", r"\textbraceleft{}x\textbraceright{}"),
        ("a\\b~c^d", r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d"),
        ("<i>|", r"\textless{}i\textgreater{}\textbar{}"),
    ],
)
def test_bibtex_writes_what_means_something_to_latex_as_itself(typed, written):
    assert f"title = {{{{{written}}}}}," in bibtex(page(title=typed))


def test_ris_takes_a_society_with_a_comma_for_one_name():
    entry = ris(page(author="Society of MS, Inc."))

    assert "AU  - Society of MS Inc.\r\n" in entry
    assert "PB  - Society of MS, Inc.\r\n" in entry


ANY = st.text(max_size=60)
LATEX = {written: char for char, written in citing._LATEX.items()}


@given(ANY, ANY)
def test_bibtex_is_one_entry_of_balanced_braces_whatever_is_typed(title, author):
    entry = bibtex(page(title=title, author=author)).strip()
    steps = [{"{": 1, "}": -1}.get(char, 0) for char in entry.removeprefix("@misc")]
    depths = list(accumulate(steps))

    assert min(depths[:-1]) == 1
    assert depths[-1] == 0
    assert entry.count("\n") == bibtex(page()).strip().count("\n")


@given(ANY)
def test_bibtex_gives_the_title_back(title):
    written = re.search(r"  title = \{\{(.*)\}\},\n", bibtex(page(title=title)))[1]

    read = re.sub(r"\\text[a-z]+\{\}|\\.", lambda found: LATEX[found[0]], written)

    assert read == one_line(title)


@given(ANY, ANY)
def test_ris_has_the_same_lines_whatever_is_typed(title, author):
    lines = ris(page(title=f"x{title}", author=f"x{author}")).split("\r\n")

    assert [line[:6] for line in lines] == [line[:6] for line in ris(page()).split("\r\n")]
    assert not [line for line in lines if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line)]


@given(ANY, ANY)
def test_csl_gives_title_and_society_back(title, author):
    item = json.loads(csl(page(title=title, author=author)))[0]

    assert (item["title"], item["author"]) == (one_line(title), [{"literal": one_line(author)}])
