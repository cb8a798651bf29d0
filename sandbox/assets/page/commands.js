// The registered commands as the reader's client lists them, and where one goes that is used.

import { seen } from "./seen.js";
import { localized } from "./words.js";

const subcommands = (command) => (command.options ?? []).filter((option) => option.type === 1);

function entry(command, sub) {
  const names = [command, sub].filter(Boolean);
  return {
    path: names.map((one) => one.name).join(" "),
    name: names.map((one) => localized(one, "name")).join(" "),
    about: localized(sub ?? command, "description"),
    options: (sub ?? command).options ?? [],
  };
}

/** Every command that can be sent, subcommands as commands of their own. */
export function commands() {
  return (seen.state?.commands ?? []).flatMap((command) => {
    const subs = subcommands(command);
    return subs.length ? subs.map((sub) => entry(command, sub)) : [entry(command)];
  });
}

/** A command by its path, such as `round close`; of one that has subcommands alone, the first. */
export const find = (path) => commands().find((one) => one.path === path) ?? commands().find((one) => one.path.startsWith(`${path} `));

/** What a command is called in the chosen language. */
export function localizedName(path) {
  const [name, ...subs] = path.split(" ");
  const command = (seen.state?.commands ?? []).find((one) => one.name === name);
  if (!command) return path;
  const found = subs.map((sub) => subcommands(command).find((one) => one.name === sub) ?? { name: sub });
  return [command, ...found].map((one) => localized(one, "name")).join(" ");
}

let take = () => {};
/** Says who takes a command that somebody wants to use. */
export const usedBy = (taker) => { take = taker; };
/** Begins to use a command. */
export const use = (path) => { const found = find(path); if (found) take(found); };
