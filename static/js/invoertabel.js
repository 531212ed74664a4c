/* Typing a column of figures: Enter and the arrow keys go to the same field of the next or previous row. */
(function () {
  "use strict";

  function fieldBelow(field, step) {
    const cell = field.closest("td");
    const row = cell.parentElement;
    const rows = Array.from(row.parentElement.rows);
    for (let i = rows.indexOf(row) + step; i >= 0 && i < rows.length; i += step) {
      const other = rows[i].cells[cell.cellIndex];
      const target = other && other.querySelector("input:not([type=hidden]):not(:disabled)");
      if (target) return target;
    }
    return null;
  }

  document.addEventListener("keydown", function (event) {
    const field = event.target;
    if (!field.matches || !field.matches("[data-invoertabel] td input:not([type=date])")) return;
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = fieldBelow(field, step);
    if (!target) return;
    event.preventDefault();
    target.focus();
    if (target.select) target.select();
  });
})();
