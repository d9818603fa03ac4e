//! The evidence report: one HTML page with transcripts, facts, findings and charts.
//!
//! In:  a run and its checks. Out: [`html`], the page. Not here: files (`cli/`).
//!
//! Text of an input stands in one place of the page only, a block of JSON that nothing runs. The page's own script puts it on the screen as text, never as markup.

mod call;
mod chart;
mod data;
mod fact;
mod finding;
mod offset;
mod page;

pub use page::html;
