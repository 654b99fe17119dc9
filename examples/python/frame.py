"""A pandas data frame from a query."""

import os

import pandas
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DEVOPSQL_DSN"])
query = text("SELECT State, WorkItemType, CreatedDate FROM WorkItems WHERE Id <= :last")

with engine.connect() as connection:
    frame = pandas.read_sql(query, connection, params={"last": 500})

print(frame.dtypes.to_string())
print(frame.groupby(["WorkItemType", "State"]).size().to_string())
