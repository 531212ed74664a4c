/* A link with data-uitklap opens a part of the page by htmx; the second click closes it again. */
(function () {
  "use strict";

  document.addEventListener("htmx:beforeRequest", function (event) {
    const link = event.detail.elt;
    const target = event.detail.target;
    if (!link.matches("[data-uitklap]") || !target.hasChildNodes()) return;
    event.preventDefault();
    target.replaceChildren();
    link.setAttribute("aria-expanded", "false");
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    const link = event.detail.requestConfig.elt;
    if (link.matches("[data-uitklap]")) link.setAttribute("aria-expanded", "true");
  });
})();
