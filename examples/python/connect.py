"""Connect, and read rows with a cursor.

DEVOPSQL_DSN is the address of a devopsql server, such as
postgresql://ada:secret@sql.example.com:5432/CData?sslmode=verify-full
"""

import os

import psycopg2

with psycopg2.connect(os.environ["DEVOPSQL_DSN"]) as connection:
    with connection.cursor() as cursor:
        cursor.execute("SELECT Name, State FROM Projects ORDER BY Name")
        print([column.name for column in cursor.description])
        for name, state in cursor:
            print(name, state)

    # What the server has to say of a result, such as that a part of it is missing.
    for notice in connection.notices:
        print(notice.strip())
