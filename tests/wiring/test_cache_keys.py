"""What the cache is asked for cannot be read off it."""

import hashlib

from django.core.cache import cache

from msportal.cache_keys import hidden


def test_the_cache_of_the_site_hides_its_names():
    cache.set("login:ip:203.0.113.77", 1)

    assert cache.get("login:ip:203.0.113.77") == 1
    assert list(cache._cache) == [hidden("login:ip:203.0.113.77", "", 1)]


def test_a_name_does_not_follow_from_what_is_known_without_the_secret():
    name = hidden("login:ip:203.0.113.77", "", 1)

    assert "203.0.113.77" not in name
    assert name != hashlib.sha256(b":1:login:ip:203.0.113.77").hexdigest()


def test_another_version_is_another_name():
    assert hidden("a", "", 1) != hidden("a", "", 2)
    assert hidden("a", "", 1) != hidden("b", "", 1)
