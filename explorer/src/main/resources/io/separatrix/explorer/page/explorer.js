// The page: which view is open, the point x beside it, and the address that says all of it.
import { bring, cancel, figure, job, json, picture } from "./server.js";
import { before, image, moves, parse, text, VIEWS } from "./state.js";
import { button, element, facts, number, say, shown } from "./elements.js";
import { BoundaryView } from "./boundary-view.js";
import { CurvatureView } from "./curvature-view.js";
import { DetectorView } from "./detector-view.js";
import { ImagesView } from "./images-view.js";
import { PathView } from "./path-view.js";
import { PlaneView } from "./plane-view.js";

const KINDS = { images: ImagesView, plane: PlaneView, networks: PlaneView, boundary: BoundaryView, path: PathView, curvature: CurvatureView, detector: DetectorView };
const TITLES = { images: "Images", plane: "Plane", boundary: "Boundary", path: "Path", curvature: "Curvature", detector: "Detector", networks: "Two networks" };
const at = id => document.getElementById(id);

class App {
  model;
  state = {};
  #view = null;
  #kind = "";
  #memory = {};
  #card = "";

  async start() {
    try {
      this.model = await json("/api/model");
    } catch (error) {
      at("title").textContent = "Not open";
      at("lead").textContent = error.message;
      return;
    }
    const { name, other, data } = this.model;
    document.title = name + " · Separatrix explorer";
    at("title").replaceChildren(name, other ? " and " + other : "", element("span", { className: "on", textContent: " on " + data }));
    addEventListener("hashchange", () => this.#read());
    at("skip").addEventListener("click", event => { event.preventDefault(); at("main").focus(); });
    this.#dropping();
    this.#read();
  }

  /** Another image of the data set than one, for a start. */
  another(x) {
    const { first, images } = this.model, index = Number(image(x));
    return Number.isInteger(index) ? first + (index - first + 1) % images : first;
  }

  #defaults(view) {
    const x = this.state.x ?? String(this.model.first);
    switch (view) {
      case "plane":
      case "networks":
        return { view, x, v: "image-" + this.another(x), ...(this.model.mapSize === 256 ? {} : { size: this.model.mapSize }) };
      case "path":
        return { view, x, to: this.another(x) };
      default:
        return { view, x };
    }
  }

  /** The state of a view as it was left, or a first one, at the present x. */
  stateOf(view) {
    const left = this.#memory[view] ?? this.#defaults(view);
    return this.state.x === undefined ? left : { ...left, x: this.state.x };
  }

  #read() {
    const state = parse(location.hash.slice(1));
    if (!state.view || (state.view === "networks" && !this.model.other)) {
      this.go({ ...this.#defaults("plane") }, { replace: true });
      return;
    }
    this.#show(state);
  }

  /** Goes to a state; small changes replace the address, others go to the history. */
  go(state, { replace = false } = {}) {
    const address = location.pathname + location.search + "#" + text(state);
    history[replace ? "replaceState" : "pushState"](null, "", address);
    this.#show(state);
  }

  change(patch, options = { replace: true }) { this.go({ ...this.state, ...patch }, options); }

  #show(state) {
    this.state = state;
    this.#memory[state.view] = state;
    this.#navigation();
    if (this.#kind !== state.view) {
      this.#view?.close?.();
      for (const slot of ["view", "view-2", "point", "point-2"]) cancel(slot);
      this.#kind = state.view;
      this.#view = new KINDS[state.view](this);
      at("main").replaceChildren(
        element("div", { className: "heading" }, element("h2", { textContent: TITLES[state.view] }), this.#tools()),
        this.#view.root);
    }
    this.#showCard(state);
    this.#view.show(state);
  }

  #navigation() {
    at("views").replaceChildren(...VIEWS.filter(view => view !== "networks" || this.model.other).map(view => {
      const link = element("a", { href: "#" + text(view === this.state.view ? this.state : this.stateOf(view)), textContent: TITLES[view] });
      if (view === this.state.view) link.setAttribute("aria-current", "page");
      return element("li", {}, link);
    }));
    // On a phone the views scroll sideways; the page itself stays where it is.
    const views = at("views"), current = views.querySelector("[aria-current]");
    if (current && current.offsetLeft + current.offsetWidth > views.offsetLeft + views.clientWidth) {
      views.scrollLeft = current.offsetLeft - views.offsetLeft;
    }
  }

  command(out) {
    const quoted = argument => (/^[\w@%+=:,./-]+$/.test(argument) ? argument : "'" + argument.replaceAll("'", "'\\''") + "'");
    const state = text(this.state), brought = state.match(/file-[0-9a-f]{12}/) ? ["--image", "IMAGE"] : [];
    return [...this.model.command.map(part => (part === "STATE" ? state : part === "FILE" ? out : part)), ...brought].map(quoted).join(" ");
  }

  #tools() {
    const tools = element("p", { className: "tools" });
    const save = async format => {
      say("drawing the figure");
      tools.setAttribute("aria-busy", "true");
      try {
        const file = await figure(text(this.state), format);
        const link = element("a", { href: URL.createObjectURL(file), download: this.state.view + "." + format });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
        say("figure saved");
      } catch (error) {
        this.tell(error.message);
      }
      tools.removeAttribute("aria-busy");
    };
    const copy = async (what, words) => {
      try {
        await navigator.clipboard.writeText(what);
        this.tell(words + " copied: " + what);
      } catch {
        this.tell(what);
      }
    };
    tools.append(
      button("SVG", () => save("svg"), { title: "This view as a figure, SVG" }),
      button("PNG", () => save("png"), { title: "This view as a figure, PNG" }),
      button("Command", () => copy(this.command(this.state.view + ".svg"), "command"), { title: "The command that draws this figure" }),
      button("Address", () => copy(location.href, "address"), { title: "The address of this view" }));
    return tools;
  }

  /** Says something below the heading of the view, until something else is said. */
  tell(message) {
    say(message);
    let note = at("note");
    if (!note) {
      note = element("p", { className: "notice", id: "note" });
      at("main").querySelector(".heading").after(note);
    }
    note.replaceChildren(element("span", { textContent: message }), button("Close", () => note.remove()));
  }

  #showCard(state) {
    if (this.#card === state.x) return;
    this.#card = state.x;
    const card = at("card"), name = image(state.x), moved = moves(state.x);
    const index = Number(name), { first, images, classNames } = this.model;
    const look = element("div", { className: "look" }), bars = element("logit-bars"), status = element("work-status");
    const to = place => this.change({ x: String(place) }, {});
    card.replaceChildren(
      element("h2", { textContent: moved ? "x, " + moved + (moved === 1 ? " move" : " moves") + " from image " + name : "x is image " + name }),
      look, status,
      element("div", { className: "row" },
        button("Previous", () => to(first + (index - first - 1 + images) % images), { disabled: !Number.isInteger(index) }),
        button("Next", () => to(first + (index - first + 1) % images), { disabled: !Number.isInteger(index) }),
        moved ? button("Move back", () => to(before(state.x))) : ""),
      number("Image", { min: first, max: first + images - 1, value: Number.isInteger(index) ? index : "" }, to),
      bars);
    cancel("distance");
    status.busy("labelling x");
    job("x", { kind: "x", state: text({ view: "boundary", x: state.x }) }, {
      result: ({ title, truth, look: seen, norm }) => {
        status.clear();
        const lines = facts([["predicted", seen.name], truth ? ["data says", truth] : null, ["margin", shown(seen.margin) + " logits"],
          ["norm", shown(norm)], ["boundary at", "…"]]);
        look.replaceChildren(
          seen.picture ? element("img", { src: seen.picture, className: "pixels", alt: "x, " + title + ", predicted " + seen.name }) : "", lines);
        look.classList.toggle("wrong", truth !== "" && truth !== seen.name);
        bars.show(seen.logits, classNames);
      },
      done: () => job("distance", { kind: "distance", state: text({ view: "boundary", x: state.x }) }, {
        result: ({ norm: far }) => { [...look.querySelectorAll("dd")].at(-1).textContent = far > 0 ? shown(far) + " input units" : "none found"; },
        failed: message => status.failed(message),
      }),
      failed: message => status.failed(message),
    });
  }

  async take(file) {
    say("reading " + file.name);
    try {
      const name = await bring(file);
      this.change({ x: name }, {});
      this.tell("The image is x now, as " + name + ". It is kept until the program stops; the command of a figure takes its file.");
    } catch (error) {
      this.tell(error.message);
    }
  }

  #dropping() {
    const cover = at("drop");
    let depth = 0;
    addEventListener("dragenter", event => { event.preventDefault(); depth++; cover.hidden = false; });
    addEventListener("dragover", event => event.preventDefault());
    addEventListener("dragleave", () => { if (--depth <= 0) { depth = 0; cover.hidden = true; } });
    addEventListener("drop", event => {
      event.preventDefault();
      depth = 0;
      cover.hidden = true;
      const file = event.dataTransfer?.files[0];
      if (file) this.take(file);
    });
  }

  picture(name) { return picture(name); }
}

new App().start();
