// Small hands: makes an element, finds one, and draws again only what differs. Text is always text, never markup.

export const byId = (id) => document.getElementById(id);

/** An element with its properties, attributes, listeners (`onclick`) and children; what is null is left out. */
export function make(tag, settings = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Puts new children into a node only when they would differ; the focus stays at its place among them. */
export function redraw(node, key, children) {
  const text = JSON.stringify(key);
  if (node.dataset.drawn === text) return;
  node.dataset.drawn = text;
  const parts = () => [...node.querySelectorAll("button, input")];
  const at = parts().indexOf(document.activeElement);
  node.replaceChildren(...children());
  if (at >= 0) parts()[at]?.focus({ preventScroll: true });
}
