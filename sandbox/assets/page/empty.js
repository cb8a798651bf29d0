// What stands in a channel without messages: what somebody who came for the first time does here.

import { localizedName, use } from "./commands.js";
import { byId, make } from "./dom.js";
import { inline } from "./markdown.js";
import { press } from "./bot.js";
import { repliesTo } from "./message.js";
import { seen } from "./seen.js";
import { languageNow, say, told } from "./words.js";

const wasUsed = (command) => seen.state.channels.some((channel) => channel.messages.some((message) => message.asked?.command === command));

/** Whether the user has answered a message, or a message of the bot was. */
const knowsTheWay = () => seen.state.channels.some((channel) => channel.messages.some((message) => repliesTo(message)));

function step(one) {
  const isDone = one.command !== undefined && wasUsed(one.command);
  const item = make("li", { className: isDone ? "done" : "" }, ...inline(told(one.text)));
  if (one.command) item.append(" ", make("button", { type: "button", className: "primary", "data-step": one.command, onclick: () => use(one.command) }, `/${localizedName(one.command)}`));
  if (one.control) {
    const label = byId("controls").querySelector(`[data-name="${CSS.escape(one.control)}"]`)?.textContent ?? "";
    item.append(" ", make("button", { type: "button", className: "primary", "data-step": one.control, onclick: (event) => press(one.control, event.currentTarget) }, label));
  }
  return item;
}

/** The place of a channel as its name is written. */
export const placeOf = (channel) => (channel.direct ? say("direct") : `#${channel.name}`);

/** What is drawn in a channel without messages. */
export function emptyChannel(channel) {
  const steps = channel.direct || knowsTheWay() ? [] : seen.state.steps;
  const draw = () => make("li", { className: "empty" }, make("h3", {}, channel.direct ? say("direct") : say("emptyChannel", { place: placeOf(channel) })),
    make("p", {}, say(channel.direct ? "emptyDirect" : "emptyHint")),
    ...(steps.length ? [make("h4", {}, say("startHere")), make("ol", { id: "steps" }, ...steps.map(step))] : []));
  const text = JSON.stringify([channel.id, languageNow(), steps, steps.map((one) => one.command && wasUsed(one.command)), seen.state.commands.length]);
  return { id: "empty", text, node: draw };
}
