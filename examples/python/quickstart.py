#!/usr/bin/env python3
"""From transcripts to a chart: revenue by segment of an example company, with what was guided to.

    python examples/python/quickstart.py [--out docs/quickstart.png]

Needs tickmark (pip install ./python), polars and matplotlib.
"""

# %% The examples, read in one go; the tables are polars frames without a copy.
import argparse
from pathlib import Path

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import polars as pl

import tickmark

ROOT = Path(__file__).resolve().parents[2]
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--out", type=Path, default=ROOT / "docs/quickstart.png")
out = parser.parse_args().out

paths = sorted((ROOT / "examples").glob("*.txt"))
texts = pl.DataFrame({"name": [path.name for path in paths], "text": [path.read_text() for path in paths]})
read = tickmark.extract_batch(texts)
print(read)

# %% One value for each company, metric, part of the company and period, with the newest guidance beside it.
kpis = pl.DataFrame(read.kpis)
revenue = kpis.filter(
    pl.col("company_key") == "lumenbridge",
    pl.col("metric") == "revenue",
    pl.col("measure") == "level",
    pl.col("period").str.contains(r"^2024-Q"),
).with_columns(pl.col("value_f64", "guidance_low", "guidance_high").cast(pl.Float64) / 1e6)
print(revenue.select("scope", "period", "origin", "value_f64", "guidance_low", "guidance_high", "outcome"))

quarters = revenue["period"].unique().sort().to_list()
places = {quarter: place for place, quarter in enumerate(quarters)}
total = revenue.filter(pl.col("scope") == "total")
segments = revenue.filter(pl.col("scope") != "total").sort("value_f64", descending=True)

# %% Left: segments stacked, the guided range of the whole as a band. Right: the same ranges near by, and what came.
plt.rcParams.update({"font.size": 10, "axes.spines.top": False, "axes.spines.right": False, "axes.titlelocation": "left", "axes.titlesize": 11})
figure, (bars, near) = plt.subplots(1, 2, figsize=(9.6, 4.2), layout="constrained", width_ratios=[1.15, 1])
DARK, LIGHT, BAND, INK = "#3b6ea5", "#a9c8e6", "#e9a04d", "#8a4a0c"

bottom = dict.fromkeys(quarters, 0.0)
for scope, colour, ink in zip(segments["scope"].unique(maintain_order=True), (DARK, LIGHT), ("white", "#1d2b3a"), strict=True):
    for quarter, value in segments.filter(pl.col("scope") == scope).select("period", "value_f64").iter_rows():
        bars.bar(places[quarter], value, 0.6, bottom[quarter], color=colour)
        middle = bottom[quarter] + value / 2
        bars.text(places[quarter], middle, f"{scope}\n{value:,.0f}", ha="center", va="center", color=ink)
        bottom[quarter] += value

columns = ("period", "value_f64", "guidance_low", "guidance_high", "outcome")
for quarter, value, low, high, outcome in total.select(columns).iter_rows():
    place = places[quarter]
    if low is not None:
        for axes, half in ((bars, 0.4), (near, 0.3)):
            axes.fill_between([place - half, place + half], low, high, color=BAND, linewidth=0)
        near.annotate(f"guided\n{low:,.0f} to {high:,.0f}", (place, low), (0, -5), textcoords="offset points", ha="center", va="top", color=INK)
    if value is not None:
        bars.annotate(f"{value:,.0f}", (place, value), (0, 3), textcoords="offset points", ha="center", weight="bold")
        near.plot(place, value, "o", color=DARK, markersize=8)
        said = f"{value:,.0f}\n{outcome} guidance" if outcome else f"{value:,.0f}"
        near.annotate(said, (place, value), (0, 8), textcoords="offset points", ha="center", weight="bold")

for axes in (bars, near):
    axes.set_xticks(list(places.values()), quarters)
    axes.set_xlim(-0.6, len(quarters) - 0.4)
bars.set(ylim=(0, 500), ylabel="revenue, $ million", title="Lumenbridge (invented): revenue by segment")
near.set(ylim=(420, 465), title="Total: guided (bands) and reported (dots)")
out.parent.mkdir(parents=True, exist_ok=True)
# No version in the file: the same picture from the same program.
figure.savefig(out, dpi=130, metadata={"Software": None})
print(out)
