"""JSON that stands in a page cannot leave its block, and says the same."""

import json

from hypothesis import given
from hypothesis import strategies as st

from medications.content.json_in_html import json_in_html


@given(st.text())
def test_it_holds_no_markup_and_loses_nothing(text):
    written = json_in_html({"name": text})

    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"name": text}


def test_end_of_the_block_is_escaped():
    assert json_in_html("</script><!--") == '"\\u003c/script\\u003e\\u003c!--"'
