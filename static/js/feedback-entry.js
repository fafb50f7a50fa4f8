/* Paper forms, one a row: Enter and the arrow keys move, rows grow as they are filled, Ctrl+Enter saves. */
const form = document.querySelector("form.entry");
const body = form.querySelector("tbody");
const total = form.querySelector("[data-total]");
const most = Number(form.dataset.mostRows);
const words = new Map(
  [...document.querySelectorAll(".entry__ticks span")].map((each) => [
    each.querySelector("strong").textContent,
    each.lastChild.textContent.trim(),
  ]),
);
let isSaving = false;

const ticks = () => [...body.querySelectorAll('input[name^="tick_"]')];
const comments = () => [...body.querySelectorAll('input[name^="comment_"]')];

function addRow() {
  const row = body.rows[0].cloneNode(true);
  const number = body.rows.length + 1;
  row.className = "";
  row.querySelectorAll(".ds_question__error-message").forEach((each) => each.remove());
  row.cells[0].textContent = number;
  for (const input of row.querySelectorAll("input")) {
    const name = `${input.name.split("_")[0]}_${number}`;
    input.name = name;
    input.id = `id_${name}`;
    input.value = "";
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+$/, number));
    input.classList.remove("ds_input--error");
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  body.append(row);
}

function move(input, step, column) {
  const row = input.closest("tr").sectionRowIndex + step;
  if (row < 0) return;
  if (row === body.rows.length) {
    if (row === most) return;
    addRow();
  }
  const next = body.rows[row].cells[column].querySelector("input");
  next.focus();
  next.select();
}

function count() {
  const found = new Map();
  ticks().forEach((tick, row) => {
    const typed = tick.value.trim();
    if (!typed && !comments()[row].value.trim()) return;
    const said = words.has(typed) ? typed : typed ? "?" : "0";
    found.set(said, (found.get(said) ?? 0) + 1);
  });
  const all = [...found.values()].reduce((sum, each) => sum + each, 0);
  const parts = [...words].filter(([tick]) => found.has(tick));
  const said = parts.map(([tick, label]) => `${found.get(tick)} ${label.toLowerCase()}`);
  if (found.has("?")) said.push(`${found.get("?")} to be mended`);
  total.textContent = all ? `In these rows: ${all} ${all === 1 ? "form" : "forms"} – ${said.join(", ")}.` : "";
  total.hidden = !all;
  return all;
}

form.addEventListener("keydown", (event) => {
  if (!event.target.matches("tbody input") || event.isComposing) return;
  const column = event.target.closest("td").cellIndex;
  if (event.key === "Enter") {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) form.requestSubmit();
    else move(event.target, 1, 1);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.target, event.key === "ArrowDown" ? 1 : -1, column);
  }
});
form.addEventListener("input", count);
form.addEventListener("submit", () => {
  isSaving = true;
});
window.addEventListener("beforeunload", (event) => {
  if (!isSaving && count()) event.preventDefault();
});

document.querySelector("[data-with-script]").hidden = false;
count();
if (!document.querySelector(".ds_error-summary")) ticks().find((each) => !each.value)?.focus();
