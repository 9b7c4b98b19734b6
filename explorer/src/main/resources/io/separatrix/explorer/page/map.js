// The map of a plane: colour, pattern and name for each label; drag pans, wheel and pinch zoom.
import { element } from "./elements.js";

const COLORS = ["332288", "cc6677", "117733", "ddcc77", "88ccee", "882255", "44aa99", "999933", "aa4499", "b8bec4"]
  .map(hex => [0, 2, 4].map(at => parseInt(hex.slice(at, at + 2), 16)));
// Patterns are dark on light colours and light on dark ones.
const LINES = COLORS.map(([red, green, blue]) => (0.3 * red + 0.59 * green + 0.11 * blue < 100 ? 255 : 0));
const SIDE = 512;
const PATTERNS = [
  () => false, (x, y) => (x + y) % 14 < 2, (x, y) => x % 12 < 2 && y % 12 < 2, (x, y) => y % 12 < 2, x => x % 12 < 2,
  (x, y) => (x - y + 7168) % 14 < 2, (x, y) => x % 16 < 2 || y % 16 < 2, (x, y) => (x + 2 * y) % 20 < 3,
  (x, y) => (x >> 3) % 2 === (y >> 3) % 2 && x % 8 < 3 && y % 8 < 3, (x, y) => x % 20 < 3 && y % 20 < 3,
];

const decoded = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));

export class LabelMap extends HTMLElement {
  #canvas = element("canvas", { width: SIDE, height: SIDE });
  #bitmap = element("canvas", { width: SIDE, height: SIDE });
  #over = element("div", { className: "over" });
  #drawnExtent = null;
  #map = null;
  #pointers = new Map();
  #moved = false;
  #cursor = null;
  extent = [-1, 1, -1, 1];
  marks = [];
  names = [];
  shade = "labels";

  connectedCallback() {
    this.tabIndex = 0;
    this.setAttribute("role", "application");
    this.setAttribute("aria-label", this.dataset.title ?? "Map of labels. Arrow keys move the point that is looked at, with Shift the map; plus and minus zoom; Enter makes the point the new x.");
    this.replaceChildren(this.#canvas, this.#over);
    this.addEventListener("pointerdown", this.#down);
    this.addEventListener("pointermove", this.#move);
    for (const name of ["pointerup", "pointercancel"]) this.addEventListener(name, this.#up);
    this.addEventListener("wheel", this.#wheel, { passive: false });
    this.addEventListener("keydown", this.#key);
  }

  /** Colours of labels: fixed for up to ten classes, else by area. */
  colorOf(label) {
    if (this.names.length <= COLORS.length) return label;
    const rank = this.#map.byArea.indexOf(label);
    return Math.min(rank, COLORS.length - 1);
  }

  /** Takes what the server knows of the map, a lattice of it at first. */
  take(event) {
    const bytes = decoded(event.labels);
    const labels = new Uint16Array(bytes.buffer);
    const areas = new Map();
    for (const label of labels) areas.set(label, (areas.get(label) ?? 0) + 1);
    this.#map = {
      ...event, labels, margins: decoded(event.margins), evaluated: decoded(event.evaluated),
      byArea: [...areas.keys()].sort((a, b) => areas.get(b) - areas.get(a)),
      shares: new Map([...areas].map(([label, area]) => [label, area / labels.length])),
    };
    this.#drawnExtent = this.extent.slice();
    this.#render();
    this.paint();
    this.dataset.stride = event.stride;
  }

  /** Draws what is known again, with another shading. */
  again() {
    if (!this.#map) return;
    this.#render();
    this.paint();
  }

  get shares() { return this.#map?.shares ?? new Map(); }
  get share() { return this.#map?.share ?? 0; }

  #at(column, row) { // of the lattice, for a point of the bitmap
    const { size, stride, count } = this.#map;
    const near = value => Math.min(count - 1, Math.round(Math.min(size - 1, value) / stride));
    return near(row) * count + near(column);
  }

  #render() {
    const { size, labels, margins, evaluated } = this.#map;
    const context = this.#bitmap.getContext("2d");
    const image = context.createImageData(SIDE, SIDE);
    const largest = 255, ratio = size / SIDE;
    const index = new Int32Array(SIDE * SIDE);
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        index[y * SIDE + x] = this.#at(Math.floor(x * ratio), size - 1 - Math.floor(y * ratio));
      }
    }
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const at = index[y * SIDE + x], label = labels[at], number = this.colorOf(label);
        const edge = (x + 1 < SIDE && labels[index[y * SIDE + x + 1]] !== label) || (y + 1 < SIDE && labels[index[(y + 1) * SIDE + x]] !== label);
        let veil = evaluated[at >> 3] >> (at & 7) & 1 ? 0 : 0.08;
        if (this.shade === "margin") veil += 0.68 * (1 - Math.sqrt(margins[at] / largest));
        let dark = PATTERNS[number](x, y) ? 0.13 : 0;
        if (this.shade === "contours") {
          const level = Math.floor(margins[at] / 32);
          const right = x + 1 < SIDE ? Math.floor(margins[index[y * SIDE + x + 1]] / 32) : level;
          const below = y + 1 < SIDE ? Math.floor(margins[index[(y + 1) * SIDE + x]] / 32) : level;
          if (right !== level || below !== level) dark = 0.45;
        }
        const to = 4 * (y * SIDE + x);
        for (let channel = 0; channel < 3; channel++) {
          const value = COLORS[number][channel] * (1 - veil) + 255 * veil;
          image.data[to + channel] = edge ? 255 : value * (1 - dark) + LINES[number] * dark;
        }
        image.data[to + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
  }

  /** Draws the bitmap where its extent lies in the window now, and names over it. */
  paint() {
    if (!this.#map) return;
    const context = this.#canvas.getContext("2d");
    const [left, right, low, high] = this.extent, [l, r, b, t] = this.#drawnExtent;
    const scaleX = SIDE / (right - left), scaleY = SIDE / (high - low);
    context.imageSmoothingEnabled = false;
    context.clearRect(0, 0, SIDE, SIDE);
    context.drawImage(this.#bitmap, (l - left) * scaleX, (high - t) * scaleY, (r - l) * scaleX, (t - b) * scaleY);
    this.#annotate();
  }

  #place(node, s, t) {
    const [left, right, low, high] = this.extent;
    node.style.left = 100 * (s - left) / (right - left) + "%";
    node.style.top = 100 * (high - t) / (high - low) + "%";
    return node;
  }

  #inside(s, t) {
    const [left, right, low, high] = this.extent;
    return s >= left && s <= right && t >= low && t <= high;
  }

  #annotate() {
    const nodes = [];
    for (const { label, s, t } of this.#middles()) {
      if (this.#inside(s, t)) nodes.push(this.#place(element("span", { className: "region", textContent: this.names[label] }), s, t));
    }
    for (const mark of this.marks) {
      if (this.#inside(mark.s, mark.t)) {
        nodes.push(this.#place(element("span", { className: "mark" }, element("span", { textContent: mark.name })), mark.s, mark.t));
      }
    }
    if (this.#cursor && this.#inside(...this.#cursor)) nodes.push(this.#place(element("span", { className: "cursor" }), ...this.#cursor));
    this.#over.replaceChildren(...nodes);
  }

  /** For each large region the point of a coarse lattice that is farthest from other labels. */
  #middles() {
    const { size, labels, byArea, shares } = this.#map, cells = 24;
    const grid = [];
    for (let row = 0; row < cells; row++) {
      for (let column = 0; column < cells; column++) {
        grid.push(labels[this.#at(Math.round((column + 0.5) * size / cells - 0.5), Math.round((row + 0.5) * size / cells - 0.5))]);
      }
    }
    const [l, r, b, t] = this.#drawnExtent, middles = [];
    for (const label of byArea.slice(0, 6)) {
      if (shares.get(label) < 0.03) break;
      let best = -1, where = 0;
      grid.forEach((other, at) => {
        if (other !== label) return;
        const x = at % cells, y = Math.floor(at / cells);
        let reach = Math.min(x, cells - 1 - x, 2 * y, 2 * (cells - 1 - y)) + 1;
        for (let d = 1; d < reach; d++) {
          if ([[d, 0], [-d, 0], [0, d], [0, -d]].some(([i, j]) => (grid[(y + j) * cells + x + i] ?? label) !== label)) reach = d;
        }
        if (reach > best) { best = reach; where = at; }
      });
      if (best > 1) {
        middles.push({ label, s: l + (r - l) * (where % cells + 0.5) / cells, t: b + (t - b) * (Math.floor(where / cells) + 0.5) / cells });
      }
    }
    return middles;
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true })); }

  #point(event) {
    const box = this.getBoundingClientRect(), [left, right, low, high] = this.extent;
    return [left + (right - left) * (event.clientX - box.left) / box.width, high - (high - low) * (event.clientY - box.top) / box.height];
  }

  #down = event => {
    if (event.button > 0) return;
    this.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, [event.clientX, event.clientY]);
    this.#moved = this.#pointers.size > 1;
  };

  #move = event => {
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      this.look(...this.#point(event));
      return;
    }
    const box = this.getBoundingClientRect(), [left, right, low, high] = this.extent;
    const dx = event.clientX - before[0], dy = event.clientY - before[1];
    if (!this.#moved && Math.hypot(dx, dy) < 5) return;
    this.#moved = true;
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId);
    this.#pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (others.length) {
      const [ox, oy] = others[0][1];
      const factor = Math.hypot(before[0] - ox, before[1] - oy) / Math.max(1, Math.hypot(event.clientX - ox, event.clientY - oy));
      this.zoom(factor, ...this.#point({ clientX: (event.clientX + ox) / 2, clientY: (event.clientY + oy) / 2 }));
    } else {
      this.pan(-dx / box.width * (right - left), dy / box.height * (high - low));
    }
  };

  #up = event => {
    const known = this.#pointers.delete(event.pointerId);
    if (!known || this.#moved || event.type === "pointercancel") return;
    const point = this.#point(event);
    this.look(...point);
    if (event.pointerType === "mouse") this.#tell("choose", point);
  };

  #wheel = event => {
    event.preventDefault();
    this.zoom(Math.exp(Math.max(-0.5, Math.min(0.5, event.deltaY / 400))), ...this.#point(event));
  };

  #key = event => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const [left, right, low, high] = this.extent;
    const width = right - left, middle = [(left + right) / 2, (low + high) / 2];
    const [s, t] = this.#cursor && this.#inside(...this.#cursor) ? this.#cursor : middle;
    if (step && event.shiftKey) this.pan(step[0] * width / 8, step[1] * width / 8);
    else if (step) this.look(s + step[0] * width / 40, t + step[1] * width / 40);
    else if (event.key === "+" || event.key === "=") this.zoom(0.7, s, t);
    else if (event.key === "-") this.zoom(1 / 0.7, s, t);
    else if (event.key === "Enter") this.#tell("choose", [s, t]);
    else return;
    event.preventDefault();
  };

  pan(ds, dt) {
    const [left, right, low, high] = this.extent;
    this.extent = [left + ds, right + ds, low + dt, high + dt];
    this.paint();
    this.#tell("window", this.extent);
  }

  zoom(factor, s, t) {
    const [left, right, low, high] = this.extent;
    this.extent = [s + (left - s) * factor, s + (right - s) * factor, t + (low - t) * factor, t + (high - t) * factor];
    this.paint();
    this.#tell("window", this.extent);
  }

  look(s, t) {
    this.cursor = [s, t];
    this.#tell("look", [s, t]);
  }

  set cursor(point) {
    this.#cursor = point;
    if (this.#map) this.#annotate();
  }
}
customElements.define("label-map", LabelMap);

export const swatch = number => {
  const box = element("canvas", { width: 20, height: 20, className: "swatch" });
  const context = box.getContext("2d"), image = context.createImageData(20, 20);
  for (let i = 0; i < 400; i++) {
    const dark = PATTERNS[number](i % 20, Math.floor(i / 20)) ? 0.3 : 0;
    COLORS[number].forEach((value, channel) => { image.data[4 * i + channel] = value * (1 - dark) + LINES[number] * dark; });
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return box;
};
