// The kill switch opens its confirmation where the reader is; without scripts its link leads to the page of stops.
for (const opener of document.querySelectorAll("[data-opens]")) {
  const dialog = document.getElementById(opener.dataset.opens);
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
    dialog.querySelector("textarea").focus();
  });
  dialog.querySelector("[data-closes]").addEventListener("click", () => dialog.close());
}
