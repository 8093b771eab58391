/* The browser's half of layouts/component.py, and links that stay inside the app. */
(function () {
  "use strict";
  const React = window.React;
  let moved = false;   // within the app, since the page last settled
  let held = "";       // the id of what had the focus then: Dash replaces the nodes, and the focus goes with them

  /* The page comes with its own HTML (see app.py). The first component to show it takes those very nodes over, so
     that nothing flickers, an open panel stays open and a reader's place is kept. */
  function show(element, html) {
    const first = document.getElementById("first-paint");
    if (first && first.dataset.address === location.pathname + location.search && !moved) {
      const focused = document.activeElement;
      element.replaceChildren(...first.querySelector("[data-html]").childNodes);
      if (focused && element.contains(focused)) focused.focus({preventScroll: true});
    } else {
      element.innerHTML = html;
    }
    if (first) first.remove();
    document.documentElement.dataset.ready = "yes";
  }

  function Html(props) {
    const place = React.useRef(null);
    React.useLayoutEffect(function () {
      show(place.current, props.html);
      if (props.title) document.title = props.title;
      if (moved) settle();
      // A chart wider than the screen begins with its latest months.
      place.current.querySelectorAll("[data-end]").forEach(function (box) { box.scrollLeft = box.scrollWidth; });
    }, [props.html]);
    return React.createElement("div", {id: props.id, ref: place});
  }

  /* After a move within the app: keep the focus on the picker that was used, else begin at the page's heading. */
  function settle() {
    moved = false;
    const anchor = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const kept = held && document.getElementById(held);
    if (anchor) anchor.scrollIntoView();
    else if (kept) kept.focus({preventScroll: true});
    else {
      window.scrollTo(0, 0);
      const main = document.getElementById("main");
      if (main) main.focus({preventScroll: true});
    }
  }

  function go(address) {
    if (address === location.pathname + location.search + location.hash) return;
    const same = address.split("#")[0] === location.pathname + location.search;
    history.pushState(null, "", address);
    held = document.activeElement ? document.activeElement.id : "";
    if (same) { settle(); return; }
    moved = true;
    document.documentElement.dataset.ready = "no";
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function ready() { return !document.getElementById("first-paint"); }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute("download") || "full" in link.dataset || !ready()) return;
    if (link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "get" || "full" in form.dataset || !ready()) return;
    event.preventDefault();
    go(new URL(form.action).pathname + "?" + new URLSearchParams(new FormData(form)));
  });

  document.addEventListener("change", function (event) {
    if (event.target.form && "live" in event.target.form.dataset) event.target.form.requestSubmit();
  });

  /* AG Grid takes its colours from this attribute of any element around it. */
  function tellGrid() {
    const chosen = document.documentElement.dataset.theme;
    const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.agThemeMode = dark ? "dark" : "light";
  }
  tellGrid();

  window.addEventListener("popstate", function () { moved = true; held = ""; });

  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    tellGrid();
  });

  document.addEventListener("input", function (event) {
    const box = event.target.closest("[data-filter]");
    if (!box) return;
    const wanted = box.value.trim().toLowerCase();
    document.querySelectorAll(box.dataset.filter).forEach(function (row) {
      row.hidden = !(row.dataset.words || row.textContent).toLowerCase().includes(wanted);
    });
  });

  window.golden_thread = {Html: Html};
})();
