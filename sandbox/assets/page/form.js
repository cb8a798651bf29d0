// A form that the bot opened, and what is written into it.

import { byId, make } from "./dom.js";
import { perform } from "./message.js";
import { say } from "./words.js";

export function openForm(form) {
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
