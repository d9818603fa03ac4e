// What starts the page: the address names what is selected, keys and clicks change the address.

const tabs = [byId("tab-facts"), byId("tab-findings")];

function showTab(tab) {
  for (const one of tabs) {
    one.setAttribute("aria-selected", String(one === tab));
    one.tabIndex = one === tab ? 0 : -1;
    byId(one.getAttribute("aria-controls")).hidden = one !== tab;
  }
}

function select(fact) {
  selected = fact;
  showTab(tabs[0]);
  showDetail(fact);
  showPlace(fact);
  showRow(fact);
  byId("desk").scrollIntoView({ block: "nearest" });
}

/** Shows at once: a `hashchange` would come after the next key. */
function go(address) {
  if (location.hash !== address) history.pushState(null, "", address);
  follow();
}

/** Shows what the address names: `#fact=`, `#finding=` or `#call=` with an id. */
function follow() {
  const [what, id] = named(location.hash);
  const fact = what === "fact" ? factsById.get(id) : undefined;
  const finding = what === "finding" ? findingsById.get(id) : undefined;
  const call = what === "call" ? calls.findIndex((one) => one.id === id) : -1;
  if (fact) select(fact);
  if (finding) {
    showTab(tabs[1]);
    const first = facts[finding.facts[0]];
    if (first) showPlace(first);
    showFinding(finding);
    byId("desk").scrollIntoView({ block: "nearest" });
  }
  if (call >= 0) showCall(call);
}

function named(address) {
  const [what, ...id] = address.slice(1).split("=");
  try {
    return [what, decodeURIComponent(id.join("="))];
  } catch {
    // An address that somebody has cut names nothing.
    return ["", ""];
  }
}

function makeCalls() {
  byId("call").append(...calls.map((call) => element("option", { value: String(call.at) }, call.label)));
  byId("call").addEventListener("change", (event) => {
    const call = calls[Number(event.target.value)];
    go(`#call=${encodeURIComponent(call.id)}`);
  });
  byId("left").addEventListener("change", (event) =>
    byId("text").classList.toggle("with-left", event.target.checked));
}

function makeSummary() {
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const one = (severity, noun) =>
    element("span", { class: `tile ${severity}` }, sign(severity), ` ${several(count(severity), noun)}`);
  byId("summary").append(
    element("span", { class: "tile" }, several(calls.length, "call")),
    element("span", { class: "tile" }, several(facts.length, "fact")),
    one("error", "error"), one("warning", "warning"), one("note", "note"),
    element("span", { class: "tile pass" }, sign("pass"), ` ${several(count("pass"), "check")} passed`));
  byId("help-text").append(element("p", { class: "muted" },
    `${data.program}. Each figure leads to its place, each place to its fact. The address names what is selected: it can be sent.`));
  const kinds = [...new Set(facts.map((fact) => fact.kind))];
  byId("legend").append("Figures: ",
    ...kinds.flatMap((kind) => [element("span", { class: `mark ${kind}` }, KIND_WORDS[kind]), " "]),
    element("span", { class: "mark guidance" }, "guidance"), ". Checks: ",
    ...SEVERITIES.slice(0, 4).flatMap((severity) =>
      [element("span", { class: "tile" }, sign(severity), ` ${SEVERITY_WORDS[severity]}`), " "]));
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  const typing = at.matches("input[type=search], select");
  if (event.key === "Escape" && byId("help").open) {
    byId("help").open = false;
  } else if (event.key === "/" && !typing) {
    showTab(tabs[0]);
    byId("search").focus();
  } else if (at.id === "search" && event.key === "Escape") {
    at.value = "";
    showFacts();
  } else if (at.id === "search" && event.key === "ArrowDown") {
    byId("facts").querySelector("a[tabindex='0']")?.focus();
  } else if (at.matches("#facts a")) {
    if (!onRowKey(at, event.key)) return;
  } else if (at.closest("#text")) {
    if (!onTextKey(at, event.key)) return;
  } else if (at.matches("[role=tab]") && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
    const other = tabs.find((tab) => tab !== at);
    showTab(other);
    other.focus();
  } else {
    return;
  }
  event.preventDefault();
}

function onRowKey(link, key) {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -Infinity, End: Infinity }[key];
  if (steps !== undefined) moveRow(link, steps);
  return steps !== undefined;
}

function onTextKey(at, key) {
  if (key === "Escape") {
    const row = selected && rowOf.get(selected);
    (row?.querySelector("a") ?? byId("facts").querySelector("a[tabindex='0']") ?? byId("search")).focus();
    return true;
  }
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step === undefined || marks.length === 0) return false;
  const now = at.matches(".mark") ? marks.indexOf(at) + step : marks.findIndex((mark) => mark.tabIndex === 0);
  const next = marks[Math.max(0, Math.min(marks.length - 1, now))];
  rove(marks, next);
  next.focus({ preventScroll: true });
  centre(byId("text"), next);
  return true;
}

makeSummary();
makeCalls();
makeFilters();
makeColumns();
makeFindings();
tabs[1].textContent = `Findings (${findings.filter((one) => one.severity !== "pass").length})`;
tabs.forEach((tab) => tab.addEventListener("click", () => showTab(tab)));
for (const form of ["filters", "severities"]) {
  byId(form).addEventListener("submit", (event) => event.preventDefault());
}
byId("search").addEventListener("input", showFacts);
document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  if (!event.target.closest("#help")) byId("help").open = false;
});
addEventListener("hashchange", follow);
addEventListener("beforeprint", makePrint);
showFacts();
showFindings();
if (calls.length > 0) {
  document.title = calls.length === 1 ? `${calls[0].title}: evidence report` : `${calls.length} calls: evidence report`;
  showCall(0);
}
follow();
