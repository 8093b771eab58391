/* What a reader's hand on the chart of Explore changes beside it. */
(function () {
  "use strict";
  /* What one has explored in this tab is where "add to Explore" adds to (golden_thread.js). */
  document.addEventListener("settled", function () {
    if (location.pathname === "/explore" && location.search.includes("measure=")) {
      sessionStorage.setItem("explored", location.search);
    }
  });

  function named(month) { return new Date(month + "-01").toLocaleDateString("en-GB", {month: "long", year: "numeric"}); }

  /* Months that were dragged over lead on: the records are of the last of them, what drives a line is told from the
     first to the last. What the links said before is kept, for when all months are shown again. */
  document.addEventListener("months-chosen", function (event) {
    const [first, last] = event.detail ? event.detail.split("--") : [];
    document.querySelectorAll("[data-line] a").forEach(function (link) {
      link.dataset.was = link.dataset.was || link.search;
      const said = new URLSearchParams(link.dataset.was);
      if (last) {
        if (last < said.get("month")) said.set("month", last);
        if (said.has("against") && first > said.get("against")) said.set("against", first);
      }
      link.search = "?" + said;
    });
    document.querySelectorAll("[data-months]").forEach(function (place) {
      place.textContent = last ? place.dataset.months.replace("{}", named(first) + " to " + named(last)) : "";
    });
  });
})();
