// The transcript of one call, with each figure marked by its kind and by what the checks say of it.

const SECTION_WORDS = { prepared: "Prepared remarks", qa: "Questions and answers" };
let shownCall = -1;
/** The marks of the shown call in the order of the text, and the mark of each fact. */
let marks = [];
let markOf = new Map();

function showCall(at) {
  if (at === shownCall) return;
  shownCall = at;
  const call = calls[at];
  marks = [];
  markOf = new Map();
  const inPassage = new Map();
  for (const fact of call.facts) {
    if (!inPassage.has(fact.passage)) inPassage.set(fact.passage, []);
    inPassage.get(fact.passage).push(fact);
  }
  const text = byId("text");
  text.replaceChildren(...blocks(call, inPassage));
  text.scrollTop = 0;
  if (marks[0]) marks[0].tabIndex = 0;
  byId("call").value = String(at);
  showCharts(call.key);
}

/** Sections, turns and paragraphs, in the order of the text. */
function blocks(call, inPassage) {
  const result = [];
  let [turn, section, holder] = [undefined, undefined, undefined];
  call.passages.forEach((passage, at) => {
    if (passage.kind === "header") return;
    if (!holder || passage.turn !== turn) {
      turn = passage.turn;
      const speaks = call.turns[turn];
      if (speaks && speaks.section !== section) {
        section = speaks.section;
        result.push(element("h3", { class: "section" }, SECTION_WORDS[section] ?? section));
      }
      holder = element("div", { class: "turn" }, speaks ? speakerLine(speaks) : "");
      result.push(holder);
    }
    holder.append(paragraph(passage, inPassage.get(at) ?? []));
  });
  return result;
}

function speakerLine(turn) {
  return element("h4", { class: "speaker" },
    said(turn.speaker || "Speaker not named"),
    turn.role ? said(turn.role, { class: "role" }) : "",
    element("span", { class: `badge ${turn.kind}` }, turn.kind));
}

function paragraph(passage, itsFacts) {
  const line = element("span", { class: "line", "aria-hidden": "true" }, String(passage.line));
  const chinese = passage.kind === "translation" ? "zh" : undefined;
  const node = element("p", { class: passage.kind, lang: chinese }, line);
  let at = 0;
  for (const piece of pieces(passage, itsFacts)) {
    node.append(passage.text.slice(at, piece.start), piece.node);
    at = piece.end;
  }
  node.append(passage.text.slice(at));
  return node;
}

/** What is marked in a paragraph, in order: figures, and numbers that are no facts. */
function pieces(passage, itsFacts) {
  const found = [];
  for (const fact of itsFacts) {
    const [start, end] = fact.mark;
    const same = found.find((piece) => piece.start === start && piece.end === end);
    if (same) same.facts.push(fact);
    else found.push({ start, end, facts: [fact] });
  }
  for (const piece of found) {
    piece.node = mark(passage.text.slice(piece.start, piece.end), piece.facts);
  }
  for (const [start, end, reason] of passage.left) {
    const name = `no fact: ${reason}`;
    const node = element("span", { class: "left", title: name }, passage.text.slice(start, end));
    found.push({ start, end, node });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A figure in the text; it leads to its fact, and on to the next where it has several. */
function mark(text, itsFacts) {
  const worst = itsFacts.reduce((a, b) => (rank(b.severity) < rank(a.severity) ? b : a));
  const node = element("a", {
    class: `mark ${itsFacts[0].kind} ${worst.severity} ${itsFacts[0].status}`,
    href: factLink(itsFacts[0]),
    tabindex: "-1",
    title: itsFacts.map((fact) => `${factTitle(fact)}: ${SEVERITY_WORDS[fact.severity]}`).join("\n"),
  }, text);
  node.facts = itsFacts;
  node.addEventListener("click", (event) => {
    const next = itsFacts[(itsFacts.indexOf(selected) + 1) % itsFacts.length];
    event.preventDefault();
    go(factLink(next));
  });
  itsFacts.forEach((fact) => markOf.set(fact, node));
  marks.push(node);
  return node;
}

function factTitle(fact) {
  const part = fact.scope === "total" ? "" : `, ${fact.scope}`;
  const how = manner(fact);
  return `${fact.name}${part}, ${fact.period}${how ? `, ${how}` : ""}, ${fact.status}`;
}

/** Shows where a fact is said. */
function showPlace(fact) {
  showCall(fact.call);
  document.querySelectorAll("#text .here").forEach((node) => node.classList.remove("here"));
  const node = markOf.get(fact);
  if (!node) return;
  node.classList.add("here");
  rove(marks, node);
  centre(byId("text"), node);
}

/** Of a row of things, one is in the order of the Tab key. */
function rove(all, one) {
  for (const node of all) if (node.tabIndex === 0) node.tabIndex = -1;
  one.tabIndex = 0;
}
