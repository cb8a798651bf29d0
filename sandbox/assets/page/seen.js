// What one user sees of the stand-in, kept current, and what the user asks of it.

import { byId } from "./dom.js";
import { inline } from "./markdown.js";
import { locale, say, told } from "./words.js";

const kept = (name) => sessionStorage.getItem(name);

/** What the stand-in told last, who looks, in which channel, and how far its clock is ahead of ours. */
export const seen = { state: null, me: kept("me") ?? "0", channel: kept("channel") ?? "", ahead: 0 };

export const now = () => new Date(Date.now() + seen.ahead);

let draw = () => {};
/** Says what draws the page. */
export const drawWith = (all) => { draw = all; };
/** Draws again what is known. */
export const drawAgain = () => draw();

export async function post(path, body, settings = {}) {
  try {
    const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), ...settings });
    return answer.ok ? answer.json() : { failed: await answer.text() };
  } catch (error) {
    if (error.name === "AbortError") return {};
    return { failed: say("unreachable") };
  }
}

/** Does something as the user, where the user is. */
export const act = (body) => post("/act", { as: seen.me, channel: seen.channel, locale: locale(), ...body });

/** Says above the input what went wrong; nothing takes it away. */
export function complain(text) {
  const notice = byId("notice");
  notice.hidden = !text;
  notice.replaceChildren(...(text ? inline(told(text)) : []));
}

export function goTo(channel) {
  seen.channel = channel;
  sessionStorage.setItem("channel", channel);
  complain(null);
  drawAgain();
}

export function become(user) {
  seen.me = user;
  sessionStorage.setItem("me", user);
  look();
}

/** What the stand-in shows to a user now. */
export const stateOf = async (user) => (await fetch(`/state?as=${user}`)).json();

let turn = 0;

/** Looks now, and then again whenever something changed. */
export async function look() {
  const mine = ++turn;
  let after = "";
  while (mine === turn) {
    try {
      const answer = await fetch(`/state?as=${seen.me}${after}`);
      const state = await answer.json();
      if (mine !== turn) return;
      seen.state = state;
      seen.me = state.me;
      after = `&after=${state.count}`;
      seen.ahead = new Date(state.now) - Date.now();
    } catch {
      if (seen.state) seen.state.connected = false;
      after = "";
      await new Promise((done) => setTimeout(done, 1000));
    }
    drawAgain();
  }
}
