//! Stage 3: quantities to facts.
//!
//! In:  a [`Transcript`](crate::transcript::Transcript) and the quantities of its passages. Out: [`Fact`]s and [`Numeral`]s.
//! Not here: how numbers are read (`quantity/`), whether they agree (`check/`).

mod acted_metric;
mod adjustment;
mod aspect;
mod assumed_metric;
mod basis;
mod behind_metric;
mod bind;
mod blanket;
mod calendar;
mod call;
mod carried_metric;
mod cause;
mod compare;
mod construction;
mod counted_metric;
mod cursor;
mod fact_row;
mod figure_kind;
mod focus;
mod frame;
mod label;
mod labels;
mod lead;
mod mark;
mod meant_metric;
mod metric;
mod metric_mention;
mod metric_phrase;
mod month_phrase;
mod named_metric;
mod numeral;
mod paired_metric;
mod part;
mod part_form;
mod part_phrase;
mod period;
mod period_phrase;
mod phrase_book;
mod reference;
mod running_phrase;
mod scope;
mod scope_form;
mod scope_heading;
mod scope_mark;
mod scope_place;
mod split;
mod status;
mod subject;
mod tail;
#[cfg(test)]
mod testing;
mod time;
mod topic;
mod when;
mod word;
mod word_sets;
mod year_phrase;

pub use bind::bind;
pub use call::Call;
pub use construction::{Construction, LABELS, constructions};
pub use fact_row::{Fact, Why};
pub use label::{Aspect, Basis, Compare, Confidence, Status};
pub use metric::{Metric, Metrics, MetricsError, Polarity};
pub use metric_mention::MetricMention;
pub use numeral::Numeral;
pub use period::Period;
