//! The `kpis` table.
//!
//! In:  the key figures of a run. Out: its declaration. Not here: which mention is the best (`kpi/`), the form with periods across (`wide.rs`).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::Run;
use crate::fact::Fact;
use crate::kpi::{Kpi, Origin, Outcome, Place, Stated};

use super::cell::Cell;
use super::column::Column;
use super::column::ColumnType::{Date, Decimal as Exact, Double, Integer, Text};
use super::double::middle;
use super::reference::Reference;
use super::sheet::{Declared, Field, Source};

/// A key figure and the run that its mentions stand in.
#[derive(Clone, Copy)]
pub(crate) struct KpiRow<'a> {
    kpi: &'a Kpi,
    run: &'a Run,
}

impl<'a> KpiRow<'a> {
    /// First and last day; without a known fiscal calendar the calendar year is assumed.
    fn dates(self) -> Option<(NaiveDate, NaiveDate)> {
        self.kpi.key.period.dates(self.kpi.fiscal_year_end.unwrap_or(12))
    }

    fn stated(self) -> Option<&'a Stated> {
        match self.kpi.actual.as_ref()? {
            Origin::Stated(stated) => Some(stated),
            Origin::Derived { .. } => None,
        }
    }

    fn actual(self) -> Option<(Decimal, Decimal)> {
        Some(match self.kpi.actual.as_ref()? {
            Origin::Stated(Stated { low, high, .. }) | Origin::Derived { low, high, .. } => {
                (*low, *high)
            }
        })
    }

    fn guidance(self) -> Option<&'a Stated> {
        self.kpi.guidance.as_ref()
    }

    fn fact(self, place: Place) -> Option<&'a Fact> {
        place.of(self.run).map(|(_, fact)| fact)
    }

    /// The mention that the value is taken from; of a figure that was only guided to, the guidance.
    fn source(self) -> Option<&'a Fact> {
        match self.kpi.actual.as_ref() {
            Some(Origin::Stated(stated)) => self.fact(stated.best),
            Some(Origin::Derived { .. }) => None,
            None => self.fact(self.guidance()?.best),
        }
    }

    fn origin(self) -> &'static str {
        match self.kpi.actual {
            Some(Origin::Stated(_)) => "stated",
            Some(Origin::Derived { .. }) => "derived",
            None => "guided",
        }
    }

    fn fact_ids(self) -> Cell<'a> {
        if let Some(Origin::Derived { fact_ids, .. }) = self.kpi.actual.as_ref() {
            return Cell::ids(fact_ids);
        }
        let mentions = self.stated().into_iter().chain(self.guidance());
        let places = mentions.flat_map(|one| &one.mentions.places);
        let ids: Vec<String> =
            places.filter_map(|place| Some(self.fact(*place)?.fact_id.clone())).collect();
        Cell::ids(&ids)
    }
}

impl<'a> Declared<'a> for KpiRow<'a> {
    const NAME: &'static str = "kpis";
    const ABOUT: &'static str =
        "the value of one metric, for one company, scope, basis, measure and period";
    const REFERENCES: &'static [Reference] = &[
        Reference::FACT,
        Reference { columns: &["guidance_fact_id"], ..Reference::FACT },
        Reference { columns: &["guidance_call_id"], ..Reference::CALL },
    ];

    const FROM: Source = Source::Company;

    #[rustfmt::skip]
    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field(Column::always("company_key", Text, "what ties the calls of one company together"), |row| Cell::text(&row.kpi.key.company_key)),
            Field(Column::maybe("company", Text, "company as its newest call names it"), |row| Cell::maybe_text(row.kpi.company.as_deref())),
            Field(Column::always("metric", Text, "id of the metric"), |row| Cell::text(&row.kpi.key.metric)),
            Field(Column::always("scope", Text, "total for the whole company, else the part as it is named first"), |row| Cell::text(&row.kpi.scope)),
            Field(Column::always("basis", Text, "gaap, non_gaap, organic, reported, constant_currency or unspecified"), |row| Cell::text(row.kpi.key.basis.as_str())),
            Field(Column::maybe("adjusted_for", Text, "what the figure leaves out"), |row| Cell::said(&row.kpi.key.adjusted_for)),
            Field(Column::always("measure", Text, "level, change_yoy, change_qoq, change_ytd or share"), |row| Cell::text(row.kpi.key.measure.as_str())),
            Field(Column::always("period", Text, "period that the value is about: 2024-Q1, 2024-FY, TTM-2024-Q1, 2024-06-30"), |row| Cell::shown(row.kpi.key.period)),
            Field(Column::maybe("period_start", Date, "first day of the period; a fiscal year that ends in December is assumed where no call says"), |row| Cell::maybe_date(row.dates().map(|dates| dates.0))),
            Field(Column::maybe("period_end", Date, "last day of the period"), |row| Cell::maybe_date(row.dates().map(|dates| dates.1))),
            Field(Column::always("kind", Text, "money, per_share, percent, percentage_points, count or multiple; basis points are percentage points here"), |row| Cell::text(row.kpi.key.kind.as_str())),
            Field(Column::maybe("unit", Text, "ISO 4217 code of money and per_share; of counts what is counted, as it is said first"), |row| Cell::said(&row.kpi.unit)),
            Field(Column::always("origin", Text, "stated, derived (nobody said it, it follows from other figures) or guided (only guidance is known)"), |row| Cell::text(row.origin())),
            Field(Column::maybe("value_low", Exact, "lower end of the best actual value: management before analysts, exact before hedged, then the most digits"), |row| Cell::maybe_decimal(row.actual().map(|ends| ends.0))),
            Field(Column::maybe("value_high", Exact, "upper end of the best actual value"), |row| Cell::maybe_decimal(row.actual().map(|ends| ends.1))),
            Field(Column::maybe("value_f64", Double, "middle of the two ends, for tools that have no decimals"), |row| Cell::maybe_decimal(row.actual().and_then(|ends| middle(ends.0, ends.1)))),
            Field(Column::maybe("bound", Text, "exact, approx, at_least, at_most, nearly, just_over or vague, of the best actual value"), |row| Cell::maybe_text(row.stated().and_then(|one| row.fact(one.best)).map(|fact| fact.bound.as_str()))),
            Field(Column::always("mentions", Integer, "how often the actual value is said"), |row| Cell::count(row.stated().map_or(0, |one| one.mentions.places.len()))),
            Field(Column::maybe("mentions_low", Exact, "lowest of all mentions of the actual value"), |row| Cell::maybe_decimal(row.stated().map(|one| one.mentions.lowest))),
            Field(Column::maybe("mentions_high", Exact, "highest of all mentions of the actual value"), |row| Cell::maybe_decimal(row.stated().map(|one| one.mentions.highest))),
            Field(Column::maybe("agreement", Text, "once, agree or disagree: can all mentions be true, each as it was rounded?"), |row| Cell::maybe_text(row.stated().map(|one| one.mentions.agreement.as_str()))),
            Field(Column::maybe("guidance_low", Exact, "lower end of the newest guidance"), |row| Cell::maybe_decimal(row.guidance().map(|one| one.low))),
            Field(Column::maybe("guidance_high", Exact, "upper end of the newest guidance"), |row| Cell::maybe_decimal(row.guidance().map(|one| one.high))),
            Field(Column::maybe("guidance_fact_id", Text, "best mention of the newest guidance; joins with facts"), |row| Cell::maybe_text(row.guidance().and_then(|one| row.fact(one.best)).map(|fact| fact.fact_id.as_str()))),
            Field(Column::maybe("guidance_call_id", Text, "call that gives it; joins with calls"), |row| Cell::maybe_text(row.guidance().and_then(|one| row.fact(one.best)).map(|fact| fact.call_id.as_str()))),
            Field(Column::maybe("outcome", Text, "the actual value against the newest guidance: above, within or below"), |row| Cell::maybe_text(row.kpi.outcome.map(Outcome::as_str))),
            Field(Column::maybe("derived_by", Text, "check that gives a derived value, an id in grammar/checks.toml"), |row| match row.kpi.actual.as_ref() { Some(Origin::Derived { check, .. }) => Cell::text(check), _ => Cell::Null }),
            Field(Column::maybe("fact_id", Text, "the mention that the value is taken from; joins with facts"), |row| Cell::maybe_text(row.source().map(|fact| fact.fact_id.as_str()))),
            Field(Column::maybe("source_file", Text, "file that it stands in"), |row| Cell::maybe_text(row.source().map(|fact| fact.source_file.as_str()))),
            Field(Column::maybe("line", Integer, "its 1-based line"), |row| row.source().map_or(Cell::Null, |fact| Cell::count(fact.line))),
            Field(Column::maybe("quote", Text, "it as it stands in the source"), |row| Cell::maybe_text(row.source().map(|fact| fact.quote.as_str()))),
            Field(Column::maybe("speaker", Text, "who says it"), |row| Cell::maybe_text(row.source().and_then(|fact| fact.speaker.as_deref()))),
            Field(Column::maybe("fact_ids", Text, "all mentions, actual before guidance, or the facts that a derived value follows from, joined with ;"), |row| row.fact_ids()),
        ]
    }

    fn rows(run: &'a Run) -> Vec<Self> {
        run.kpis.iter().map(|kpi| KpiRow { kpi, run }).collect()
    }
}
