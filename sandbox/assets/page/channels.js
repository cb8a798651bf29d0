// The side of the page: the server, its channels with what is new in them, and who looks in which language.

import { cancel } from "./composer.js";
import { byId, make, redraw } from "./dom.js";
import { unread } from "./messages.js";
import { avatar } from "./message.js";
import { become, drawAgain, goTo, seen } from "./seen.js";
import { choose, languageNow, say } from "./words.js";

const label = (one) => (one.direct ? `@ ${say("direct")}` : one.parent ? `↳ ${one.name}` : `# ${one.name}`);

/** Opens or shuts one of the two sides on a narrow screen, the tools on a wide one as well. */
export function openSide(side) {
  const open = side !== null && document.body.dataset.side !== side;
  document.body.dataset.side = open ? side : "";
  byId("side-toggle").setAttribute("aria-expanded", String(open && side === "sidebar"));
  byId("panel-toggle").setAttribute("aria-expanded", String(open && side === "panel"));
}

export const isNarrow = () => matchMedia("(max-width: 68rem)").matches;
const shutIfNarrow = () => isNarrow() && openSide(null);

/** The channels in their order, each with its threads below it. */
function inOrder() {
  const { channels } = seen.state;
  return channels.filter((one) => !one.parent).flatMap((one) => [one, ...channels.filter((thread) => thread.parent === one.id)]);
}

/** Where the page opens: where messages are, else where questions will be. */
function firstChannel(order) {
  const written = order.filter((one) => !one.direct).sort((one, other) => other.messages.length - one.messages.length)[0];
  return (written?.messages.length ? written : order[1] ?? order[0])?.id ?? "";
}

export function drawChannels() {
  byId("guild-name").textContent = seen.state.guild?.name ?? "";
  const order = inOrder();
  if (!order.some((one) => one.id === seen.channel)) seen.channel = firstChannel(order);
  const news = (one) => (one.id === seen.channel ? 0 : unread(one));
  const key = order.map((one) => [one.id, label(one), one.id === seen.channel, news(one)]);
  redraw(byId("channels"), key, () => order.map((one) => make("li", { className: one.parent ? "thread" : "" }, make("button", {
    type: "button", "aria-current": String(one.id === seen.channel), "data-channel": one.id,
    onclick: () => { goTo(one.id); shutIfNarrow(); },
  }, make("span", { className: "name" }, label(one)), news(one) ? make("span", { className: "news" }, String(news(one))) : null))));
  const here = order.find((one) => one.id === seen.channel);
  byId("channel-name").textContent = here ? label(here) : "";
  byId("lacks").hidden = !here?.lacks?.length;
  byId("lacks").textContent = here?.lacks?.length ? say("lacks") + here.lacks.map((name) => say(`may_${name}`)).join(", ") : "";
  const bot = seen.state.names[seen.state.bot];
  document.title = say("title", { place: here ? label(here).replace(/^(\S) /, "$1") : seen.state.guild?.name ?? "", bot });
}

/** The roles that someone has, beside their name. */
const roles = (names) => names.map((name) => make("span", { className: "role" }, name));

export function drawPeople() {
  const { users, me } = seen.state;
  redraw(byId("users"), [languageNow(), me, users], () => users.slice(0, 12).map((one) => make("button", {
    type: "button", "aria-pressed": String(one.id === me), "data-user": one.id,
    onclick: () => { become(one.id); cancel(); shutIfNarrow(); },
  }, avatar(one.name, one.id), make("span", {}, one.manages ? `${one.name} (${say("owner")})` : one.name), ...roles(one.roles))));
  redraw(byId("languages"), languageNow(), () => [["ko", "한국어"], ["en", "English"]].map(([code, name]) => make("button", {
    type: "button", "aria-pressed": String(code === languageNow()), lang: code,
    onclick: () => {
      choose(code);
      cancel();
      drawAgain();
    },
  }, name)));
}
