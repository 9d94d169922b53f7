// @ts-check

/**
 * Where in the station the page is, kept behind the # so that sound and live line go on through every change.
 *
 * @returns {{name: string, args: string[]}}
 */
export function route() {
  const [, name = "", ...args] = location.hash.split("/");
  return { name: name || "ward", args: args.map(decoded) };
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * @param {string} name
 * @param {...string} args
 */
export const to = (name, ...args) => (name === "ward" ? "#/" : `#/${[name, ...args.map(encodeURIComponent)].join("/")}`);

/** Back to where the alarms of all chairs are. */
export const leave = () => {
  location.hash = to("ward");
};
