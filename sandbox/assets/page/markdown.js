// Draws a text as Discord does: Markdown, mentions, times. It makes elements, so no text becomes markup.

import { make } from "./dom.js";
import { find, localizedName, use } from "./commands.js";
import { now, seen } from "./seen.js";
import { region, say } from "./words.js";

const INLINE = new RegExp([
  "```(?:([a-z0-9+-]+)\\n)?([\\s\\S]*?)```", "`([^`\\n]+)`", "\\*\\*([\\s\\S]+?)\\*\\*(?!\\*)", "__([\\s\\S]+?)__", "~~([\\s\\S]+?)~~",
  "\\*([^*\\n]+)\\*", "\\[([^\\]\\n]+)\\]\\(<?(https?://[^)>\\s]+)>?\\)", "<t:(-?\\d+)(?::([tTdDfFR]))?>", "<(@!?|@&|#)(\\d+)>", "</([^:>]+):\\d+>",
  "\\\\([*_`~|>\\[\\]()#\\-\\\\@:<.+!])", "(https?://[^\\s<)]+)",
].join("|"), "g");

const STYLES = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
};

/** An instant as Discord writes it in a style. */
export function stamp(seconds, style) {
  const at = new Date(seconds * 1000);
  if (style === "R") {
    const left = (at - now()) / 1000;
    if (Math.abs(left) < 45) return say(left > 0 ? "inSeconds" : "secondsAgo");
    const [unit, size] = Math.abs(left) < 5400 ? ["minute", 60] : Math.abs(left) < 129600 ? ["hour", 3600] : ["day", 86400];
    return new Intl.RelativeTimeFormat(region(), { numeric: "always" }).format(Math.round(left / size), unit);
  }
  return new Intl.DateTimeFormat(region(), STYLES[style] ?? STYLES.f).format(at);
}

/** Relative times go on while they are looked at. */
export function renewTimes() {
  for (const node of document.querySelectorAll("[data-relative]")) {
    const text = stamp(Number(node.dataset.relative), "R");
    if (node.textContent !== text) node.textContent = text;
  }
}

function time(seconds, style) {
  const node = make("span", { className: "stamp", title: stamp(seconds, "F") }, stamp(seconds, style));
  if (style === "R") node.dataset.relative = seconds;
  return node;
}

function mention(kind, id) {
  const channels = seen.state?.channels ?? [];
  const roles = seen.state?.guild?.roles ?? [];
  const names = { "#": channels.find((one) => one.id === id)?.name, "@&": roles.find((one) => one.id === id)?.name };
  const name = kind === "#" || kind === "@&" ? names[kind] : seen.state?.names?.[id];
  return make("span", { className: "mention" }, (kind === "#" ? "#" : "@") + (name ?? "?"));
}

/** A command that is named in a text; pressed, it stands in the input. */
function commandMention(path) {
  const name = `/${localizedName(path)}`;
  if (!find(path)) return make("span", { className: "mention" }, name);
  return make("button", { type: "button", className: "mention", "data-command": path, onclick: () => use(path) }, name);
}

export function inline(text) {
  const nodes = [];
  let last = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > last) nodes.push(text.slice(last, found.index));
    last = found.index + found[0].length;
    const [, lang, block, code, bold, under, gone, slanted, label, url, seconds, style, kind, id, command, escaped, link] = found;
    if (block !== undefined) nodes.push(make("pre", { tabIndex: 0 }, make("code", { className: lang ?? "" }, block.replace(/^\n|\n$/g, ""))));
    else if (code !== undefined) nodes.push(make("code", {}, code));
    else if (bold !== undefined) nodes.push(make("strong", {}, ...inline(bold)));
    else if (under !== undefined) nodes.push(make("u", {}, ...inline(under)));
    else if (gone !== undefined) nodes.push(make("s", {}, ...inline(gone)));
    else if (slanted !== undefined) nodes.push(make("em", {}, ...inline(slanted)));
    else if (url !== undefined) nodes.push(make("a", { href: url, rel: "noreferrer", target: "_blank" }, ...inline(label)));
    else if (seconds !== undefined) nodes.push(time(Number(seconds), style));
    else if (id !== undefined) nodes.push(mention(kind, id));
    else if (command !== undefined) nodes.push(commandMention(command));
    else if (escaped !== undefined) nodes.push(escaped);
    else nodes.push(make("a", { href: link, rel: "noreferrer", target: "_blank" }, link));
  }
  if (last < text.length) nodes.push(text.slice(last));
  return nodes;
}

/** One part of a text without code blocks: headings, quotes, lists, small print, line by line. */
function lines(box, part) {
  let list = null;
  let quote = null;
  let plain = [];
  const flush = () => {
    // What a blank line parts from small print or a heading stays parted from it.
    if (plain.length) box.append(...inline(plain.join("\n") + (plain.at(-1) === "" ? "\n" : "")));
    plain = [];
  };
  for (const line of part.replace(/^\n|\n$/g, "").split("\n")) {
    const heading = line.match(/^(#{1,3}) (.*)/);
    const item = line.match(/^\s*[-*] (.*)/);
    const quoted = line.match(/^> ?(.*)/);
    const small = line.match(/^-# (.*)/);
    if (!item) list = null;
    if (!quoted) quote = null;
    if (!heading && !item && !quoted && !small) {
      plain.push(line);
      continue;
    }
    flush();
    if (heading) box.append(make(`h${heading[1].length + 2}`, {}, ...inline(heading[2])));
    else if (small) box.append(make("small", {}, ...inline(small[1])));
    else if (item) {
      if (!list) box.append((list = make("ul")));
      list.append(make("li", {}, ...inline(item[1])));
    } else {
      if (!quote) box.append((quote = make("blockquote")));
      else quote.append("\n");
      quote.append(...inline(quoted[1]));
    }
  }
  flush();
}

/** A text with its lines; code blocks stay whole. */
export function markdown(text) {
  const box = make("div", { className: "text" });
  for (const part of text.split(/(```[\s\S]*?```)/)) {
    if (part.startsWith("```")) box.append(...inline(part));
    else lines(box, part);
  }
  return box;
}
