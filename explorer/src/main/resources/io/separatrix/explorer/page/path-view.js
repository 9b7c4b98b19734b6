// A path inside the region of x to another image, and the straight line beside it.
import { cancel, job } from "./server.js";
import { text } from "./state.js";
import { button, element, facts, number, shown, tile } from "./elements.js";
import "./charts.js";

const PROOFS = { none: "not tried", proved: "proved", undetermined: "undetermined", leaves: "leaves the region" };

export class PathView {
  root = element("div", { className: "path" });
  #app;
  #controls = element("div", { className: "controls" });
  #status = element("work-status");
  #films = element("div");
  #chart = element("curve-chart");
  #facts = element("div");
  #asked = "";

  constructor(app) {
    this.#app = app;
    this.root.append(
      element("p", { className: "question", textContent: "Is there a way to the other image on which the label never changes?" }),
      this.#controls, this.#status, this.#films, this.#facts, this.#chart);
  }

  show(state) {
    const { first, images } = this.#app.model, to = state.to ?? "1";
    if (this.#controls.dataset.to !== to) {
      this.#controls.dataset.to = to;
      this.#controls.replaceChildren(
        number("to image", { min: first, max: first + images - 1, value: to }, value => this.#app.change({ to: String(value), prove: undefined }, {})),
        button("Another one", () => this.#app.change({ to: String(this.#app.another(to)), prove: undefined }, {})),
        button("Prove it", () => this.#app.change({ prove: 1 }), { title: "Prove that each segment stays in the region, rounding included" }));
    }
    const wanted = text(state);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    if (to === state.x) {
      this.#status.said("This is the image that x is: choose another one to go to.");
      return;
    }
    const stop = () => { cancel("view"); this.#status.said("Cancelled."); };
    this.#status.busy("searching for a path", stop);
    job("view", { kind: "view", state: wanted }, {
      progress: ({ text: words }) => this.#status.busy(words, stop),
      result: answer => this.#take(answer, to),
      failed: message => { this.#status.failed(message); this.#films.replaceChildren(); },
      done: () => { this.root.dataset.done = wanted; },
    });
  }

  #take(answer, to) {
    const { path, straight, pieces } = answer;
    const words = path
      ? "A path of " + answer.anchors + " points stays in the region of " + answer.name + ", as far as it was sampled."
      : "No path was found: " + answer.obstacle + ".";
    this.#status.said(words + (answer.perturbed ? " The image was first perturbed into that region." : "") + (answer.proof ? " " + answer.proof + "." : ""));
    const film = (title, walk) => element("section", {}, element("h3", { textContent: title }),
      element("ul", { className: "strip nine" }, ...walk.frames.map((frame, i) => {
        const item = tile(frame.picture, frame.name, i === 0 ? "x" : i === walk.frames.length - 1 ? "image " + to : shown(100 * frame.share) + " %");
        item.classList.toggle("outside", frame.label !== answer.label);
        return item;
      })));
    this.#films.replaceChildren(...[path ? film("Along the path of Algorithm 1", path) : null, path ? this.#pieces(pieces) : null, film("Straight", straight)].filter(Boolean));
    this.#facts.replaceChildren(facts([["length over straight distance", shown(answer.lengthRatio)], ["smallest margin on the path", shown(answer.minimalMargin) + " logits"],
      ["evaluations", shown(answer.evaluations)]]));
    const share = straight.share, zero = share.map(() => 0);
    this.#chart.show({
      x: "share of the way", y: "margin of " + answer.name + ", logits",
      data: path ? [share, path.margin, straight.margin, zero] : [share, straight.margin, zero],
      series: [...(path ? [{ name: "path of Algorithm 1" }] : []), { name: "straight line" }, { name: "boundary" }],
      caption: "Margin of " + answer.name + " along the path and along the straight line" });
  }

  #pieces(pieces) {
    return element("ol", { className: "pieces", ariaLabel: "Segments of the path" }, ...pieces.map((piece, i) => {
      const item = element("li", { className: piece.proof, title: "segment " + (i + 1) + ": " + PROOFS[piece.proof] },
        element("span", { textContent: PROOFS[piece.proof] }));
      item.style.flexGrow = Math.max(0.02, piece.to - piece.from);
      return item;
    }));
  }
}
