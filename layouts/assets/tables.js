/* Dense tables in the browser: what a cell says as it is pointed at or reached, for the map is HTML and no components. */
(function () {
  "use strict";
  let shown = null, marked = null;

  function hide() {
    if (shown) shown.remove();
    if (marked) marked.classList.remove("at");
    shown = marked = null;
  }

  function show(link) {
    hide();
    const cell = link.closest("td"), table = link.closest("table");
    const head = table.tHead.querySelector(".heads").cells[cell.cellIndex];
    const title = (head.querySelector("a") || head).title;
    shown = document.createElement("div");
    shown.className = "cell-says";
    shown.setAttribute("aria-hidden", "true"); // the link itself is heard with its row and column
    const name = document.createElement("b");
    name.textContent = cell.parentElement.cells[0].textContent + " · " + title;
    shown.append(name, link.getAttribute("aria-label"));
    document.body.append(shown);
    const box = link.getBoundingClientRect(), size = shown.getBoundingClientRect();
    const below = box.bottom + 6 + size.height < innerHeight;
    shown.style.left = Math.max(4, Math.min(box.left, innerWidth - size.width - 4)) + "px";
    shown.style.top = (below ? box.bottom + 6 : box.top - size.height - 6) + "px";
    head.classList.add("at");
    marked = head;
  }

  function pointed(event) {
    const link = event.target.closest && event.target.closest(".heatmap tbody td a");
    if (link) show(link);
    else hide();
  }
  document.addEventListener("mouseover", pointed);
  document.addEventListener("focusin", pointed);
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
  window.addEventListener("_dashprivate_pushstate", hide);
})();
