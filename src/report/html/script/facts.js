// The table of facts: one row a fact, its figure a link to its place.

const COLUMNS = [
  { by: "figure", name: "Figure", cell: figureCell },
  { by: "metric", name: "Metric", cell: (fact) => twoLines(fact.name, manner(fact)) },
  { by: "scope", name: "Part", cell: (fact) => element("td", {}, said(fact.scope)) },
  { by: "period", name: "Period", cell: (fact) => twoLines(fact.period, guidanceWord(fact)) },
  { by: "speaker", name: "Speaker", cell: (fact) => twoLines(fact.speaker, speakerWord(fact)) },
  { by: "text", name: "Place", cell: placeCell },
  { by: "severity", name: "Checks", cell: checksCell },
];
let selected;
let listed = [];
let table;
const rowOf = new Map();

const speakerWord = (fact) => (fact.speaker && fact.speakerKind === "executive" ? "" : fact.speakerKind);
const guidanceWord = (fact) => (fact.status === "guidance" ? "guidance" : "");

function twoLines(first, second) {
  return element("td", {}, said(first), second ? element("small", {}, second) : "");
}

function figureCell(fact) {
  const link = element("a", {
    class: `mark ${fact.kind}`, href: factLink(fact), tabindex: "-1", "data-at": String(fact.at),
  }, said(fact.quote));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    // Once shows the place, twice goes there.
    if (fact === selected) markOf.get(fact)?.focus();
    else go(factLink(fact));
  });
  return element("th", { scope: "row" }, link);
}

function placeCell(fact) {
  const { label, company, id, period } = calls[fact.call];
  // The name gives way first: the period tells the calls of one company apart.
  const call = () => element("small", { class: "in-call", title: label },
    said(company || id, { class: "short" }), " ", element("span", {}, period));
  return element("td", {}, `line ${fact.line}`, calls.length > 1 ? call() : "");
}

function checksCell(fact) {
  const word = fact.severity === "none" ? "" : SEVERITY_WORDS[fact.severity];
  return element("td", { class: `checks ${fact.severity}` }, sign(fact.severity), " ", word);
}

function factRow(fact) {
  const row = element("tr", {}, COLUMNS.map((column) => column.cell(fact)));
  row.addEventListener("click", (event) => {
    if (!event.target.closest("a")) row.querySelector("a").click();
  });
  rowOf.set(fact, row);
  if (fact === selected) markRow(row);
  return row;
}

function markRow(row) {
  row.classList.add("selected");
  row.querySelector("a").setAttribute("aria-current", "true");
}

function makeColumns() {
  for (const column of COLUMNS) {
    const button = element("button", { type: "button" }, column.name);
    button.addEventListener("click", () => {
      const again = sorting.by === column.by;
      sorting = { by: column.by, down: again && !sorting.down };
      showFacts();
    });
    byId("columns").append(headCell(button, { "data-by": column.by }));
  }
  table = new LongList(byId("rows"), byId("facts"), factRow);
}

function showFacts() {
  rowOf.clear();
  listed = filteredFacts();
  table.show(listed);
  const first = byId("facts").querySelector("a");
  if (first) first.tabIndex = 0;
  for (const head of byId("columns").children) {
    const now = sorting.down ? "descending" : "ascending";
    if (head.dataset.by === sorting.by) head.setAttribute("aria-sort", now);
    else head.removeAttribute("aria-sort");
  }
  const all = facts.length;
  byId("count").textContent =
    listed.length === all ? several(all, "fact") : `${listed.length} of ${several(all, "fact")}`;
}

/** Shows a fact in its table; one that the filters hide is shown below the table only. */
function showRow(fact) {
  byId("facts").querySelectorAll(".selected").forEach((row) => {
    row.classList.remove("selected");
    row.querySelector("a").removeAttribute("aria-current");
  });
  const at = listed.indexOf(fact);
  if (at < 0) return;
  table.reach(at);
  const row = rowOf.get(fact);
  markRow(row);
  rove(byId("facts").querySelectorAll("a"), row.querySelector("a"));
  centre(byId("rows"), row);
}

/** Moves the focus so many rows down; rows that are not made yet are made. */
function moveRow(link, steps) {
  const at = listed.indexOf(facts[Number(link.dataset.at)]);
  const to = Math.max(0, Math.min(listed.length - 1, at + steps));
  table.reach(to);
  const next = rowOf.get(listed[to]).querySelector("a");
  rove(byId("facts").querySelectorAll("a"), next);
  next.focus({ preventScroll: true });
  centre(byId("rows"), next);
}
