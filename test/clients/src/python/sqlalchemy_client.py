"""SQLAlchemy and pandas over psycopg2: engine, inspector, reflection, an ORM query, a data frame."""

import warnings

import pandas
import sqlalchemy
from check import *
from sqlalchemy import MetaData, Table, create_engine, event, func, inspect, select, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session

warnings.simplefilter("ignore")
TABLE = os.environ["SOME_TABLE"]
url = URL.create("postgresql+psycopg2", USER, PASSWORD, HOST, PORT, DATABASE)
engine = create_engine(url, connect_args={"sslmode": "verify-full", "sslrootcert": ROOT_CERTIFICATE})


def scalar(sql, **parameters):
    with engine.connect() as connection:
        return connection.execute(text(sql), parameters).scalar()


def wrong_password():
    wrong = create_engine(url.set(password="wrong"), connect_args={"sslmode": "require"})
    try:
        wrong.connect()
    except sqlalchemy.exc.OperationalError as error:
        return "authentication failed" in str(error)


def values():
    with engine.connect() as connection:
        return plain(tuple(connection.execute(text(VALUES.replace(":", "\\:"))).one()))


def error_position():
    try:
        scalar("SELECT nme FROM (SELECT 1 AS name) AS t")
    except sqlalchemy.exc.ProgrammingError as error:
        return [error.orig.pgcode, error.orig.diag.statement_position]


def cancel():
    with engine.connect() as connection:
        later(0.5, connection.connection.dbapi_connection.cancel)
        try:
            connection.execute(text(SLOW))
        except sqlalchemy.exc.OperationalError as error:
            return [error.orig.pgcode, scalar("SELECT 1")]


def reflection():
    table = Table(TABLE, MetaData(), autoload_with=engine)
    return [[column.name, column.primary_key, column.nullable] for column in table.columns]


def orm():
    base = automap_base()
    base.prepare(engine, reflect=True, reflection_options={"only": [TABLE]})
    mapped = base.classes[TABLE]
    with Session(engine) as session:
        key = sqlalchemy.inspect(mapped).primary_key[0]
        first = session.scalars(select(mapped).order_by(key).limit(1)).first()
        count = session.scalar(select(func.count()).select_from(mapped))
        return [first is not None, str(count)]


def fetch_size():
    with engine.connect().execution_options(stream_results=True, yield_per=100) as connection:
        return sum(row[0] for row in connection.execute(text("SELECT i FROM generate_series(1, 10000) AS g(i)")))


def frame():
    sql = text("SELECT i AS number, 'row ' || i AS name, TIMESTAMPTZ '2026-01-02 00:00+00' AS at FROM generate_series(1, 1000) AS g(i) WHERE i > :low")
    with engine.connect() as connection:
        found = pandas.read_sql(sql, connection, params={"low": 10})
    return [list(found.columns), [str(each.kind) for each in found.dtypes], len(found), str(found["number"].sum())]


attempt("tls", lambda: engine.connect().connection.dbapi_connection.info.ssl_in_use)
attempt("wrong-password", wrong_password)
attempt("values", values)
attempt("parameters", lambda: scalar("SELECT :a || :b", a="it's ", b="😀"))
attempt("prepared", lambda: sum(scalar("SELECT CAST(:n AS integer) + 1", n=n) for n in range(10)))
attempt("cancel", cancel)
attempt("error-position", error_position)
attempt("after-error", lambda: scalar("SELECT 2"))
attempt("fetch-size", fetch_size)
attempt("schemas", lambda: sorted(inspect(engine).get_schema_names()))
attempt("tables", lambda: sorted(inspect(engine).get_table_names()))
attempt("views", lambda: sorted(inspect(engine).get_view_names()))
attempt("key", lambda: inspect(engine).get_pk_constraint(TABLE)["constrained_columns"])
attempt("foreign-keys", lambda: len(inspect(engine).get_foreign_keys(TABLE)) >= 0)
attempt("indexes", lambda: inspect(engine).get_indexes(TABLE))
attempt("has-table", lambda: [inspect(engine).has_table(TABLE), inspect(engine).has_table("no_such_table")])
attempt("comment", lambda: isinstance(inspect(engine).get_table_comment(TABLE), dict))
attempt("columns", reflection)
attempt("orm", orm)
attempt("frame", frame)
engine.dispose()
