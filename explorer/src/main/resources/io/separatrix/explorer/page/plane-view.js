// The map of a plane through x; with a second network, both maps, linked.
import { job } from "./server.js";
import { digits, text } from "./state.js";
import { button, choice, element, facts, number, percent, say, shown, slider, table } from "./elements.js";
import { swatch } from "./map.js";

const AXES = [["r", "r(x), to the boundary"], ["image", "another image"], ["curved-1", "most curved direction"],
  ["hollow-1", "least curved direction"], ["shared-1", "u1 of S, shared"], ["shared-2", "u2 of S, shared"],
  ["random-1", "random 1"], ["random-2", "random 2"], ["random-3", "random 3"], ["shift-x", "image gradient, across"], ["shift-y", "image gradient, down"]];
const SHADES = [["labels", "labels"], ["margin", "labels, margin as shading"], ["contours", "labels, margin as lines"]];

export class PlaneView {
  root = element("div", { className: "plane" });
  #app;
  #maps = [];
  #bars = [];
  #controls = element("div", { className: "controls" });
  #status = element("work-status");
  #look = element("div", { className: "readout" });
  #legend = element("div", { className: "legend" });
  #axes = element("p", { className: "detail" });
  #asked = "";
  #shown = "";
  #waiting = null;
  #flying = 0;
  #dragged = 0;
  #point = null;

  constructor(app) {
    this.#app = app;
    const both = app.state.view === "networks";
    const count = both ? 2 : 1;
    const stages = [];
    for (let i = 0; i < count; i++) {
      const name = i === 0 ? app.model.name : app.model.other;
      const map = element("label-map", { data: { title: "Map of labels" + (both ? " by " + name : "") + ". Arrow keys move the point that is looked at, with Shift the map; plus and minus zoom; Enter makes the point the new x." } });
      map.names = app.model.classNames;
      map.addEventListener("window", event => this.#window(event.detail));
      map.addEventListener("look", event => this.#lookAt(event.detail));
      map.addEventListener("choose", event => this.#choose(event.detail));
      this.#maps.push(map);
      this.#bars.push(element("logit-bars"));
      stages.push(element("figure", { className: "stage" }, both ? element("figcaption", { textContent: name }) : "", map));
    }
    const zoom = factor => {
      const map = this.#maps[0], [left, right, low, high] = map.extent;
      map.zoom(factor, (left + right) / 2, (low + high) / 2);
    };
    this.root.append(this.#controls, this.#status,
      element("div", { className: "stages " + (both ? "two" : "one") }, ...stages,
        element("div", { className: "beside" },
          element("div", { className: "row", role: "group", ariaLabel: "Window" },
            button("Zoom in", () => zoom(0.6)), button("Zoom out", () => zoom(1 / 0.6)),
            button("Around x", () => app.change({ s: undefined, t: undefined, width: undefined }))),
          this.#look, ...this.#bars)),
      this.#axes, this.#legend);
    this.#look.append(element("p", { className: "hint", textContent: "Move over the map to see the image at a point; click to make it the new x. Drag to pan, wheel or pinch to zoom." }));
  }

  close() { clearTimeout(this.#waiting); }

  show(state) {
    this.#buildControls(state);
    for (const map of this.#maps) {
      if (map.shade !== (state.shade ?? "labels")) {
        map.shade = state.shade ?? "labels";
        map.again();
      }
    }
    const wanted = text({ ...state, shade: undefined });
    if (wanted !== this.#asked) this.#ask(wanted);
  }

  #buildControls(state) {
    const { first, images } = this.#app.model;
    const key = [state.u, state.v, state.shade].join(" ");
    if (key === this.#shown) return;
    this.#shown = key;
    const axis = (name, field, otherwise) => {
      const [base, degrees, towards] = (state[field] ?? otherwise).split(":");
      const kind = base.startsWith("image-") ? "image" : base;
      const options = AXES.some(([value]) => value === kind) ? AXES : [...AXES, [kind, kind]];
      const put = (newBase, newDegrees = 0, newTowards = "random-1") =>
        this.#app.change({ [field]: newDegrees ? newBase + ":" + digits(newDegrees) + ":" + newTowards : newBase, s: undefined, t: undefined });
      const fields = [choice(name, options, kind, value => put(value === "image" ? "image-" + this.#app.another(state.x) : value))];
      if (kind === "image") {
        fields.push(number("image", { min: first, max: first + images - 1, value: base.slice(6) }, value => put("image-" + value)));
      }
      if (field === "v") {
        fields.push(slider("turn, degrees", { min: -90, max: 90, step: 1, value: Number(degrees ?? 0) }, value =>
          this.#app.change({ v: value ? base + ":" + value + ":" + (towards ?? "random-2") : base })));
      }
      return element("fieldset", {}, element("legend", { className: "sr", textContent: name }), ...fields);
    };
    const focus = this.#controls.contains(document.activeElement) ? document.activeElement.closest(".field")?.querySelector("label")?.textContent : null;
    this.#controls.replaceChildren(axis("first direction", "u", "r"), axis("second direction", "v", "random-1"),
      choice("shown", SHADES, state.shade ?? "labels", value => this.#app.change({ shade: value === "labels" ? undefined : value })));
    if (focus) [...this.#controls.querySelectorAll("label")].find(label => label.textContent === focus)?.control?.focus();
  }

  /** The window moved under the hand: the address follows, and the map when the last one came. */
  #window(extent) {
    for (const map of this.#maps) {
      if (map.extent !== extent) {
        map.extent = extent;
        map.paint();
      }
    }
    clearTimeout(this.#waiting);
    const wait = this.#flying && performance.now() - this.#flying < 1500 ? 60 : 0;
    this.#waiting = setTimeout(() => this.#follow(), wait);
  }

  #follow() {
    if (this.#flying && performance.now() - this.#flying < 1500) {
      this.#waiting = setTimeout(() => this.#follow(), 30);
      return;
    }
    const [left, right, low, high] = this.#maps[0].extent;
    this.#app.change({ s: digits((left + right) / 2), t: digits((low + high) / 2), width: digits(right - left) });
  }

  #ask(wanted) {
    this.#asked = wanted;
    this.#flying = performance.now();
    this.#status.busy("looking at the plane");
    this.#maps.forEach((map, i) => job(i ? "view-2" : "view", { kind: "view", state: wanted, network: i + 1 }, {
      plane: plane => {
        map.extent = plane.extent;
        map.marks = plane.marks;
        this.#axes.textContent = "Right: " + plane.u + ". Up: " + plane.v + ". Width " + shown(plane.extent[1] - plane.extent[0]) + " input units.";
      },
      map: event => {
        this.#flying = 0;
        map.take(event);
        if (i === 0) {
          if (event.stride === 1) this.#status.clear();
          else this.#status.busy("refining, " + percent(event.share) + " of the points asked so far");
          this.#describe();
        }
      },
      failed: message => { this.#flying = 0; this.#status.failed(message); say(message); },
      done: () => { this.#status.clear(); map.dataset.done = wanted; },
      end: () => { this.#flying = 0; },
    }));
  }

  #describe() {
    const map = this.#maps[0], names = this.#app.model.classNames;
    const shares = [...map.shares].sort((a, b) => b[1] - a[1]);
    this.#legend.replaceChildren(
      element("ul", { className: "key" }, ...shares.slice(0, 10).map(([label, share]) =>
        element("li", {}, swatch(map.colorOf(label)), names[label] + " " + percent(share)))),
      element("p", { className: "detail", textContent: percent(map.share) + " of the points were evaluated, which are those in full colour; the others, a little paler, lie between points of one label." }),
      table("Labels on the map", ["label", "share"], shares.map(([label, share]) => [names[label], percent(share)])));
  }

  #lookAt([s, t]) {
    this.#point = [s, t];
    for (const map of this.#maps) map.cursor = [s, t];
    if (!this.#dragged) this.#dragged = requestAnimationFrame(() => { this.#dragged = 0; this.#askPoint(); });
  }

  #askPoint() {
    const [s, t] = this.#point, names = this.#app.model.classNames;
    this.#maps.forEach((map, i) => job(i ? "point-2" : "point", { kind: "point", state: text(this.#app.state), s, t, network: i + 1 }, {
      result: look => {
        this.#bars[i].show(look.logits, names);
        if (i) return;
        this.#look.replaceChildren(
          look.picture ? element("img", { src: look.picture, className: "pixels", alt: "the image at the point, predicted " + look.name }) : "",
          element("div", {},
            facts([["label here", look.name], ["then", look.runnerUpName], ["margin", shown(look.margin) + " logits"], ["from x", shown(look.distance) + " input units"]]),
            button("Make this the new x", () => this.#choose([s, t]))));
        this.#look.dataset.at = s + " " + t;
        say(look.name + " leads by " + shown(look.margin) + " logits, " + shown(look.distance) + " input units from x");
      },
      failed: message => this.#status.failed(message),
    }));
  }

  #choose([s, t]) {
    const { x, u = "r", v = "random-1" } = this.#app.state;
    const moved = [x, u, v, digits(s), digits(t)].join("~");
    if ((moved.split("~").length - 1) / 4 > 6) {
      this.#app.tell("x is six moves from its image, as far as an address goes: start again from an image.");
      return;
    }
    this.#app.change({ x: moved, s: undefined, t: undefined }, {});
  }
}
