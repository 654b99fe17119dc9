"""What every Python client program shares: where the server is, and one line of JSON for each check."""

import datetime
import decimal
import json
import os
import sys
import threading
import uuid

HOST = os.environ["PGHOST"]
PORT = int(os.environ["PGPORT"])
DATABASE = os.environ["PGDATABASE"]
USER = os.environ["PGUSER"]
PASSWORD = os.environ["PGPASSWORD"]
ROOT_CERTIFICATE = os.environ["PGSSLROOTCERT"]
SLOW = os.environ["SLOW_SQL"]

VALUES = """SELECT 9007199254740993::bigint AS big, (-9223372036854775807 - 1)::bigint AS least,
  NULL::text AS nothing, 12345678901234567890.12::numeric(22, 2) AS exact, 1.5::float8 AS approximate,
  '2026-01-02 03:04:05.678901+00'::timestamptz AS moment, '2026-01-02'::date AS day, true AS yes,
  '😀 e\u0301 \u200d"\\' AS emoji, '{"a": [1, "😀", null]}'::json AS document,
  '6b8f1b5e-2f5b-4a55-9d0c-0f5d1a6b7c8d'::uuid AS id"""


def plain(value):
    """A value as every client program tells it."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, (datetime.date, decimal.Decimal, uuid.UUID)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return value
    return value


def tell(check, value):
    print(json.dumps({"check": check, "value": value}, ensure_ascii=False), flush=True)


def attempt(check, work):
    """Tells what a check found; what it fails of is told too, so that one failure hides no other check."""
    try:
        tell(check, work())
    except Exception as error:  # noqa: BLE001
        tell(check, f"{type(error).__name__}: {error}")


def later(seconds, work):
    timer = threading.Timer(seconds, work)
    timer.daemon = True
    timer.start()
    return timer


sys.stdout.reconfigure(encoding="utf-8")
