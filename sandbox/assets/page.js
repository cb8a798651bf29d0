// Draws what a user of the stand-in sees, and sends what the user does. No library, nothing from elsewhere.

const WORDS = {
  ko: {
    skip: "입력란으로 건너뛰기", who: "지금 나는", panel: "도구", send: "보내기", time: "시간", moveTo: "이 시각으로 이동",
    bot: "봇", trouble: "문제 일으키기", happened: "있었던 일", gallery: "모든 문제 보기", placeholder: "/ 를 입력하면 명령 목록이 나와요",
    up: "연결됨", down: "연결 끊김", owner: "관리자", used: "{name} 님이 {command} 사용", only: "나에게만 보이는 메시지예요.", dismiss: "메시지 닫기",
    edited: "(수정됨)", required: "필수 항목을 채워 주세요: ", optional: "선택", choose: "고르기", cancel: "취소", yes: "예", no: "아니요",
    noCommand: "그런 명령이 없어요. / 를 입력해서 목록에서 골라 주세요.", silent: "애플리케이션이 응답하지 않았어요", now: "지금으로", hour: "+1시간",
    day: "+1일", minute: "+1분", dst: "다음 서머타임 전환일로(뉴욕)", direct: "개인 메시지", failedTo: "상호작용 실패", lacks: "봇에게 없는 권한: ",
    noComplaints: "Discord가 거절할 요청은 없었어요.", complaints: "Discord가 거절할 요청: ", bot_tag: "앱", pick: "개 선택", all: "전체", filter: "찾기", previous: "이전", next: "다음", back: "대화로 돌아가기",
    faultsNone: "결함 없음", pending: "남은 문제 요청: ", dials: "멤버 실력과 일수",
    gateway: "게이트웨이 끊기", error: "Discord 500 오류", slow: "느린 Discord", lose: "받고 응답을 잃음", limit: "속도 제한 429",
    "deny-send": "보내기 권한 뺏기", "allow-send": "보내기 권한 돌려주기", delete: "이 채널 삭제", end: "문제 모두 끝내기",
  },
  en: {
    skip: "Skip to the input", who: "I am", panel: "Tools", send: "Send", time: "Time", moveTo: "Move to",
    bot: "Bot", trouble: "Make trouble", happened: "What happened", gallery: "See every question", placeholder: "Type / for the list of commands",
    up: "connected", down: "disconnected", owner: "manager", used: "{name} used {command}", only: "Only you can see this.", dismiss: "Dismiss message",
    edited: "(edited)", required: "Please fill in: ", optional: "optional", choose: "Choose", cancel: "Cancel", yes: "Yes", no: "No",
    noCommand: "There is no such command. Type / and pick one from the list.", silent: "The application did not respond", now: "Now", hour: "+1 h",
    day: "+1 day", minute: "+1 min", dst: "To the next clock change (New York)", direct: "Direct messages", failedTo: "Interaction failed", lacks: "The bot lacks: ",
    noComplaints: "No request that Discord would refuse.", complaints: "Requests that Discord would refuse: ", bot_tag: "APP", pick: " to pick", all: "all", filter: "Find", previous: "Previous", next: "Next", back: "Back to the channel",
    faultsNone: "no faults", pending: "requests still to be spoilt: ", dials: "How well they play",
    gateway: "Drop the gateway", error: "Discord answers 500", slow: "Slow Discord", lose: "Accept and lose the response", limit: "Rate limit 429",
    "deny-send": "Take Send Messages away", "allow-send": "Give Send Messages back", delete: "Delete this channel", end: "End all trouble",
  },
};
const TROUBLES = ["gateway", "error", "slow", "lose", "limit", "deny-send", "allow-send", "delete", "end"];
const COLORS = ["#4752c4", "#8a3ffc", "#a1282c", "#1f6f3d", "#8a5a00", "#005d7a"];

const saved = (name) => sessionStorage.getItem(name);
let language = saved("language") ?? document.documentElement.lang;
if (!(language in WORDS)) language = "en";
let me = saved("me") ?? "0";
let channel = saved("channel") ?? "";
let shown = null;
let ahead = 0;
const dismissed = new Set();
const failures = new Map();
const read = new Map();
const say = (key) => WORDS[language][key] ?? key;
const byId = (id) => document.getElementById(id);

function make(tag, settings = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  return answer.ok ? answer.json() : { failed: await answer.text() };
}

const act = (body) => post("/act", { as: me, channel, locale: language === "ko" ? "ko" : "en-US", ...body });

function complain(text) {
  const notice = byId("notice");
  notice.hidden = !text;
  notice.textContent = text ?? "";
}

/** Does what a user asked for, and shows what came of it beside the message that was pressed. */
async function perform(body, message) {
  complain(null);
  if (message) failures.delete(message);
  const outcome = await act(body);
  if (outcome.form) openForm(outcome.form);
  if (outcome.failed) {
    const text = outcome.failed === "the application did not respond" ? say("silent") : outcome.failed;
    if (message) failures.set(message, text);
    else complain(text);
  }
  if (message) drawMessages();
  return outcome;
}

// ---- Markdown as Discord shows it -------------------------------------------------------------------------------

const INLINE = new RegExp([
  "```(?:([a-z0-9+-]+)\\n)?([\\s\\S]*?)```", "`([^`\\n]+)`", "\\*\\*([\\s\\S]+?)\\*\\*(?!\\*)", "__([\\s\\S]+?)__", "~~([\\s\\S]+?)~~",
  "\\*([^*\\n]+)\\*", "\\[([^\\]\\n]+)\\]\\((https?://[^)\\s]+)\\)", "<t:(-?\\d+)(?::([tTdDfFR]))?>", "<(@!?|@&|#)(\\d+)>", "</([^:>]+):\\d+>",
  "\\\\([*_`~|>\\[\\]()#\\-\\\\@:<.+!])", "(https?://[^\\s<)]+)",
].join("|"), "g");

function stamp(seconds, style) {
  const at = new Date(seconds * 1000);
  const locale = language === "ko" ? "ko-KR" : "en-GB";
  if (style === "R") {
    const left = (at - Date.now() - ahead) / 1000;
    const [unit, size] = Math.abs(left) < 5400 ? ["minute", 60] : Math.abs(left) < 129600 ? ["hour", 3600] : ["day", 86400];
    return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(left / size), unit);
  }
  const styles = {
    t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
    f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
  };
  return new Intl.DateTimeFormat(locale, styles[style] ?? styles.f).format(at);
}

function mention(kind, id) {
  const channels = shown?.channels ?? [];
  const roles = shown?.guild?.roles ?? [];
  const names = { "#": channels.find((one) => one.id === id)?.name, "@&": roles.find((one) => one.id === id)?.name };
  const name = kind === "#" || kind === "@&" ? names[kind] : shown?.names?.[id];
  return make("span", { className: "mention" }, (kind === "#" ? "#" : "@") + (name ?? "?"));
}

function inline(text) {
  const nodes = [];
  let last = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > last) nodes.push(text.slice(last, found.index));
    last = found.index + found[0].length;
    const [, lang, block, code, bold, under, gone, slanted, label, url, time, style, kind, id, command, escaped, link] = found;
    if (block !== undefined) nodes.push(make("pre", {}, make("code", { className: lang ?? "" }, block.replace(/^\n|\n$/g, ""))));
    else if (code !== undefined) nodes.push(make("code", {}, code));
    else if (bold !== undefined) nodes.push(make("strong", {}, ...inline(bold)));
    else if (under !== undefined) nodes.push(make("u", {}, ...inline(under)));
    else if (gone !== undefined) nodes.push(make("s", {}, ...inline(gone)));
    else if (slanted !== undefined) nodes.push(make("em", {}, ...inline(slanted)));
    else if (url !== undefined) nodes.push(make("a", { href: url, rel: "noreferrer", target: "_blank" }, ...inline(label)));
    else if (time !== undefined) nodes.push(make("span", { className: "stamp" }, stamp(Number(time), style)));
    else if (id !== undefined) nodes.push(mention(kind, id));
    else if (command !== undefined) nodes.push(make("span", { className: "mention" }, `/${command}`));
    else if (escaped !== undefined) nodes.push(escaped);
    else nodes.push(make("a", { href: link, rel: "noreferrer", target: "_blank" }, link));
  }
  if (last < text.length) nodes.push(text.slice(last));
  return nodes;
}

/** Text with its lines: headings, quotes, lists, small print; code blocks stay whole. */
function markdown(text) {
  const box = make("div", { className: "text" });
  for (const part of text.split(/(```[\s\S]*?```)/)) {
    if (part.startsWith("```")) {
      box.append(...inline(part));
      continue;
    }
    let list = null;
    let quote = null;
    let plain = [];
    const flush = () => {
      if (plain.length) box.append(...inline(plain.join("\n")));
      plain = [];
    };
    const lines = part.replace(/^\n|\n$/g, "").split("\n");
    lines.forEach((line, at) => {
      const heading = line.match(/^(#{1,3}) (.*)/);
      const item = line.match(/^\s*[-*] (.*)/);
      const quoted = line.match(/^> ?(.*)/);
      const small = line.match(/^-# (.*)/);
      if (!item) list = null;
      if (!quoted) quote = null;
      if (!heading && !item && !quoted && !small) {
        plain.push(line);
        if (at === lines.length - 1) flush();
        return;
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
    });
    flush();
  }
  return box;
}

// ---- Messages ---------------------------------------------------------------------------------------------------

function embed(one, message) {
  const box = make("article", { className: "embed" });
  if (one.color !== undefined && one.color !== null) box.style.setProperty("--color", `#${one.color.toString(16).padStart(6, "0")}`);
  if (one.author) box.append(make("p", { className: "asked" }, one.author.name));
  if (one.title) box.append(make("h3", {}, ...inline(one.title)));
  if (one.description) box.append(markdown(one.description));
  if (one.fields?.length) {
    const fields = make("div", { className: "fields" });
    for (const field of one.fields) {
      fields.append(make("div", { className: field.inline ? "field inline" : "field" }, make("b", {}, ...inline(field.name)), markdown(field.value)));
    }
    box.append(fields);
  }
  if (one.image) {
    const file = message.attachments?.find((each) => one.image.url === `attachment://${each.filename}`);
    box.append(make("img", { src: file?.url ?? "data:,", alt: file?.description ?? file?.filename ?? "" }));
  }
  if (one.footer) box.append(make("footer", {}, one.footer.text));
  return box;
}

const BUTTONS = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

function button(part, message) {
  const label = `${part.emoji?.name ?? ""} ${part.label ?? ""}`.trim();
  if (part.style === 5) return make("a", { href: part.url, target: "_blank", rel: "noreferrer" }, label);
  return make("button", {
    type: "button", className: BUTTONS[part.style], disabled: part.disabled ?? false, "data-custom-id": part.custom_id,
    onclick: () => perform({ kind: "click", message: message.id, channel: message.channel_id, custom_id: part.custom_id }, message.id),
  }, label);
}

function menu(part, message) {
  const least = part.min_values ?? 1;
  const most = part.max_values ?? 1;
  const box = make("fieldset", { className: "menu", disabled: part.disabled ?? false, "data-custom-id": part.custom_id });
  box.append(make("legend", {}, part.placeholder ?? say("choose")));
  const send = make("button", {
    type: "button", className: "primary", disabled: true,
    onclick: () => perform({ kind: "select", message: message.id, channel: message.channel_id, custom_id: part.custom_id, values: picked() }, message.id),
  }, say("send"));
  const picked = () => [...box.querySelectorAll("input:checked")].map((input) => input.value);
  for (const option of part.options ?? []) {
    const input = make("input", {
      type: most > 1 ? "checkbox" : "radio", name: part.custom_id + message.id, value: option.value, checked: option.default ?? false,
      onchange: () => {
        const count = picked().length;
        send.disabled = count < least || count > most;
      },
    });
    box.append(make("label", {}, input, make("span", {}, option.label, option.description ? ` · ${option.description}` : "")));
  }
  box.append(send);
  return box;
}

function components(message) {
  return (message.components ?? []).map((row) => make("div", { className: "row" },
    ...(row.components ?? []).map((part) => (part.type === 2 ? button(part, message) : menu(part, message)))));
}

function avatar(name, id) {
  const box = make("span", { className: "avatar", "aria-hidden": "true" }, [...(name ?? "?")][0] ?? "?");
  box.style.background = COLORS[Number(BigInt(id) % BigInt(COLORS.length))];
  return box;
}

function body(message) {
  const parts = [];
  if (message.content) parts.push(markdown(message.content));
  for (const one of message.embeds ?? []) parts.push(embed(one, message));
  for (const file of message.attachments ?? []) {
    const used = (message.embeds ?? []).some((one) => one.image?.url === `attachment://${file.filename}`);
    const isImage = /\.(png|jpe?g|gif|webp)$/i.test(file.filename);
    if (!used) parts.push(make("p", { className: "file" }, isImage ? make("img", { src: file.url, alt: file.filename }) : make("a", { href: file.url }, file.filename)));
  }
  parts.push(...components(message));
  return parts;
}

function drawMessage(message) {
  const isPrivate = (message.flags & 64) !== 0;
  const name = message.author?.global_name ?? message.author?.username ?? "";
  const box = make("li", { className: isPrivate ? "message private" : "message", "data-id": message.id });
  if (message.asked_by) box.append(make("p", { className: "asked" }, say("used").replace("{name}", () => message.asked_by).replace("{command}", () => `/${message.asked}`)));
  const at = new Date(message.timestamp);
  const head = make("div", { className: "head" }, make("strong", {}, name), message.author?.bot ? make("span", { className: "tag" }, say("bot_tag")) : null,
    make("time", { className: "when", dateTime: message.timestamp }, stamp(at / 1000, "f")), message.edited_timestamp ? make("span", { className: "edited" }, say("edited")) : null);
  const content = make("div", {}, head, ...body(message));
  if (failures.has(message.id)) content.append(make("p", { className: "failed", role: "alert" }, failures.get(message.id)));
  if (isPrivate) {
    const dismiss = make("button", { type: "button", onclick: () => { dismissed.add(message.id); drawMessages(); } }, say("dismiss"));
    content.append(make("p", { className: "only" }, `${say("only")} `, dismiss));
  }
  box.append(avatar(name, message.author?.id ?? "0"), content);
  return box;
}

const drawn = new Map();

/** Scrolls to the end, or to the beginning of a new message that is taller than the view: people read from there. */
function showNewest(list, newest) {
  const tall = newest && newest.offsetHeight > list.clientHeight;
  list.scrollTop = tall ? newest.offsetTop - list.offsetTop - 8 : list.scrollHeight;
}

function drawMessages() {
  const list = byId("messages");
  const here = shown?.channels.find((one) => one.id === channel);
  const messages = (here?.messages ?? []).filter((message) => !dismissed.has(message.id));
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const keep = new Set();
  let before = null;
  let isNew = false;
  for (const message of messages) {
    const text = JSON.stringify(message) + language + (failures.get(message.id) ?? "");
    let old = drawn.get(message.id);
    if (old?.text !== text) {
      const node = drawMessage(message);
      if (old) old.node.replaceWith(node);
      isNew ||= !old;
      old = { node, text };
      drawn.set(message.id, old);
    }
    keep.add(message.id);
    const place = before ? before.nextSibling : list.firstChild;
    if (place !== old.node) list.insertBefore(old.node, place);
    before = old.node;
  }
  for (const [id, { node }] of drawn) {
    if (!keep.has(id)) {
      node.remove();
      drawn.delete(id);
    }
  }
  if (atEnd || isNew) showNewest(list, isNew ? before : null);
  read.set(channel, messages.length);
}

// ---- Forms ------------------------------------------------------------------------------------------------------

function openForm(form) {
  const dialog = byId("form-dialog");
  const field = form.components?.[0]?.components?.[0] ?? {};
  const input = make(field.style === 2 ? "textarea" : "input", {
    required: field.required ?? true, maxLength: field.max_length ?? 4000, minLength: field.min_length ?? 0, placeholder: field.placeholder ?? "", value: field.value ?? "",
  });
  const close = () => dialog.close();
  const send = async (event) => {
    event.preventDefault();
    close();
    await perform({ kind: "submit", form, text: input.value });
  };
  dialog.replaceChildren(make("form", { method: "dialog", onsubmit: send }, make("h2", { id: "form-title" }, form.title ?? ""), make("label", {}, field.label ?? "", input),
    make("div", { className: "buttons" }, make("button", { type: "button", onclick: close }, say("cancel")), make("button", { type: "submit", className: "primary" }, say("send")))));
  dialog.showModal();
  input.focus();
}

// ---- The composer -----------------------------------------------------------------------------------------------

const input = byId("composer-input");
const suggestions = byId("suggestions");
const optionBox = byId("options");
let chosen = null;
let picks = [];
let selected = 0;
let onPick = () => {};
let combo = input;

const localized = (part, field) => part[`${field}_localizations`]?.[language] ?? part[field];

/** Every command that can be sent, subcommands as commands of their own. */
function commands() {
  return (shown?.commands ?? []).flatMap((command) => {
    const subs = (command.options ?? []).filter((option) => option.type === 1);
    if (!subs.length) return [{ path: command.name, name: localized(command, "name"), about: localized(command, "description"), options: command.options ?? [] }];
    return subs.map((sub) => ({
      path: `${command.name} ${sub.name}`, name: `${localized(command, "name")} ${localized(sub, "name")}`, about: localized(sub, "description"), options: sub.options ?? [],
    }));
  });
}

function showSuggestions(items, pick, at) {
  picks = items;
  onPick = pick;
  combo = at;
  selected = 0;
  suggestions.hidden = items.length === 0;
  combo.setAttribute("aria-expanded", String(items.length > 0));
  suggestions.replaceChildren(...items.map((item, n) => make("div", {
    role: "option", id: `suggestion-${n}`, "aria-selected": String(n === 0), onmousedown: (event) => { event.preventDefault(); takeSuggestion(n); },
  }, make("span", { className: "name" }, item.name), make("span", { className: "about" }, item.about ?? ""))));
  mark();
}

function mark() {
  [...suggestions.children].forEach((node, n) => node.setAttribute("aria-selected", String(n === selected)));
  const current = suggestions.children[selected];
  current?.scrollIntoView({ block: "nearest" });
  if (current && !suggestions.hidden) combo.setAttribute("aria-activedescendant", current.id);
  else combo.removeAttribute("aria-activedescendant");
}

function hideSuggestions() {
  showSuggestions([], () => {}, combo);
}

function takeSuggestion(n) {
  const pick = picks[n];
  const taken = onPick;
  hideSuggestions();
  if (pick) taken(pick);
}

function keys(event) {
  if (suggestions.hidden) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    selected = (selected + (event.key === "ArrowDown" ? 1 : picks.length - 1)) % picks.length;
    mark();
    event.preventDefault();
  } else if ((event.key === "Enter" || event.key === "Tab") && picks.length) {
    takeSuggestion(selected);
    event.preventDefault();
  } else if (event.key === "Escape") {
    hideSuggestions();
    event.stopPropagation();
  }
}

input.addEventListener("keydown", keys);
input.addEventListener("input", () => {
  const typed = input.value.toLowerCase();
  if (!typed.startsWith("/")) return hideSuggestions();
  const wanted = typed.slice(1);
  const all = commands().filter((one) => `${one.name} ${one.path}`.toLowerCase().includes(wanted));
  showSuggestions(all.map((one) => ({ ...one, name: `/${one.name}`, command: one })), (pick) => choose(pick.command), input);
});
input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && combo === input && hideSuggestions(), 100));

function choose(command) {
  chosen = command;
  input.value = `/${command.name}`;
  complain(null);
  const fields = command.options.map((option) => field(option));
  optionBox.replaceChildren(make("p", { className: "what" }, make("strong", {}, `/${command.name}`), ` ${command.about}`), ...fields.map((one) => one.label));
  optionBox.hidden = false;
  chosen.fields = fields;
  (fields[0]?.input ?? byId("send")).focus();
}

function cancel() {
  chosen = null;
  optionBox.hidden = true;
  optionBox.replaceChildren();
  input.value = "";
  hideSuggestions();
}

function field(option) {
  const name = localized(option, "name");
  const id = `option-${option.name}`;
  let node;
  let sent = null;
  const choices = (values) => make("select", { id }, make("option", { value: "" }, "—"), ...values.map(([label, value]) => make("option", { value }, label)));
  if (option.choices?.length) node = choices(option.choices.map((one) => [localized(one, "name"), String(one.value)]));
  else if (option.type === 5) node = choices([[say("yes"), "true"], [say("no"), "false"]]);
  else if (option.type === 6) node = choices(shown.users.map((one) => [one.name, one.id]));
  else if (option.type === 7) node = choices(shown.channels.filter((one) => !one.direct && !one.parent).map((one) => [`#${one.name}`, one.id]));
  else if (option.type === 8) node = choices(shown.guild.roles.map((one) => [one.name, one.id]));
  else node = make("input", { id, type: "text", inputMode: option.type === 4 ? "numeric" : "text" });
  if (option.autocomplete) {
    node.setAttribute("role", "combobox");
    node.setAttribute("aria-autocomplete", "list");
    node.setAttribute("aria-expanded", "false");
    node.setAttribute("aria-controls", "suggestions");
    let asked = 0;
    const ask = async () => {
      sent = null;
      const turn = ++asked;
      const answer = await act({ kind: "type", command: chosen.path, option: option.name, typed: node.value, options: values(option.name) });
      if (turn !== asked || document.activeElement !== node) return;
      showSuggestions((answer.choices ?? []).map(([label, value]) => ({ name: label, value })), (pick) => {
        node.value = pick.name;
        sent = pick.value;
      }, node);
    };
    node.addEventListener("input", ask);
    node.addEventListener("focus", ask);
    node.addEventListener("blur", hideSuggestions);
  }
  node.addEventListener("keydown", keys);
  const value = () => {
    if (node.value === "") return undefined;
    if (option.type === 5) return node.value === "true";
    if (option.type === 4) return /^-?\d+$/.test(node.value) ? Number(node.value) : node.value;
    return sent ?? node.value;
  };
  const about = localized(option, "description");
  const label = make("label", { htmlFor: id, title: about }, make("span", { className: option.required ? "needed" : "" }, option.required ? name : `${name} (${say("optional")})`), node);
  node.setAttribute("aria-description", about);
  if (option.required) node.setAttribute("aria-required", "true");
  return { option, name, input: node, label, value };
}

function values(except) {
  const given = {};
  for (const one of chosen?.fields ?? []) {
    const value = one.value();
    if (value !== undefined && one.option.name !== except) given[one.option.name] = value;
  }
  return given;
}

byId("composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!chosen) {
    const typed = input.value.trim().replace(/^\//, "").toLowerCase();
    const command = commands().find((one) => one.name.toLowerCase() === typed || one.path === typed);
    if (!command) return complain(typed ? say("noCommand") : null);
    if (command.options.length) return choose(command);
    chosen = { ...command, fields: [] };
  }
  const missing = chosen.fields.filter((one) => one.option.required && one.value() === undefined);
  if (missing.length) {
    missing[0].input.focus();
    return complain(say("required") + missing.map((one) => one.name).join(", "));
  }
  const sent = { kind: "slash", command: chosen.path, options: values() };
  const { failed } = await perform(sent);
  if (!failed || failed === "the application did not respond") cancel();
  input.focus();
});
byId("composer").addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    cancel();
    input.focus();
  }
});

// ---- Around the messages ----------------------------------------------------------------------------------------

/** Puts new children into a node only when they would differ, so that nobody loses the focus. */
function redraw(id, key, children) {
  const node = byId(id);
  const text = JSON.stringify(key);
  if (node.dataset.drawn === text) return;
  node.dataset.drawn = text;
  node.replaceChildren(...children());
}

function drawChannels() {
  const label = (one) => (one.direct ? `@ ${say("direct")}` : one.parent ? `↳ ${one.name}` : `# ${one.name}`);
  const order = shown.channels.filter((one) => !one.parent).flatMap((one) => [one, ...shown.channels.filter((thread) => thread.parent === one.id)]);
  if (!order.some((one) => one.id === channel)) {
    channel = (order.find((one) => one.name.includes("question")) ?? order[0])?.id ?? "";
  }
  const news = (one) => Math.max(0, one.messages.length - (read.get(one.id) ?? 0));
  const key = order.map((one) => [one.id, label(one), one.id === channel, one.id !== channel && news(one)]);
  redraw("channels", key, () => order.map((one) => make("li", { className: one.parent ? "thread" : "" }, make("button", {
    type: "button", "aria-current": String(one.id === channel),
    onclick: () => { channel = one.id; sessionStorage.setItem("channel", channel); complain(null); draw(); },
  }, one.id !== channel && news(one) ? make("span", { className: "news" }, String(news(one))) : null, label(one)))));
  const here = order.find((one) => one.id === channel);
  byId("channel-name").textContent = here ? label(here) : "";
  const lacks = here?.lacks?.length ? `${say("lacks")}${here.lacks.join(", ")}` : "";
  byId("channel-name").title = lacks;
  if (lacks) byId("channel-name").append(` · ${lacks}`);
}

function drawPeople() {
  redraw("users", [language, shown.me, shown.users], () => shown.users.slice(0, 8).map((one) => make("button", {
    type: "button", "aria-pressed": String(one.id === shown.me),
    onclick: () => { me = one.id; sessionStorage.setItem("me", me); cancel(); look(); },
  }, one.manages ? `${one.name} (${say("owner")})` : one.name)));
  redraw("languages", language, () => [["ko", "한국어"], ["en", "English"]].map(([code, name]) => make("button", {
    type: "button", "aria-pressed": String(code === language), lang: code,
    onclick: () => { language = code; sessionStorage.setItem("language", code); document.documentElement.lang = code; cancel(); draw(); },
  }, name)));
}

/** The next Sunday on which New York changes its clocks: the second of March, the first of November. */
function clockChange() {
  const now = new Date(Date.now() + ahead);
  const sunday = (year, month, nth) => {
    const first = new Date(Date.UTC(year, month, 1));
    return new Date(Date.UTC(year, month, 1 + ((7 - first.getUTCDay()) % 7) + 7 * (nth - 1), 5));
  };
  const days = [0, 1].flatMap((n) => [sunday(now.getUTCFullYear() + n, 2, 2), sunday(now.getUTCFullYear() + n, 10, 1)]);
  return days.find((day) => day > now).toISOString();
}

/** Where the dials stand; one that holds no valid number is left to the program. */
function numbers() {
  const dials = [...document.querySelectorAll("[data-dial]")].filter((one) => one.value !== "" && one.validity.valid);
  return Object.fromEntries(dials.map((one) => [one.dataset.dial, one.valueAsNumber]));
}

/** A button's words with the numbers of the dials that they name. */
function labelled(control) {
  const set = numbers();
  return control.label[language === "ko" ? 0 : 1].replace(/\{([\w-]+)\}/g, (all, name) => set[name] ?? shown.dials.find((one) => one.name === name)?.value ?? all);
}

function drawDials() {
  const set = numbers();
  const relabel = () => shown.controls.forEach((one) => { document.querySelector(`[data-name="${one.name}"]`).textContent = labelled(one); });
  byId("dials").hidden = !shown.dials.length;
  byId("dials").lastElementChild.replaceChildren(...shown.dials.map((one) => make("label", {}, one.label[language === "ko" ? 0 : 1],
    make("input", { type: "number", "data-dial": one.name, min: one.range[0], max: one.range[1], required: true, value: set[one.name] ?? one.value, oninput: relabel }))));
}

function drawPanel() {
  const press = (label, work, name) => make("button", {
    type: "button", "data-name": name,
    onclick: async (event) => {
      const pressed = event.currentTarget;
      pressed.disabled = true;
      complain((await work()).failed ?? null);
      pressed.disabled = false;
    },
  }, label);
  const panel = JSON.stringify([language, shown.controls, shown.dials]);
  if (byId("panel").dataset.drawn !== panel) {
    byId("panel").dataset.drawn = panel;
    byId("times").replaceChildren(press(say("now"), () => post("/clock", { to: new Date().toISOString() })), press(say("minute"), () => post("/clock", { by: 60 })),
      press(say("hour"), () => post("/clock", { by: 3600 })), press(say("day"), () => post("/clock", { by: 86400 })), press(say("dst"), () => post("/clock", { to: clockChange() })));
    byId("controls").replaceChildren(...shown.controls.map((one) => press(labelled(one), () => post("/control", { name: one.name, numbers: numbers() }), one.name)));
    drawDials();
    byId("troubles").replaceChildren(...TROUBLES.map((kind) => press(say(kind), () => post("/trouble", { kind, channel }), kind)));
  }
  byId("to-gallery").hidden = !shown.gallery;
  const progress = byId("progress");
  progress.hidden = !shown.progress;
  if (shown.progress) [progress.value, progress.max] = shown.progress;
  const complaints = shown.complaints.length ? say("complaints") + shown.complaints.join("; ") : say("noComplaints");
  byId("complaints").textContent = shown.trouble ? `${complaints} (${say("pending")}${shown.trouble})` : complaints;
  byId("requests").replaceChildren(...shown.requests.map((one) => make("li", { className: one.status >= 400 || one.status === 0 ? "bad" : "" },
    `${one.status || "✗"} ${one.method} ${one.path.replace(/\d{15,}/g, "…").replace(/interaction-token-…/, "…")}`)));
}

function draw() {
  if (!shown) return;
  document.querySelectorAll("[data-say]").forEach((node) => { node.textContent = say(node.dataset.say); });
  input.placeholder = say("placeholder");
  input.setAttribute("aria-label", say("placeholder"));
  byId("guild-name").textContent = shown.guild?.name ?? "";
  const connection = byId("connection");
  connection.textContent = say(shown.connected ? "up" : "down");
  connection.className = shown.connected ? "up" : "down";
  drawChannels();
  drawPeople();
  drawPanel();
  drawMessages();
  tick();
}

function tick() {
  const locale = language === "ko" ? "ko-KR" : "en-GB";
  const now = new Date(Date.now() + ahead);
  byId("clock").textContent = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" }).format(now);
  byId("clock").dateTime = now.toISOString();
}

// On a narrow screen the tools would cover the messages.
if (matchMedia("(max-width: 68rem)").matches) {
  document.body.classList.add("panel-closed");
  byId("panel-toggle").setAttribute("aria-expanded", "false");
}

byId("panel-toggle").addEventListener("click", (event) => {
  const closed = document.body.classList.toggle("panel-closed");
  event.currentTarget.setAttribute("aria-expanded", String(!closed));
});
byId("move-to").addEventListener("change", async (event) => {
  if (event.currentTarget.value) complain((await post("/clock", { to: new Date(event.currentTarget.value).toISOString() })).failed ?? null);
});

let turn = 0;

/** Looks now, and then again whenever something changed. */
async function look() {
  const mine = ++turn;
  let after = "";
  while (mine === turn) {
    try {
      const answer = await fetch(`/state?as=${me}${after}`);
      const told = await answer.json();
      if (mine !== turn) return;
      shown = told;
      me = told.me;
      after = `&after=${told.count}`;
      ahead = new Date(told.now) - Date.now();
      draw();
    } catch {
      byId("connection").className = "down";
      byId("connection").textContent = say("down");
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

// ---- The gallery ------------------------------------------------------------------------------------------------

async function gallery() {
  document.body.classList.add("gallery");
  const box = byId("gallery");
  box.hidden = false;
  const find = make("input", { type: "search", "aria-label": say("filter"), placeholder: say("filter") });
  const faults = make("p", { role: "status" });
  const items = make("div");
  let from = 0;
  let last = "";
  let again = () => {};
  const turn = (pages) => { from = Math.max(0, from + pages); window.scrollTo(0, 0); again(); };
  const [back, on] = [make("button", { type: "button", "aria-label": say("previous") }, "‹"), make("button", { type: "button", "aria-label": say("next") }, "›")];
  const where = make("span");
  find.oninput = () => { from = 0; again(); };
  box.replaceChildren(make("nav", {}, make("a", { href: "/", "aria-label": say("back") }, "←"), find, back, where, on), faults, items);
  const drawItems = (told) => {
    faults.className = told.faults.length ? "faults" : "sound";
    where.textContent = told.found ? `${from + 1}–${Math.min(from + told.page, told.found)} / ${told.found}` : "0";
    back.disabled = from === 0;
    on.disabled = from + told.page >= told.found;
    back.onclick = () => turn(-told.page);
    on.onclick = () => turn(told.page);
    faults.textContent = told.faults.length ? told.faults.join("\n") : `${told.title}: ${say("faultsNone")}`;
    items.replaceChildren(...told.items.map((item) => make("section", {}, make("h2", {}, item.title), ...item.faults.map((fault) => make("p", { className: "faults" }, fault)),
      make("div", { className: "shown" }, ...item.shown.map((one) => make("div", {}, make("h4", {}, one.title), ...body({ attachments: [], ...one.message, id: "0" })))))));
    items.querySelectorAll("button, fieldset").forEach((node) => { node.disabled = true; });
  };
  for (;;) {
    const told = await post("/gallery", { find: find.value, from });
    const text = JSON.stringify(told);
    if (text !== last && told.items) drawItems(told);
    last = text;
    await new Promise((done) => {
      const later = setTimeout(done, 1500);
      again = () => { clearTimeout(later); done(); };
    });
  }
}

if (location.pathname === "/gallery") gallery();
else {
  setInterval(tick, 1000);
  look();
}
