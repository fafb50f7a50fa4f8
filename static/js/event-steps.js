/* The form of an event: what a choice does not need is put away, and on a fresh form there is one step at a time. */

const form = document.querySelector('[data-module="event-form"]');
const sections = [...form.querySelectorAll("[data-step]")];
const progress = form.querySelector("[data-progress]");
const buttons = Object.fromEntries(["save", "next", "before"].map((name) => [name, form.querySelector(`[data-${name}]`)]));
const isStepped = "steps" in form.dataset;
const venues = [...(form.querySelector("datalist")?.options ?? [])];
let current = 0;

const value = (name) => new FormData(form).get(name)?.trim() ?? "";
const plain = (text) => text.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** A day that is still to come: nobody can be counted yet. */
function isAhead() {
  return value("when") === "date" && /^\d{4}-/.test(value("on")) && value("on") > value("typed_on");
}

function steps() {
  return sections.filter((section) => !(isAhead() && "heldOnly" in section.dataset));
}

/* -- What is offered ------------------------------------------------------- */

/** The kinds held there, the venues of the area, and the figures that the kind asks for. */
function offer() {
  const area = value("area");
  for (const choice of form.querySelectorAll("[data-held]")) {
    const held = choice.dataset.held.split(" ");
    const fits = !area || held.includes(area === "*" ? "whole" : "area");
    choice.hidden = !fits;
    if (!fits) choice.querySelector("input").checked = false;
  }
  form.querySelector("datalist").replaceChildren(...venues.filter((each) => !area || each.dataset.area === area));
  const asks = form.querySelector("[data-asks]:has(:checked)")?.dataset.asks.split(" ");
  for (const part of form.querySelectorAll("[data-asked]")) {
    const isFilled = [...part.querySelectorAll("input")].some((input) => input.value);
    part.hidden = Boolean(asks) && !isFilled && !asks.includes(part.dataset.asked);
  }
  const typed = plain(value("venue"));
  const isKnown = [...form.querySelector("datalist").options].some((each) => plain(each.value) === typed);
  const fresh = form.querySelector("[data-new-venue]");
  fresh.hidden = !typed || isKnown || area === "*" || !area;
  if (fresh.hidden) fresh.querySelector("input").checked = false;
  for (const box of form.querySelectorAll("[data-held-only] input")) box.disabled = isStepped && isAhead();
}

/* -- Steps ----------------------------------------------------------------- */

function show({ focus = true } = {}) {
  const shown = steps();
  current = Math.min(current, shown.length - 1);
  form.dataset.step = current;
  for (const section of sections) section.hidden = section !== shown[current];
  const isLast = current === shown.length - 1;
  progress.textContent = `Step ${current + 1} of ${shown.length}`;
  buttons.next.hidden = isLast;
  buttons.save.hidden = !isLast;
  buttons.before.hidden = current === 0;
  if (!focus) return;
  form.dispatchEvent(new CustomEvent("event-form:step"));
  shown[current].querySelector("h2").focus();
  window.scrollTo({ top: 0 });
}

function say(name, words) {
  const question = document.getElementById(`id_${name}_question`);
  const box = question.querySelector(`[name="${name}"]`);
  const error = document.createElement("p");
  error.className = "ds_question__error-message";
  error.id = `id_${name}_missing`;
  error.textContent = words;
  question.classList.add("ds_question--error");
  (box.type === "radio" ? question.querySelector("legend") : question.querySelector("label")).after(error);
  box.setAttribute("aria-describedby", error.id);
  return box;
}

/** What the step that is shown lacks is said at its field; whether it lacks nothing. */
function isWhole() {
  for (const old of form.querySelectorAll('[id$="_missing"]')) {
    old.closest(".ds_question").classList.remove("ds_question--error");
    old.remove();
  }
  const lacks = [
    [0, "kind", "Choose the kind of event"],
    [0, "name", "Fill in what it was called"],
    [0, "area", "Choose where it belongs"],
    [1, "on", "Give the date, such as 24 October 2019, or choose “I am not sure”"],
  ].filter(([step, name]) => step === sections.indexOf(steps()[current]) && !value(name) && (name !== "on" || value("when") === "date"));
  const boxes = lacks.map(([, name, words]) => say(name, words));
  boxes[0]?.focus();
  return !boxes.length;
}

function next() {
  if (!isWhole()) return;
  current += 1;
  show();
}

form.addEventListener("input", () => {
  offer();
  if (isStepped) show({ focus: false });
});
form.addEventListener("event-form:filled", (event) => {
  current = event.detail?.step ?? 0;
  offer();
  if (isStepped) show({ focus: false });
});
form.addEventListener("submit", (event) => {
  if (!isStepped) return;
  const isDone = current === steps().length - 1 && isWhole();
  if (isDone) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (current < steps().length - 1) next();
});
buttons.next.addEventListener("click", next);
buttons.before.addEventListener("click", () => {
  current -= 1;
  show();
});

offer();
if (isStepped) {
  form.dataset.stepping = "yes";
  progress.hidden = false;
  show({ focus: false });
}
