/* What Dash and Bootstrap leave to us in the browser, each with its reason. */
(function () {
  "use strict";
  const root = document.documentElement;
  let moved = false; // within the app, since the page last settled
  let held = "";     // the id of what had the focus then: Dash may replace the nodes, and the focus goes with them
  let shown = address();
  let drawn = null;  // the main part of the page that is shown

  function address() { return location.pathname + location.search; }

  /* The browser's half of layouts/component.py: Dash has no component that shows markup, and none for SVG. Every page
     has some, and React tells the first that the page is there before anybody sees it; Dash's callbacks come later. */
  function Html(props) {
    React.useLayoutEffect(settle, []);
    return React.createElement(props.tag || "div", {
      ...props.attributes,
      dangerouslySetInnerHTML: {__html: props.html},
    });
  }
  window.layouts = {Html: Html};

  /* The first answer of the server holds the page as HTML, and Dash mounts the same page behind it, out of sight.
     When that is there the HTML goes: what was opened stays open, and the focus stays where it was. */
  function takeOver() {
    const first = document.getElementById("first-paint");
    if (!first) return;
    const page = document.getElementById("_pages_content");
    const opened = page.querySelectorAll("details");
    first.querySelectorAll("details").forEach(function (panel, place) {
      if (opened[place]) opened[place].open = panel.open;
    });
    const focused = first.contains(document.activeElement) ? document.activeElement.id : "";
    first.remove();
    if (focused) document.getElementById(focused).focus({preventScroll: true});
  }

  /* After a move within the app: keep the focus on the control that was used, else begin at the page's heading. */
  function arrive() {
    moved = false;
    const anchor = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const kept = held && document.getElementById(held);
    if (anchor) anchor.scrollIntoView();
    else if (kept) {
      if (kept.closest(".steps")) window.scrollTo(0, 0); // the next topic begins at its top, wherever the last was left
      kept.focus({preventScroll: true});
    } else {
      window.scrollTo(0, 0);
      main().focus({preventScroll: true});
    }
  }

  function main() { return document.querySelector("#_pages_content #main"); }

  function settle() {
    if (!main() || main() === drawn) return;
    drawn = main();
    takeOver();
    if (moved) arrive();
    // A dense table is one stop of the keyboard, its box: arrow keys lead in and from link to link.
    document.querySelectorAll("[data-arrows] a").forEach(function (link) { link.tabIndex = -1; });
    // A chart or table wider than the screen begins with its latest months.
    document.querySelectorAll("[data-end]").forEach(function (box) { box.scrollLeft = box.scrollWidth; });
    shown = address();
    document.dispatchEvent(new Event("settled")); // for what a subject's own script does to its page
    root.dataset.ready = "yes";
  }

  function leave(kept) {
    held = kept;
    // Another place of the same page; in the next frame, for dcc.Link goes to the top of the page after it has told us.
    if (address() === shown) { requestAnimationFrame(arrive); return; }
    moved = true;
    root.dataset.ready = "no";
  }
  window.addEventListener("_dashprivate_pushstate", function () { leave(document.activeElement.id); });
  window.addEventListener("popstate", function () { leave(""); });

  function isDark() { return root.dataset.bsTheme === "dark"; }

  /* AG Grid takes its colours from an attribute of its own. */
  function tellGrid() { root.dataset.agThemeMode = root.dataset.bsTheme; }
  tellGrid();

  /* Light or dark, also before Dash is there; charts follow the store. */
  document.addEventListener("click", function (event) {
    if (!event.target.closest("#theme-toggle")) return;
    root.dataset.bsTheme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.bsTheme);
    tellGrid();
    if (ready()) window.dash_clientside.set_props("theme", {data: root.dataset.bsTheme});
  });

  /* Go to an address within the app, as dcc.Link does. */
  function go(to) {
    if (to === address() + location.hash) return;
    history.pushState(null, "", to);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function ready() { return !document.getElementById("first-paint"); }

  /* What an address shows: without a unit or month it shows those that the pickers hold. */
  function means(url) {
    const said = new URLSearchParams(url.search);
    ["unit", "month"].forEach(function (word) {
      const picker = document.getElementById("pick-" + word);
      if (picker && !said.has(word)) said.set(word, picker.value);
    });
    said.sort();
    return url.pathname + "?" + said;
  }

  /* What was chosen of a chart since the page came stands in its address: links to another view of it keep that. */
  function keeping(url) {
    const shown = new URLSearchParams(location.search), said = new URLSearchParams(url.search);
    ["layers", "range"].forEach(function (word) { if (shown.has(word)) said.set(word, shown.get(word)); });
    return url.pathname + "?" + said;
  }
  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-keeps] a[href]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !ready()) return;
    if (link.pathname !== location.pathname || link.hasAttribute("download")) return;
    event.preventDefault();
    event.stopPropagation();
    go(keeping(link));
  }, true);

  /* "Add to Explore" lays a measure and a unit beside what one has explored in this tab; first of all by themselves. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a.adds"), kept = sessionStorage.getItem("explored");
    if (!link || !kept || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !ready()) return;
    const said = new URLSearchParams(kept), more = new URLSearchParams(link.search);
    ["measure", "unit"].forEach(function (word) {
      more.getAll(word).forEach(function (key) { if (!said.getAll(word).includes(key)) said.append(word, key); });
    });
    event.preventDefault();
    event.stopPropagation();
    go(link.pathname + "?" + said);
  }, true);

  /* A link to the page that is shown leads to its place on it. Asked for anew, the same page would come again, and
     where nothing differs Dash takes seconds to draw it. Before dcc.Link hears of the click, so in the capture. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !ready()) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute("download") || "full" in link.dataset) return;
    if (link.getAttribute("href").startsWith("#") || means(link) !== means(location)) return;
    event.preventDefault();
    event.stopPropagation();
    if (link.hash && link.hash !== location.hash) history.pushState(null, "", address() + link.hash);
    held = "";
    if (link.hash) arrive();
    else window.scrollTo(0, 0);
  }, true);

  /* Links inside markup of our own, which is no component. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || !ready()) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute("download") || "full" in link.dataset) return;
    if (link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });

  /* A form of pickers is an address: it works before any script has run, and within the app after that. */
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "get" || "full" in form.dataset || !ready()) return;
    event.preventDefault();
    const path = new URL(form.action).pathname;
    // Boxes with nothing in them say nothing.
    const said = new URLSearchParams(Array.from(new FormData(form)).filter(function (pair) { return pair[1] !== ""; }));
    // What was chosen of a chart or of rows since the page came stands in its address; hidden fields are of before.
    const shown = new URLSearchParams(path === location.pathname ? location.search : "");
    ["lens", "layers", "range", "perspective", "standing", "owner", "set", "rows"].forEach(function (word) {
      const box = form.elements[word];
      if (shown.has(word) && (!box || box.type === "hidden")) said.set(word, shown.get(word));
    });
    go(path + "?" + said);
  });
  document.addEventListener("change", function (event) {
    if (event.target.form && "live" in event.target.form.dataset) event.target.form.requestSubmit();
  });

  const STEPS = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]};
  document.addEventListener("keydown", function (event) {
    const box = event.target.closest("[data-arrows]");
    if (!box || !STEPS[event.key] || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const rows = Array.from(box.querySelectorAll("tr")).filter(function (row) {
      return !row.hidden && row.querySelector("a");
    });
    const from = event.target.closest("td, th");
    const step = from ? STEPS[event.key] : [1, 0]; // from the box itself to the first row under the heads
    let row = from ? rows.indexOf(from.parentElement) : 0;
    let column = from ? from.cellIndex : 0;
    let cell;
    do {
      row += step[0];
      column += step[1];
      cell = rows[row] && rows[row].cells[column];
    } while (cell && !cell.querySelector("a"));
    if (cell) cell.querySelector("a").focus();
  });

  /* A box that leaves only the rows with what is typed. */
  document.addEventListener("input", function (event) {
    const box = event.target.closest("[data-filter]");
    if (!box) return;
    const wanted = event.target.value.trim().toLowerCase();
    document.querySelectorAll(box.dataset.filter).forEach(function (row) {
      row.hidden = !(row.dataset.words || row.textContent).toLowerCase().includes(wanted);
    });
  });
})();
