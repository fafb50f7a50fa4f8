// Paper forms one by one: the keys 1 to 5 choose what was ticked, Enter saves.
const form = document.querySelector("main form");
const points = form?.querySelectorAll('input[type="radio"][name="satisfaction"]') ?? [];

const isTyping = (target) => target.matches("textarea, input:not([type='radio'])");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const chosen = [...points].find((each) => each.value === event.key);
  if (chosen) {
    chosen.checked = true;
    chosen.focus();
    event.preventDefault();
  }
});
