// Small parts that all views are made of.
export const element = (name, properties = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("aria") || key === "role" || key === "for") {
      made.setAttribute(key.replace(/^aria(?=[A-Z])/, "aria-").toLowerCase(), value);
    } else if (key === "data") {
      Object.assign(made.dataset, value);
    } else {
      made[key] = value;
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return made;
};

/** Three significant digits, as the reports show numbers. */
export const shown = value => {
  if (value === null || value === undefined || !Number.isFinite(value)) return "none";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return value.toExponential(1).replace("e+", "e");
  return size >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
};

export const percent = share => (share > 0 && share < 0.01 ? "< 1 %" : Math.round(100 * share) + " %");

export const say = message => { document.getElementById("said").textContent = message; };

export const button = (name, action, properties = {}) =>
  element("button", { type: "button", textContent: name, onclick: action, ...properties });

let count = 0;
export const labelled = (name, control) => {
  control.id ||= "control-" + count++;
  return element("span", { className: "field" }, element("label", { htmlFor: control.id, textContent: name }), control);
};

export const choice = (name, options, value, changed) => {
  const select = element("select", { onchange: () => changed(select.value) },
    ...options.map(([key, title]) => element("option", { value: key, textContent: title })));
  select.value = String(value);
  return labelled(name, select);
};

export const slider = (name, { min, max, step, value }, moved) => {
  const out = element("output", { textContent: shown(value) });
  const input = element("input", { type: "range", min, max, step, value });
  input.oninput = () => { out.textContent = shown(Number(input.value)); moved(Number(input.value)); };
  const field = labelled(name, input);
  field.classList.add("wide");
  field.append(out);
  return field;
};

/** A number of an image, taken when it is entered. */
export const number = (name, { min, max, value }, entered) => {
  const input = element("input", { type: "number", min, max, value, inputMode: "numeric" });
  input.onchange = () => { if (input.value !== "" && input.checkValidity()) entered(Number(input.value)); };
  return labelled(name, input);
};

export const tile = (source, title, detail, alt) => element("li", {},
  source ? element("img", { src: source, alt: alt ?? title, className: "pixels" }) : element("span", { className: "blank", textContent: "no picture" }),
  element("span", { className: "name", textContent: title }),
  element("span", { className: "detail", textContent: detail }));

export const facts = pairs => element("dl", { className: "facts" }, ...pairs.filter(Boolean).map(([name, value]) =>
  element("div", {}, element("dt", { textContent: name }), element("dd", { textContent: value }))));

export const table = (caption, head, rows) => element("details", { className: "numbers" },
  element("summary", { textContent: "As a table" }),
  element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: caption },
    element("table", {}, element("caption", { textContent: caption }),
      element("thead", {}, element("tr", {}, ...head.map(name => element("th", { scope: "col", textContent: name })))),
      element("tbody", {}, ...rows.map(([first, ...rest]) => element("tr", {},
        element("th", { scope: "row", textContent: first }), ...rest.map(cell => element("td", { textContent: cell }))))))));

/** What is under way in a view, and what went wrong, in words and at once. */
export class WorkStatus extends HTMLElement {
  connectedCallback() { this.setAttribute("role", "status"); }
  busy(words, cancel) {
    this.className = "status busy";
    this.replaceChildren(element("span", { textContent: words + " …" }), cancel ? button("Cancel", cancel) : "");
  }
  failed(message) {
    this.className = "status failed";
    this.replaceChildren(element("span", { textContent: message }));
  }
  said(message) {
    this.className = "status";
    this.replaceChildren(message);
  }
  clear() { this.said(""); }
}
customElements.define("work-status", WorkStatus);

/** Logits as bars: all classes up to ten, the ten largest of more. */
export class LogitBars extends HTMLElement {
  show(logits, names) {
    const all = logits.map((logit, label) => ({ logit, label }));
    const rows = logits.length <= 10 ? all : all.sort((a, b) => b.logit - a.logit).slice(0, 10);
    const most = Math.max(0, ...rows.map(row => row.logit)), least = Math.min(0, ...rows.map(row => row.logit));
    const best = rows.reduce((a, b) => (b.logit > a.logit ? b : a));
    const width = most - least || 1;
    this.replaceChildren(element("table", { className: "bars" },
      element("caption", { className: "sr", textContent: "Logits" }),
      element("tbody", {}, ...rows.map(row => {
        const bar = element("span", { className: "bar" });
        bar.style.left = 100 * (Math.min(0, row.logit) - least) / width + "%";
        bar.style.width = 100 * Math.abs(row.logit) / width + "%";
        return element("tr", { className: row === best ? "best" : "" },
          element("th", { scope: "row", textContent: names[row.label] }),
          element("td", { className: "track" }, element("span", { className: "rail" }, bar)),
          element("td", { className: "value", textContent: shown(row.logit) }));
      }))));
  }
}
customElements.define("logit-bars", LogitBars);
