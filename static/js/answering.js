/*
 * What somebody answers is kept on their device until the site has it, and nowhere else.
 *
 * Each page of the form carries all that was answered before, so the form itself is the whole
 * state: it is kept at every key, under the wave's code, and removed once it is sent, forgotten,
 * or of no use any more. Pages are fetched and put in place of one another; where that fails,
 * what was typed stands, and the last page is sent again under the same key until it arrives.
 */

const PATIENCE = 20000; /* ms for an answer */
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 300000;
const FORGOTTEN = 7 * 24 * 60 * 60 * 1000; /* ms after which a draft is forgotten */
const LEFT_OUT = ["go", "to", "website"];
const KEY = /^#[2-9a-z]{4}(-[2-9a-z]{4}){2}$/;
let memory = null; /* where the browser keeps nothing */
let isSending = false;
let wait = FIRST_WAIT;
let timer = 0;

const at = (selector) => document.querySelector(selector);
const form = () => at("[data-form]");
const code = () => at("[data-answering]")?.dataset.answering ?? at("[data-answered]")?.dataset.answered;
const place = () => `answering:${code()}`;
const word = (name) => at("template[data-words]").content.querySelector(`[data-word="${name}"]`).textContent;

/* -- What is kept ------------------------------------------------------------ */

function put(draft) {
  memory = { ...draft, at: Date.now() };
  try {
    localStorage.setItem(place(), JSON.stringify(memory));
  } catch {
    /* it is kept as long as the page is open */
  }
}

function get() {
  try {
    return JSON.parse(localStorage.getItem(place())) ?? memory;
  } catch {
    return memory;
  }
}

function drop() {
  memory = null;
  clearTimeout(timer);
  try {
    localStorage.removeItem(place());
  } catch {
    /* then nothing was kept */
  }
}

/** A draft of any wave that nobody goes on with is forgotten. */
function dropOld() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("answering:") && Date.now() - (JSON.parse(localStorage.getItem(key))?.at ?? 0) > FORGOTTEN) localStorage.removeItem(key);
    }
  } catch {
    /* it keeps nothing */
  }
}

const typed = () => [...new FormData(form())].filter(([name]) => !LEFT_OUT.includes(name));
const stepOf = (fields) => Number(fields.find(([name]) => name === "step")?.[1] ?? 0);

/** Keep what stands in the form; of the first page nothing is worth keeping. */
function keep() {
  const fields = typed();
  if (stepOf(fields) > 0 || fields.some(([name]) => name.startsWith("q."))) put({ fields });
}

/* -- Words on the page --------------------------------------------------------- */

function element(name, words, more = {}) {
  return Object.assign(document.createElement(name), { textContent: words, ...more });
}

function button(words, act) {
  const made = element("button", words, { type: "button", className: "link-button" });
  made.addEventListener("click", act);
  return made;
}

function say(...parts) {
  const box = at("[data-device]");
  box.replaceChildren(...parts);
  box.hidden = !parts.length;
}

function saySent(words) {
  say(element("p", words, { role: "status", className: "answer__more" }));
}

/** Nothing stays on the device; the form begins anew, under another key. */
async function forget() {
  drop();
  try {
    const answer = await fetch(`${location.pathname}?language=${form().elements.language.value}`);
    swap(await answer.text());
    history.replaceState({ step: 0 }, "");
    begin();
    saySent(word("forgotten"));
    at("[data-focus]").focus();
  } catch {
    location.reload();
  }
}

/** That it is kept, and how it is forgotten; and on the first page what was begun. */
function tell() {
  const draft = get();
  const kept = at("[data-kept]");
  const isStart = stepOf(typed()) === 0;
  if (!isStart) kept.replaceChildren(element("p", word("kept")), button(word("forget"), forget));
  kept.hidden = isStart;
  if (!isStart || !draft) return;
  if (draft.isPending) return sendAgain();
  say(
    element("p", word("began")),
    button(word("go_on"), () => show(stepOf(draft.fields), draft.fields)),
    " ",
    button(word("afresh"), forget),
  );
}

/* -- Questions that wait for an answer ---------------------------------------- */

function valuesOf(question) {
  const prefix = `q.${question}`;
  const given = [...new FormData(form())].filter(([name, value]) => (name === prefix || name.startsWith(`${prefix}.`)) && value.trim());
  return given.map(([, value]) => value.trim());
}

function fits({ if: question, test, values }) {
  const decider = at(`[data-question="${question}"]`);
  const given = decider?.hidden ? [] : valuesOf(question);
  if (!given.length) return false;
  if (test === "answered") return true;
  return given.some((each) => values.includes(each)) === (test === "one-of");
}

function showWhatFits() {
  for (const box of document.querySelectorAll("[data-condition]")) {
    const isShown = fits(JSON.parse(box.dataset.condition));
    box.hidden = !isShown;
    for (const input of box.querySelectorAll("input, select, textarea")) input.disabled = !isShown;
  }
}

/** A dot once set can't be taken back by itself: where it need not be set, offer to. */
function offerToClear() {
  for (const set of document.querySelectorAll("fieldset[data-optional]")) {
    const rows = [...set.querySelectorAll(".question__row")];
    for (const part of rows.length ? rows : [set]) {
      const dots = [...part.querySelectorAll('[type="radio"]')];
      if (!dots.length) continue;
      const clear = button(word("clear"), () => {
        for (const dot of dots) dot.checked = false;
        dots[0].focus();
        dots[0].dispatchEvent(new Event("input", { bubbles: true }));
      });
      const change = () => {
        clear.hidden = !dots.some((dot) => dot.checked);
      };
      part.append(clear);
      part.addEventListener("input", change);
      change();
    }
  }
}

/* -- Sending ------------------------------------------------------------------- */

async function post(fields) {
  const controller = new AbortController();
  const timeout = setTimeout(() => controller.abort(), PATIENCE);
  try {
    const answer = await fetch(form().action, { method: "POST", body: new URLSearchParams(fields), signal: controller.signal });
    if (answer.status >= 500) throw new Error("later");
    return { answer, text: await answer.text() };
  } finally {
    clearTimeout(timeout);
  }
}

/** Put the page that came in place of this one; whether it is one of ours. */
function swap(text) {
  const came = new DOMParser().parseFromString(text, "text/html");
  const page = came.querySelector(".answer__page");
  if (!page) return false;
  at(".answer__page").replaceWith(document.adoptNode(page));
  document.title = came.title;
  for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, came.documentElement.getAttribute(name));
  return true;
}

/** Send the form as somebody asked for: on, back, to a page, or whole. */
async function send(fields, { isWhole = false, isBack = false } = {}) {
  if (isSending) return;
  isSending = true;
  form().setAttribute("aria-busy", "true");
  saySent(word("sending"));
  try {
    const { answer, text } = await post(fields);
    wait = FIRST_WAIT;
    if (answer.redirected) {
      drop();
      return location.assign(answer.url);
    }
    const before = stepOf(fields);
    if (!swap(text)) throw new Error("later");
    begin();
    if (form() && !isBack && stepOf(typed()) !== before) history.pushState({ step: stepOf(typed()) }, "");
    (at("[data-focus]") ?? at("h1")).focus();
    window.scrollTo({ top: 0 });
  } catch {
    saySent(word("offline"));
    if (isWhole) later(fields);
  } finally {
    isSending = false;
    form()?.removeAttribute("aria-busy");
  }
}

function later(fields) {
  put({ fields: fields.filter(([name]) => !LEFT_OUT.includes(name)), isPending: true });
  clearTimeout(timer);
  timer = setTimeout(sendAgain, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

/** What waits to be sent, sent whole: its key makes it one, however often. */
function sendAgain() {
  const draft = get();
  if (draft?.isPending && form()) send([...draft.fields, ["go", "send"]], { isWhole: true });
}

function show(step, fields) {
  send([...fields.filter(([name]) => name !== "step"), ["step", step], ["go", "show"]], { isBack: true });
}

function submitted(event) {
  event.preventDefault();
  const fields = [...new FormData(event.target, event.submitter)];
  keep();
  send(fields, { isWhole: fields.some(([name, value]) => name === "go" && value === "send") });
}

/* -- The page -------------------------------------------------------------------- */

/** The key of an invitation stands behind the # of its link: no server is sent it before it is used. */
function takeKey() {
  const box = at("#invitation");
  if (box && KEY.test(location.hash)) {
    box.value = location.hash.slice(1);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
}

function begin() {
  if (at("[data-answered]")) return drop();
  if (!form()) return;
  form().addEventListener("submit", submitted);
  form().addEventListener("input", () => {
    showWhatFits();
    keep();
  });
  at("[data-device]").setAttribute("role", "status");
  takeKey();
  showWhatFits();
  offerToClear();
  if (stepOf(typed()) > 0) keep();
  tell();
}

/** The browser's own way back and forward; a link to a field of the page is not one. */
window.addEventListener("popstate", ({ state }) => {
  if (!state || (form() && stepOf(typed()) === state.step)) return;
  const fields = get()?.fields;
  if (fields && form()) show(state.step, fields);
  else location.reload();
});
window.addEventListener("online", sendAgain);
document.addEventListener("visibilitychange", () => document.hidden || sendAgain());
/* Come back to by the browser's button, a form has a key that was used: take a fresh one. */
window.addEventListener("pageshow", (event) => event.persisted && location.reload());

dropOld();
begin();
if (form()) history.replaceState({ step: stepOf(typed()) }, "");
