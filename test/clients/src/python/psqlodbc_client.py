"""psqlODBC through pyodbc, as Excel and Power BI's ODBC connector use it."""

import pyodbc
from check import *

TABLE = os.environ["SOME_TABLE"]


def connect(**more):
    parts = dict(
        Driver="{PostgreSQL Unicode}", Server=HOST, Port=PORT, Database=DATABASE, Uid=USER, Pwd=PASSWORD,
        SSLmode="verify-full", pqopt="{sslrootcert=" + ROOT_CERTIFICATE + "}", BoolsAsChar=0,
    )
    return pyodbc.connect(";".join(f"{name}={value}" for name, value in {**parts, **more}.items()), autocommit=True)


def rows(sql, *parameters):
    return connection.cursor().execute(sql, *parameters).fetchall()


def wrong_password():
    try:
        connect(Pwd="wrong")
    except pyodbc.Error as error:
        return "authentication failed" in str(error)


def parameters():
    return plain(tuple(rows("SELECT ?::bigint, ?::text, ?::numeric, ?::text", 9007199254740993, "it's 😀", decimal.Decimal("0.10"), None)[0]))


def values():
    return plain(tuple(rows(VALUES)[0]))


def fetch_size():
    with connect(UseDeclareFetch=1, Fetch=100) as other:
        other.autocommit = False
        return sum(row[0] for row in other.cursor().execute("SELECT i FROM generate_series(1, 10000) AS g(i)"))


def cancel():
    cursor = connection.cursor()
    later(0.5, cursor.cancel)
    try:
        cursor.execute(SLOW)
    except pyodbc.Error:
        return rows("SELECT 1")[0][0]


def wrong_name():
    try:
        rows("SELECT nme FROM (SELECT 1 AS name) AS t")
    except pyodbc.Error as error:
        return error.args[0]


connection = connect()
attempt("wrong-password", wrong_password)
attempt("values", values)
attempt("parameters", parameters)
attempt("prepared", lambda: sum(rows("SELECT ?::int + 1", n)[0][0] for n in range(10)))
attempt("cancel", cancel)
attempt("error", wrong_name)
attempt("after-error", lambda: rows("SELECT 2")[0][0])
attempt("fetch-size", fetch_size)
attempt("tables", lambda: sorted(row.table_name for row in connection.cursor().tables(tableType="TABLE")))
attempt("columns", lambda: [[row.column_name, row.nullable] for row in connection.cursor().columns(table=TABLE)])
attempt("key", lambda: [row.column_name for row in connection.cursor().primaryKeys(table=TABLE)])
attempt("foreign-keys", lambda: len(connection.cursor().foreignKeys(foreignTable=TABLE).fetchall()) >= 0)
attempt("types", lambda: len(connection.cursor().getTypeInfo().fetchall()) > 10)
attempt("procedures", lambda: len(connection.cursor().procedures().fetchall()) >= 0)
attempt("statistics", lambda: len(connection.cursor().statistics(table=TABLE).fetchall()) >= 0)
connection.close()
