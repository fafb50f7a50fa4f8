/* Counts the seats filled while attendance is taken, and says whether they make the quorum. */

const form = document.querySelector('[data-module="attendance"]');
const sum = form?.querySelector("[data-sum]");
const quorum = form?.dataset.quorum;

function filled(seat) {
  const number = seat.querySelector('input[type="number"]');
  const state = seat.querySelector('input[type="radio"]:checked')?.value;
  if (number?.value && state === "") return Number(number.value);
  if (state !== "present") return 0;
  return number ? Number(number.value) : 1;
}

function count() {
  const seats = [...form.querySelectorAll("[data-seat]")];
  const all = seats.reduce((total, seat) => total + Number(seat.dataset.size), 0);
  const here = seats.reduce((total, seat) => total + filled(seat), 0);
  const verdict =
    quorum === undefined ? "" : here >= quorum ? `; ${quorum} make a quorum: reached` : `; ${quorum} make a quorum: not reached`;
  const words = `${here} of ${all} seats filled${verdict}.`;
  if (sum.textContent !== words) sum.textContent = words;
}

if (form) {
  form.addEventListener("input", count);
  count();
}
