// The images of the data set: choose one by hand, or by what the network says of it.
import { job } from "./server.js";
import { image, text } from "./state.js";
import { button, choice, element, say, shown } from "./elements.js";

export class ImagesView {
  root = element("div", { className: "images" });
  #app;
  #controls = element("div", { className: "controls" });
  #status = element("work-status");
  #grid = element("ul", { className: "grid" });
  #pages = element("div", { className: "row pages" });
  #asked = "";

  constructor(app) {
    this.#app = app;
    const file = element("input", { type: "file", accept: "image/*", className: "sr", tabIndex: -1, id: "file" });
    file.setAttribute("aria-label", "An image file");
    file.onchange = () => { if (file.files[0]) app.take(file.files[0]); };
    this.root.append(
      element("p", { className: "question", textContent: "Which image is x?" }),
      this.#controls, this.#status, this.#grid, this.#pages,
      element("p", {}, file, button("Bring an image", () => file.click()), element("span", { className: "detail", textContent: " or drop its file anywhere on the page" })));
    this.#grid.addEventListener("keydown", this.#keys);
  }

  show(state) {
    const { classNames } = this.#app.model;
    const put = patch => this.#app.change({ ...patch, from: undefined });
    const classes = [["-1", "any"], ...classNames.map((name, label) => [String(label), name])];
    const either = (value, otherwise) => (value === otherwise ? undefined : value);
    this.#controls.replaceChildren(
      choice("label", classes, state.label ?? "-1", value => put({ label: either(value, "-1") })),
      choice("predicted", classes, state.predicted ?? "-1", value => put({ predicted: either(value, "-1") })),
      choice("only", [["all", "all"], ["right", "rightly labelled"], ["wrong", "wrongly labelled"]], state.only ?? "all", value => put({ only: either(value, "all") })),
      choice("sorted by", [["index", "number"], ["margin", "margin, smallest first"], ["distance", "distance to the boundary"]], state.order ?? "index", value => put({ order: either(value, "index") })));
    const wanted = text({ ...state, x: undefined });
    for (const each of this.#grid.querySelectorAll("button")) {
      each.setAttribute("aria-pressed", String(each.dataset.index === image(state.x)));
    }
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.#status.busy("labelling images");
    job("view", { kind: "view", state: wanted }, {
      progress: ({ text: words }) => this.#status.busy(words),
      result: answer => this.#take(answer, state),
      failed: message => this.#status.failed(message),
      done: () => { this.root.dataset.done = wanted; },
    });
  }

  #take({ total, from, images, note }, state) {
    const { classNames, page } = this.#app.model;
    this.#status.said(total === 0 ? "No image is as asked for: choose another label, or all." : note);
    this.#grid.replaceChildren(...images.map((each, i) => {
      const wrong = each.label >= 0 && each.label !== each.predicted;
      const card = element("button", { type: "button", className: "card" + (wrong ? " wrong" : ""), tabIndex: i === 0 ? 0 : -1, data: { index: each.index } },
        element("img", { src: this.#app.picture(each.index), alt: "", className: "pixels", loading: "lazy" }),
        element("span", { className: "name", textContent: classNames[each.predicted] }),
        element("span", { className: "detail", textContent: each.index + (wrong ? ", is " + classNames[each.label] : "") }),
        element("span", { className: "detail", textContent: each.distance === null ? "margin " + shown(each.margin) : "distance " + shown(each.distance) }));
      card.setAttribute("aria-pressed", String(String(each.index) === image(state.x)));
      card.onclick = () => {
        this.#app.change({ x: String(each.index) }, {});
        say("x is image " + each.index);
      };
      card.ondblclick = () => this.#app.go({ ...this.#app.stateOf("plane"), x: String(each.index) });
      return element("li", {}, card);
    }));
    const to = start => this.#app.change({ from: start || undefined });
    this.#pages.replaceChildren(
      button("Earlier", () => to(Math.max(0, from - page)), { disabled: from === 0 }),
      element("span", { className: "detail", textContent: total ? from + 1 + " to " + (from + images.length) + " of " + total : "" }),
      button("Later", () => to(from + page), { disabled: from + images.length >= total }));
  }

  /** Arrow keys go from image to image, Enter and space choose. */
  #keys = event => {
    const all = [...this.#grid.querySelectorAll("button")], now = all.indexOf(document.activeElement);
    if (now < 0) return;
    const columns = getComputedStyle(this.#grid).gridTemplateColumns.split(" ").length;
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, ArrowDown: now + columns, ArrowUp: now - columns, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || !all[next]) return;
    event.preventDefault();
    all[now].tabIndex = -1;
    all[next].tabIndex = 0;
    all[next].focus();
  };
}
