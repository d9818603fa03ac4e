//! What a caller says of a call, over what its text says.
//!
//! In:  words. Out: [`Given`], or what is wrong with them. Not here: how words are read (`src/given_text.rs` of the library).

use tickmark::{Given, WrongWords};

/// Words for each value, where there are any.
#[derive(Clone, Debug, Default)]
pub(crate) struct GivenWords<'w> {
    pub(crate) company: Option<&'w str>,
    pub(crate) period: Option<&'w str>,
    /// A number, or the month's name.
    pub(crate) fiscal_year_end: Option<String>,
}

impl GivenWords<'_> {
    /// The values; the message names the value that is wrong.
    pub(crate) fn read(&self) -> Result<Given, String> {
        let wrong = |name: &'static str| move |error: WrongWords| format!("{name}: {error}");
        let month = self.fiscal_year_end.as_deref().map(Given::month_in).transpose();
        Ok(Given {
            company: self.company.map(Given::company_in).transpose().map_err(wrong("company"))?,
            period: self.period.map(Given::period_in).transpose().map_err(wrong("period"))?,
            fiscal_year_end: month.map_err(wrong("fiscal_year_end"))?,
        })
    }
}
