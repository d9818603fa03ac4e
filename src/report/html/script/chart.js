// Charts of the main metrics: actual values as a line, guidance as bands, and the same as a table.

const PLOT = { width: 260, height: 150, left: 40, right: 8, top: 20, bottom: 42 };
const SCALES = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"], [1e3, "thousand"]];
let chartsOf;

function showCharts(company) {
  if (chartsOf === company) return;
  chartsOf = company;
  const name = calls.find((call) => call.key === company).company || company;
  byId("charts-of").replaceChildren(" of ", said(name));
  const its = data.charts.filter((chart) => chart.company === company);
  const none = element("p", { class: "muted" }, "No metric of this company has values for two periods.");
  byId("charts").replaceChildren(...(its.length > 0 ? its.map(chartFigure) : [none]));
}

function chartFigure(chart) {
  const title = [chart.metric, basisWords(chart.basis)].filter(Boolean).join(", ");
  return element("figure", { class: "chart" },
    element("h3", { title }, title),
    plot(chart, title), chartTable(chart, title));
}

function unitOf(chart) {
  const words = {
    percent: "%", percentage_points: "points", basis_points: "basis points", multiple: "times",
    per_share: `${chart.unit} per share`,
  };
  return words[chart.kind] ?? chart.unit;
}

/** Where each period stands: at its distance in time where the labels tell it, else one beside the other. */
function slots(chart) {
  const place = (label) => {
    const found = /^(?:TTM-|YTD-)?(\d+)-(?:Q(\d)|H(\d)|FY)$/.exec(label);
    if (!found) return undefined;
    const [, year, quarter, half] = found.map(Number);
    return quarter ? year * 4 + quarter : half ? year * 2 + half : year;
  };
  const places = chart.periods.map(place);
  const span = Math.max(...places) - Math.min(...places);
  const timed = places.every((one) => one !== undefined) && span < 16;
  const at = new Map(chart.periods.map((label, order) =>
    [label, timed ? places[order] - Math.min(...places) : order]));
  return { at, count: (timed ? span : chart.periods.length - 1) + 1 };
}

/** Round numbers from below the lowest value to above the highest. */
function ticks(values) {
  let [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) [low, high] = [low - (Math.abs(low) / 10 || 1), high + (Math.abs(high) / 10 || 1)];
  const rough = (high - low) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const first = Math.floor(low / step);
  const result = [];
  for (let at = first; ; at += 1) {
    result.push(at * step);
    if (at * step >= high) return result;
  }
}

function plot(chart, title) {
  const points = [...chart.actual, ...chart.guidance];
  const values = points.flatMap((point) => [Number(point.low), Number(point.high)]);
  const marks = ticks(values);
  const largest = Math.max(...marks.map(Math.abs));
  const [scale, scaleWord] = SCALES.find(([size]) => largest >= size) ?? [1, ""];
  const { at, count } = slots(chart);
  const wide = (PLOT.width - PLOT.left - PLOT.right) / count;
  const [low, high] = [marks[0], marks.at(-1)];
  const x = (period) => PLOT.left + (at.get(period) + 0.5) * wide;
  const y = (value) => PLOT.top + ((high - Number(value)) / (high - low)) * (PLOT.height - PLOT.top - PLOT.bottom);
  const unit = [unitOf(chart), scaleWord].filter(Boolean).join(" ");
  const name = `${title} by period, ${chart.actual.length} actual and ${chart.guidance.length} guidance values, in ${unit || "numbers"}; the table below has them all`;
  return drawn("svg", { viewBox: `0 0 ${PLOT.width} ${PLOT.height}`, role: "img", "aria-label": name },
    marks.map((mark) => valueTick(y(mark), (mark / scale).toLocaleString("en", { maximumFractionDigits: 6 }))),
    drawn("text", { class: "axis", x: 2, y: 9 }, unit),
    drawn("text", { class: "axis", x: PLOT.width - PLOT.right, y: PLOT.height - 3, "text-anchor": "end" }, `fiscal ${chart.length}`),
    periodLabels(chart, x),
    chart.guidance.map((point) => band(point, x, y, Math.min(wide * 0.7, 40))),
    line(chart.actual, x, y),
    chart.actual.map((point) => dot(point, x, y)));
}

function valueTick(y, label) {
  return drawn("g", {},
    drawn("line", { class: "grid", x1: PLOT.left, x2: PLOT.width - PLOT.right, y1: y, y2: y }),
    drawn("text", { class: "axis", x: PLOT.left - 5, y: y + 4, "text-anchor": "end" }, label));
}

/** The labels that have room: `2024-Q1` in two lines, the year below. */
function periodLabels(chart, x) {
  let last = -Infinity;
  return chart.periods.map((label) => {
    if (x(label) - last < 34) return "";
    last = x(label);
    const [year, ...rest] = label.split("-");
    const part = rest.join("-");
    const [first, second] = part === "FY" ? [year, ""] : [part, year];
    return drawn("text", { class: "axis", x: last, y: PLOT.height - 29, "text-anchor": "middle" },
      first, drawn("tspan", { x: last, dy: 11 }, second));
  }).filter(Boolean);
}

function band(point, x, y, wide) {
  const [top, bottom] = [y(point.high), y(point.low)];
  const height = Math.max(bottom - top, 3);
  return pointed(drawn("rect", {
    class: "band", x: x(point.period) - wide / 2, width: wide, y: top - (height - (bottom - top)) / 2, height,
  }), point, "guidance");
}

function line(points, x, y) {
  const middle = (point) => (y(point.low) + y(point.high)) / 2;
  const path = points.map((point, at) => `${at ? "L" : "M"}${x(point.period)} ${middle(point)}`).join("");
  return drawn("path", { class: "actual", d: path || "M0 0" });
}

function dot(point, x, y) {
  const middle = (y(point.low) + y(point.high)) / 2;
  const range = { class: "actual", x1: x(point.period), x2: x(point.period), y1: y(point.low), y2: y(point.high) };
  return pointed(drawn("g", {}, drawn("line", range),
    drawn("circle", { class: `dot ${point.kind}`, cx: x(point.period), cy: middle, r: 4 })), point, "actual");
}

/** The mouse gets from a value to its fact; the keyboard does so in the table below. */
function pointed(node, point, status) {
  node.append(drawn("title", {}, `${point.period}, ${status}: ${point.value}`));
  node.classList.add("point");
  node.addEventListener("click", () => go(factLink(facts[point.fact])));
  return node;
}

function chartTable(chart, title) {
  const cell = (points, period) => {
    const point = points.find((one) => one.period === period);
    return element("td", { class: "number" },
      point ? element("a", { href: factLink(facts[point.fact]) }, point.value) : "");
  };
  const rows = chart.periods.map((period) => element("tr", {},
    element("th", { scope: "row" }, period), cell(chart.actual, period), cell(chart.guidance, period)));
  return element("details", {}, element("summary", {}, "Table"),
    element("table", { "aria-label": `${title}, ${chart.length}` },
      element("thead", {}, element("tr", {}, headCell("Period"), headCell("Actual"), headCell("Guidance"))),
      element("tbody", {}, rows)));
}
