/* What else can be done with a point of a chart: the right button over it, or a finger held on it, opens its ways on. A plain
   click leads to its number as before. By keyboard the tables behind the charts have the same links. */
(function () {
  "use strict";
  const menu = document.createElement("div");
  menu.className = "dropdown-menu show point-ways";
  menu.setAttribute("role", "group");
  let chart = null;

  /* The address of the point under the pointer: of several of one month, that of the line nearest to it. */
  function pointed(plot, height) {
    const top = plot.getBoundingClientRect().top;
    const found = (plot._hoverdata || []).filter(function (point) { return typeof point.customdata === "string" && point.customdata; });
    const off = function (point) { return point.bbox ? Math.abs((point.bbox.y0 + point.bbox.y1) / 2 + top - height) : 0; };
    found.sort(function (one, other) { return off(one) - off(other); });
    return found.length ? new URL(found[0].customdata, location.href) : null;
  }

  /* Whether the page's tools have the form: they leave out what may not be written. A comment is of a measure, and on a
     page of none they have it not: then the form itself says who may. */
  function offered(kind) {
    const has = function (part) { return document.querySelector(".tools a[href^='/write?']" + part); };
    return has(`[href*='kind=${kind}&']`) || (kind === "comment.published" && has(":not([href*='&measure='])"));
  }

  /* (words, address, class) of what can be done with a number; what is of no measure at a unit can only be opened. */
  function ways(address) {
    const said = address.searchParams, path = address.pathname.match(/^\/measure\/([\w.-]+)$/);
    const measure = path ? path[1] : said.get("measure"), unit = said.get("unit");
    const found = [["Open", address.pathname + address.search, ""]];
    if (!measure || !unit) return found;
    const of = {measure: measure, unit: unit};
    if (/^\d{4}-\d\d$/.test(said.get("month") || "")) of.month = said.get("month");
    const at = function (where, more) { return where + "?" + new URLSearchParams({...more, ...of}); };
    found.push(["Add to Explore", at("/explore", {}), "adds"]);
    [["Comment on it", "comment.published"], ["Add a note", "note.proposed"], ["Plan an action", "action.proposed"]].forEach(
      function ([words, kind]) { if (offered(kind)) found.push([words, at("/write", {kind: kind}), ""]); }
    );
    return found;
  }

  function put() {
    if (!menu.isConnected) return;
    menu.remove();
    if (chart && document.activeElement === document.body) chart.focus({preventScroll: true});
  }

  document.addEventListener("contextmenu", function (event) {
    const plot = event.target.closest && event.target.closest(".chart .js-plotly-plot");
    const address = plot && pointed(plot, event.clientY);
    put();
    if (!address) return;
    event.preventDefault();
    chart = plot;
    menu.setAttribute("aria-label", "What can be done with this point");
    menu.replaceChildren(...ways(address).map(function ([words, href, kind]) {
      const link = document.createElement("a");
      link.className = ("dropdown-item " + kind).trim();
      link.textContent = words;
      link.setAttribute("href", href);
      if (words === "Open") link.dataset.full = "yes"; // a page of records needs a script that others lack
      return link;
    }));
    document.body.append(menu);
    const size = menu.getBoundingClientRect();
    menu.style.left = Math.max(4, Math.min(event.clientX, innerWidth - size.width - 4)) + "px";
    menu.style.top = Math.max(4, Math.min(event.clientY, innerHeight - size.height - 4)) + "px";
    menu.firstChild.focus({preventScroll: true});
  });

  document.addEventListener("click", function (event) { if (!event.target.closest(".point-ways a[data-full]")) setTimeout(put); }, true);
  document.addEventListener("scroll", put, {capture: true, passive: true});
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") put();
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step || !menu.contains(document.activeElement)) return;
    event.preventDefault();
    const links = Array.from(menu.children), place = links.indexOf(document.activeElement);
    links[(place + step + links.length) % links.length].focus();
  });
})();
