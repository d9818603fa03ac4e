//! Any speech in a call of an executive: facts that quote their bytes, findings about facts that are there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::HashSet;

fuzz_target!(|text: &str| {
    let call = format!(
        "Orrin Mills second quarter 2024 earnings call.\n\nAda Brook -- Chief Financial Officer\n\nRevenue was $12 million, up 4%. {text}\n"
    );
    let Ok(one) = tickmark::extract("orrin_q2_2024.txt", call.as_bytes()) else { return };
    for fact in &one.facts {
        assert_eq!(call.get(fact.source_span.start..fact.source_span.end), Some(fact.quote.as_str()));
        assert!(fact.low <= fact.high, "{fact:?}");
    }
    let run = tickmark::check(vec![one]);
    let ids: HashSet<&str> =
        run.extractions.iter().flat_map(|one| &one.facts).map(|fact| fact.fact_id.as_str()).collect();
    for finding in &run.findings {
        assert!(finding.fact_ids.iter().all(|id| ids.contains(id.as_str())), "{finding:?}");
    }
});
