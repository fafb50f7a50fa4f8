/* The preview of a questionnaire: what waits for an answer comes and goes as it will for respondents. */

const form = document.querySelector("[data-preview]");

/** What was answered to a question that is shown. */
function valuesOf(code) {
  const prefix = `q.${code}`;
  const given = [...new FormData(form)].filter(([name, value]) => (name === prefix || name.startsWith(`${prefix}.`)) && value.trim());
  return given.map(([, value]) => value.trim());
}

function fits({ if: code, test, values }) {
  const given = valuesOf(code);
  if (!given.length) return false;
  return test === "answered" || given.some((each) => values.includes(each)) === (test === "one-of");
}

/** In the order in which they are asked, so that what waits for a hidden one is hidden too. */
function show() {
  for (const question of form.querySelectorAll("[data-condition]")) {
    const isShown = fits(JSON.parse(question.dataset.condition));
    question.hidden = !isShown;
    for (const input of question.querySelectorAll("input, select, textarea")) input.disabled = !isShown;
  }
}

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
