//! Stage 3: quantities to facts.
//!
//! In:  a [`Transcript`](crate::transcript::Transcript) and the quantities of its passages. Out: [`Fact`]s and [`Numeral`]s.
//! Not here: how numbers are read (`quantity/`), whether they agree (`check/`).

mod acted_metric;
mod adjustment;
mod aspect;
mod bind;
mod call;
mod carried_metric;
mod counted_metric;
mod fact_row;
mod figure_kind;
mod frame;
mod label;
mod labels;
mod lead;
mod mark;
mod meant_metric;
mod metric;
mod metric_mention;
mod metric_phrase;
mod named_metric;
mod numeral;
mod part;
mod period;
mod period_phrase;
mod phrase_book;
mod scope;
mod scope_heading;
mod scope_mark;
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

pub use bind::bind;
pub use call::Call;
pub use fact_row::{Fact, Why};
pub use label::{Aspect, Basis, Compare, Confidence, Status};
pub use metric::{Metric, Metrics, MetricsError, Polarity};
pub use metric_mention::MetricMention;
pub use numeral::Numeral;
pub use period::Period;
