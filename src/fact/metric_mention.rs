//! Where a text names a metric.
//!
//! In:  a text and the vocabulary. Out: [`MetricMention`]s, leftmost and longest first, none inside another.
//! Not here: which of them a number belongs to (the binding), the vocabulary itself (`metric`).

use super::lexicon::known;
use super::metric::Metrics;
use super::metric_row::Metric;
use super::word::{Sentence, Word};
use crate::phrase::{Canonical, canonical};
use crate::span::Span;

/// One place that names a metric.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MetricMention<'a> {
    /// In the text that was searched.
    pub span: Span,
    /// The metric.
    pub metric: &'a Metric,
    /// Does the name turn the sign ("operating loss")?
    pub negative: bool,
    /// Does it count only when nothing stronger stands in the clause ("margin")?
    pub weak: bool,
}

impl Metrics {
    /// The places in `text` that name a metric, in the order of the text.
    ///
    /// The longest name decides ("operating income margin", not "operating income"), and words that are no metric
    /// ("sales force") hide the metric inside them.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<MetricMention<'_>> {
        let words: [Word<'_>; 0] = [];
        self.named_by(&canonical(text, &words), |word| self.number(&word.word))
    }

    /// The places in a sentence that name a metric of [`Metrics::built_in`], as [`Metrics::find`] has them. It may be one that
    /// was not cut, without words.
    pub(super) fn find_in(sentence: Sentence<'_>) -> Vec<MetricMention<'static>> {
        let metrics = Self::built_in();
        let words = canonical(sentence.text, sentence.words);
        let found = metrics.named_by(&words, |word| {
            word.cut.map_or_else(|| known(&word.word), |word| word.known).metric
        });
        debug_assert_eq!(found, metrics.find(sentence.text));
        found
    }

    /// The metrics that words name, of which `number` gives the numbers.
    fn named_by<'t>(
        &self,
        words: &[Canonical<'t, Word<'t>>],
        number: impl Fn(&Canonical<'t, Word<'t>>) -> Option<u32>,
    ) -> Vec<MetricMention<'_>> {
        let numbers: Vec<Option<u32>> = words.iter().map(number).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = numbers.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((number, count)) = self.ready.phrases.longest(rest) else {
                at += 1;
                continue;
            };
            found.extend(self.ready.named.get(number).and_then(|named| {
                let metric = self.rows().get(named.metric?)?;
                let (first, last) = (words.get(at)?, words.get(at + count - 1)?);
                let span = Span::new(first.span.start, last.span.end);
                Some(MetricMention { span, metric, negative: named.negative, weak: named.weak })
            }));
            at += count;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                              metrics found, with the words; ~ weak, - turned sign
        ("Gross Margins were 54.1%",                          "gross_margin[Gross Margins]"),
        ("our non-GAAP loss from operations was $2 million",  "-operating_income[loss from operations]"),
        ("income, from operations",                           "~net_income[income]"),
        ("diluted adjusted earnings per share of $1.20",      "eps[earnings per share]"),
        ("earnings per diluted share of $1.20",               "eps[earnings per diluted share]"),
        ("operating income margin of 12%",                    "operating_margin[operating income margin]"),
        ("cost of sales rose, sales rose",                    "cost_of_revenue[cost of sales] revenue[sales]"),
        ("our sales force doubled",                            ""),
        ("salespeople and wholesales",                        ""),
        ("same-store sales rose 3%",                          "same_store_sales[same-store sales]"),
        ("same–store sales rose 3%",                          "same_store_sales[same–store sales]"),
        ("R&D was $50 million",                               "research_and_development[R&D]"),
        ("our U.S. sales rose 5.2% or 1,250 orders",          "revenue[sales] bookings[orders]"),
        ("adjusted, adjusted net, net income",                "net_income[net, net income]"),
        ("margins widened",                                   "~operating_margin[margins]"),
        ("revenue growth of 4%",                              "revenue[revenue growth]"),
        ("on today's earnings call",                          ""),
        ("营收 revenue 10 億",                                  "revenue[revenue]"),
        ("volume discounts, a cash register, a price tag",    ""),
        ("our sales cycle, sales team and sales reps",        ""),
        ("an interest in operating in shared spaces",         ""),
        ("our outlook for sales, and growth in orders",       "revenue[sales] ~revenue[growth] bookings[orders]"),
        ("we lost $3 million",                                "~-operating_income[lost]"),
        ("net debt to EBITDA of 2.1 times",                   "leverage_ratio[net debt to EBITDA]"),
        ("revenue per available room was $94",                "revpar[revenue per available room]"),
        ("days sales outstanding and net interest income",    "days_sales_outstanding[days sales outstanding] net_interest_income[net interest income]"),
        ("selling, general, and administrative expenses",     "operating_expenses[selling, general, and administrative expenses]"),
        ("SBC as a percentage of revenue was 12%",            "stock_based_compensation_ratio[SBC as a percentage of revenue]"),
        ("net revenue retention was 110%",                    "net_expansion_rate[net revenue retention]"),
        ("the company’s stockholders’ equity",                "equity[stockholders’ equity]"),
        ("",                                                  ""),
    ];

    fn show(text: &str) -> String {
        let found = Metrics::find_in(Sentence { text, words: &words(text) });
        assert_eq!(found, Metrics::built_in().find(text));
        let shown: Vec<String> = found
            .iter()
            .map(|m| {
                let weak = if m.weak { "~" } else { "" };
                let sign = if m.negative { "-" } else { "" };
                format!("{weak}{sign}{}[{}]", m.metric.id, m.span.of(text))
            })
            .collect();
        shown.join(" ")
    }

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given}");
        }
    }
}
