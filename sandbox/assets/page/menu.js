// A select menu as Discord's: a list that opens below it, and what was picked is sent when it closes.

import { make } from "./dom.js";
import { seen } from "./seen.js";
import { say } from "./words.js";

/** What someone picked in a menu and whether it is open; a redrawn message keeps it. */
const menus = new Map();
let redrawing = false;

/** Replaces what menus stand in; an open one neither closes nor sends. */
export function keepingMenusOpen(work) {
  redrawing = true;
  work();
  redrawing = false;
}

const same = (one, other) => one.length === other.length && one.every((value) => other.includes(value));

/** A menu that hands what was picked to `send`. */
export function menu(part, message, send) {
  const [least, most] = [part.min_values ?? 1, part.max_values ?? 1];
  const options = part.options ?? [];
  const id = `${seen.me} ${message.id} ${part.custom_id}`;
  const chosen = options.filter((option) => option.default).map((option) => option.value);
  const known = menus.get(id) ?? { picked: chosen, sent: chosen, open: false, at: 0 };
  menus.set(id, known);

  const label = make("span", { className: "picked" });
  const list = make("ul", { className: "choices", role: "listbox", id: `list ${id}`.replace(/\W/g, "-"), "aria-multiselectable": String(most > 1) });
  const head = make("button", {
    type: "button", className: "select", role: "combobox", disabled: part.disabled ?? false, "data-custom-id": part.custom_id,
    "aria-haspopup": "listbox", "aria-controls": list.id, "aria-label": part.placeholder ?? say("choose"),
  }, label, make("span", { "aria-hidden": "true" }, "▾"));
  const hint = make("p", { className: "small" }, say("pickAndClose", { count: most === least ? most : `${least}–${most}` }));
  const box = make("div", { className: "menu" }, head, list, hint);

  const drawPicked = () => {
    const names = options.filter((option) => known.picked.includes(option.value)).map((option) => option.label);
    label.textContent = names.join(", ") || (part.placeholder ?? say("choose"));
    label.classList.toggle("none", names.length === 0);
    head.setAttribute("aria-expanded", String(known.open));
    list.hidden = !known.open;
    hint.hidden = !known.open || most === 1;
    [...list.children].forEach((node, n) => {
      const isPicked = known.picked.includes(options[n].value);
      node.setAttribute("aria-selected", String(isPicked));
      node.setAttribute("aria-disabled", String(!isPicked && most > 1 && known.picked.length >= most));
      node.classList.toggle("at", n === known.at);
    });
    if (known.open) head.setAttribute("aria-activedescendant", list.children[known.at]?.id ?? "");
    else head.removeAttribute("aria-activedescendant");
  };
  const open = () => {
    known.open = true;
    drawPicked();
    box.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    if (!known.open) return;
    known.open = false;
    drawPicked();
    const fits = known.picked.length >= least && known.picked.length <= most;
    if (!fits || same(known.picked, known.sent)) return;
    known.sent = known.picked;
    send(known.picked).then((outcome) => { if (outcome.failed) known.sent = []; });
  };
  const pick = (n) => {
    const value = options[n]?.value;
    known.at = n;
    if (most === 1) known.picked = [value];
    else if (known.picked.includes(value)) known.picked = known.picked.filter((one) => one !== value);
    else if (known.picked.length < most) known.picked = [...known.picked, value];
    drawPicked();
    if (most === 1) close();
  };
  list.append(...options.map((option, n) => make("li", {
    role: "option", id: `${list.id}-${n}`, "data-value": option.value, onmousedown: (event) => { event.preventDefault(); pick(n); },
  }, make("span", { className: "name" }, option.label), make("span", { className: "about" }, option.description ?? ""))));

  const move = (by) => {
    known.at = (known.at + by + options.length) % options.length;
    drawPicked();
    list.children[known.at].scrollIntoView({ block: "nearest" });
  };
  const keys = {
    ArrowDown: () => (known.open ? move(1) : open()), ArrowUp: () => (known.open ? move(-1) : open()),
    Enter: () => (known.open ? pick(known.at) : open()), " ": () => (known.open ? pick(known.at) : open()),
  };
  head.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (keys[event.key]) {
      keys[event.key]();
      event.preventDefault();
    }
  });
  head.addEventListener("click", () => (known.open ? close() : open()));
  head.addEventListener("blur", () => { if (!redrawing) close(); });
  drawPicked();
  return box;
}
