"""SQLAlchemy: what tables there are, a table as the server describes it, and an ORM query over it."""

import os

from sqlalchemy import MetaData, Table, create_engine, func, inspect, select
from sqlalchemy.orm import Session, registry

engine = create_engine(os.environ["DEVOPSQL_DSN"])

inspector = inspect(engine)
print(len(inspector.get_table_names()), "tables in", inspector.default_schema_name)
print("the key of Projects:", inspector.get_pk_constraint("Projects")["constrained_columns"])


class WorkItem:
    pass


table = Table("WorkItems", MetaData(), autoload_with=engine)
registry().map_imperatively(WorkItem, table)

with Session(engine) as session:
    columns = (WorkItem.Id, WorkItem.Title)
    for row in session.execute(select(*columns).where(WorkItem.State == "Active").order_by(WorkItem.Id).limit(3)):
        print(row.Id, row.Title)
    by_state = select(WorkItem.State, func.count()).group_by(WorkItem.State).order_by(WorkItem.State)
    for state, count in session.execute(by_state):
        print(state, count)
