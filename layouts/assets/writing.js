/* Writing: a link to a form opens the panel on the page that one is on, and what is typed is kept until it is sent. */
(function () {
  "use strict";
  const clientside = (window.dash_clientside = window.dash_clientside || {});
  let opener = "";       // what the panel was opened with: the focus goes back there
  let returning = false; // something was written, and the page is on its way

  /* What a form says: of a list of several choices each on a line of its own. */
  function said(form) {
    const fields = {};
    new FormData(form).forEach(function (text, name) {
      fields[name] = name in fields ? fields[name] + "\n" + text : text;
    });
    return fields;
  }
  function form() { return document.querySelector("form[data-writing]"); }
  function ask(name, data) { clientside.set_props(name, {data: Object.assign({at: Date.now()}, data)}); }

  /* The link is an address of its own, for a new tab; pressed, it opens the panel. Before dcc.Link hears of it. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[href^='/write?']");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (document.getElementById("first-paint")) return; // no script of the page has run: the address itself is asked
    event.preventDefault();
    event.stopPropagation();
    if (!link.closest(".writing")) opener = link.id || link.getAttribute("href");
    ask("writing-asked", {search: link.search});
  }, true);

  document.addEventListener("submit", function (event) {
    const sent = event.target;
    if (!sent.dataset || !("writing" in sent.dataset)) return;
    event.preventDefault();
    const hidden = JSON.parse(sent.dataset.writing), fields = said(sent);
    const {seen, id, warned, ...words} = hidden;
    ask("writing-sent", {words, fields, seen, id, warned, move: event.submitter ? event.submitter.value : ""});
  });

  /* A paragraph that is lost is the last that is written: each letter is kept until the form has been taken. */
  document.addEventListener("input", function (event) {
    const typed = event.target.form;
    if (!typed || !("writing" in typed.dataset)) return;
    localStorage.setItem("writing:" + typed.dataset.draft, JSON.stringify(said(typed)));
  });

  function bring(typed) {
    const kept = localStorage.getItem("writing:" + typed.dataset.draft);
    if (!kept) return;
    const fields = JSON.parse(kept);
    let brought = false;
    Object.keys(fields).forEach(function (name) {
      const control = typed.elements.namedItem(name);
      if (!control || control.type === "checkbox" || said(typed)[name] === fields[name]) return;
      const several = control.options ? control.multiple && control.options : control.length && control; // boxes share a name
      if (several) {
        const kept = fields[name].split("\n");
        Array.from(several).forEach(function (one) { one.selected = one.checked = kept.includes(one.value); });
      } else {
        control.value = fields[name];
      }
      brought = true;
    });
    if (!brought) return;
    const note = document.createElement("p");
    note.className = "soft";
    note.setAttribute("role", "status");
    note.textContent = "What you typed before and did not send is here again. ";
    const away = document.createElement("button");
    away.type = "button";
    away.className = "btn btn-sm btn-link";
    away.textContent = "Throw it away";
    away.addEventListener("click", function () {
      localStorage.removeItem("writing:" + typed.dataset.draft);
      typed.reset();
      note.remove();
    });
    note.append(away);
    typed.prepend(note);
  }

  /* The panel is drawn after Dash has told us; the first control gets the focus, or the first that is wrong. */
  function drawn() {
    const typed = form();
    if (typed && !typed.dataset.seen) {
      typed.dataset.seen = "yes";
      const address = typed.elements.namedItem("address"); // of a view that is saved: the one that is seen
      if (address && !address.value) address.value = location.pathname + location.search;
      bring(typed);
      const first = typed.querySelector("[aria-invalid], textarea, input, select");
      if (first) first.focus();
    }
  }

  /* A meeting goes from topic to topic by the arrow keys, where nothing is typed or chosen with them. */
  document.addEventListener("keydown", function (event) {
    const way = {ArrowRight: "meeting-next", ArrowLeft: "meeting-back"}[event.key];
    const link = way && document.getElementById(way);
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, .offcanvas, .scroll, .js-plotly-plot")) return;
    link.focus({preventScroll: true}); // and there it stays: what can be put down at a topic is a step or two back
    link.click();
  });

  clientside.writing = {
    drawn: function () {
      requestAnimationFrame(function () { requestAnimationFrame(drawn); });
      return clientside.no_update;
    },
    /* It has been written: what was kept goes, and the page is asked for anew, where it stands. */
    done: function (data) {
      if (!data) return clientside.no_update;
      if (data.draft) localStorage.removeItem("writing:" + data.draft);
      document.getElementById("writing-said").textContent = data.said;
      if (location.pathname === "/write") history.back();
      else clientside.set_props("_pages_location", {search: location.search});
      returning = true;
      return clientside.no_update;
    },
    /* The page is there again, with what was written: back to where the panel was opened from. */
    settled: function () {
      requestAnimationFrame(function () { requestAnimationFrame(function () {
        const open = document.querySelector("#_pages_content a[data-write-now]");
        if (open && !open.dataset.pressed) { open.dataset.pressed = "yes"; open.click(); }
        if (!returning) return;
        returning = false;
        const same = Array.from(document.querySelectorAll("#_pages_content a")).filter(function (link) {
          return link.getAttribute("href") === opener && link.checkVisibility(); // not in a closed panel
        });
        const back = document.getElementById(opener) || same[0];
        if (back) back.focus({preventScroll: true});
      }); });
      return clientside.no_update;
    },
  };
})();
