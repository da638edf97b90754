"""Pages that somebody wrote who did not know the parser: tests/importing/unseen/README.md."""

import pytest

from tests.importing.judge import judge, pages


@pytest.mark.parametrize("file", pages(), ids=lambda file: file.name)
def test_page_is_read_as_its_author_reads_it(file):
    wrong = [verdict for verdict in judge(file) if not verdict.right]

    assert wrong == []
