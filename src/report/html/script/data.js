// The data of the page, and what the views ask of it: facts with their speakers and findings.

const data = JSON.parse(document.getElementById("data").textContent);
const { calls, facts, findings } = data;
const metricNames = new Map(data.metrics);

/** The worst first; `none` is a fact that no check could judge. */
const SEVERITIES = ["error", "warning", "note", "pass", "none"];
const SEVERITY_WORDS = {
  error: "error", warning: "warning", note: "note", pass: "ticked", none: "not judged",
};
const SIGNS = { error: "✗", warning: "▲", note: "●", pass: "✓", none: "" };
const KIND_WORDS = {
  money: "money", per_share: "per share", percent: "percent", percentage_points: "points",
  basis_points: "basis points", count: "count", multiple: "multiple",
};

const words = (id) => id.replaceAll("_", " ");
const basisWords = (basis) =>
  basis === "unspecified" ? "" : words(basis).replace("non gaap", "non-GAAP").replace("gaap", "GAAP");
const rank = (severity) => SEVERITIES.indexOf(severity);
const several = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

calls.forEach((call, at) => {
  call.at = at;
  call.title = [call.company || call.id, call.period].filter(Boolean).join(" ");
  call.facts = [];
});
// Two calls of one title are told apart by their ids.
calls.forEach((call) => {
  const same = calls.filter((other) => other.title === call.title);
  call.label = same.length > 1 ? `${call.title} (${call.id})` : call.title;
});
findings.forEach((finding, at) => (finding.at = at));

facts.forEach((fact, at) => {
  const call = calls[fact.call];
  const turn = call.turns[fact.turn] ?? { speaker: "", role: "", kind: "unknown", section: "" };
  const known = { speaker: turn.speaker, role: turn.role, speakerKind: turn.kind };
  Object.assign(fact, known, { at, section: turn.section, severity: "none", findings: [] });
  fact.name = metricNames.get(fact.metric) ?? fact.metric;
  fact.number = Number(fact.low);
  call.facts.push(fact);
});
for (const finding of findings) {
  for (const at of finding.facts) {
    const fact = facts[at];
    if (fact.findings.includes(finding)) continue;
    fact.findings.push(finding);
    if (rank(finding.severity) < rank(fact.severity)) fact.severity = finding.severity;
  }
}
for (const fact of facts) {
  fact.findings.sort((a, b) => rank(a.severity) - rank(b.severity));
  fact.haystack = [
    fact.quote, fact.value, fact.name, fact.metric, fact.words, fact.scope, fact.period, fact.basis,
    fact.aspect, fact.status, fact.speaker, fact.role, calls[fact.call].label, fact.id,
  ].join("\n").toLowerCase();
}

const factsById = new Map(facts.map((fact) => [fact.id, fact]));
const findingsById = new Map(findings.map((finding) => [finding.id, finding]));
const factLink = (fact) => `#fact=${encodeURIComponent(fact.id)}`;
const findingLink = (finding) => `#finding=${encodeURIComponent(finding.id)}`;

/** What a fact is about, in words: `non-GAAP level`, `organic change against the year before`. */
function manner(fact) {
  const against = { yoy: "on the year", qoq: "on the quarter", ytd: "since the year began" };
  const aspect = fact.aspect === "level" ? "" : fact.aspect;
  return [basisWords(fact.basis), aspect, against[fact.compare]].filter(Boolean).join(" ");
}
