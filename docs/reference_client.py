"""A copy of the medicines in an SQLite file that is never silently wrong. Python 3.11, standard library only.

    python reference_client.py https://site.example copy.sqlite3

Run it every few minutes: it goes on where it stopped, wherever it was stopped. Show what is in the table `record`, each until its
`display_until`. What was taken down is in `tombstone`, with why and what to show instead. Days pass without a Change: whether a
review is overdue is for you to say, by `review_due`.
"""

import contextlib
import hashlib
import json
import sqlite3
import sys
import time
import urllib.error
import urllib.request

TABLES = """
CREATE TABLE IF NOT EXISTS record (
    uuid TEXT PRIMARY KEY, slug TEXT, publication_number INTEGER, digest TEXT, display_until TEXT, body TEXT);
CREATE TABLE IF NOT EXISTS tombstone (uuid TEXT PRIMARY KEY, kind TEXT, reason TEXT, replacement TEXT);
CREATE TABLE IF NOT EXISTS cursor (one INTEGER PRIMARY KEY CHECK (one = 1), stream TEXT, sequence INTEGER);
"""
TOO_MANY = 1_000  # copies in one question of `freshness/`
TRIES = 10  # of an export that something was published over


class Mirror:
    def __init__(self, site: str, path: str):
        self.api, self.db = site.rstrip("/") + "/api/v1/", sqlite3.connect(path)
        self.db.executescript(TABLES)

    def ask(self, address: str, sent: dict | None = None) -> tuple[int, bytes]:
        """Status and body. Whatever the callers do not expect ends this run; the next one goes on from there."""
        body = json.dumps(sent).encode() if sent else None
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"} if sent else {})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            if error.code not in (403, 404, 410):
                raise
            return error.code, error.read()

    def run(self) -> None:
        cursor = self.db.execute("SELECT stream, sequence FROM cursor").fetchone() or self.start_again()
        while cursor:
            cursor = self.follow(*cursor)
        self.check()

    def start_again(self) -> tuple[str, int]:
        """From the export: all of it in one transaction, so that the old copy stays until the new one is whole."""
        for _ in range(TRIES):
            manifest = json.loads(self.ask(self.api + "export/")[1])
            file = next(each for each in manifest["files"] if each["name"] == "medications.ndjson")
            status, content = self.ask(file["url"])
            if status == 200:
                break
            time.sleep(1)  # 410: something was published in between
        else:
            raise ValueError("The site changes all the time: go on later.")
        if hashlib.sha256(content).hexdigest() != file["sha256"]:
            raise ValueError("The export is damaged.")
        records = [json.loads(line) for line in content.splitlines()]
        there = {record["uuid"] for record in records}
        with self.db:
            for record in records:
                self.keep(record)
            for (uuid,) in self.db.execute("SELECT uuid FROM record").fetchall():
                if uuid not in there:
                    self.refresh(uuid)
            self.db.execute("REPLACE INTO cursor VALUES (1, ?, ?)", (manifest["stream"], manifest["sequence"]))
        return manifest["stream"], manifest["sequence"]

    def follow(self, stream: str, sequence: int) -> tuple[str, int] | None:
        """One page of changes, and the cursor behind them, in one transaction. None once there are no more."""
        status, content = self.ask(f"{self.api}changes/?stream={stream}&after={sequence}")
        if status == 410:
            return self.start_again()
        page = json.loads(content)
        medicines = {each["document"]["uuid"] for each in page["results"] if each["document"]["kind"] == "medication"}
        with self.db:
            for uuid in medicines:
                self.refresh(uuid)
            for each in page["results"]:
                sequence = each["sequence"]
            self.db.execute("UPDATE cursor SET sequence = ?", (sequence,))
        return (stream, sequence) if page["next"] else None

    def check(self) -> None:
        """Asks whether all copies are still right: those that are may be shown for longer, under the terms of today."""
        held = self.db.execute("SELECT uuid, digest, publication_number FROM record").fetchall()
        for start in range(0, len(held), TOO_MANY):
            copies = [
                dict(zip(("uuid", "digest", "publication_number"), row, strict=True)) for row in held[start : start + TOO_MANY]
            ]
            told = json.loads(self.ask(self.api + "freshness/", {"records": copies})[1])
            wrong = {each["uuid"] for each in told["results"]}
            with self.db:
                for uuid in wrong:
                    self.refresh(uuid)
                for copy in copies:
                    if copy["uuid"] not in wrong:
                        self.prolong(copy["uuid"], told)

    def prolong(self, uuid: str, told: dict) -> None:
        """The text is as it was. The terms may not be: they change without a Change."""
        (body,) = self.db.execute("SELECT body FROM record WHERE uuid = ?", (uuid,)).fetchone()
        record = json.loads(body) | {"display_until": told["display_until"], "licence": told["licence"]}
        record["attribution"]["text"] = told["attribution"]["text"]
        self.keep(record)

    def refresh(self, uuid: str) -> None:
        """The record as it is now, or its tombstone."""
        address = f"{self.api}medications/{uuid}/"
        status, content = self.ask(address)
        told = json.loads(content)
        if status == 200:
            status, content = self.ask(f"{address}revisions/{told['publication_number']}/canonical")
            if status == 410:  # taken down since a moment ago
                return self.refresh(uuid)
            if status == 200 and hashlib.sha256(content).hexdigest() != told["digest"]:  # 403: the text is not passed on
                raise ValueError(f"The text of {told['slug']} is damaged.")
            return self.keep(told)
        self.db.execute("DELETE FROM record WHERE uuid = ?", (uuid,))
        replacement = json.dumps(told.get("replacement"))
        kind = told.get("withdrawal", "unknown")
        self.db.execute(
            "REPLACE INTO tombstone VALUES (?, ?, ?, ?)", (uuid, kind, told.get("reason", told["detail"]), replacement)
        )

    def keep(self, record: dict) -> None:
        values = [record[name] for name in ("uuid", "slug", "publication_number", "digest", "display_until")]
        self.db.execute("REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?)", (*values, json.dumps(record)))
        self.db.execute("DELETE FROM tombstone WHERE uuid = ?", (record["uuid"],))


if __name__ == "__main__":
    mirror = Mirror(*sys.argv[1:3])
    with contextlib.closing(mirror.db):
        mirror.run()
