// The input below the messages: a command is found, its options are filled in, and it is sent.

import { commands, usedBy } from "./commands.js";
import { byId, make } from "./dom.js";
import { perform } from "./message.js";
import { fault, field } from "./options.js";
import { complain } from "./seen.js";
import * as suggestions from "./suggestions.js";
import { say } from "./words.js";

const input = byId("composer-input");
const form = byId("composer");
const box = byId("options");
let chosen = null;

const send = () => form.requestSubmit();

/** Begins to fill in a command. */
function choose(command) {
  suggestions.hide();
  input.value = `/${command.name}`;
  complain(null);
  const fields = command.options.map((option) => field(option, command, () => values(option.name), send));
  chosen = { ...command, fields };
  box.replaceChildren(make("p", { className: "what" }, make("strong", {}, `/${command.name}`), ` ${command.about}`), ...fields.map((one) => one.label));
  box.hidden = false;
  (fields[0]?.input ?? byId("send")).focus();
}

/** Puts away what was being filled in. */
export function cancel() {
  chosen = null;
  box.hidden = true;
  box.replaceChildren();
  input.value = "";
  suggestions.hide();
}

function values(except) {
  const given = (chosen?.fields ?? []).filter((one) => one.option.name !== except && one.value() !== undefined);
  return Object.fromEntries(given.map((one) => [one.option.name, one.value()]));
}

/** The command that was typed in full, when none was picked from the list. */
function typed() {
  const text = input.value.trim().replace(/^\//, "").toLowerCase();
  const command = commands().find((one) => one.name.toLowerCase() === text || one.path === text);
  if (!command) complain(text ? say("noCommand") : null);
  else if (command.options.length) choose(command);
  else return { ...command, fields: [] };
  return null;
}

async function submit(event) {
  event.preventDefault();
  if (!chosen) {
    const command = typed();
    if (!command) return;
    chosen = command;
  }
  const missing = chosen.fields.filter((one) => one.option.required && one.value() === undefined);
  if (missing.length) {
    missing[0].input.focus();
    return complain(say("required") + missing.map((one) => one.name).join(", "));
  }
  const wrong = chosen.fields.find((one) => fault(one));
  if (wrong) {
    wrong.input.focus();
    return complain(fault(wrong));
  }
  const outcome = await perform({ kind: "slash", command: chosen.path, options: values() });
  if (!outcome.failed || outcome.silent) cancel();
  input.focus();
}

/** What is said of the input, in the chosen language. */
export function drawComposer() {
  input.placeholder = say("placeholder");
  input.setAttribute("aria-label", say("placeholder"));
}

/** Listens to the input. */
export function beginComposer() {
  usedBy(choose);
  form.addEventListener("submit", submit);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    cancel();
    input.focus();
  });
  input.addEventListener("keydown", suggestions.keys);
  input.addEventListener("input", () => {
    const text = input.value.toLowerCase();
    if (chosen) {
      chosen = null;
      box.hidden = true;
    }
    if (!text.startsWith("/")) return suggestions.hide();
    const fitting = commands().filter((one) => `${one.name} ${one.path}`.toLowerCase().includes(text.slice(1)));
    suggestions.show(fitting.map((one) => ({ name: `/${one.name}`, about: one.about, command: one })), (pick) => choose(pick.command), input);
  });
  input.addEventListener("blur", () => suggestions.isFor(input) && suggestions.hide());
}
