/*
 * What is typed of an event stays in this browser until the site has it.
 *
 * A draft is kept at every key; a saved one waits under its one-time key, is sent, and is
 * sent again until the site says where it led: the key makes it one event, however often.
 * Everything is kept by person and programme, and taken away when they sign out (site.js).
 */

const form = document.querySelector('[data-module="event-form"]');
const status = form.querySelector("[data-status]");
const list = document.querySelector("[data-unsent]");
const began = document.querySelector("[data-began]");
const OURS = `event-log:${form.dataset.keep}:`;
const WAITING = `${OURS}unsent:`;
const DRAFT = `${OURS}draft:${form.elements.repeats.value}`;
const PATIENCE = 20000; /* ms for an answer */
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 300000;
const LATER = "Saved on this phone, will send when you are connected.";
const SIGNED_OUT = "Saved on this phone. You are signed out: sign in, and it is sent.";
let token = form.elements.csrfmiddlewaretoken.value;
let wait = FIRST_WAIT;
let timer = 0;
let isSaving = false;
let isFlushing = false;

/* -- What is kept ------------------------------------------------------------ */

/** Whether it could be kept: a browser may be full, or keep nothing. */
function put(key, kept) {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

function get(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    /* then nothing was kept */
  }
}

function waiting() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(WAITING));
  } catch {
    return [];
  }
}

function typed() {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
}

/** Today, when it was typed, may be days ago when it is read again. */
function dated(fields) {
  const now = form.elements.typed_on.value;
  if (fields.typed_on === now || !["today", "yesterday"].includes(fields.when)) return { ...fields, typed_on: now };
  const day = new Date(`${fields.typed_on}T12:00:00Z`);
  if (fields.when === "yesterday") day.setUTCDate(day.getUTCDate() - 1);
  return { ...fields, when: "date", on: day.toISOString().slice(0, 10), typed_on: now };
}

function fill(fields, step = 0) {
  for (const box of form.elements) {
    if (!box.name || box.name === "csrfmiddlewaretoken" || box.name === "sent_by") continue;
    if (box.type === "radio") box.checked = fields[box.name] === box.value;
    else if (box.type === "checkbox") box.checked = box.name in fields;
    else box.value = fields[box.name] ?? "";
  }
  for (const details of form.querySelectorAll("details")) {
    details.open ||= [...details.querySelectorAll("input")].some((box) => box.value);
  }
  form.dispatchEvent(new CustomEvent("event-form:filled", { detail: { step } }));
}

function keepDraft() {
  put(DRAFT, { fields: typed() });
}

/** An empty form for the next one. */
function startAfresh() {
  form.reset();
  form.elements.once_key.value = crypto.randomUUID();
  for (const name of ["not_same", "venue_is", "repeats"]) form.elements[name].value = "";
  form.dispatchEvent(new CustomEvent("event-form:filled"));
}

/* -- Words ------------------------------------------------------------------- */

function say(words, link) {
  status.replaceChildren(words);
  if (link) status.append(" ", link);
}

function linkTo(url, words) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = words;
  return link;
}

/** The ones that wait, each by its name; one that the site has a question about can be opened. */
function tellWaiting() {
  const kept = waiting().map((key) => [key, get(key)]).filter(([, entry]) => entry);
  list.hidden = !kept.length;
  if (!kept.length) return list.replaceChildren();
  const head = document.createElement("p");
  head.textContent = LATER;
  const rows = document.createElement("ul");
  for (const [key, entry] of kept) {
    const row = document.createElement("li");
    row.textContent = entry.fields.name;
    if (entry.question) row.append(": the site has a question about it. ", opener(key));
    rows.append(row);
  }
  const more = document.createElement("p");
  more.textContent = "You can close this page, or log another one.";
  list.replaceChildren(head, rows, more);
}

function opener(key) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.textContent = "Answer it";
  button.addEventListener("click", () => ask(key));
  return button;
}

/** Let the site show the form again, with what it asks; until then it stays as the draft. */
function ask(key) {
  const { fields } = get(key);
  fill(fields);
  put(DRAFT, { fields });
  drop(key);
  for (const box of form.querySelectorAll(":disabled")) box.disabled = !(box.name in fields);
  form.elements.csrfmiddlewaretoken.value = token;
  form.submit();
}

/* -- Sending ----------------------------------------------------------------- */

async function post(fields, isBehind) {
  const controller = new AbortController();
  const timeout = setTimeout(() => controller.abort(), PATIENCE);
  try {
    return await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token, ...(isBehind && { "X-In-Background": "yes" }) },
      body: new URLSearchParams(fields),
      redirect: "manual",
      signal: controller.signal,
    });
  } finally {
    clearTimeout(timeout);
  }
}

/** Signing in changes the form's token: take the new one, if the same person is there. */
async function renewToken() {
  const answer = await fetch(form.action, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector('[data-module="event-form"]');
  if (fresh?.dataset.keep !== form.dataset.keep) return false;
  token = fresh.querySelector('[name="csrfmiddlewaretoken"]').value;
  return true;
}

/** {state: sent | question | signed-out | later}; one that is sent is no longer kept. */
async function send(key, isBehind) {
  const { fields } = get(key);
  let answer;
  try {
    answer = await post(fields, isBehind);
    if (answer.status === 403) {
      if (!(await renewToken())) return { state: "signed-out" };
      answer = await post(fields, isBehind);
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 409) return { state: "signed-out" };
    if (answer.status >= 500 || answer.status === 429) return { state: "later" };
    if (!answer.ok) return { state: "question" };
    const { led_to } = await answer.json();
    drop(key);
    if (get(DRAFT)?.fields.once_key === fields.once_key) drop(DRAFT);
    return { state: "sent", led_to, name: fields.name };
  } catch {
    return { state: "later" };
  }
}

function again() {
  clearTimeout(timer);
  if (!waiting().length) return;
  timer = setTimeout(flush, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

function now() {
  wait = FIRST_WAIT;
  flush();
}

/** Send what waits, one after the other. */
async function flush() {
  if (isFlushing) return;
  isFlushing = true;
  let isLeft = false;
  for (const key of waiting()) {
    const entry = get(key);
    if (!entry || entry.question) continue;
    const outcome = await send(key, true);
    if (outcome.state === "sent") say(`Logged “${outcome.name}”. Add activities, partners, feedback – now or later:`, linkTo(outcome.led_to, "open it"));
    if (outcome.state === "question") put(key, { ...entry, question: true });
    if (outcome.state === "signed-out") say(SIGNED_OUT, linkTo(form.dataset.signIn, "Sign in"));
    isLeft ||= outcome.state === "later";
    if (outcome.state === "later" || outcome.state === "signed-out") break;
  }
  isFlushing = false;
  tellWaiting();
  if (isLeft) again();
}

async function save() {
  const fields = typed();
  const key = WAITING + fields.once_key;
  if (!put(key, { fields })) {
    form.submit();
    return;
  }
  isSaving = true;
  form.setAttribute("aria-busy", "true");
  say("Sending…");
  const outcome = await send(key, false);
  isSaving = false;
  form.removeAttribute("aria-busy");
  if (outcome.state === "sent") {
    location.assign(outcome.led_to);
  } else if (outcome.state === "question") {
    ask(key);
  } else {
    drop(DRAFT);
    startAfresh();
    tellWaiting();
    if (outcome.state === "signed-out") say(SIGNED_OUT, linkTo(form.dataset.signIn, "Sign in"));
    else say("");
    list.focus();
    list.scrollIntoView({ block: "center" });
    again();
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isSaving) save();
});
form.addEventListener("input", keepDraft);
window.addEventListener("online", now);
/* Come back to by the browser's button, a form has a key that was used: take a fresh one. */
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("visibilitychange", () => document.hidden || now());
document.querySelector("[data-afresh]").addEventListener("click", () => {
  drop(DRAFT);
  startAfresh();
  began.hidden = true;
  form.querySelector("h2").focus();
});

const draft = get(DRAFT);
const isFresh = "steps" in form.dataset && !("back" in form.dataset);
if (draft && isFresh) {
  fill(dated(draft.fields));
  began.hidden = false;
}
tellWaiting();
flush();
