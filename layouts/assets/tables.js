/* Dense and long tables in the browser, each part with its reason. */
(function () {
  "use strict";

  /* What a cell of the heat map says as it is pointed at or reached: the map is HTML and no components. */
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

  /* The number beside a slider goes with the thumb; the page follows when it is let go, for it brings the slider anew. */
  document.addEventListener("input", function (event) {
    const slider = event.target;
    if (slider.type !== "range" || !slider.form || !("live" in slider.form.dataset)) return;
    const number = slider.closest("div").querySelector("output b");
    if (number) number.textContent = slider.value;
  });

  /* A grid's filter as the address says it: column:way:value. */
  function only(model) {
    return Object.entries(model || {}).map(function ([column, said]) {
      const from = said.filter === undefined ? said.dateFrom : said.filter;
      const to = said.filterTo === undefined ? said.dateTo : said.filterTo;
      const values = [from, said.type === "inRange" ? to : undefined].filter(function (value) {
        return value !== undefined && value !== null;
      });
      return [column, said.type, values.map(function (value) { return String(value).split(" 00:00:00")[0]; }).join("~")]
        .filter(function (part) { return part !== ""; }).join(":");
    });
  }

  /* The address of what the grid shows: the page's own with what was chosen in the grid. */
  function chosen(asked) {
    const said = new URLSearchParams(location.search);
    ["order", "keep", "rows"].forEach(function (word) { said.delete(word); });
    const order = asked.sortModel.map(function (one) { return (one.sort === "desc" ? "-" : "") + one.colId; });
    if (order.length) said.set("order", order.join(","));
    only(asked.filterModel).forEach(function (one) { said.append("keep", one); });
    return said;
  }

  /* The page's address and its files follow what is chosen in the grid. */
  function tell(said) {
    const address = location.pathname + (said.size ? "?" + said : "");
    if (address !== location.pathname + location.search) history.replaceState(history.state, "", address + location.hash);
    document.querySelectorAll("[data-follows=rows]").forEach(function (link) {
      const file = new URL(link.href);
      ["order", "keep"].forEach(function (word) {
        file.searchParams.delete(word);
        said.getAll(word).forEach(function (text) { file.searchParams.append(word, text); });
      });
      link.href = file;
    });
  }

  function status(text) {
    const line = document.querySelector("#_pages_content .records-grid [role=status]");
    if (line) line.textContent = text;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    rows: {
      /* The first block came with the page; the others are asked for at the page's own address, as JSON. */
      block: async function (asked, first) {
        if (!asked) return window.dash_clientside.no_update;
        const said = chosen(asked), here = new URLSearchParams(location.search);
        const same = said.toString() === chosenIn(here).toString();
        if (first && asked.startRow === 0 && same) return Object.assign({}, first);
        tell(said);
        const wanted = new URLSearchParams(said);
        wanted.set("rows", asked.startRow + "-" + asked.endRow);
        let answer, found = {};
        try {
          const built = document.querySelector("#_pages_content .records-grid").dataset.built;
          answer = await fetch(location.pathname + ".json?" + wanted, {headers: {"X-Built": built}});
          found = await answer.json();
        } catch (error) {
          found = {};
        }
        if (!answer || !answer.ok) {
          if (answer && answer.status === 409) location.reload(); // a store has been published since: all of it anew
          status(found.says || "These rows could not be fetched. Load the page again.");
          return {rowData: [], rowCount: asked.startRow};
        }
        const count = found.rowCount.toLocaleString("en-GB");
        status(count + (found.rowCount === 1 ? " row" : " rows") + (said.has("keep") ? " left by the filters." : "."));
        return found;
      },
    },
  });

  function chosenIn(here) {
    here.delete("rows");
    const words = ["order", "keep"].flatMap(function (word) {
      return here.getAll(word).map(function (text) { return [word, text]; });
    });
    ["order", "keep"].forEach(function (word) { here.delete(word); });
    words.forEach(function ([word, text]) { here.append(word, text); });
    return here;
  }
})();
