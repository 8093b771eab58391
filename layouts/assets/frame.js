/* The frame in the browser: panels that close, an address that is copied, a search and a tree that answer as one types. */
(function () {
  "use strict";
  const MOST = 5; // answers of a kind shown under the search; its page has all

  /* --- Panels are details elements: they open by themselves, and one at a time. --- */
  function close(panel) {
    panel.open = false;
  }
  document.addEventListener("toggle", function (event) {
    if (!event.target.matches(".panel") || !event.target.open) return;
    document.querySelectorAll(".panel[open]").forEach(function (one) { if (one !== event.target) close(one); });
    if (event.target.id === "panel-share") tellAddress();
  }, true);
  document.addEventListener("click", function (event) {
    document.querySelectorAll(".panel[open]").forEach(function (one) {
      if (!one.contains(event.target) || event.target.closest(".over a")) close(one);
    });
  });
  document.addEventListener("keydown", function (event) {
    const open = document.querySelector(".panel[open]");
    if (event.key !== "Escape" || !open) return;
    close(open);
    open.querySelector("summary").focus();
  });

  /* --- Share: the address that shows the same to everybody, with what was chosen of a chart since the page came. --- */
  function address() {
    const place = document.getElementById("share-address");
    const shared = new URL(place.dataset.address, location.origin);
    new URLSearchParams(location.search).forEach(function (text, word) {
      if (!shared.searchParams.has(word)) shared.searchParams.set(word, text);
    });
    return shared.href;
  }
  function tellAddress() {
    document.getElementById("share-address").textContent = address();
    document.getElementById("share-said").textContent = "";
  }
  function copied(done) {
    document.getElementById("share-said").textContent = done ? "Copied." : "Copy it from above: it is marked.";
  }
  /* A browser lends its clipboard to pages of https and of this machine only; elsewhere the address is marked. */
  const DOES = {
    print: function () { window.print(); },
    copy: function () {
      const mark = function () {
        getSelection().selectAllChildren(document.getElementById("share-address"));
        copied(document.execCommand("copy"));
      };
      if (!navigator.clipboard) mark();
      else navigator.clipboard.writeText(address()).then(function () { copied(true); }, mark);
    },
  };
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-does]");
    if (!button) return;
    if (button.dataset.does === "print") close(button.closest(".panel"));
    DOES[button.dataset.does]();
  });

  /* --- Paper: the foot of each sheet says whose it is, of when, and when it was printed. --- */
  window.addEventListener("beforeprint", function () {
    const day = new Date().toLocaleDateString("en-GB", {day: "numeric", month: "long", year: "numeric"});
    const said = document.querySelector("#_pages_content .tools, .tools").dataset.foot + " · printed " + day;
    document.documentElement.style.setProperty("--foot", JSON.stringify(said));
  });

  /* --- A list under a box: arrow keys and Enter choose, Escape leaves. --- */
  function attend(box, list) {
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    list.setAttribute("role", "listbox");
    if (!list.hasAttribute("aria-label")) list.setAttribute("aria-label", "What is found");
    box.setAttribute("aria-expanded", String(!list.hidden));
  }
  function options(list) { return Array.from(list.querySelectorAll("[role=option]")); }
  function select(box, list, one) {
    options(list).forEach(function (each) { each.setAttribute("aria-selected", String(each === one)); });
    if (one) {
      box.setAttribute("aria-activedescendant", one.id);
      one.scrollIntoView({block: "nearest"});
    } else box.removeAttribute("aria-activedescendant");
  }
  function step(box, list, by) {
    const all = options(list);
    const at = all.findIndex(function (one) { return one.getAttribute("aria-selected") === "true"; });
    if (all.length) select(box, list, all[(at + by + all.length + (at < 0 && by < 0 ? 1 : 0)) % all.length]);
  }
  function chosen(list) { return list.querySelector("[role=option][aria-selected=true]"); }
  function say(list, text) {
    const said = document.createElement("p");
    said.textContent = text;
    said.setAttribute("role", "status");
    list.replaceChildren(said);
  }

  /* --- Search: what there is to find comes once, when first asked for. The order is that of layouts/lookup.py. --- */
  const HEADINGS = {measure: "Measures", unit: "Units", page: "Pages", word: "Words"};
  let index = null;
  function wordsOf(text) {
    return text.toLowerCase().replace(/[’']/g, "").split(/[^\p{L}\p{N}_£%]+/u).filter(Boolean);
  }
  function begins(words, start) { return words.some(function (word) { return word.startsWith(start); }); }
  function rank(entry, wanted) {
    const last = wanted.length - 1;
    const head = wanted.slice(0, last).every(function (word, place) { return entry.titled[place] === word; });
    if (head && (entry.titled[last] || "").startsWith(wanted[last])) return 0;
    if (wanted.every(function (word) { return begins(entry.titled, word); })) return 1;
    return wanted.every(function (word) { return begins(entry.all, word); }) ? 2 : null;
  }
  function find(text) {
    const wanted = wordsOf(text);
    if (!wanted.length) return [];
    return index
      .map(function (entry, place) { return {entry: entry, at: rank(entry, wanted), place: place}; })
      .filter(function (one) { return one.at !== null; })
      .sort(function (a, b) { return a.at - b.at || a.place - b.place; })
      .map(function (one) { return one.entry; });
  }
  async function fetched() {
    const answer = await fetch("/search.json");
    index = (await answer.json()).map(function (row) {
      const entry = {kind: row[0], title: row[1], beside: row[2], href: row[3], has: row[5]};
      entry.titled = wordsOf(entry.title);
      entry.all = entry.titled.concat(wordsOf(row[4]), entry.kind === "page" ? wordsOf(entry.beside) : []);
      return entry;
    });
  }
  function leads(entry, form) {
    const to = new URL(entry.href, location.origin);
    if (entry.has.includes("u")) to.searchParams.set("unit", form.elements.unit.value);
    if (form.elements.known) to.searchParams.set("known", form.elements.known.value);
    if (entry.has.includes("m")) to.searchParams.set("month", form.elements.month.value);
    return to.pathname + to.search + to.hash;
  }
  function line(entry, form, id) {
    const found = document.createElement("a");
    found.id = id;
    found.href = leads(entry, form);
    found.setAttribute("role", "option");
    found.tabIndex = -1;
    found.append(entry.title.charAt(0).toUpperCase() + entry.title.slice(1));
    if (entry.beside) found.append(Object.assign(document.createElement("small"), {textContent: entry.beside}));
    return found;
  }
  function show(form) {
    const box = form.elements.q, list = document.getElementById(form.dataset.search + "-found");
    const found = index ? find(box.value) : [];
    list.hidden = !box.value.trim() || !index;
    attend(box, list);
    select(box, list, null);
    if (list.hidden) return;
    if (!found.length) {
      say(list, "Nothing here begins like that. Enter looks for what is spelled nearly so.");
      return;
    }
    const parts = [];
    let number = 0; // of the lines shown
    // The kind whose nearest answer is nearest comes first.
    new Set(found.map(function (entry) { return entry.kind; })).forEach(function (kind) {
      const some = found.filter(function (entry) { return entry.kind === kind; }).slice(0, MOST);
      const group = document.createElement("div");
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", HEADINGS[kind]);
      group.append(Object.assign(document.createElement("div"), {className: "kind", textContent: HEADINGS[kind]}));
      group.firstChild.setAttribute("aria-hidden", "true");
      some.forEach(function (entry) { group.append(line(entry, form, list.id + "-" + number++)); });
      parts.push(group);
    });
    if (found.length > number) {
      const more = Object.assign(document.createElement("p"), {textContent: "Enter shows all " + found.length + "."});
      parts.push(more);
    }
    list.replaceChildren(...parts);
    list.scrollTop = 0;
  }
  async function look(form) {
    if (!index) {
      try { await fetched(); } catch { return; } // Enter still asks the server
    }
    show(form);
  }
  function searchOf(target) { return target.closest ? target.closest("[data-search]") : null; }
  document.addEventListener("focusin", function (event) {
    const form = searchOf(event.target);
    if (form && event.target.name === "q" && !index) look(form);
  });
  document.addEventListener("input", function (event) {
    const form = searchOf(event.target);
    if (form) look(form);
  });
  function leave(form) {
    document.getElementById(form.dataset.search + "-found").hidden = true;
    // A box that nobody has typed into is no combobox yet, and says nothing of a list.
    if (form.elements.q.hasAttribute("role")) form.elements.q.setAttribute("aria-expanded", "false");
  }
  document.addEventListener("keydown", function (event) {
    const form = searchOf(event.target);
    if (!form || event.target.name !== "q" || event.isComposing) return;
    const box = event.target, list = document.getElementById(form.dataset.search + "-found");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(box, list, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !list.hidden && chosen(list)) {
      event.preventDefault();
      box.blur(); // the page that comes begins at its heading
      chosen(list).click();
    } else if (event.key === "Escape") leave(form);
  });
  /* The first key that is no letter of what somebody is writing. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.getElementById("search");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  /* --- The tree of units: made of the select's own options, which is what it sets. --- */
  function depth(text) { return text.length - text.replace(/^\u2003+/, "").length; }
  function openTree(tree) {
    const select_ = document.getElementById(tree.dataset.tree), button = tree.querySelector("button");
    const list = document.getElementById(button.id + "-found");
    const box = Object.assign(document.createElement("input"), {type: "search", placeholder: "Find a unit"});
    box.setAttribute("aria-label", "Find a unit");
    const lines = document.createElement("div");
    lines.id = list.id + "-lines";
    lines.setAttribute("aria-label", "Units");
    list.replaceChildren(box, lines);
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    const fill = function () {
      const wanted = wordsOf(box.value), above = [], shown = new Map();
      Array.from(select_.options).filter(function (option) { return option.value; }).forEach(function (option) {
        const at = depth(option.text), words = wordsOf(option.text);
        above.length = at;
        above[at] = option;
        if (!wanted.every(function (word) { return begins(words, word); })) return;
        above.forEach(function (one) { if (one && !shown.has(one)) shown.set(one, false); });
        shown.set(option, true);
      });
      lines.replaceChildren(...Array.from(shown, function (pair) {
        const one = document.createElement("div");
        one.id = lines.id + "-" + pair[0].index;
        one.dataset.value = pair[0].value;
        one.textContent = pair[0].text.trim();
        one.className = pair[1] ? "" : "beyond"; // above what is found
        one.style.paddingLeft = 10 + 16 * depth(pair[0].text) + "px";
        one.setAttribute("role", "option");
        return one;
      }));
      attend(box, lines);
      const found = Array.from(lines.querySelectorAll(":not(.beyond)"));
      const first = wanted.length && (found.find(function (one) { return wordsOf(one.textContent)[0].startsWith(wanted[0]); }) || found[0]);
      select(box, lines, first || options(lines).find(function (one) { return one.dataset.value === select_.value; }));
      if (!shown.size) say(lines, "No unit begins like that.");
    };
    box.addEventListener("input", fill);
    box.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(box, lines, event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (chosen(lines)) pick(tree, chosen(lines).dataset.value);
      } else if (event.key === "Escape") {
        closeTree(tree);
        button.focus();
      }
    });
    fill();
    box.focus();
  }
  function closeTree(tree) {
    const button = tree.querySelector("button");
    document.getElementById(button.id + "-found").hidden = true;
    button.setAttribute("aria-expanded", "false");
  }
  function pick(tree, value) {
    const select_ = document.getElementById(tree.dataset.tree);
    closeTree(tree);
    tree.querySelector("button").focus();
    if (select_.value === value) return;
    // React follows a select by its own setter's event.
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(select_, value);
    select_.dispatchEvent(new Event("change", {bubbles: true}));
  }
  document.addEventListener("click", function (event) {
    const tree = event.target.closest("[data-tree]");
    document.querySelectorAll("[data-tree]").forEach(function (one) { if (one !== tree) closeTree(one); });
    document.querySelectorAll("[data-search]").forEach(function (form) {
      if (!form.contains(event.target) || event.target.closest(".finds a")) leave(form);
    });
    if (!tree) return;
    const option = event.target.closest("[role=option]");
    if (option) pick(tree, option.dataset.value);
    else if (event.target.closest("button")) {
      if (event.target.closest("button").getAttribute("aria-expanded") === "true") closeTree(tree);
      else openTree(tree);
    }
  });

  window.addEventListener("_dashprivate_pushstate", function () {
    document.querySelectorAll(".panel[open]").forEach(close);
    const box = document.getElementById("search");
    if (box && location.pathname !== "/search") box.value = "";
  });
})();
