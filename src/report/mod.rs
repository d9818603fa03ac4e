//! Stage 6: facts and findings to pages for people.
//!
//! In:  the results of a run, and the vocabularies that are built in. Out: the texts that the command prints. Not here: any rule about what a number means.

mod diagnostic;
mod difference;
mod explanation;
mod grammar;
mod html;
mod json;
mod metrics;
mod near;
mod page;
mod plain;
mod results;
mod summary;
mod value;

pub use diagnostic::{Show, diagnostics};
pub use difference::{difference, difference_json};
pub use explanation::explanation;
pub use grammar::grammar;
pub use html::html;
pub use metrics::metrics;
pub use near::Unknown;
pub use page::Form;
pub use results::findings_json;
pub use summary::Summary;
