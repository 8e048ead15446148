// The page of live calls renews itself, unless its reader is about to do something.
const EVERY_MS = 5000;
setInterval(() => {
  if (!document.hidden && !document.querySelector("dialog[open]") && !document.activeElement.matches("button, input")) {
    location.reload();
  }
}, EVERY_MS);
