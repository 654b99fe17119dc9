# %% [markdown]
# Work items by month, as a notebook has it: each part that begins with `# %%` is a cell.

# %%
import os

import matplotlib
import pandas
from sqlalchemy import create_engine, text

matplotlib.use("Agg")  # a notebook shows the picture by itself and does without this line
engine = create_engine(os.environ["DEVOPSQL_DSN"])

# %%
with engine.connect() as connection:
    months = pandas.read_sql(
        text(
            "SELECT date_trunc('month', CreatedDate) AS month, count(*) AS items"
            " FROM WorkItems GROUP BY 1 ORDER BY 1"
        ),
        connection,
        index_col="month",
    )
months.tail()

# %%
axes = months.plot(kind="bar", figsize=(12, 4), legend=False, title="Work items created")
axes.set_xticklabels([f"{month:%Y-%m}" for month in months.index])
target = os.environ.get("PLOT_FILE", "work-items.png")
axes.figure.savefig(target, bbox_inches="tight")
print(target, int(months["items"].sum()))
