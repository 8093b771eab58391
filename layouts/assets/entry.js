/* The grid of values entered by hand: paste, what was typed and not sent, and the two buttons. */
(function () {
  "use strict";
  const GRID = "entry-grid", MOST = 60000; // bytes: a request takes 64 kB
  const FIELDS = ["measure", "unit", "period", "value", "numerator", "denominator"];
  let sent = null; // where the draft of what was sent lies

  /* Not that of the first paint, which may still be there. */
  function form() { return document.querySelector("#_pages_content #entry-form"); }
  function api() { return form() && window.dash_ag_grid ? window.dash_ag_grid.getApi(GRID) : null; }
  function draft() { return "entry:" + form().dataset.draft; }

  function rows() {
    const found = [];
    api().forEachNode(function (node) {
      found.push(FIELDS.map(function (field) { return String(node.data[field] == null ? "" : node.data[field]); }));
    });
    while (found.length && !found[found.length - 1].some(Boolean)) found.pop();
    return found;
  }

  function show(data) { api().setGridOption("rowData", data); }

  /* Rows of texts as the grid has them, with some empty ones below. */
  function lines(texts) {
    const blank = Array.from({length: 12}, function () { return FIELDS.map(function () { return ""; }); });
    return texts.concat(blank).map(function (row, place) {
      const found = {line: String(place + 1)};
      FIELDS.forEach(function (field, n) { found[field] = row[n] || ""; });
      return found;
    });
  }

  function name() { return form().elements.namedItem("name"); }
  function keep() {
    if (form()) localStorage.setItem(draft(), JSON.stringify({name: name().value, rows: rows()}));
  }

  /* What a spreadsheet puts on the clipboard: cells between tabs, rows on lines, quoted where a cell has either. Ours,
     because the grid's own clipboard is not in the edition that is free, and Python's csv on the server takes all that
     follows a mark that nobody closes for one cell (and would answer a paste only once the server has). */
  function cells(text) {
    const found = [[]];
    for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*?))(\t|\r?\n|$)/g)) {
      const cell = quoted === undefined ? plain : quoted.replace(/""/g, '"');
      found[found.length - 1].push(cell.replace(/\s+/g, " ").trim());
      if (!end) break;
      if (end !== "\t") found.push([]);
    }
    while (found.length && !found[found.length - 1].some(Boolean)) found.pop();
    return found;
  }

  /* A row of headings that was copied along is none of the values. */
  function headings(row, first) {
    return row.some(Boolean) && row.every(function (cell, n) {
      return !cell || cell.toLowerCase() === FIELDS[first + n];
    });
  }

  document.addEventListener("paste", function (event) {
    const grid = event.target.closest && event.target.closest("#" + GRID);
    const text = event.clipboardData.getData("text/plain"), typing = event.target.closest("input, textarea");
    if (!grid || !api() || (typing && !/[\t\n]/.test(text.trim()))) return;
    const at = api().getFocusedCell();
    if (!at) return;
    event.preventDefault();
    api().stopEditing(true);
    const first = Math.max(0, FIELDS.indexOf(at.column.getColId())), found = rows();
    let pasted = cells(text);
    if (pasted.length && headings(pasted[0], first)) pasted = pasted.slice(1);
    pasted.forEach(function (row, n) {
      const place = at.rowIndex + n;
      while (found.length <= place) found.push(FIELDS.map(function () { return ""; }));
      row.slice(0, FIELDS.length - first).forEach(function (cell, m) { found[place][first + m] = cell; });
    });
    show(lines(found));
    keep();
    const wide = pasted.some(function (row) { return row.slice(FIELDS.length - first).some(Boolean); });
    say(pasted.length + (pasted.length === 1 ? " row" : " rows") + " pasted."
      + (wide ? " What stood beyond the last column was left out." : ""));
  }, true);

  function say(text) { window.dash_clientside.set_props("entry-answer", {children: text}); }

  document.addEventListener("submit", function (event) {
    if (event.target.id !== "entry-form") return;
    event.preventDefault();
    if (!api()) return;
    api().stopEditing();
    const said = Object.assign({at: Date.now(), name: name().value, rows: rows()}, JSON.parse(form().dataset.entry));
    said.move = event.submitter ? event.submitter.value : "supplied.saved";
    if (new Blob([JSON.stringify(said)]).size > MOST) return say("This is too much for one grid: cut it in parts, or load it as a file.");
    sent = draft();
    window.dash_clientside.set_props("entry-sent", {data: said});
  });

  /* The grid's own key empties one cell: on the number of a row it empties the row, which is then none. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Delete" || !event.target.closest || !event.target.closest("#" + GRID) || !api()) return;
    const at = api().getFocusedCell();
    if (!at || at.column.getColId() !== "line") return;
    const found = rows();
    if (at.rowIndex >= found.length) return;
    found[at.rowIndex] = FIELDS.map(function () { return ""; });
    show(lines(found));
    keep();
    say("Row " + (at.rowIndex + 1) + " is empty: it will not be sent.");
  }, true);

  document.addEventListener("input", function (event) { if (event.target.id === "entry-name") keep(); });

  /* What was typed before and not sent is there again. */
  function bring() {
    const kept = localStorage.getItem(draft());
    if (!kept) return;
    const typed = JSON.parse(kept), now = JSON.stringify([name().value, rows()]);
    if (JSON.stringify([typed.name, typed.rows]) === now) return;
    show(lines(typed.rows));
    name().value = typed.name;
    const away = document.createElement("button");
    away.type = "button";
    away.className = "btn btn-sm btn-link";
    away.textContent = "Throw it away";
    away.addEventListener("click", function () { localStorage.removeItem(draft()); location.reload(); });
    const note = document.createElement("p");
    note.className = "soft";
    note.setAttribute("role", "status");
    note.append("What you typed before and did not send is here again. ", away);
    form().prepend(note);
  }

  /* Dash puts its own functions there later, so it is asked for each time. */
  window.dash_clientside = Object.assign({}, window.dash_clientside, {entry: {
    ready: function () {
      window.dash_ag_grid.getApiAsync(GRID).then(function (grid) {
        grid.addEventListener("cellValueChanged", keep);
        bring();
      });
      return window.dash_clientside.no_update;
    },
    /* It was taken: the page of the entry is asked for. Or somebody else was quicker: their rows stand below. */
    done: function (data) {
      if (!data) return window.dash_clientside.no_update;
      if (data.search) {
        localStorage.removeItem(sent);
        document.getElementById("writing-said").textContent = data.said;
        window.dash_clientside.set_props("_pages_location", {search: data.search});
      } else {
        form().dataset.entry = JSON.stringify(Object.assign(JSON.parse(form().dataset.entry), {seen: data.seen, id: data.id}));
        show(data.rows);
        keep();
      }
      return window.dash_clientside.no_update;
    },
  }});
})();
