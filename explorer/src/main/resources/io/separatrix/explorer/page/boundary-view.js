// From x through its nearest boundary point, and what the network says on the way.
import { job } from "./server.js";
import { digits, text } from "./state.js";
import { element, facts, shown, slider, tile } from "./elements.js";
import "./charts.js";

export class BoundaryView {
  root = element("div", { className: "boundary" });
  #app;
  #status = element("work-status");
  #strip = element("ul", { className: "strip four" });
  #slide = element("div", { className: "controls" });
  #bars = element("logit-bars");
  #chart = element("curve-chart");
  #facts = element("div");
  #asked = "";
  #alpha = null;
  #frame = 0;

  constructor(app) {
    this.#app = app;
    this.root.append(
      element("p", { className: "question", textContent: "How little must change for the network to see something else?" }),
      this.#status, this.#strip, this.#slide,
      element("div", { className: "columns" }, element("div", {}, element("h3", { textContent: "Logits at x + alpha r" }), this.#bars), this.#facts),
      this.#chart);
  }

  show(state) {
    const alpha = Number(state.alpha ?? 1);
    if (this.#alpha === null) {
      this.#slide.replaceChildren(slider("alpha", { min: -1, max: 3, step: 0.01, value: alpha }, value => {
        this.#alpha = value;
        if (!this.#frame) this.#frame = requestAnimationFrame(() => { this.#frame = 0; this.#app.change({ alpha: this.#alpha === 1 ? undefined : digits(this.#alpha) }); });
      }));
    }
    this.#alpha = alpha;
    const input = this.#slide.querySelector("input");
    if (document.activeElement !== input) input.value = alpha;
    this.#slide.querySelector("output").textContent = shown(alpha);
    const wanted = text(state);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.#status.busy("looking for the nearest boundary point");
    job("view", { kind: "view", state: wanted }, {
      result: answer => this.#take(answer, alpha),
      failed: message => { this.#status.failed(message); this.#strip.replaceChildren(); },
      done: () => { this.root.dataset.done = wanted; },
    });
  }

  #take(answer, alpha) {
    this.#status.said(answer.converged ? "" : "The search did not converge: r may be longer than need be.");
    this.#strip.replaceChildren(
      tile(answer.picture, answer.name, "x", "x"),
      tile(answer.perturbation, "r, times " + shown(answer.magnification), "norm " + shown(answer.norm), "r, magnified"),
      tile(answer.boundary, answer.adjacentName, "z, on the boundary", "z"),
      tile(answer.at.picture, answer.at.name, "x + " + shown(alpha) + " r", "x + alpha r"));
    this.#bars.show(answer.at.logits, this.#app.model.classNames);
    this.#facts.replaceChildren(element("h3", { textContent: "The boundary point" }), facts([
      ["from", answer.name], ["to", answer.adjacentName], ["norm of r", shown(answer.norm) + " input units"],
      ["of that of x", shown(100 * answer.relativeNorm) + " %"], ["cosine of r and normal", shown(answer.cosine)],
      ["residual", shown(answer.residual) + " input units"], ["margin at alpha", shown(answer.at.margin) + " logits"]]));
    this.#chart.show({
      x: "alpha", y: answer.name + " less " + answer.adjacentName + ", logits",
      data: [answer.way.alpha, answer.way.margin, answer.way.alpha.map(() => 0)],
      series: [{ name: "difference of the logits" }, { name: "boundary" }],
      caption: "Difference of the logits of " + answer.name + " and " + answer.adjacentName + " along x + alpha r", mark: alpha });
  }
}
