// Buttons with data-copy="id" copy that field's text and say so in the status beside them.
(function () {
  "use strict";
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var field = document.getElementById(button.dataset.copy);
    var status = button.parentNode.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", function () {
      function done() { status.textContent = button.dataset.done; }
      function byHand() { field.focus(); field.select(); if (document.execCommand("copy")) done(); }
      if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(done, byHand); else byHand();
    });
  });
})();
