// The buttons that the program adds for its own bot, with their dials.

import { byId, make, redraw } from "./dom.js";
import { complain, post, seen } from "./seen.js";
import { languageNow, say, told } from "./words.js";

/** Where the dials stand; one that holds no valid number is left to the program. */
function numbers() {
  const dials = [...document.querySelectorAll("[data-dial]")].filter((one) => one.value !== "" && one.validity.valid);
  return Object.fromEntries(dials.map((one) => [one.dataset.dial, one.valueAsNumber]));
}

/** A button's words with the numbers of the dials that they name. */
function labelled(control) {
  const set = numbers();
  return told(control.label).replace(/\{([\w-]+)\}/g, (all, name) => set[name] ?? seen.state.dials.find((one) => one.name === name)?.value ?? all);
}

/** Presses a control, and shows that it is at work. */
export async function press(name, pressed) {
  // One that is disabled would lose the focus.
  if (pressed.getAttribute("aria-busy") === "true") return;
  complain(null);
  pressed.setAttribute("aria-busy", "true");
  const { failed } = await post("/control", { name, numbers: numbers() });
  pressed.removeAttribute("aria-busy");
  complain(failed);
}

export function drawBot() {
  const { controls, dials, progress } = seen.state;
  const key = [languageNow(), controls, dials];
  redraw(byId("controls"), key, () => controls.map((one) => make("button", {
    type: "button", "data-name": one.name, onclick: (event) => press(one.name, event.currentTarget),
  }, labelled(one))));
  const set = numbers();
  const relabel = () => controls.forEach((one) => { byId("controls").querySelector(`[data-name="${CSS.escape(one.name)}"]`).textContent = labelled(one); });
  byId("dials").hidden = !dials.length;
  redraw(byId("dials").lastElementChild, key, () => dials.map((one) => make("label", {}, told(one.label),
    make("input", { type: "number", "data-dial": one.name, min: one.range[0], max: one.range[1], required: true, value: set[one.name] ?? one.value, oninput: relabel }))));
  byId("to-gallery").hidden = !seen.state.gallery;
  byId("progress").hidden = !progress;
  byId("progress").setAttribute("aria-label", say("bot"));
  if (progress) [byId("progress").value, byId("progress").max] = progress;
}
