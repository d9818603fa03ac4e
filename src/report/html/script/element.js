// Making elements. Text goes into text nodes and attributes only: nothing here reads markup.

function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function drawn(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return node;
}

const byId = (id) => document.getElementById(id);

/** Text of the input, which may run in either direction without taking its neighbours along. */
const said = (text, attributes = {}) => element("bdi", attributes, text);

/** The sign of a severity, for the eye; the word stands beside it, or in the name of what holds it. */
const sign = (severity) =>
  element("span", { class: `sign ${severity}`, "aria-hidden": "true" }, SIGNS[severity]);

const headCell = (text, attributes = {}) => element("th", { scope: "col", ...attributes }, text);

/** Fills a list as far as it is seen, so that thousands of rows cost no more than hundreds. */
class Window {
  static STEP = 150;

  constructor(scroller, holder, make) {
    Object.assign(this, { scroller, holder, make, items: [], shown: 0 });
    scroller.addEventListener("scroll", () => this.follow(), { passive: true });
  }

  show(items) {
    this.items = items;
    this.shown = 0;
    this.holder.replaceChildren();
    this.scroller.scrollTop = 0;
    this.reach(Window.STEP);
  }

  /** Makes at least so many rows. */
  reach(count) {
    const next = this.items.slice(this.shown, Math.max(count, this.shown));
    this.holder.append(...next.map((item) => this.make(item)));
    this.shown += next.length;
  }

  follow() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    if (scrollTop + 2 * clientHeight > scrollHeight) this.reach(this.shown + Window.STEP);
  }
}

/** Brings a node into the middle of its scrolling box, and leaves the page where it is. */
function centre(scroller, node) {
  const outer = scroller.getBoundingClientRect();
  const inner = node.getBoundingClientRect();
  const inside = inner.top >= outer.top + 40 && inner.bottom <= outer.bottom - 24;
  if (!inside) scroller.scrollTop += inner.top - outer.top - scroller.clientHeight / 3;
}
