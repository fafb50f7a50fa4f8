/* Keeps what is typed as a draft, a moment after typing stops, and says whether it did. */

const PAUSE = 2000; /* ms without a key */
const LONGEST = 10000; /* ms of typing without a pause */

const form = document.querySelector('[data-module="minutes"]');
const box = form.querySelector("textarea");
const status = form.querySelector("[data-kept]");
let kept = "unkept" in form.dataset ? null : box.value; /* a refused text is nowhere else */
let timer = 0;
let since = 0;
let sending = null; /* what ends the request under way */
let isSent = false;

function say(words) {
  if (status.textContent !== words) status.textContent = words;
}

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(keep, pause);
}

async function keep() {
  if (isSent) return;
  if (sending) return later();
  const text = box.value;
  if (text === kept) return;
  const controller = (sending = new AbortController());
  const timeout = setTimeout(() => controller.abort(), 15000);
  since = 0;
  try {
    const answer = await fetch(form.dataset.keep, {
      method: "POST",
      headers: {
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      },
      body: new URLSearchParams({ minutes: text, seen_version: form.elements.begun_from.value }),
      redirect: "manual", /* to sign in: then nothing was kept */
      signal: controller.signal,
    });
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      say("Not kept: you are signed out. Sign in again in another tab; this page still has your text.");
    } else {
      const { words } = await answer.json();
      if (answer.ok) kept = text;
      say(words);
    }
  } catch {
    if (isSent) return;
    say(
      navigator.onLine
        ? "Not kept: the site does not answer. This page still has your text and tries again."
        : "Not kept: you are offline. This page still has your text.",
    );
    later(PAUSE * 5);
  } finally {
    clearTimeout(timeout);
    sending = null;
    if (box.value !== text && kept === text) later();
  }
}

/** What the form sends takes the place of the draft: one that came after it would bring it back. */
function stop() {
  isSent = true;
  clearTimeout(timer);
  sending?.abort();
}

/** The page is still there, or there again. */
function goOn() {
  isSent = false;
  if (box.value === kept) return;
  since ||= Date.now();
  later(Date.now() - since > LONGEST ? 0 : PAUSE);
}

box.addEventListener("input", goOn);
window.addEventListener("online", () => later(0));
document.addEventListener("visibilitychange", () => document.hidden && later(0));
form.addEventListener("submit", stop);
window.addEventListener("pageshow", goOn);

/** Leaving the page with words that are nowhere else asks first; sending the form does not. */
window.addEventListener("beforeunload", (event) => {
  if (!isSent && box.value !== kept) event.preventDefault();
});
