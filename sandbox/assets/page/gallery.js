// Every question in every form, with its faults beside it; searched while one types, and shown again when it was saved.

import { byId, make } from "./dom.js";
import { body } from "./message.js";
import { post } from "./seen.js";
import { say, told } from "./words.js";

/** How long nothing is typed before the bank is looked at again, in milliseconds. */
const LOOK_AGAIN = 1500;

let from = 0;
let last = null;
let asking = new AbortController();
let later = 0;

const find = make("input", { type: "search", "aria-label": say("filter"), placeholder: say("filter"), oninput: () => { from = 0; show(); } });
const faults = make("div", { role: "status" });
const items = make("div");
const where = make("span", { role: "status" });
const page = (sign, name, by) => make("button", { type: "button", "aria-label": say(name), onclick: () => { from = Math.max(0, from + by()); window.scrollTo(0, 0); show(); } }, sign);
let size = 0;
const back = page("‹", "previous", () => -size);
const on = page("›", "next", () => size);

function section(item) {
  const shown = item.shown.map((one) => make("div", {}, make("h4", {}, told(one.title)), ...body({ attachments: [], ...one.message, id: "0" })));
  const node = make("section", {}, make("h2", {}, item.title), ...item.faults.map((fault) => make("p", { className: "faults" }, fault)), make("div", { className: "shown" }, ...shown));
  node.querySelectorAll("button").forEach((button) => { button.disabled = true; });
  return node;
}

/** How many questions are drawn before anything else; the others follow while those are looked at. */
const AT_ONCE = 1;
let rest = 0;

function drawItems(all) {
  clearTimeout(rest);
  items.replaceChildren(...all.slice(0, AT_ONCE).map(section));
  const follow = (n) => {
    if (n >= all.length) return;
    rest = setTimeout(() => { items.append(section(all[n])); follow(n + 1); });
  };
  follow(AT_ONCE);
}

function draw(told) {
  size = told.page;
  where.textContent = told.found ? `${from + 1}–${Math.min(from + size, told.found)} / ${told.found}` : "0";
  back.disabled = from === 0;
  on.disabled = from + size >= told.found;
  faults.className = told.faults.length ? "faults" : "sound";
  const lines = told.faults.map((fault) => make("li", {}, fault));
  const isHalf = told.faults.length > 0 && told.title;
  faults.replaceChildren(...(lines.length ? [isHalf ? make("p", {}, say("soundOnly", { count: lines.length })) : "", make("ul", {}, ...lines)] : [`${told.title}: ${say(told.checked ? "faultsNone" : "checking")}`]));
  drawItems(told.items);
  if (!told.items.length) items.append(make("p", { className: "empty" }, find.value ? say("nothingFound", { find: find.value }) : say("noSound")));
}

/** Shows what fits now, or when it is looked at again only what changed; what was asked before is forgotten. */
async function show(isAgain = false) {
  const begun = performance.now();
  clearTimeout(later);
  asking.abort();
  asking = new AbortController();
  const mine = asking;
  const told = await post("/gallery", { find: find.value, from }, { signal: mine.signal });
  if (mine !== asking) return;
  const isNews = told.items && (!isAgain || JSON.stringify(told) !== JSON.stringify(last));
  if (isNews) {
    last = told;
    draw(told);
    performance.measure("gallery", { start: begun, detail: find.value });
  }
  later = setTimeout(() => show(true), LOOK_AGAIN);
}

export function beginGallery() {
  document.body.classList.add("gallery");
  const box = byId("gallery");
  box.hidden = false;
  document.title = say("gallery");
  box.replaceChildren(make("nav", {}, make("a", { href: "/", "aria-label": say("back") }, "←"), find, back, where, on), faults, items);
  show();
}
