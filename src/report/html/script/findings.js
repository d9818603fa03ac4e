// Findings: what was compared with what, both places side by side, with the arithmetic.

let findingList;
const cardOf = new Map();
const shownSeverities = new Set(["error", "warning", "note"]);

function makeFindings() {
  const worth = findings.some((finding) => shownSeverities.has(finding.severity));
  if (!worth) shownSeverities.add("pass");
  for (const severity of SEVERITIES.slice(0, 4)) {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const box = element("input", { type: "checkbox", value: severity });
    box.checked = shownSeverities.has(severity);
    box.addEventListener("change", () => {
      if (box.checked) shownSeverities.add(severity);
      else shownSeverities.delete(severity);
      showFindings();
    });
    const label = ` ${SEVERITY_WORDS[severity]} (${count})`;
    byId("severities").append(element("label", { class: "check" }, box, " ", sign(severity), label));
  }
  findingList = new LongList(byId("findings"), byId("findings"), findingCard);
}

const listedFindings = () => findings
  .filter((finding) => shownSeverities.has(finding.severity))
  .sort((a, b) => rank(a.severity) - rank(b.severity) || a.at - b.at);

function showFindings() {
  cardOf.clear();
  const listed = listedFindings();
  findingList.show(listed);
  const rest = `${several(data.unjudged, "check")} could not be judged`;
  byId("finding-count").textContent =
    `${several(listed.length, "finding")} of ${findings.length} shown; ${rest}`;
}

function findingCard(finding) {
  const body = element("div", { class: "body", id: `body-${finding.at}` });
  const button = element("button", {
    type: "button", "aria-expanded": "false", "aria-controls": body.id,
  }, sign(finding.severity), element("span", { class: "word" }, SEVERITY_WORDS[finding.severity]),
  said(finding.headline || words(finding.check)));
  body.hidden = true;
  const card = element("article", { class: `finding ${finding.severity}` },
    element("h3", {}, button), body);
  const open = (wanted) => {
    button.setAttribute("aria-expanded", String(wanted));
    body.hidden = !wanted;
    if (wanted && !body.firstChild) body.append(...findingBody(finding));
  };
  button.addEventListener("click", () => {
    const wanted = body.hidden;
    open(wanted);
    if (wanted) go(findingLink(finding));
  });
  cardOf.set(finding, { card, button, open });
  return card;
}

function findingBody(finding) {
  const itsFacts = finding.facts.map((at) => facts[at]);
  return [
    element("p", { class: "muted" }, words(finding.check),
      finding.check === finding.family ? "" : ` (${finding.family})`, finding.says ? `: ${finding.says}` : ""),
    element("div", { class: "places" }, itsFacts.map(placeCard)),
    arithmetic(finding, itsFacts),
    finding.suggestion
      ? element("p", { class: "suggestion" }, element("strong", {}, "Perhaps: "), said(finding.suggestion))
      : "",
  ].filter(Boolean);
}

/** A fact in its sentence, as it is said. */
function placeCard(fact) {
  const passage = calls[fact.call].passages[fact.passage];
  const [[from, to], [start, end]] = [fact.sentence, fact.mark];
  const who = [fact.speaker || "Speaker not named", fact.role].filter(Boolean).join(", ");
  return element("figure", { class: "place" },
    element("figcaption", {}, element("strong", {}, said(who)),
      element("small", {}, said(calls[fact.call].label), `, line ${fact.line}`)),
    element("blockquote", {}, passage.text.slice(from, start),
      element("mark", { class: `mark ${fact.kind}` }, passage.text.slice(start, end)),
      passage.text.slice(end, to)),
    element("p", {}, said(factTitle(fact)), element("br"),
      element("a", { href: factLink(fact) }, "Show this fact")));
}

function arithmetic(finding, itsFacts) {
  const rows = itsFacts.map((fact) => element("tr", {},
    element("th", { scope: "row" }, said(fact.quote)),
    element("td", {}, said(factTitle(fact))), element("td", { class: "number" }, fact.interval)));
  const sides = [["Left side", finding.left], ["Right side", finding.right], ["Gap", finding.gap]]
    .filter(([, value]) => value !== "")
    .map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
  return element("div", { class: "arithmetic" },
    finding.formula ? element("p", {}, element("code", {}, finding.formula)) : "",
    element("div", { class: "scroll" }, element("table", {},
      element("thead", {}, element("tr", {}, headCell("Said"), headCell("About"), headCell("Can be"))),
      element("tbody", {}, rows))),
    sides.length > 0 ? element("dl", {}, sides) : "");
}

/** Opens a finding in the list; one whose severity is not shown is shown from now on. */
function showFinding(finding) {
  if (!shownSeverities.has(finding.severity)) {
    byId("severities").querySelector(`[value=${finding.severity}]`).click();
  }
  findingList.reach(listedFindings().indexOf(finding));
  const { card, open } = cardOf.get(finding);
  open(true);
  document.querySelectorAll("#findings .current").forEach((node) => node.classList.remove("current"));
  card.classList.add("current");
  centre(byId("findings"), card.querySelector("button"));
}
