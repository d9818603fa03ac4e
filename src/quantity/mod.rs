//! Stage 2: text to quantities. nom appears only here.
//!
//! In:  the text of one passage. Out: [`Scan`]: quantities with their spans, and each numeral that is none with its reason.
//! Not here: which metric, period or speaker a quantity belongs to (`fact/`).

mod amount;
mod anchor;
mod chinese;
mod counted;
mod flat;
mod hedge;
mod kind;
mod name;
mod nearby;
mod number;
mod numeral;
mod opener;
mod other;
mod phrase;
mod points;
mod production;
#[cfg(test)]
mod proof;
mod ratio;
mod reading;
mod reason;
mod scan;
mod sense;
mod tag;
mod tolerance;
mod vague;
mod vocabulary;
mod year;

pub(crate) use anchor::make_ready;
pub(crate) use counted::is_counted_noun;
pub use kind::{Bound, Kind};
pub use numeral::numerals;
pub use production::{Production, productions};
pub use reading::{Quantity, Scan};
pub use reason::{Reason, Skipped};
pub use scan::scan;
