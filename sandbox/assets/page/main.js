// Begins the page, and draws all its rooms whenever something changed.

import { drawBot } from "./bot.js";
import { drawChannels, drawPeople, isNarrow, openSide } from "./channels.js";
import { beginClock, drawClock } from "./clock.js";
import { beginComposer, drawComposer } from "./composer.js";
import { byId } from "./dom.js";
import { beginGallery } from "./gallery.js";
import { drawMessages, forgetPrivate } from "./messages.js";
import { drawWith, look, seen, stateOf } from "./seen.js";
import { drawThemes } from "./theme.js";
import { drawTroubles } from "./trouble.js";
import { say } from "./words.js";

function draw() {
  if (!seen.state) return;
  document.querySelectorAll("[data-say]").forEach((node) => { node.textContent = say(node.dataset.say); });
  document.querySelectorAll("[data-name-it]").forEach((node) => { node.setAttribute("aria-label", say(node.dataset.nameIt)); node.title = say(node.dataset.nameIt); });
  byId("connection").textContent = say(seen.state.connected ? "up" : "down");
  byId("connection").className = seen.state.connected ? "up" : "down";
  drawChannels();
  drawPeople();
  drawThemes();
  drawBot();
  drawClock();
  drawTroubles();
  drawComposer();
  drawMessages();
}

async function begin() {
  drawWith(draw);
  beginComposer();
  beginClock();
  byId("side-toggle").addEventListener("click", () => openSide("sidebar"));
  byId("panel-toggle").addEventListener("click", () => openSide("panel"));
  byId("veil").addEventListener("click", () => openSide(null));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && isNarrow()) openSide(null); });
  if (!isNarrow()) openSide("panel");
  // A program that does not answer yet has nothing to forget.
  await stateOf(seen.me).then((state) => forgetPrivate(state.users)).catch(() => {});
  look();
}

if (location.pathname === "/gallery") beginGallery();
else begin();
