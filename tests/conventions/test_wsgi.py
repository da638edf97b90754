"""A request cannot choose in which encoding its own address is read."""

import pytest
from django.test import RequestFactory

from msportal.wsgi import utf8_only


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("charset", ["utf-16", "hex", "no-such-thing"])
def test_a_charset_in_the_content_type_is_left_out(method, charset):
    environ = RequestFactory().generic(method, "/medications/?symptom=tremor").environ
    environ["CONTENT_TYPE"] = f"text/plain; charset={charset}; boundary=x"

    seen = utf8_only(lambda environ, start_response: environ["CONTENT_TYPE"])(environ, None)

    assert seen == "text/plain; boundary=x"


def test_a_content_type_without_one_is_left_alone():
    environ = {"CONTENT_TYPE": "application/x-www-form-urlencoded"}

    assert (
        utf8_only(lambda environ, start_response: environ["CONTENT_TYPE"])(environ, None) == "application/x-www-form-urlencoded"
    )
