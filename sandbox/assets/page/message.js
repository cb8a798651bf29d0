// Draws one message as Discord's client does: who wrote it, on what it answers, its text, boxes, files and buttons.

import { localizedName, use } from "./commands.js";
import { byId, make } from "./dom.js";
import { openForm } from "./form.js";
import { inline, markdown, stamp } from "./markdown.js";
import { menu } from "./menu.js";
import { act, complain, drawAgain, now, seen } from "./seen.js";
import { region, say, told } from "./words.js";

const COLORS = ["#4752c4", "#8a3ffc", "#a1282c", "#1f6f3d", "#8a5a00", "#005d7a"];
const BUTTONS = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const PRIVATE = 64;

/** What went wrong with the message that was pressed, by its id. */
const failures = new Map();
/** The private messages that were closed. */
export const dismissed = new Set();

export const isPrivate = (message) => (message.flags & PRIVATE) !== 0;
export const failureOf = (message) => failures.get(message.id);
const nameOf = (user) => user?.global_name ?? user?.username ?? "?";

/** Does what a user asked for, and shows what came of it beside the message that was pressed. */
export async function perform(body, message) {
  complain(null);
  if (message) failures.delete(message);
  const outcome = await act(body);
  if (outcome.form) openForm(outcome.form);
  if (outcome.failed && message) failures.set(message, told(outcome.failed));
  else if (outcome.failed) complain(outcome.failed);
  if (message) drawAgain();
  return outcome;
}

/** A round with someone's initials. */
export function avatar(name, id) {
  const words = name.trim().split(/\s+/);
  const initials = /^[a-z]/i.test(name) ? words.slice(0, 2).map((word) => word[0]).join("").toUpperCase() : [...name].slice(-2).join("");
  const box = make("span", { className: "avatar", "aria-hidden": "true" }, initials);
  box.style.background = COLORS[Number(BigInt(id) % BigInt(COLORS.length))];
  return box;
}

function embed(one, message) {
  const box = make("article", { className: "embed" });
  if (one.color !== undefined && one.color !== null) box.style.setProperty("--color", `#${one.color.toString(16).padStart(6, "0")}`);
  if (one.author) box.append(make("p", { className: "small" }, one.author.name));
  if (one.title) box.append(make("h3", {}, ...inline(one.title)));
  if (one.description) box.append(markdown(one.description));
  if (one.fields?.length) {
    box.append(make("div", { className: "fields" }, ...one.fields.map((field) => make("div", { className: field.inline ? "field inline" : "field" },
      make("b", {}, ...inline(field.name)), markdown(field.value)))));
  }
  if (one.image) {
    const file = message.attachments?.find((each) => one.image.url === `attachment://${each.filename}`);
    box.append(make("img", { src: file?.url ?? "data:,", alt: file?.description ?? file?.filename ?? say("picture") }));
  }
  if (one.footer) box.append(make("footer", {}, one.footer.text));
  return box;
}

function button(part, message) {
  const label = `${part.emoji?.name ?? ""} ${part.label ?? ""}`.trim();
  if (part.style === 5) return make("a", { className: "link", href: part.url, target: "_blank", rel: "noreferrer" }, label);
  return make("button", {
    type: "button", className: BUTTONS[part.style], disabled: part.disabled ?? false, "data-custom-id": part.custom_id,
    onclick: async (event) => {
      const pressed = event.currentTarget;
      pressed.setAttribute("aria-busy", "true");
      await perform({ kind: "click", message: message.id, channel: message.channel_id, custom_id: part.custom_id }, message.id);
      pressed.removeAttribute("aria-busy");
    },
  }, label);
}

const picked = (part, message) => (values) => perform({ kind: "select", message: message.id, channel: message.channel_id, custom_id: part.custom_id, values }, message.id);

function file(one) {
  const isImage = /\.(png|jpe?g|gif|webp)$/i.test(one.filename);
  return make("p", { className: "file" }, isImage ? make("img", { src: one.url, alt: one.description ?? one.filename }) : make("a", { href: one.url, download: one.filename }, `📎 ${one.filename}`));
}

/** What a message says and holds. */
export function body(message) {
  const parts = [];
  if (message.content) {
    const text = markdown(message.content);
    if (message.edited_timestamp) text.append(" ", make("span", { className: "edited" }, say("edited")));
    parts.push(text);
  }
  for (const one of message.embeds ?? []) parts.push(embed(one, message));
  const isDrawn = (one) => (message.embeds ?? []).some((each) => each.image?.url === `attachment://${one.filename}`);
  parts.push(...(message.attachments ?? []).filter((one) => !isDrawn(one)).map(file));
  for (const row of message.components ?? []) {
    parts.push(make("div", { className: "row" }, ...(row.components ?? []).map((part) => (part.type === 2 ? button(part, message) : menu(part, message, picked(part, message))))));
  }
  return parts;
}

/** The first words of a message, for the line above an answer to it. */
function firstWords(message) {
  const text = message.content || message.embeds?.[0]?.title || message.embeds?.[0]?.description || message.attachments?.[0]?.filename || "";
  const plain = text.replace(/<t:(-?\d+)(?::([tTdDfFR]))?>/g, (all, seconds, style) => stamp(Number(seconds), style)).replace(/[*_`~>#]/g, "");
  return plain.split("\n").find((line) => line.trim())?.trim() ?? "";
}

function replyLine(id, all) {
  const to = all.find((one) => one.id === id);
  const words = to ? firstWords(to) : say("replyGone");
  const jump = () => {
    const node = byId("messages").querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "start" });
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
  };
  return make("div", { className: "reply" }, make("button", { type: "button", onclick: jump, disabled: !to, "data-key": "reply" },
    ...(to ? [avatar(nameOf(to.author), to.author.id), make("strong", {}, nameOf(to.author))] : []), make("span", { className: "words" }, words)));
}

function askedLine({ by, command }) {
  const [before, after] = say("used", { command: "\n" }).split("\n");
  return make("div", { className: "reply" }, avatar(nameOf(by), by.id), make("strong", {}, nameOf(by)), before,
    make("button", { type: "button", className: "mention", "data-key": "asked", onclick: () => use(command) }, `/${localizedName(command)}`), after);
}

/** Which message it answers. */
export const repliesTo = (message) => message.message_reference?.message_id ?? message.pressed;

const day = (date) => new Intl.DateTimeFormat("en-CA", { dateStyle: "short" }).format(date);
/** The day of an instant where the page is looked at. */
export const dayOf = (message) => day(new Date(message.timestamp));
export const today = () => day(now());

function when(message) {
  const at = new Date(message.timestamp);
  const time = new Intl.DateTimeFormat(region(), { timeStyle: "short" }).format(at);
  const text = dayOf(message) === today() ? say("today", { time }) : stamp(at / 1000, "f");
  const edited = message.edited_timestamp ? ` · ${say("editedAt")}` : "";
  return make("time", { className: "when", dateTime: message.timestamp, title: stamp(at / 1000, "F") + edited }, text);
}

/** One message among `all`; `follows` says that the same author wrote the one above just before. */
export function drawMessage(message, all, follows) {
  const name = nameOf(message.author);
  const box = make("li", { className: "message", "data-id": message.id });
  if (isPrivate(message)) box.classList.add("private");
  if (follows) box.classList.add("follows");
  const to = repliesTo(message);
  if (message.asked) box.append(askedLine(message.asked));
  else if (to) box.append(replyLine(to, all));
  const head = follows ? null : make("div", { className: "head" }, make("strong", {}, name), message.author?.bot ? make("span", { className: "tag" }, say("app")) : null, when(message));
  const content = make("div", { className: "content" }, head, ...body(message));
  if (failures.has(message.id)) content.append(make("p", { className: "failed", role: "alert" }, failures.get(message.id)));
  if (isPrivate(message)) {
    const dismiss = make("button", { type: "button", "data-key": "dismiss", onclick: () => { dismissed.add(message.id); drawAgain(); byId("composer-input").focus(); } }, say("dismiss"));
    content.append(make("p", { className: "only" }, `👁 ${say("only")} `, dismiss));
  }
  box.append(follows ? make("span") : avatar(name, message.author?.id ?? "0"), content);
  return box;
}
