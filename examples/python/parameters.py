"""Values go apart from the statement, never into its text; a named cursor fetches a large result in parts."""

import datetime
import os

import psycopg2

connection = psycopg2.connect(os.environ["DEVOPSQL_DSN"])

with connection.cursor() as cursor:
    cursor.execute(
        "SELECT Id, Title FROM WorkItems"
        " WHERE State = %(state)s AND WorkItemType = ANY(%(types)s) AND CreatedDate < %(until)s"
        " ORDER BY Id LIMIT 3",
        {
            "state": "Active",
            "types": ["Bug", "Task"],
            "until": datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc),
        },
    )
    for row in cursor:
        print(row)

with connection, connection.cursor("work_items") as cursor:
    cursor.itersize = 500
    cursor.execute("SELECT Id FROM WorkItems")
    print(sum(1 for _ in cursor), "work items")

connection.close()
