//! Stage 5: facts to key figures.
//!
//! In:  the facts of all calls of a run, and what follows from them. Out: [`Kpi`]s: one value for each company, metric, scope, basis and period.
//! Not here: whether figures agree with other figures (`check/`), how a key figure is written (`table/`).

mod across;
mod best;
mod company;
mod follow;
mod gather;
mod key;
mod moment;
mod order;
mod row;

pub use across::{Across, Line, Shown};
pub use key::{Key, Measure};
pub use row::{Agreement, Kpi, Mentions, Origin, Outcome, Place, Stated};

pub(crate) use gather::kpis;
pub(crate) use order::by_time;
