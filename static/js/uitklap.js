/* A link with data-uitklap opens a part of the page by htmx; the second click closes it again. The groups of the menu close too. */
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

  function closeGroups(event) {
    document.querySelectorAll(".vve-menu__groep[open]").forEach(function (group) {
      if (event.type === "click" && group.contains(event.target)) return;
      if (event.type === "keydown" && group.contains(document.activeElement)) group.firstElementChild.focus();
      group.open = false;
    });
  }

  document.addEventListener("click", closeGroups);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeGroups(event);
  });
})();
