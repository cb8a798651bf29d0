// Dark as the client is at first, or light, as the reader likes it.

import { make, redraw, byId } from "./dom.js";
import { languageNow, say } from "./words.js";

const KEPT = "theme";
const now = () => document.documentElement.dataset.theme;
document.documentElement.dataset.theme = localStorage.getItem(KEPT) === "light" ? "light" : "dark";

export function drawThemes() {
  redraw(byId("themes"), [languageNow(), now()], () => ["dark", "light"].map((theme) => make("button", {
    type: "button", "aria-pressed": String(theme === now()), "data-theme-name": theme,
    onclick: () => {
      document.documentElement.dataset.theme = theme;
      localStorage.setItem(KEPT, theme);
      drawThemes();
    },
  }, say(theme))));
}
