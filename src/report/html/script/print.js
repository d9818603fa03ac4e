// On paper: the facts that the filters leave, and the findings, as plain tables.

function makePrint() {
  const table = (title, names, rows) => element("section", {}, element("h2", {}, title),
    element("table", {}, element("thead", {}, element("tr", {}, names.map((name) => headCell(name)))),
      element("tbody", {}, rows)));
  const row = (cells, result) => element("tr", {}, cells.map((cell, at) =>
    element("td", { class: at === result ? "result" : undefined }, said(cell))));
  const factCells = (fact) => [
    fact.quote, [fact.name, manner(fact)].filter(Boolean).join(", "), fact.scope,
    [fact.period, guidanceWord(fact)].filter(Boolean).join(", "), fact.speaker,
    `${calls[fact.call].label}, line ${fact.line}`,
    `${SIGNS[fact.severity]} ${fact.severity === "none" ? "" : SEVERITY_WORDS[fact.severity]}`,
  ];
  const findingCells = (finding) => [
    `${SIGNS[finding.severity]} ${SEVERITY_WORDS[finding.severity]}`, finding.headline || words(finding.check),
    finding.facts.map((at) => `“${facts[at].quote}” (${calls[facts[at].call].label}, line ${facts[at].line})`).join("; "),
    finding.gap, finding.suggestion,
  ];
  byId("print").replaceChildren(
    table("Findings", ["Result", "What", "Said", "Gap", "Perhaps"],
      listedFindings().map((finding) => row(findingCells(finding), 0))),
    table(`Facts (${listed.length} of ${facts.length})`, COLUMNS.map((column) => column.name),
      listed.map((fact) => row(factCells(fact), 6))));
}
