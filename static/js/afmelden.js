/* Who signs out leaves nothing behind in this tab; after a lost session what was typed waits for who signs in again. */
(function () {
  "use strict";

  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-afmelden]")) sessionStorage.clear();
  });
})();
