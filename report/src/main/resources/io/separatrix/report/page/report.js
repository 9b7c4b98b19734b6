"use strict";
// Touchable planes, sortable tables, and files of figures and tables. Without it the report is complete.
const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
const numbers = packed => Float64Array.from(new Int16Array(bytes(packed.values).buffer), v => v * packed.unit);

const save = (name, type, text) => {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

// A plane: the image at (s, t) is origin + s u + t v.
const touchable = (view, number) => {
  const data = JSON.parse(document.getElementById("plane-" + number).textContent);
  const [left, top, width, height] = data.frame;
  const [minS, maxS, minT, maxT] = data.extent;
  const [origin, u, v] = [data.origin, data.u, data.v].map(numbers);
  const labels = bytes(data.labels), margins = bytes(data.margins);
  const panel = view.querySelector(".panel");
  const dot = element("span", { className: "dot", hidden: true });
  const canvas = element("canvas", { width: data.width, height: data.height });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "the image at the point");
  const said = element("p", { className: "said" });
  said.setAttribute("aria-live", "polite");
  const readout = element("div", { className: "readout" }, canvas, said);
  const stage = element("div", { className: "stage", tabIndex: 0 });
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", "Map of the plane. Arrow keys move the point.");
  panel.append(stage);
  stage.append(panel.querySelector("svg"), dot);
  panel.append(readout);
  const context = canvas.getContext("2d");
  const image = context.createImageData(data.width, data.height);
  const plane = data.width * data.height;
  let s = 0, t = 0;
  const show = () => {
    for (let i = 0; i < plane; i++) {
      for (let channel = 0; channel < 3; channel++) {
        const at = Math.min(channel, data.channels - 1) * plane + i;
        image.data[4 * i + channel] = 255 * (origin[at] + s * u[at] + t * v[at]);
      }
      image.data[4 * i + 3] = 255;
    }
    context.putImageData(image, 0, 0);
    const x = (s - minS) / (maxS - minS), y = (t - minT) / (maxT - minT);
    dot.style.left = 100 * (left + width * x) + "%";
    dot.style.top = 100 * (top + height * (1 - y)) + "%";
    const column = Math.round(x * (data.columns - 1)), row = Math.round(y * (data.rows - 1));
    const cell = row * data.columns + column;
    const margin = (margins[cell] * data.marginUnit).toPrecision(2);
    const distance = Math.hypot(s, t).toPrecision(3);
    said.replaceChildren(element("strong", { textContent: data.names[labels[cell]] }),
      ` leads by ${margin} logits, ${distance} input units from x1`);
  };
  const move = (newS, newT) => {
    s = Math.min(maxS, Math.max(minS, newS));
    t = Math.min(maxT, Math.max(minT, newT));
    dot.hidden = false;
    show();
  };
  const point = event => {
    const box = stage.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width - left) / width;
    const y = 1 - ((event.clientY - box.top) / box.height - top) / height;
    if (x >= 0 && x <= 1 && y >= 0 && y <= 1) {
      move(minS + x * (maxS - minS), minT + y * (maxT - minT));
    }
  };
  stage.addEventListener("pointermove", point);
  stage.addEventListener("pointerdown", point);
  stage.addEventListener("keydown", event => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (step) {
      event.preventDefault();
      move(s + step[0] * (maxS - minS) / 40, t + step[1] * (maxT - minT) / 40);
    }
  });
  show();
};
document.querySelectorAll(".plane").forEach(touchable);

// Tables: a click on a heading sorts; buttons give them as CSV and LaTeX.
const cells = row => [...row.cells].map(cell => cell.textContent.trim());
const number = text => parseFloat(text.replace(/[,\u00a0]/g, ""));
const quoted = text => /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
const latex = text => text.replace(/[\\&%$#_{}~^]/g, c => ({ "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" })[c] ?? "\\" + c);
const booktabs = table => {
  const [head, ...rows] = [...table.rows].map(row => cells(row).map(latex).join(" & ") + " \\\\");
  const columns = "l" + "r".repeat(table.rows[0].cells.length - 1);
  return ["\\begin{tabular}{" + columns + "}", "\\toprule", head, "\\midrule", ...rows, "\\bottomrule", "\\end{tabular}", ""].join("\n");
};
const button = (text, label, action) => {
  const made = element("button", { type: "button", textContent: text, onclick: action });
  made.setAttribute("aria-label", label);
  return made;
};
document.querySelectorAll("main table").forEach((table, index) => {
  const name = (table.caption?.textContent ?? "table").split(/[.;,]/)[0].trim().replace(/[^A-Za-z0-9]+/g, "-").toLowerCase() || "table-" + index;
  const csv = () => save(name + ".csv", "text/csv", [...table.rows].map(row => cells(row).map(quoted).join(",") + "\n").join(""));
  const tex = () => save(name + ".tex", "text/plain", booktabs(table));
  table.closest(".scroll").after(element("p", { className: "tools" },
    button("CSV", "this table as CSV", csv), button("LaTeX", "this table as LaTeX", tex)));
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const sort = element("button", { type: "button", className: "sort" }, ...heading.childNodes);
    heading.append(sort);
    sort.addEventListener("click", () => {
      const rising = heading.getAttribute("aria-sort") !== "ascending";
      [...table.tHead.rows[0].cells].forEach(other => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const key = row => cells(row)[column];
      const order = (a, b) => {
        const [x, y] = [number(key(a)), number(key(b))];
        return !(Number.isFinite(x) && Number.isFinite(y)) ? key(a).localeCompare(key(b)) : x - y;
      };
      const rows = [...table.tBodies[0].rows].sort((a, b) => rising ? order(a, b) : order(b, a));
      table.tBodies[0].append(...rows);
    });
  });
});

// Figures as SVG, with the page's colours written out.
document.querySelectorAll(".panel svg").forEach(svg => {
  const file = svg.closest(".panel").dataset.file.replace(/^figures\//, "");
  const give = () => {
    const copy = svg.cloneNode(true);
    const colours = [...svg.querySelectorAll("[style]")];
    [...copy.querySelectorAll("[style]")].forEach((part, i) => {
      const style = getComputedStyle(colours[i]);
      part.removeAttribute("style");
      part.setAttribute("fill", style.fill);
      part.setAttribute("stroke", style.stroke);
    });
    save(file, "image/svg+xml", new XMLSerializer().serializeToString(copy));
  };
  svg.closest(".panel").querySelector(".tools").append(button("SVG", "this figure as SVG", give));
});

// The navigation shows where the reader is.
const links = new Map([...document.querySelectorAll("nav a")].map(link => [link.hash.slice(1), link]));
const seen = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => {
  links.forEach(link => link.removeAttribute("aria-current"));
  links.get(entry.target.id)?.setAttribute("aria-current", "true");
}), { rootMargin: "-20% 0px -70% 0px" });
document.querySelectorAll("main > section").forEach(section => seen.observe(section));
addEventListener("beforeprint", () => document.querySelectorAll("details[open]").forEach(part => part.open = false));
