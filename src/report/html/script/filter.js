// Which facts are shown, and in which order.

const FILTERS = [
  { id: "call", name: "In call", of: (fact) => calls[fact.call].label },
  { id: "metric", name: "Metric", of: (fact) => fact.name },
  { id: "scope", name: "Part", of: (fact) => fact.scope },
  { id: "period", name: "Period", of: (fact) => fact.period, order: (fact) => fact.end },
  { id: "status", name: "Status", of: (fact) => fact.status },
  { id: "speaker", name: "Speaker", of: (fact) => fact.speakerKind },
  {
    id: "severity", name: "Checks", of: (fact) => SEVERITY_WORDS[fact.severity],
    order: (fact) => String(rank(fact.severity)),
  },
];
const chosen = new Map();
let sorting = { by: "text", down: false };

const ORDERS = {
  text: (fact) => fact.at,
  figure: (fact) => fact.number,
  metric: (fact) => fact.name.toLowerCase(),
  scope: (fact) => (fact.scope === "total" ? "" : fact.scope.toLowerCase()),
  period: (fact) => fact.end,
  speaker: (fact) => fact.speaker.toLowerCase(),
  severity: (fact) => rank(fact.severity),
};

function makeFilters() {
  for (const filter of FILTERS) {
    const options = optionsOf(filter);
    if (options.length < 2) continue;
    const all = element("option", { value: "" }, "all");
    const select = element("select", { id: `filter-${filter.id}` }, all, options);
    select.addEventListener("change", () => {
      if (select.value === "") chosen.delete(filter);
      else chosen.set(filter, select.value);
      select.classList.toggle("chosen", select.value !== "");
      showFacts();
    });
    byId("count").before(element("label", {}, filter.name, " ", select));
  }
  const clear = element("button", { type: "button", id: "clear" }, "Clear");
  clear.addEventListener("click", clearFilters);
  byId("count").before(clear);
}

function optionsOf(filter) {
  const found = new Map();
  for (const fact of facts) {
    const value = filter.of(fact);
    const one = found.get(value) ?? { value, count: 0, order: (filter.order ?? filter.of)(fact) };
    one.count += 1;
    found.set(value, one);
  }
  const inOrder = [...found.values()].sort((a, b) => compare(a.order, b.order));
  return inOrder.map(({ value, count }) => element("option", { value }, `${value} (${count})`));
}

function clearFilters() {
  chosen.clear();
  byId("filters").reset();
  document.querySelectorAll("#filters .chosen").forEach((node) => node.classList.remove("chosen"));
  showFacts();
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The facts that pass all filters and hold every word that is searched for. */
function filteredFacts() {
  const wanted = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const key = ORDERS[sorting.by];
  const passes = (fact) =>
    [...chosen].every(([filter, value]) => filter.of(fact) === value) &&
    wanted.every((word) => fact.haystack.includes(word));
  const sign = sorting.down ? -1 : 1;
  return facts.filter(passes).sort((a, b) => sign * compare(key(a), key(b)) || a.at - b.at);
}
