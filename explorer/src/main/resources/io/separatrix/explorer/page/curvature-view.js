// How the boundary bends at the nearest boundary point of x.
import { cancel, job } from "./server.js";
import { text } from "./state.js";
import { choice, element, facts, shown, tile } from "./elements.js";
import "./charts.js";

export class CurvatureView {
  root = element("div", { className: "curvature" });
  #app;
  #controls = element("div", { className: "controls" });
  #status = element("work-status");
  #section = element("curve-chart");
  #profile = element("curve-chart");
  #side = element("div");
  #asked = "";

  constructor(app) {
    this.#app = app;
    this.root.append(
      element("p", { className: "question", textContent: "Which way does the boundary bend, and how much?" }),
      this.#controls, this.#status,
      element("div", { className: "columns" }, this.#section, this.#side), this.#profile);
  }

  show(state) {
    const wanted = text(state);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    const stop = () => { cancel("view"); this.#status.said("Cancelled."); };
    this.#status.busy("looking for principal curvatures", stop);
    job("view", { kind: "view", state: wanted }, {
      progress: ({ text: words }) => this.#status.busy(words, stop),
      result: answer => this.#take(answer),
      failed: message => this.#status.failed(message),
      done: () => { this.root.dataset.done = wanted; },
    });
  }

  #take(answer) {
    this.#status.clear();
    const { section, ends, norm } = answer, half = Math.ceil(ends.length / 2);
    const ranks = ends.map((value, i) => [String(i < half ? i + 1 : i - ends.length), (i < half ? "largest " + (i + 1) : "smallest " + (ends.length - i)) + ": " + shown(value)]);
    this.#controls.replaceChildren(choice("principal direction", ranks, answer.along, value => this.#app.change({ along: value === "1" ? undefined : value })));
    const circle = section.t.map(t => {
      const radius = 1 / Math.abs(answer.curvature);
      if (!Number.isFinite(radius)) return 0;
      return Math.abs(t) > radius ? null : -Math.sign(answer.curvature) * (radius - Math.sqrt(radius * radius - t * t));
    });
    this.#section.show({
      x: "along the direction, input units", y: "along the normal, input units", square: true,
      data: [section.t, section.s, circle],
      series: [{ name: "boundary" }, { name: "circle of this curvature" }],
      xRange: [-norm, norm], yRange: [-0.75 * norm, 0.75 * norm],
      caption: "The boundary in the plane of its normal and the chosen direction; " + answer.name + " lies above, " + answer.adjacentName + " below" });
    this.#side.replaceChildren(
      element("ul", { className: "strip one" }, tile(answer.direction, "the direction", "as an image", "the principal direction as an image")),
      facts([["curvature along it", shown(answer.curvature) + " / input unit"], ["over the width drawn", shown(answer.acrossWidth) + " / input unit"],
        ["mean curvature", shown(answer.mean) + (answer.meanError ? " ± " + shown(answer.meanError) : "") + " / input unit"],
        ["operator", answer.operator], ["asymmetry", shown(answer.asymmetry)]]),
      element("p", { className: "detail", textContent: "Positive where the boundary bends around the region of " + answer.name + "." }));
    this.#profile.show({
      x: "rank of the principal curvature", y: "curvature, 1 / input unit", data: [answer.ranks, answer.values],
      series: [{ name: "principal curvatures" }], caption: "Principal curvatures, sorted" });
  }
}
