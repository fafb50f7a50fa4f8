/* What needs a passkey is shown where there can be one; what went wrong is said in words. */

const problem = document.querySelector("[data-passkey-problem]");

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-passkeys]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (!problem) return;
  problem.hidden = true; /* and shown anew, so that it is read out a second time too */
  requestAnimationFrame(() => { problem.hidden = false; });
});
