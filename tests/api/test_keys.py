"""Reading with a key: the same answers, under rules of their own for copies; a bad key is refused, never ignored."""

from datetime import timedelta

import pytest
from django.utils import timezone

from medications.actions import partners
from medications.models import ApiKey
from tests.assertions import assert_problem, recorded_sql
from tests.factories import accounts, publications, records
from tests.factories.keys import issued
from tests.factories.site import kept

pytestmark = pytest.mark.django_db

DETAIL = "/api/v1/medications/orbelazine/"
READS = ["/api/v1/medications/", DETAIL, f"{DETAIL}revisions/1/canonical", "/api/v1/symptoms/", "/api/v1/changes/"]


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield publications.published(records.small_record())


@pytest.fixture
def key():
    now = timezone.now()
    return issued(now=now, expires=now + timedelta(days=9))


def bearer(plain: str) -> dict:
    return {"Authorization": f"Bearer {plain}"}


@pytest.mark.parametrize("path", READS)
def test_a_key_gets_exactly_what_everybody_gets(client, key, path):
    without, keyed = client.get(path), client.get(path, headers=bearer(key[1]))

    assert keyed.status_code == without.status_code == 200
    if path != "/api/v1/medications/" and path != DETAIL:  # they say until when they may be shown, which moves
        assert keyed.content == without.content
    else:
        assert keyed.json().keys() == without.json().keys()


def test_reading_without_a_key_asks_the_database_nothing_about_keys(client):
    with recorded_sql() as statements:
        assert client.get(DETAIL).status_code == 200

    assert not [sql for sql in statements if ApiKey._meta.db_table in sql]


def test_a_key_costs_one_query_once_its_use_is_noted(client, key):
    headers = bearer(key[1])
    client.get(DETAIL, headers=headers)

    with recorded_sql() as without:
        client.get(DETAIL)
    with recorded_sql() as keyed:
        client.get(DETAIL, headers=headers)

    assert len(keyed) == len(without) + 1


def refused(client, **headers):
    response = client.get(DETAIL, headers=headers)
    return response, assert_problem(response, 401)


def of_each_bad_kind(key) -> dict[str, str]:
    administrator, now = accounts.account("administrator"), timezone.now()
    revoked, revoked_plain = issued(now=now, expires=now + timedelta(days=9))
    partners.revoke_key(key=revoked, by=administrator, now=now)
    expired = issued(now=now - timedelta(days=2), expires=now - timedelta(days=1))[1]
    unknown = partners._checked("msp_" + "x" * 36)
    return {
        "revoked": revoked_plain,
        "expired": expired,
        "unknown": unknown,
        "mistyped": key[1][:-1] + "_",
        "garbage": "x" * 3000,
    }


def test_every_bad_key_is_refused_in_the_same_words(client, key):
    answers = {kind: refused(client, **bearer(plain)) for kind, plain in of_each_bad_kind(key).items()}

    assert len({response.content for response, _ in answers.values()}) == 1
    for response, _ in answers.values():
        assert response["WWW-Authenticate"] == 'Bearer realm="partner API", error="invalid_token"'
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("header", ["Bearer", "Bearer one two", "Token x", "Basic dTpw", "x"])
def test_a_header_that_is_no_bearer_key_is_refused(client, header):
    response, problem = refused(client, Authorization=header)

    assert response["WWW-Authenticate"] == 'Bearer realm="partner API"'
    assert "Authorization: Bearer KEY" in problem["detail"]


def test_the_scheme_may_be_written_in_small_letters(client, key):
    assert client.get(DETAIL, headers={"Authorization": f"bearer {key[1]}"}).status_code == 200


def test_a_bad_key_is_not_told_whether_the_page_exists(client):
    here, nowhere = (client.get(path, headers=bearer("x")) for path in (DETAIL, "/api/v1/medications/nowhere/"))

    assert here.status_code == nowhere.status_code == 401
    assert here.content == nowhere.content


def test_no_shared_cache_keeps_a_keyed_answer_or_answers_it_from_another(client, key):
    without, keyed = client.get(DETAIL), client.get(DETAIL, headers=bearer(key[1]))

    assert "Authorization" in without["Vary"]
    assert "Authorization" in keyed["Vary"]
    assert "public" in without["Cache-Control"]
    assert "private" in keyed["Cache-Control"]
    assert "s-maxage" not in keyed["Cache-Control"]


def test_a_key_in_the_address_opens_nothing_and_is_not_repeated(client, key):
    response = client.get("/api/v1/symptoms/", {"access_token": key[1]})

    assert_problem(response, 400)
    assert key[1].encode() not in response.content


def test_a_copy_that_is_still_good_is_confirmed_to_a_keyed_reader(client, key):
    path = "/api/v1/symptoms/"
    etag = client.get(path, headers=bearer(key[1]))["ETag"]

    response = client.get(path, headers={**bearer(key[1]), "If-None-Match": etag})

    assert response.status_code == 304
    assert "private" in response["Cache-Control"]
    assert client.get(path, headers={**bearer("x"), "If-None-Match": etag}).status_code == 401
