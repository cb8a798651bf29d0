// The fields of a command's options: what each is for, what may stand in it, and what is sent.

import { make } from "./dom.js";
import { act, seen } from "./seen.js";
import * as suggestions from "./suggestions.js";
import { localized, say } from "./words.js";

const [WHOLE, YES_OR_NO, USER, CHANNEL, ROLE] = [4, 5, 6, 7, 8];

/** What can be picked for an option; `null` for one that is typed. */
function choicesOf(option) {
  if (option.choices?.length) return option.choices.map((one) => [localized(one, "name"), String(one.value)]);
  if (option.type === YES_OR_NO) return [[say("yes"), "true"], [say("no"), "false"]];
  if (option.type === USER) return seen.state.users.map((one) => [one.name, one.id]);
  if (option.type === CHANNEL) return seen.state.channels.filter((one) => !one.direct && !one.parent).map((one) => [`#${one.name}`, one.id]);
  if (option.type === ROLE) return seen.state.guild.roles.map((one) => [one.name.startsWith("@") ? one.name : `@${one.name}`, one.id]);
  return null;
}

/** Asks the bot what it suggests while an option is typed, with what stands in the others. */
function suggesting(node, option, command, others, taken) {
  let asked = 0;
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", "suggestions"]]) node.setAttribute(name, value);
  const ask = async () => {
    taken(null);
    const turn = ++asked;
    const answer = await act({ kind: "type", command: command.path, option: option.name, typed: node.value, options: others() });
    if (turn !== asked || document.activeElement !== node) return;
    suggestions.show((answer.choices ?? []).map(([name, value]) => ({ name, value })), (pick) => {
      // What was asked before is of no use any more.
      asked += 1;
      node.value = pick.name;
      taken(pick.value);
    }, node);
  };
  node.addEventListener("input", ask);
  node.addEventListener("focus", ask);
  node.addEventListener("blur", suggestions.hide);
}

/** One option's field. `others` tells what stands in the other fields, `send` sends the command. */
export function field(option, command, others, send) {
  const id = `option-${option.name}`;
  const name = localized(option, "name");
  const about = localized(option, "description");
  const choices = choicesOf(option);
  let taken = null;
  const node = choices
    ? make("select", { id }, make("option", { value: "" }, "—"), ...choices.map(([label, value]) => make("option", { value }, label)))
    : make("input", { id, type: "text", inputMode: option.type === WHOLE ? "numeric" : "text" });
  if (option.autocomplete) suggesting(node, option, command, others, (value) => { taken = value; });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !choices) return suggestions.keys(event);
    event.preventDefault();
    send();
  });
  node.setAttribute("aria-describedby", `${id}-about`);
  if (option.required) node.setAttribute("aria-required", "true");
  const value = () => {
    if (node.value === "") return undefined;
    if (option.type === YES_OR_NO) return node.value === "true";
    if (option.type === WHOLE) return /^\s*-?\d+\s*$/.test(node.value) ? Number(node.value) : node.value;
    return taken ?? node.value;
  };
  const title = make("span", { className: option.required ? "needed" : "" }, option.required ? name : `${name} (${say("optional")})`);
  const label = make("div", { className: "option" }, make("label", { htmlFor: id }, title), node, make("p", { className: "about", id: `${id}-about` }, about));
  return { option, name, input: node, label, value };
}

/** Why Discord's client would not send what stands in a field; `null` when it would. */
export function fault({ option, name, value }) {
  const given = value();
  if (given === undefined) return null;
  const [least, most] = [option.min_value ?? -Infinity, option.max_value ?? Infinity];
  if (option.type === WHOLE && !(typeof given === "number" && given >= least && given <= most)) {
    return say("between", { name, least: option.min_value ?? "-2⁵³", most: option.max_value ?? "2⁵³" });
  }
  if (option.max_length && [...String(given)].length > option.max_length) return say("tooLong", { name, most: option.max_length });
  return null;
}
