// Finds notes and questions while one types. Without it the pages are read by their links.

/** The most that is listed. */
const MOST = 200;

const form = document.querySelector("#search");
const field = form.querySelector("input");
const count = form.querySelector("#count");
const list = form.querySelector("#found");

/** As the bot squeezes a text: usual letters, small, without spaces and marks. */
function squeezed(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s!-\/:-@[-`{-~«»·\u2010-\u205e←-⇿−∼、。「-』〜・]/g, "");
}

/** What holds all words that were typed, or all of it as one word. */
function fitting(typed) {
  const words = typed.split(/\s+/).map(squeezed).filter(Boolean);
  const whole = squeezed(typed);
  if (!whole) return [];
  return SEARCHED.filter(([, , , text]) => text.includes(whole) || words.every((word) => text.includes(word)));
}

function item([address, name, section]) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = name;
  const where = document.createElement("small");
  where.textContent = ` ${section}`;
  const line = document.createElement("li");
  line.append(link, where);
  return line;
}

function show() {
  const found = fitting(field.value);
  const isEmpty = !field.value.trim();
  count.textContent = isEmpty ? "" : found.length ? form.dataset.found.replace("%", found.length) : form.dataset.none;
  list.replaceChildren(...found.slice(0, MOST).map(item));
}

form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", show);
field.value = new URLSearchParams(location.search).get("q") ?? field.value;
form.hidden = false;
show();
