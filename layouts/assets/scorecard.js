/* What a reader does to a scorecard without asking the server: leaves rows out, by the card that is pressed or by the
   choices over the rows. The address says which (layouts/parts/in_full.py answers it with the same). */
(function () {
  "use strict";
  const WORDS = ["perspective", "standing", "owner", "set", "rows"];

  function first(select) { return Array.from(select.options).find(function (one) { return !one.disabled; }).value; }

  function told() {
    const said = new URLSearchParams(location.search);
    return Object.fromEntries(WORDS.map(function (word) { return [word, said.get(word) || ""]; }));
  }

  /* The page is there twice while Dash mounts it behind the first paint. */
  function narrow() {
    const wanted = told();
    document.querySelectorAll(".in-full").forEach(function (full) { narrowed(full, wanted); });
    document.querySelectorAll(".narrow-card select").forEach(function (select) {
      if (WORDS.includes(select.name)) select.value = wanted[select.name] || first(select);
    });
    document.querySelectorAll("[data-follows=card]").forEach(function (link) {
      const there = along(link.href, wanted);
      link.setAttribute("href", there.pathname + there.search);
    });
    document.querySelectorAll(".glance [data-perspective]").forEach(function (card) {
      card.classList.toggle("chosen", card.dataset.perspective === wanted.perspective);
    });
  }

  function narrowed(full, wanted) {
    const rows = Array.from(full.querySelectorAll("tr[data-standing]"));
    const choices = full.parentElement.querySelector(".narrow-card");
    const mine = choices ? choices.dataset.mine.split("\n") : [];
    const is = function (row, word) {
      return wanted[word] === "mine" ? mine.includes(row.dataset[word]) : row.dataset[word] === wanted[word];
    };
    rows.forEach(function (row) {
      row.hidden = ["standing", "owner", "set"].some(function (word) {
        return wanted[word] && !is(row, word);
      }) || Boolean(wanted.perspective && row.closest(".panel").dataset.perspective !== wanted.perspective);
    });
    full.querySelectorAll("tbody, .panel").forEach(function (group) {
      group.hidden = !group.querySelector("tr[data-standing]:not([hidden])");
    });
    const shown = rows.filter(function (row) { return !row.hidden; }).length;
    full.dataset.rows = wanted.rows || "compact";
    full.querySelector(".none-wanted").hidden = shown > 0;
    const counted = choices && choices.querySelector(".counted");
    if (counted) counted.textContent = shown + " of " + rows.length + " measures";
  }

  function along(href, wanted) {
    const address = new URL(href);
    WORDS.forEach(function (word) {
      if (wanted[word] && wanted[word] !== "compact") address.searchParams.set(word, wanted[word]);
      else address.searchParams.delete(word);
    });
    return address;
  }

  function choose(wanted, how) {
    const address = along(location.href, wanted);
    history[how](history.state, "", address);
    narrow();
  }

  /* Before the frame hears of it, which would ask the server. */
  document.addEventListener("submit", function (event) {
    if (!event.target.closest(".narrow-card")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    choose(Object.fromEntries(new FormData(event.target)), "replaceState");
  }, true);

  document.addEventListener("click", function (event) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const card = event.target.closest(".glance [data-perspective]");
    if (!card || event.target.closest("button")) return;
    const link = event.target.closest("a[href]");
    const way = link || card.querySelector("a[data-narrow]");
    if (!way || !("narrow" in way.dataset)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    choose({...told(), standing: "", ...Object.fromEntries(new URL(way.href).searchParams)}, "pushState");
    document.getElementById("in-full-choices").scrollIntoView({block: "start"});
  }, true);

  window.addEventListener("_dashprivate_pushstate", narrow);
  window.addEventListener("popstate", narrow);
  document.addEventListener("settled", narrow);
})();
