/* Piles of paper forms: how many the numbers come to, to be held against the forms in hand. */
const piles = [...document.querySelectorAll('main input[type="number"]')];
const total = document.querySelector("[data-total]");
const form = piles[0]?.form;

function count() {
  const all = piles.reduce((sum, each) => sum + (Number(each.value) || 0), 0);
  total.textContent = all ? `These piles: ${all} ${all === 1 ? "form" : "forms"}.` : "";
}

/* In front of the button, where it is seen before it is pressed. */
form?.querySelector('[type="submit"]')?.closest("form > *")?.before(total);
form?.addEventListener("change", count);
count();
