/* Words that are explained where they stand: [data-tip] is shown beside them while the pointer or the focus is there, or
   after a touch; Escape puts it away. One box for all, over everything: a panel cannot cut it. */
(function () {
  "use strict";
  const box = document.createElement("div");
  box.id = "tip";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  let about = null;

  function show(target) {
    if (!target || target === about) return;
    put();
    about = target;
    box.textContent = target.dataset.tip;
    document.body.append(box);
    box.hidden = false;
    target.setAttribute("aria-describedby", "tip");
    place();
  }

  function place() {
    if (!about) return;
    const at = about.getBoundingClientRect(), size = box.getBoundingClientRect();
    const under = at.bottom + size.height + 12 < innerHeight;
    box.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + "px";
    box.style.top = (under ? at.bottom + 4 : Math.max(8, at.top - size.height - 4)) + "px";
  }

  function put() {
    if (about) about.removeAttribute("aria-describedby");
    about = null;
    box.hidden = true;
  }

  function tipOf(event) { return event.target.closest && event.target.closest("[data-tip]"); }

  document.addEventListener("mouseover", function (event) {
    // The box may be read with the pointer on it.
    if (tipOf(event)) show(tipOf(event));
    else if (about && about !== document.activeElement && !box.contains(event.target)) put();
  });
  document.addEventListener("focusin", function (event) { if (tipOf(event)) show(tipOf(event)); else put(); });
  document.addEventListener("focusout", put);
  // A touch that gives no focus (Safari) is a click all the same.
  document.addEventListener("click", function (event) { if (tipOf(event)) show(tipOf(event)); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") put(); });
  window.addEventListener("scroll", place, {passive: true}); // focus scrolls what it goes to into sight
})();
