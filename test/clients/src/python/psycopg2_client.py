"""psycopg2, as a program of its user has it."""

import psycopg2
import psycopg2.extras
from check import *

OPTIONS = dict(host=HOST, port=PORT, dbname=DATABASE, user=USER, sslmode="verify-full", sslrootcert=ROOT_CERTIFICATE)


def connect(**more):
    return psycopg2.connect(**{**OPTIONS, "password": PASSWORD, **more})


def rows(sql, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def wrong_password():
    try:
        connect(password="wrong")
    except psycopg2.OperationalError as error:
        # The code of a refused connection is not kept by this client, so its text tells.
        return "authentication failed" in str(error)


def parameters():
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=datetime.timezone.utc)
    sql = "SELECT %s::bigint, %s::text, %s::boolean, %s::timestamptz, %s::text, %s::numeric, 3 = ANY(%s)"
    return plain(rows(sql, (9007199254740993, "it's 😀", False, moment, None, decimal.Decimal("0.10"), [1, 2, 3]))[0])


def fetch_size():
    with connection.cursor("named") as cursor:
        cursor.itersize = 100
        cursor.execute("SELECT i FROM generate_series(1, 10000) AS g(i)")
        count = sum(row[0] for row in cursor)
    return count


def cancel():
    later(0.5, connection.cancel)
    try:
        rows(SLOW)
    except psycopg2.extensions.QueryCanceledError as error:
        connection.rollback()
        return [error.pgcode, rows("SELECT 1")[0][0]]


def error_position():
    try:
        rows("SELECT 1,\n  nme FROM (SELECT 1 AS name) AS t")
    except psycopg2.Error as error:
        return [error.pgcode, error.diag.statement_position]


def zones():
    rows_in = []
    with connect(options="-c TimeZone=America/New_York") as other, other.cursor() as cursor:
        cursor.execute("SELECT '2026-07-01 12:00:00+00'::timestamptz, '2026-01-01 00:00'::timestamptz")
        found = cursor.fetchone()
        rows_in = [plain(found), found[0].utcoffset().total_seconds() / 3600]
    return rows_in


connection = connect()
connection.autocommit = True
attempt("tls", lambda: connection.info.ssl_in_use)
attempt("wrong-password", wrong_password)
attempt("values", lambda: plain(rows(VALUES)[0]))
attempt("parameters", parameters)
attempt("prepared", lambda: sum(rows("SELECT %s::int + 1", (n,))[0][0] for n in range(10)))
attempt("zones", zones)
attempt("cancel", cancel)
attempt("error-position", error_position)
attempt("after-error", lambda: rows("SELECT 2")[0][0])
attempt("two-statements", lambda: rows("SELECT 1; SELECT 2")[0][0])
attempt("columns", lambda: [
    [row[0], row[1]]
    for row in rows(
        "SELECT column_name, is_nullable FROM information_schema.columns"
        " WHERE table_name = %s AND table_schema = current_schema() ORDER BY ordinal_position",
        (os.environ["SOME_TABLE"],),
    )
])
connection.autocommit = False
attempt("fetch-size", fetch_size)
connection.commit()


def transaction():
    try:
        rows("SELECT nothing")
    except psycopg2.Error as error:
        first = error.pgcode
    try:
        rows("SELECT 1")
    except psycopg2.Error as error:
        second = error.pgcode
    connection.rollback()
    return [first, second, rows("SELECT 1")[0][0]]


attempt("transaction", transaction)
connection.close()
