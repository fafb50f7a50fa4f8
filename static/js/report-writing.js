/*
 * What is typed in a section or on the cover is saved a moment after typing stops; until the site has it,
 * this browser keeps it, and shows it again when that page is opened the next time.
 *
 * It is kept by person, programme and address, and taken away when they sign out (site.js).
 * Where somebody else wrote meanwhile, nothing is sent any more: pressing Save shows both.
 */

const PAUSE = 3000; /* ms without a key */
const LONGEST = 15000; /* ms of typing without a pause */
const PATIENCE = 20000; /* ms for an answer */
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 120000;
const OVERTAKEN = 412;

const form = document.querySelector('[data-module="report-writing"]');
const status = document.querySelector("[data-kept]");
const state = document.querySelector("[data-state]");
const KEY = `report-writing:${form.dataset.keep}:${location.pathname}`;
let saved = typed(); /* as the site has it, or as it came: what was refused is nowhere else */
let timer = 0;
let since = 0;
let wait = FIRST_WAIT;
let isSending = false;
let isLeaving = false;
let isStopped = "wait" in form.dataset; /* both texts are before the person: they press Save */
let isKept = true;
let hasProblems = false;
let isAnswered = false;
let isHeld = false;

function isNote(name) {
  return name.startsWith("seen_") || name.startsWith("was_");
}

/** All that a person can type or choose. */
function typed() {
  const given = [...new FormData(form)].filter(([name]) => !isNote(name) && name !== "csrfmiddlewaretoken" && name !== "sent_by");
  return JSON.stringify(given.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function notes() {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => isNote(name)));
}

function note(values) {
  for (const [name, value] of Object.entries(values)) if (form.elements[name]) form.elements[name].value = value;
}

function say(words) {
  if (status.textContent !== words) status.textContent = words;
}

/* -- What is kept ------------------------------------------------------------ */

function keep() {
  if (isHeld) return;
  try {
    localStorage.setItem(KEY, JSON.stringify({ typed: typed(), notes: notes(), at: Date.now() }));
    isKept = true;
  } catch {
    isKept = false; /* it keeps nothing, or is full */
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function drop() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    /* then nothing was kept */
  }
}

function fill(given) {
  const values = Object.fromEntries(JSON.parse(given));
  for (const box of form.elements) {
    if (!box.name || !(box.name in values)) continue;
    if (box.type === "radio") box.checked = values[box.name] === box.value;
    else if (box.type !== "hidden" && box.type !== "submit") box.value = values[box.name];
  }
}

/** Two texts can't be in one box: what was not saved comes first, and is not kept over. */
function hold() {
  isHeld = isStopped = true;
  status.replaceChildren("A text of yours that was not saved yet is kept in this browser. ", link(location.pathname, "Open that one first"), ", or save this one.");
}

const link = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });

/** What was typed here and never came through is shown again, over what its writer had seen. */
function takeUp() {
  const found = kept();
  if (!found) return;
  if (found.typed === saved || isStopped || document.querySelector("#error-summary")) return;
  if (new URLSearchParams(location.search).has("use")) return hold();
  fill(found.typed);
  note(found.notes);
  say("What you typed here before, and what was not saved yet, is here again.");
  later(0);
}

/* -- Saving ------------------------------------------------------------------ */

const HERE = () => (isKept ? "It is kept in this browser." : "This browser keeps nothing: leave this page open.");

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function again(words) {
  say(`Not saved: ${words} ${HERE()}`);
  later(wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

async function post(body) {
  const controller = new AbortController();
  const timeout = setTimeout(() => controller.abort(), PATIENCE);
  try {
    return await fetch(location.pathname, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
      redirect: "manual",
      signal: controller.signal,
    });
  } finally {
    clearTimeout(timeout);
  }
}

async function save({ byHand = false } = {}) {
  const now = typed();
  if (isLeaving || isStopped || (now === saved && !byHand)) return;
  if (isSending) return later();
  isSending = true;
  hasProblems = false;
  since = 0;
  try {
    const body = new URLSearchParams(new FormData(form));
    if (byHand) body.append("by_hand", "yes"); /* the page that follows says that it is saved */
    await told(await post(body), now);
  } catch {
    if (!isLeaving) again(navigator.onLine ? "the site does not answer, and is tried again." : "you are offline. It is sent once you are connected.");
  } finally {
    isSending = false;
  }
}

function stop(words) {
  isStopped = true;
  say(words);
}

async function told(answer, sent) {
  if (answer.status === OVERTAKEN) return stop(`Somebody else wrote here meanwhile. Nothing of yours is lost: press Save, and you see both. ${HERE()}`);
  if (answer.status === 409) return stop(`Somebody else is signed in here now: nothing was saved. ${HERE()}`);
  if (answer.status === 401 || answer.type === "opaqueredirect") return signedOut();
  if (answer.status === 403 || answer.status === 404) return stop(`Not saved: you were signed out meanwhile, or your role no longer lets you write here. Copy your text, then open this page again. ${HERE()}`);
  if (answer.status >= 500 || answer.status === 429) return again("the site does not answer, and is tried again.");
  const { notes: fresh = {}, problems, words, tone, at } = await answer.json();
  note(fresh);
  wait = FIRST_WAIT;
  hasProblems = problems.length > 0;
  if (hasProblems) return say(`${answer.ok ? `Saved at ${at}, but for this` : "Not saved"}: ${problems.join(" ")} ${HERE()}`);
  saved = sent;
  isAnswered = true;
  if (typed() === sent) {
    drop();
    say(`Saved at ${at}`);
  } else {
    keep(); /* over what stands now */
    later();
  }
  if (state) {
    state.textContent = words;
    state.className = `writing-sections__state writing-sections__state--${tone}`;
  }
}

function signedOut() {
  const way = link(`${document.body.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`, "Sign in");
  isStopped = true;
  status.replaceChildren(`Not saved: you are signed out. ${HERE()} `, way, ", and it is here again.");
}

/* -- The page ---------------------------------------------------------------- */

form.addEventListener("input", () => {
  keep();
  if (isStopped) return;
  since ||= Date.now();
  if (status.textContent.startsWith("Saved")) say("Not saved yet");
  later(Date.now() - since > LONGEST ? 0 : PAUSE);
});

/** Sent by hand: saved first, so that nothing is kept that the site has; then led on. */
async function sendByHand(event) {
  keep();
  if (isStopped) {
    isLeaving = true; /* the site shows both texts, or that all is saved */
    return;
  }
  event.preventDefault();
  clearTimeout(timer);
  const there = event.submitter?.value === "next" ? document.querySelector('a[rel="next"]').href : form.dataset.then || location.pathname;
  while (isSending) await new Promise((resolve) => setTimeout(resolve, 100));
  clearTimeout(timer);
  isAnswered = false;
  await save({ byHand: true });
  if (isAnswered && typed() === saved) {
    isLeaving = true;
    location.assign(there);
  } else if (hasProblems || isStopped) {
    isLeaving = true;
    form.submit(); /* the site says it at each field */
  }
}

form.addEventListener("submit", sendByHand);

/** The last report's text is added here, without leaving the page. */
document.querySelector("[data-use]:not([data-rows])")?.addEventListener("click", (event) => {
  const last = document.querySelector("[data-last]");
  if (!last) return;
  event.preventDefault();
  const box = form.elements.text;
  const paragraphs = [...last.querySelectorAll("p")].map((each) => each.innerText);
  box.value = [box.value.trimEnd(), paragraphs.join("\n\n")].filter(Boolean).join("\n\n");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
});

/** Answers are filled in by the site: what is typed is saved first, or stays here. */
document.querySelector("[data-use][data-rows]")?.addEventListener("click", async (event) => {
  if (isStopped || typed() === saved) return;
  event.preventDefault();
  clearTimeout(timer);
  await save();
  if (typed() === saved) location.assign(event.target.href);
});

window.addEventListener("online", () => later(0));
document.addEventListener("visibilitychange", () => document.hidden && save());
window.addEventListener("beforeunload", (event) => {
  if (!isLeaving && !isKept && typed() !== saved) event.preventDefault();
});
/* Gone back to by the browser's button, it would send what stood there then. */
window.addEventListener("pageshow", (event) => event.persisted && location.reload());

if (kept()?.typed === saved && !isStopped) drop();
takeUp();
