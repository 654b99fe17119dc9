"""psycopg 3: statements with server-side parameters, binary values, cursors that stay on the server."""

import psycopg
from check import *

OPTIONS = dict(host=HOST, port=PORT, dbname=DATABASE, user=USER, sslmode="verify-full", sslrootcert=ROOT_CERTIFICATE)


def connect(**more):
    return psycopg.connect(**{**OPTIONS, "password": PASSWORD, **more}, autocommit=True)


def rows(sql, parameters=None, **more):
    return connection.execute(sql, parameters, **more).fetchall()


def wrong_password():
    try:
        connect(password="wrong")
    except psycopg.OperationalError as error:
        return "authentication failed" in str(error)


def parameters():
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=datetime.timezone.utc)
    sql = "SELECT %s::bigint, %s, %s, %s, %s::text, %s, 3 = ANY(%s), %s"
    values = (9007199254740993, "it's 😀", False, moment, None, decimal.Decimal("0.10"), [1, 2, 3], datetime.date(2026, 1, 2))
    return plain(rows(sql, values)[0])


def binary(sql):
    with connection.cursor(binary=True) as cursor:
        return plain(cursor.execute(sql).fetchone())


def fetch_size():
    with connection.transaction(), connection.cursor("named") as cursor:
        cursor.itersize = 100
        cursor.execute("SELECT i FROM generate_series(1, 10000) AS g(i)")
        return sum(row[0] for row in cursor)


def stream():
    with connection.cursor() as cursor:
        return sum(row[0] for row in cursor.stream("SELECT i FROM generate_series(1, 1000) AS g(i)"))


def copy():
    with connection.cursor() as cursor, cursor.copy("COPY (SELECT i, 'a\tb\\\n😀' AS t, NULL AS n FROM generate_series(1, 3) AS g(i)) TO STDOUT") as found:
        return [list(row) for row in found.rows()]


def pipeline():
    with connection.pipeline():
        first = connection.execute("SELECT 1")
        second = connection.execute("SELECT %s::int", [2])
    return [first.fetchone()[0], second.fetchone()[0]]


def cancel():
    later(0.5, connection.cancel)
    try:
        rows(SLOW)
    except psycopg.errors.QueryCanceled as error:
        return [error.sqlstate, rows("SELECT 1")[0][0]]


def error_position():
    try:
        rows("SELECT nme FROM (SELECT 1 AS name) AS t")
    except psycopg.Error as error:
        return [error.sqlstate, error.diag.statement_position]


def two_statements():
    cursor = connection.execute("SELECT 1; SELECT 2")
    first = cursor.fetchone()[0]
    cursor.nextset()
    return [first, cursor.fetchone()[0]]


def origins():
    table = os.environ["SOME_TABLE"]
    result = connection.execute(f'SELECT *, 1 FROM "{table}" LIMIT 0').pgresult
    oid = rows("SELECT %s::regclass::oid", (f'"{table}"',))[0][0]
    last = result.nfields - 1
    return [result.ftable(0) == oid, result.ftablecol(0), result.ftable(last), result.ftablecol(last)]


connection = connect()
attempt("tls", lambda: connection.pgconn.ssl_in_use)
attempt("wrong-password", wrong_password)
attempt("values", lambda: plain(rows(VALUES)[0]))
attempt("binary", lambda: binary(VALUES))
attempt("parameters", parameters)
attempt("prepared", lambda: sum(rows("SELECT %s::int + 1", (n,), prepare=True)[0][0] for n in range(10)))
attempt("fetch-size", fetch_size)
attempt("stream", stream)
attempt("copy", copy)
attempt("pipeline", pipeline)
attempt("cancel", cancel)
attempt("error-position", error_position)
attempt("after-error", lambda: rows("SELECT 2")[0][0])
attempt("two-statements", two_statements)
attempt("origins", origins)
connection.close()
