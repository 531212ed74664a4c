/* The sum of the chosen grounds, while one chooses; the server decides. */
(function () {
  "use strict";

  const som = document.querySelector("[data-weegsom]");
  if (!som) return;
  const gronden = Array.from(document.querySelectorAll("input[data-gewicht]"));

  function tel() {
    som.textContent = gronden.reduce(function (totaal, grond) {
      return totaal + (grond.checked ? Number(grond.dataset.gewicht) : 0);
    }, 0);
  }

  gronden.forEach(function (grond) {
    grond.addEventListener("change", tel);
  });
  tel();
})();
