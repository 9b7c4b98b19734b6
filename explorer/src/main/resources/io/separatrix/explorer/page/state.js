// The address is the state: VIEW/name=value/... behind the #, as the program's figure command takes it.
export const VIEWS = ["images", "plane", "boundary", "path", "curvature", "detector", "networks"];

export const parse = text => {
  const [view, ...parts] = text.split("/");
  const values = { view: VIEWS.includes(view) ? view : "" };
  for (const part of parts) {
    const at = part.indexOf("=");
    if (at > 0) values[part.slice(0, at)] = part.slice(at + 1);
  }
  return values;
};

export const text = ({ view, ...values }) =>
  [view, ...Object.entries(values).filter(([, value]) => value !== undefined && value !== "").map(([name, value]) => name + "=" + value)].join("/");

export const digits = value => String(Number(value.toPrecision(6)));

/** The image that x starts from, and how many moves away it is. */
export const image = x => (x ?? "0").split("~")[0];
export const moves = x => ((x ?? "0").split("~").length - 1) / 4;
export const before = x => x.split("~").slice(0, -4).join("~");
