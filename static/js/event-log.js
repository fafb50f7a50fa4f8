/*
 * What is typed of an event stays in this browser until the site has it.
 *
 * A draft is kept at every key; a saved one waits under its one-time key, is sent, and is
 * sent again until the site says where it led: the key makes it one event, however often.
 * Everything is kept by person and programme, and taken away when they sign out (site.js).
 * On any other page (site.js fetches this where something is kept) it sends what waits,
 * and says what is kept and where to go on with it.
 */

const form = document.querySelector('[data-module="event-form"][data-keep]');
const person = document.querySelector("[data-sign-out]").dataset.signOut;
const OURS = `event-log:${person}:`;
const DRAFT = form && `event-log:${form.dataset.keep}:draft:${form.elements.repeats.value}`;
const PATIENCE = 20000; /* ms for an answer */
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 300000;
const FORGOTTEN = 30 * 24 * 60 * 60 * 1000; /* ms after which nobody goes on with a draft */
const LATER = "Saved on this phone, will send when you are connected.";
const LATER_HERE = "This browser keeps nothing. Leave this page open: it will send when you are connected.";
const OUT = {
  "signed-out": ["Saved on this phone. You are signed out: sign in, and it is sent.", "Sign in"],
  another: ["Saved on this phone. Somebody else is signed in here now: sign in yourself, and it is sent.", ""],
};
const list = document.querySelector("[data-unsent]") ?? listOf(document.querySelector("#main-content"));
const status = document.querySelector("[data-status]") ?? list.appendChild(document.createElement("p"));
const rows = list.appendChild(document.createElement("div"));
const began = document.querySelector("[data-began]");
const memory = new Map(); /* where the browser keeps nothing */
let token = document.querySelector('[name="csrfmiddlewaretoken"]').value;
let wait = FIRST_WAIT;
let timer = 0;
let isSaving = false;
let isFlushing = false;

function listOf(main) {
  const box = document.createElement("div");
  box.className = "unsent no-print";
  box.setAttribute("role", "status");
  main.prepend(box);
  return box;
}

/* -- What is kept ------------------------------------------------------------ */

/** Keep it: where the browser is full, or keeps nothing, as long as the page is open. */
function put(key, kept) {
  const entry = { ...kept, at: Date.now() };
  memory.set(key, entry);
  try {
    localStorage.setItem(key, JSON.stringify(entry));
    memory.delete(key);
  } catch {
    /* it is in memory */
  }
}

function get(key) {
  try {
    return memory.get(key) ?? JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function drop(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    /* then nothing was kept */
  }
}

/** The keys of what is kept, oldest first: "unsent" or "draft". */
function keys(kind, whose = OURS) {
  let stored = [];
  try {
    stored = Object.keys(localStorage);
  } catch {
    /* it keeps nothing */
  }
  const found = [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(whose) && key.split(":")[3] === kind);
  return found.sort((one, other) => (get(one)?.at ?? 0) - (get(other)?.at ?? 0));
}

function forgetOldDrafts() {
  for (const key of keys("draft", "event-log:")) if (Date.now() - (get(key)?.at ?? 0) > FORGOTTEN) drop(key);
}

function freshKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
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
  put(DRAFT, { fields: typed(), step: Number(form.dataset.step ?? 0), page: location.pathname + location.search });
}

/** An empty form for the next one. */
function startAfresh() {
  form.reset();
  form.elements.once_key.value = freshKey();
  for (const name of ["not_same", "venue_is", "also_called", "that_many", "repeats"]) form.elements[name].value = "";
  form.dispatchEvent(new CustomEvent("event-form:filled"));
}

/* -- Words ------------------------------------------------------------------- */

function element(name, words, more = {}) {
  return Object.assign(document.createElement(name), { textContent: words }, more);
}

function say(words, ...more) {
  status.replaceChildren(words, ...more.filter(Boolean).flatMap((each) => [" ", each]));
  hideEmpty();
}

/** All that were sent just now, each with the way to it. */
function sayLogged(sent) {
  const names = sent.map(([name]) => `“${name}”`).join(" and ");
  const ways = sent.map(([name, ledTo]) => link(ledTo, sent.length > 1 ? `open “${name}”` : "open it"));
  say(`Logged ${names}. Add activities, partners, feedback – now or later:`, ...ways);
}

function hideEmpty() {
  list.hidden = !rows.childElementCount && !(list.contains(status) && status.textContent);
}

function button(words, act) {
  const made = element("button", words, { type: "button", className: "link-button" });
  made.addEventListener("click", act);
  return made;
}

const link = (href, words) => element("a", words, { href });

/** What waits, each by its name, with what can be done; and on other pages what was begun. */
function tell() {
  const kept = keys("unsent").map((key) => [key, get(key)]).filter(([, entry]) => entry);
  rows.replaceChildren();
  if (kept.length) {
    const all = element("ul", "");
    all.append(...kept.map(([key, entry]) => rowOf(key, entry)));
    rows.append(element("p", memory.size ? LATER_HERE : LATER), all);
    if (form && !memory.size) rows.append(element("p", "You can close this page, or log another one."));
  }
  if ("begun" in list.dataset) rows.append(...keys("draft").map(get).filter((entry) => entry?.page).map(begunRow));
  hideEmpty();
}

function begunRow({ fields, page }) {
  const row = element("p", `You began to log ${fields.name ? `“${fields.name}”` : "an event"}. It is kept in this browser, and nowhere else. `);
  row.append(link(page, "Go on with it"));
  return row;
}

function rowOf(key, entry) {
  const row = element("li", entry.fields.name);
  const isHere = form && new URL(form.action).pathname === entry.action;
  if (entry.state === "question") row.append(": the site has a question about it. ", isHere ? button("Answer it", () => ask(key)) : link(entry.action, "Answer it"));
  if (entry.state === "refused") row.append(`: your role does not let you log it any more, so it was not sent. Ask your programme manager to log it, or to give you the role. You typed: ${saidOf(entry.fields)}. `, thrower(key));
  return row;
}

function saidOf({ name, venue, when, on, typed_on: day, roughly, adults, children, footfall, went }) {
  const date = { date: on, unsure: roughly, yesterday: `the day before ${day}` }[when] ?? day;
  const people = [[adults, "adults"], [children, "children"], [footfall, "through the door"]];
  return [name, venue, date, ...people.map(([many, of]) => many && `${many} ${of}`), went].filter(Boolean).join("; ");
}

function thrower(key) {
  return button("Throw it away", () => {
    if (!window.confirm("Throw away what you typed? It is kept nowhere else.")) return;
    drop(key);
    tell();
  });
}

/** Let the site show the form again, with what it asks; until then it stays as the draft. */
function ask(key) {
  const entry = get(key);
  if (!entry) return tell();
  fill(entry.fields);
  put(DRAFT, { fields: entry.fields, page: location.pathname + location.search });
  drop(key);
  for (const box of form.querySelectorAll(":disabled")) box.disabled = !(box.name in entry.fields);
  form.elements.csrfmiddlewaretoken.value = token;
  form.submit();
}

/* -- Sending ----------------------------------------------------------------- */

async function post({ action, fields }, isBehind) {
  const controller = new AbortController();
  const timeout = setTimeout(() => controller.abort(), PATIENCE);
  try {
    return await fetch(action, {
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

/** Signing in changes a page's token: take the new one, if the same person is there and may. */
async function renewed(action) {
  const answer = await fetch(action, { headers: { Accept: "text/html" } });
  if (answer.status === 403 || answer.status === 404) return "refused";
  if (!answer.ok) return "later";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = page.querySelector("[data-sign-out]")?.dataset.signOut;
  if (there !== person) return there ? "another" : "signed-out";
  token = page.querySelector('[name="csrfmiddlewaretoken"]').value;
  return "renewed";
}

/** What became of sending: sent | question | signed-out | another | refused | later. */
async function outcome(entry, isBehind) {
  let answer = await post(entry, isBehind);
  if (answer.status === 403) {
    const state = await renewed(entry.action);
    if (state !== "renewed") return { state };
    answer = await post(entry, isBehind);
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) return { state: "signed-out" };
  if (answer.status === 409) return { state: "another" };
  if (answer.status === 403 || answer.status === 404) return { state: "refused" };
  if (answer.status >= 500 || answer.status === 429) return { state: "later" };
  if (!answer.ok) return { state: "question" };
  const { led_to: ledTo } = await answer.json();
  return { state: "sent", ledTo };
}

/** Send one; once it is sent it is kept no longer. */
async function send(key, isBehind) {
  const entry = get(key);
  try {
    const found = await outcome(entry, isBehind);
    if (found.state !== "sent") return found;
    drop(key);
    for (const draft of keys("draft")) if (get(draft)?.fields.once_key === entry.fields.once_key) drop(draft);
    return found;
  } catch {
    return { state: "later" };
  }
}

function again() {
  clearTimeout(timer);
  if (!keys("unsent").length) return;
  timer = setTimeout(flush, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

function now() {
  wait = FIRST_WAIT;
  flush();
}

function sayOut(state, action) {
  const [words, way] = OUT[state];
  say(words, way && link(`${document.body.dataset.signIn}?next=${encodeURIComponent(action)}`, way));
}

/** Send what waits, one after the other. */
async function flush() {
  if (isFlushing) return;
  isFlushing = true;
  const sent = [];
  let last = "";
  for (const key of keys("unsent")) {
    const entry = get(key);
    if (!entry || entry.state === "question") continue;
    const { state, ledTo } = await send(key, true);
    if (state === "sent") sent.push([entry.fields.name, ledTo]);
    if (sent.length) sayLogged(sent);
    if (state === "question" || state === "refused") put(key, { ...entry, state });
    if (state in OUT) sayOut(state, entry.action);
    last = state;
    if (state === "later" || state in OUT) break;
  }
  isFlushing = false;
  tell();
  if (last === "later") again();
}

async function save() {
  const fields = typed();
  const key = `event-log:${form.dataset.keep}:unsent:${fields.once_key}`;
  const entry = { fields, action: new URL(form.action).pathname };
  put(key, entry);
  isSaving = true;
  form.setAttribute("aria-busy", "true");
  say("Sending…");
  const { state, ledTo } = await send(key, false);
  isSaving = false;
  form.removeAttribute("aria-busy");
  if (state === "sent") return location.assign(ledTo);
  if (state === "question" || (state === "signed-out" && memory.size)) return ask(key); /* the site keeps it over signing in */
  if (state === "refused") put(key, { ...entry, state });
  drop(DRAFT);
  startAfresh();
  if (state in OUT) sayOut(state, entry.action);
  else say("");
  tell();
  list.focus();
  list.scrollIntoView({ block: "center" });
  if (state === "later") again();
}

/* -- The page ---------------------------------------------------------------- */

/** What another window sent or threw away is gone here too: what is typed on is another one. */
function heard({ key, oldValue, newValue }) {
  if (!key?.startsWith(OURS)) return;
  if (form && key === DRAFT && !newValue && JSON.parse(oldValue).fields.once_key === form.elements.once_key.value) {
    form.elements.once_key.value = freshKey();
  }
  tell();
}

function listen() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isSaving) save();
  });
  form.addEventListener("input", keepDraft);
  form.addEventListener("event-form:step", keepDraft);
  document.querySelector("[data-afresh]").addEventListener("click", () => {
    drop(DRAFT);
    startAfresh();
    began.hidden = true;
    form.querySelector("h2").focus();
  });
  /* Come back to by the browser's button, a form has a key that was used: take a fresh one. */
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  window.addEventListener("beforeunload", (event) => {
    if (keys("unsent").some((key) => memory.has(key))) event.preventDefault();
  });
  const draft = get(DRAFT);
  if (!draft || !("steps" in form.dataset)) return;
  fill(dated(draft.fields), draft.step);
  began.hidden = false;
}

window.addEventListener("online", now);
window.addEventListener("storage", heard);
document.addEventListener("visibilitychange", () => document.hidden || now());
forgetOldDrafts();
if (form) listen();
tell();
flush();
