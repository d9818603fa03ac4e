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

/** The part of a list that is near to what is seen, so that thousands of rows cost no more than a hundred. */
class LongList {
  static STEP = 80;

  constructor(scroller, holder, make) {
    Object.assign(this, { scroller, holder, make, items: [], from: 0, to: 0 });
    scroller.addEventListener("scroll", () => this.follow(), { passive: true });
  }

  show(items) {
    this.items = items;
    this.start(0);
  }

  /** Begins anew with this item. */
  start(at) {
    this.from = this.to = Math.max(0, at);
    this.holder.replaceChildren();
    this.scroller.scrollTop = 0;
    this.append();
  }

  append() {
    const next = this.items.slice(this.to, this.to + LongList.STEP);
    this.holder.append(...next.map((item) => this.make(item)));
    this.to += next.length;
  }

  prepend() {
    const before = this.items.slice(Math.max(0, this.from - LongList.STEP), this.from);
    const height = this.scroller.scrollHeight;
    this.holder.prepend(...before.map((item) => this.make(item)));
    this.from -= before.length;
    // What is seen stays where it is.
    this.scroller.scrollTop += this.scroller.scrollHeight - height;
  }

  /** Sees to it that this item is there, and its neighbours. */
  reach(at) {
    const [near, last] = [LongList.STEP / 4, this.items.length - 1];
    const missing = Math.max(0, at - near) < this.from || Math.min(last, at + near) >= this.to;
    if (!missing) return;
    if (at >= this.from && at < this.to + LongList.STEP / 2) this.append();
    else this.start(at - LongList.STEP / 2);
  }

  follow() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    if (this.to < this.items.length && scrollTop + 2 * clientHeight > scrollHeight) this.append();
    if (this.from > 0 && scrollTop < clientHeight) this.prepend();
  }
}

/** Brings a node into the middle of its scrolling box, and leaves the page where it is. */
function centre(scroller, node) {
  const outer = scroller.getBoundingClientRect();
  const inner = node.getBoundingClientRect();
  const inside = inner.top >= outer.top + 40 && inner.bottom <= outer.bottom - 24;
  if (!inside) scroller.scrollTop += inner.top - outer.top - scroller.clientHeight / 3;
}
