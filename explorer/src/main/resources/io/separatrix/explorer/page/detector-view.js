// What the detector of Algorithm 2 says of x and of points beyond its boundary.
import { cancel, job } from "./server.js";
import { digits, text } from "./state.js";
import { element, facts, shown, slider, tile } from "./elements.js";
import "./charts.js";

export class DetectorView {
  root = element("div", { className: "detector" });
  #app;
  #slide = element("div", { className: "controls" });
  #status = element("work-status");
  #verdict = element("p", { className: "verdict" });
  #chart = element("curve-chart");
  #side = element("div");
  #asked = "";
  #alpha = null;
  #wait = null;

  constructor(app) {
    this.#app = app;
    this.root.append(
      element("p", { className: "question", textContent: "Would it be noticed that somebody changed this image?" }),
      this.#slide, this.#status, this.#verdict,
      element("div", { className: "columns" }, this.#chart, this.#side),
      element("p", { className: "detail", textContent: "Nothing is claimed against somebody who knows the detector." }));
  }

  close() { clearTimeout(this.#wait); }

  show(state) {
    const alpha = Number(state.alpha ?? 1);
    if (this.#alpha === null) {
      this.#slide.replaceChildren(slider("alpha", { min: 0, max: 5, step: 0.02, value: alpha }, value => {
        clearTimeout(this.#wait);
        this.#wait = setTimeout(() => this.#app.change({ alpha: value === 1 ? undefined : digits(value) }), 80);
      }));
    }
    this.#alpha = alpha;
    const input = this.#slide.querySelector("input");
    if (document.activeElement !== input) input.value = alpha;
    this.#slide.querySelector("output").textContent = shown(alpha);
    const wanted = text(state);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    const stop = () => { cancel("view"); this.#status.said("Cancelled."); };
    this.#status.busy("asking the detector", stop);
    job("view", { kind: "view", state: wanted }, {
      progress: ({ text: words }) => this.#status.busy(words, stop),
      result: answer => this.#take(answer, alpha),
      failed: message => this.#status.failed(message),
      done: () => { this.root.dataset.done = wanted; },
    });
  }

  #take(answer, alpha) {
    this.#status.clear();
    const there = alpha === 0 ? "x" : "x + " + shown(alpha) + " r";
    this.#verdict.textContent = answer.perturbed
      ? there + " is taken for perturbed; the label restored is " + answer.restored + (answer.restored === answer.original ? ", that of x." : ", not that of x, " + answer.original + ".")
      : there + " is taken for natural, and keeps its label, " + answer.labelName + ".";
    this.#verdict.classList.toggle("found", answer.perturbed);
    this.#side.replaceChildren(
      element("ul", { className: "strip one" }, tile(answer.look.picture, answer.look.name, there, there)),
      facts([["statistic (" + answer.kind + ")", shown(answer.at.value) + " ± " + shown(answer.at.error)], ["threshold", shown(answer.threshold)],
        ["false alarms wanted", shown(100 * answer.falseAlarmRate) + " % of clean images"], ["it rests on", answer.clean + " images"], ["step h", shown(answer.step) + " input units"]]));
    const readings = [...answer.readings.filter(reading => reading.alpha !== answer.at.alpha), answer.at]
      .sort((a, b) => a.alpha - b.alpha);
    const at = readings.map(reading => reading.alpha);
    this.#chart.show({
      x: "alpha", y: "statistic", data: [at, readings.map(reading => reading.value), at.map(() => answer.threshold)],
      series: [{ name: "statistic at x + alpha r", points: true }, { name: "threshold: perturbed above" }],
      caption: "The detector's statistic along x + alpha r", mark: alpha });
  }
}
