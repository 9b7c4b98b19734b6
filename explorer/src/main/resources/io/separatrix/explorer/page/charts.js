// Curves by uPlot in the page's colours, each with its numbers in a table beside it.
import { element, shown, table } from "./elements.js";

const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const DASHES = [[], [8, 4], [2, 4], [10, 4, 2, 4]];

export class CurveChart extends HTMLElement {
  #plot = null;
  #watch = null;
  #drawn = null;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #recolor = () => {
    this.#plot?.destroy();
    this.#plot = null;
    this.#draw();
  };

  /** spec: {x, y: axis labels; data: [x, y...]; series: [{name, points}]; caption; square; mark} */
  show(spec) {
    this.#drawn = spec;
    this.replaceChildren(
      element("div", { className: "plot", role: "img", ariaLabel: spec.caption }),
      element("p", { className: "key" }, ...spec.series.map((series, i) => element("span", {},
        element("span", { className: "dash dash-" + i }), series.name))),
      table(spec.caption, [spec.x, ...spec.series.map(series => series.name)], rows(spec.data)));
    this.#draw();
    this.#watch ??= new ResizeObserver(() => this.#draw());
    this.#watch.observe(this);
    this.#dark.addEventListener("change", this.#recolor);
  }

  disconnectedCallback() {
    this.#dark.removeEventListener("change", this.#recolor);
    this.#watch?.disconnect();
    this.#watch = null;
    this.#plot?.destroy();
    this.#plot = null;
  }

  #draw() {
    const spec = this.#drawn, box = this.querySelector(".plot");
    const width = Math.floor(box.clientWidth);
    if (!width || !globalThis.uPlot || (this.#plot && this.#plot.width === width && this.#plot.spec === spec)) return;
    this.#plot?.destroy();
    const axis = label => ({
      label, stroke: color("--faint-ink"), grid: { stroke: color("--grid"), width: 1 }, ticks: { stroke: color("--grid") },
      font: "12px system-ui, sans-serif", labelFont: "13px system-ui, sans-serif", labelSize: 22,
      values: (_, ticks) => ticks.map(shown),
    });
    this.#plot = new uPlot({
      width, height: Math.round(Math.min(360, Math.max(220, width * (spec.square ? 0.75 : 0.55)))),
      legend: { show: false }, cursor: { drag: { x: false, y: false } },
      scales: { x: { time: false, range: spec.xRange }, y: { range: spec.yRange } },
      axes: [{ ...axis(spec.x), size: 40 }, { ...axis(spec.y), size: 56 }],
      series: [{}, ...spec.series.map((series, i) => ({
        label: series.name, stroke: color("--series-" + i), width: 2.2, dash: DASHES[i % 4],
        points: { show: !!series.points, size: 7, fill: color("--series-" + i) }, spanGaps: false,
      }))],
      hooks: { draw: [plot => spec.mark === undefined || this.#mark(plot, spec.mark)] },
    }, spec.data, box);
    this.#plot.spec = spec;
  }

  #mark(plot, at) {
    const x = Math.round(plot.valToPos(at, "x", true));
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = color("--ink");
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }
}
customElements.define("curve-chart", CurveChart);

/** Every row of short tables, some thirty of long ones. */
const rows = data => {
  const count = data[0].length, step = Math.max(1, Math.floor(count / 30));
  return data[0].map((x, i) => [x, ...data.slice(1).map(series => series[i])].map(shown))
    .filter((_, i) => i % step === 0 || i === count - 1);
};
