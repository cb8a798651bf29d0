// The list above the input that suggests commands and values, and the keys that pick from it.

import { byId, make } from "./dom.js";

const list = byId("suggestions");
let picks = [];
let selected = 0;
let onPick = () => {};
let combo = null;

function mark() {
  [...list.children].forEach((node, n) => node.setAttribute("aria-selected", String(n === selected)));
  const current = list.children[selected];
  current?.scrollIntoView({ block: "nearest" });
  if (current && !list.hidden) combo?.setAttribute("aria-activedescendant", current.id);
  else combo?.removeAttribute("aria-activedescendant");
}

function take(n) {
  const [pick, taken] = [picks[n], onPick];
  hide();
  if (pick) taken(pick);
}

/** Shows items, each with a `name` and perhaps an `about`, for an input; the one that is taken is handed to `pick`. */
export function show(items, pick, at) {
  [picks, onPick, combo, selected] = [items, pick, at, 0];
  list.hidden = items.length === 0;
  combo.setAttribute("aria-expanded", String(items.length > 0));
  list.replaceChildren(...items.map((item, n) => make("div", {
    role: "option", id: `suggestion-${n}`, onmousedown: (event) => { event.preventDefault(); take(n); },
  }, make("span", { className: "name" }, item.name), make("span", { className: "about" }, item.about ?? ""))));
  mark();
}

export function hide() {
  if (combo) show([], () => {}, combo);
}

/** Whether they are shown for an input. */
export const isFor = (input) => combo === input;

/** Arrows move, Enter and Tab take, Escape closes. */
export function keys(event) {
  if (list.hidden) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    selected = (selected + (event.key === "ArrowDown" ? 1 : picks.length - 1)) % picks.length;
    mark();
    event.preventDefault();
  } else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && picks.length) {
    take(selected);
    event.preventDefault();
  } else if (event.key === "Escape") {
    hide();
    event.stopPropagation();
  }
}
