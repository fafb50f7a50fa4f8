/* Small helps on top of pages that work without them. */

/** An error summary takes the focus, so that it is read and seen first. */
for (const summary of document.querySelectorAll('[data-module="error-summary"]')) {
  summary.focus();
  break;
}

/** A link of the summary leads to its field with the field's label and what is wrong in sight. */
document.addEventListener("click", (event) => {
  const link = event.target.closest('[data-module="error-summary"] a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".ds_question") ?? field.closest("fieldset") ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});

/** The menu closes with Escape, and gives the focus back to its button. */
for (const menu of document.querySelectorAll('[data-module="menu"]')) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

/** What a person typed in this browser, by its keys; a browser may keep nothing. */
function keptOf(person, kinds) {
  try {
    return Object.keys(localStorage).filter((key) => kinds.some((kind) => key.startsWith(`${kind}:${person}:`)));
  } catch {
    return [];
  }
}

/** What waits is sent, and told of, on whatever page its person opens next. */
const person = document.querySelector("[data-sign-out]")?.dataset.signOut;
if (person && keptOf(person, ["event-log"]).length) import(document.body.dataset.eventLog);

/** Signing out leaves nothing of the person in the browser: what is still unsent is asked about first. */
document.addEventListener("submit", (event) => {
  const leaving = event.target.dataset.signOut;
  if (!leaving) return;
  const kept = keptOf(leaving, ["event-log", "report-writing"]);
  const logged = kept.filter((key) => key.includes(":unsent:")).length;
  const written = kept.filter((key) => key.startsWith("report-writing:")).length;
  const unsent = logged + written;
  const what = [logged && `${logged} logged on this phone`, written && `${written} of your texts in a report`].filter(Boolean).join(" and ");
  const words = `${what} ${unsent === 1 ? "was" : "were"} not sent yet. Sign out and lose ${unsent === 1 ? "it" : "them"}?`;
  if (unsent && !window.confirm(words)) event.preventDefault();
  else kept.forEach((key) => localStorage.removeItem(key));
});

/** A form is sent once, however often its button is pressed. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
});

/**
 * Parts of the design system are started one by one, and its script is fetched
 * only where one is on the page: its own initAll() adds attributes for analytics.
 */
const counted = document.querySelectorAll('[data-module="ds-character-count"]');
if (counted.length) {
  const { default: designSystem } = await import(document.body.dataset.designSystem);
  for (const part of counted) new designSystem.components.CharacterCount(part).init();
}
