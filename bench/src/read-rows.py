"""Reads the same rows from two servers in turns with psycopg2; prints the seconds of each turn as JSON.

Arguments: the addresses of the two servers, their two statements, the number of turns.
"""

import json
import sys
import time

import psycopg2

first, second, first_sql, second_sql, turns = sys.argv[1:]
connections = [psycopg2.connect(address) for address in (first, second)]
seconds = [[], []]
for turn in range(int(turns) + 1):
    for index, (connection, sql) in enumerate(zip(connections, (first_sql, second_sql))):
        start = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            rows = cursor.fetchall()
        took = time.perf_counter() - start
        connection.rollback()
        if turn > 0:  # the first turn warms both up
            seconds[index].append(took)
print(json.dumps({"rows": len(rows), "columns": len(rows[0]), "seconds": seconds}))
