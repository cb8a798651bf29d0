// The messages of the channel: days, groups of one author, what is new; redrawn in place, so that the focus stays.

import { byId, make } from "./dom.js";
import { emptyChannel } from "./empty.js";
import { keepingMenusOpen } from "./menu.js";
import { dayOf, dismissed, drawMessage, failureOf, isPrivate, repliesTo, today } from "./message.js";
import { seen, stateOf } from "./seen.js";
import { languageNow, region, say } from "./words.js";

/** Messages of one author that follow within so many milliseconds are one group. */
const GROUP = 7 * 60 * 1000;

const drawn = new Map();
/** The newest message that was seen in a channel. */
const read = new Map();
/** What was new when the channel was opened. */
let fresh = { channel: "", from: null };

const isAfter = (one, other) => BigInt(one) > BigInt(other ?? 0);
const hereAndNow = (channel) => channel.messages.filter((message) => !dismissed.has(message.id));

/** How many messages of a channel were not seen yet. */
export function unread(channel) {
  if (!read.has(channel.id)) read.set(channel.id, channel.messages.at(-1)?.id);
  return channel.messages.filter((message) => isAfter(message.id, read.get(channel.id))).length;
}

/** As in Discord, private messages are gone when the page is opened again. */
export async function forgetPrivate(users) {
  const states = await Promise.all(users.map((user) => stateOf(user.id)));
  for (const state of states) {
    for (const message of state.channels.flatMap((one) => one.messages)) if (isPrivate(message)) dismissed.add(message.id);
  }
}

function follows(message, above) {
  return above !== undefined && above.author?.id === message.author?.id && !message.asked && !repliesTo(message) && isPrivate(message) === isPrivate(above)
    && dayOf(message) === dayOf(above) && new Date(message.timestamp) - new Date(above.timestamp) < GROUP && message.id !== fresh.from;
}

function divider(text, className) {
  return make("li", { className: `divider ${className}` }, make("span", {}, text));
}

/** What stands in the list, in its order: an id, a text by which a change is noticed, and how it is drawn. */
function items(messages) {
  const all = [];
  messages.forEach((message, n) => {
    const above = messages[n - 1];
    if (!above || dayOf(above) !== dayOf(message)) {
      const text = new Intl.DateTimeFormat(region(), { dateStyle: "full" }).format(new Date(message.timestamp));
      all.push({ id: `day ${message.id}`, text, node: () => divider(text, "day") });
    }
    if (message.id === fresh.from) all.push({ id: "new", text: languageNow(), node: () => divider(say("newMessages"), "new") });
    const isGrouped = follows(message, above);
    // A menu shows what its reader picked.
    const reader = (message.components ?? []).some((row) => row.components?.some((part) => part.type !== 2)) ? seen.me : null;
    const text = JSON.stringify([message, languageNow(), reader, failureOf(message), isGrouped, dayOf(message) === today(), messages.some((one) => one.id === repliesTo(message))]);
    all.push({ id: message.id, text, node: () => drawMessage(message, messages, isGrouped) });
  });
  return all;
}

/** Puts a new node in the place of an old one; what had the focus in it has it again, else the message itself. */
function replace(old, node) {
  const active = document.activeElement;
  const had = old.contains(active) ? { id: active.dataset.customId, key: active.dataset.key ?? active.dataset.command } : null;
  keepingMenusOpen(() => old.replaceWith(node));
  if (!had) return;
  const parts = [...node.querySelectorAll("button:not(:disabled)")];
  const again = parts.find((one) => (had.id ? one.dataset.customId === had.id : had.key && (one.dataset.key ?? one.dataset.command) === had.key));
  if (!again) node.tabIndex = -1;
  (again ?? node).focus({ preventScroll: true });
}

/** Scrolls to the end, or to the beginning of a new message that is taller than the view: people read from there. */
function showNewest(list, newest) {
  const tall = newest && newest.offsetHeight > list.clientHeight;
  list.scrollTop = tall ? newest.offsetTop - list.offsetTop - 8 : list.scrollHeight;
}

export function drawMessages() {
  const list = byId("messages");
  const here = seen.state.channels.find((one) => one.id === seen.channel);
  const messages = here ? hereAndNow(here) : [];
  const opens = fresh.channel !== seen.channel;
  if (opens) {
    const known = read.get(seen.channel);
    fresh = { channel: seen.channel, from: known && messages.find((message) => isAfter(message.id, known))?.id };
  }
  const atEnd = opens || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const all = messages.length || !here ? items(messages) : [emptyChannel(here)];
  const keep = new Set(all.map((item) => item.id));
  for (const [id, { node }] of drawn) {
    if (keep.has(id)) continue;
    if (node.contains(document.activeElement)) list.focus({ preventScroll: true });
    node.remove();
    drawn.delete(id);
  }
  let before = null;
  let isNew = false;
  for (const item of all) {
    let known = drawn.get(item.id);
    if (known?.text !== item.text) {
      const node = item.node();
      if (known) replace(known.node, node);
      isNew ||= !known;
      known = { node, text: item.text };
      drawn.set(item.id, known);
    }
    const place = before ? before.nextSibling : list.firstChild;
    if (place !== known.node) list.insertBefore(known.node, place);
    before = known.node;
  }
  if (atEnd || isNew) showNewest(list, isNew && !opens ? before : null);
  if (here) read.set(here.id, here.messages.at(-1)?.id);
}
