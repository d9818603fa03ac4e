// The selected fact: its labels, how each is known, and the findings that it is in.

function showDetail(fact) {
  const labels = [
    ["metric", fact.name, fact.words && `said as “${fact.words}”`],
    ["scope", fact.scope], ["period", fact.period], ["basis", basisWords(fact.basis) || "not said"],
    ["aspect", fact.aspect], ["compare", fact.compare], ["status", fact.status],
    ["adjusted_for", fact.without],
  ].filter(([, value]) => value);
  const detail = byId("detail");
  detail.hidden = false;
  detail.scrollTop = 0;
  detail.replaceChildren(
    element("h3", {}, said(fact.quote), " = ", fact.value),
    element("p", {}, `${KIND_WORDS[fact.kind]}, ${words(fact.bound)}: ${fact.interval}. `,
      said([fact.speaker, fact.role].filter(Boolean).join(", ") || "Speaker not named"),
      `, ${calls[fact.call].label}, line ${fact.line}.`),
    listed.includes(fact) ? "" : element("p", { class: "muted" }, "The filters hide its row."),
    siblings(fact),
    element("div", { class: "scroll" }, element("table", {},
      element("thead", {}, element("tr", {}, ["Label", "Value", "Known", "Because"].map((name) => headCell(name)))),
      element("tbody", {}, labels.map((label) => labelRow(fact, label))))),
    itsFindings(fact));
}

function labelRow(fact, [label, value, aside]) {
  const [, confidence, because] = fact.why.find(([name]) => name === label) ?? ["", "", ""];
  return element("tr", {}, element("th", { scope: "row" }, words(label)),
    element("td", {}, said(value)), element("td", {}, confidence),
    element("td", {}, said([aside, because].filter(Boolean).join("; "))));
}

/** Other facts of the same figure: "14% reported and organic" are two. */
function siblings(fact) {
  const others = calls[fact.call].facts.filter((other) => other !== fact &&
    other.passage === fact.passage && other.mark.join() === fact.mark.join());
  if (others.length === 0) return "";
  const links = others.map((other) => element("a", { href: factLink(other) }, factTitle(other)));
  return element("p", {}, "The same figure is also: ", links.flatMap((link, at) => [at ? "; " : "", link]));
}

function itsFindings(fact) {
  if (fact.findings.length === 0) return element("p", { class: "muted" }, "No check could judge it.");
  const rows = fact.findings.map((finding) => element("li", {}, sign(finding.severity), " ",
    element("a", { href: findingLink(finding) }, `${SEVERITY_WORDS[finding.severity]}: ${words(finding.check)}`),
    " ", said(finding.severity === "pass" ? "" : finding.headline)));
  return element("ul", { class: "plain" }, rows);
}
