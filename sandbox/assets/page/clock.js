// The clock of the stand-in, and how it is moved.

import { byId, make, redraw } from "./dom.js";
import { renewTimes } from "./markdown.js";
import { complain, now, post } from "./seen.js";
import { languageNow, region, say } from "./words.js";

/** The next Sunday on which New York changes its clocks: the second of March, the first of November. */
function clockChange() {
  const sunday = (year, month, nth) => {
    const first = new Date(Date.UTC(year, month, 1));
    return new Date(Date.UTC(year, month, 1 + ((7 - first.getUTCDay()) % 7) + 7 * (nth - 1), 5));
  };
  const days = [0, 1].flatMap((n) => [sunday(now().getUTCFullYear() + n, 2, 2), sunday(now().getUTCFullYear() + n, 10, 1)]);
  return days.find((day) => day > now()).toISOString();
}

const move = async (body) => complain((await post("/clock", body)).failed);

export function drawClock() {
  const moves = [["now", () => ({ to: new Date().toISOString() })], ["minute", () => ({ by: 60 })], ["hour", () => ({ by: 3600 })], ["day", () => ({ by: 86400 })], ["dst", () => ({ to: clockChange() })]];
  redraw(byId("times"), languageNow(), () => moves.map(([name, to]) => make("button", { type: "button", "data-move": name, onclick: () => move(to()) }, say(name))));
  tick();
}

/** What time it is, now and in all texts. */
export function tick() {
  byId("clock").textContent = new Intl.DateTimeFormat(region(), { dateStyle: "medium", timeStyle: "medium" }).format(now());
  byId("clock").title = new Intl.DateTimeFormat(region(), { dateStyle: "full", timeStyle: "long" }).format(now());
  byId("clock").dateTime = now().toISOString();
  renewTimes();
}

/** Listens to the field that moves it to any instant. */
export function beginClock() {
  setInterval(tick, 1000);
  byId("move-to").addEventListener("change", (event) => {
    if (event.currentTarget.value) move({ to: new Date(event.currentTarget.value).toISOString() });
  });
}
