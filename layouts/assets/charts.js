/* What a reader does to a chart without asking the server. layouts/charts/live.py says which function answers what. */
(function () {
  "use strict";
  const NARROW = 640; // pixels: a phone
  const LETTER = 6.6, BOLD = 7.6, SMALL = 5.8; // pixels: an average letter, one of a title, one of the source
  const LINE = 14; // pixels: the height of a name
  const TAKEN = 26; // pixels: the line of what a chart can be taken away as, which on a phone is under the source
  const SIDES = 66; // pixels: of the page and the panel
  /* The link to a slide asks for what is on the screen now: a lens, layers and months that are chosen change the
     address, and not the page that was sent. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest(".chart a.slide");
    if (!link) return;
    const address = new URL(link.href);
    address.searchParams.set("of", location.pathname + location.search);
    link.href = address.href;
  }, true);

  const SLIDE = {width: 800, height: 450, scale: 2}; // 1600 by 900, its words large enough for the back of a room
  const FAR = ["target", "comparators", "england", "region", "neighbours", "best", "given"]; // may lie far off
  const SWITCHED = FAR.concat(["before", "intervals", "signals", "limits", "notes", "forecast"]);

  /* The figures of a chart by lens. The one that came with the chart is kept when another takes its place. */
  const kept = new WeakMap();
  function ofLens(lens, lenses, figure) {
    if (!lenses) return figure;
    if (!kept.has(lenses)) kept.set(lenses, {[lenses.first]: figure, ...lenses.others});
    return kept.get(lenses)[lens] || figure;
  }

  function isOn(layer, layers) { return !layers || !layer || !SWITCHED.includes(layer) || layers.includes(layer); }

  /* Scales for what is seen, {axis: its settings}: what lies far off does not squeeze the rest once it is switched off. */
  function scaled(layout, layers) {
    const scales = layout.meta && layout.meta.scales;
    if (!scales || !layers) return {};
    const far = FAR.filter(function (layer) { return layers.includes(layer); });
    return Object.fromEntries(Object.entries(scales).map(function ([axis, sizes]) {
      const has = function (size) { return far.every(function (layer) { return size.room.includes(layer); }); };
      const {room, ...scale} = sizes.find(has) || sizes[sizes.length - 1];
      return [axis, {...layout[axis], ...scale}];
    }));
  }

  /* A figure with some layers unseen. Traces say their layer in `meta`, shapes and words in `name`. What is seen says
     nothing of it, so that a figure from which nothing is left out stays the one that came. */
  function withLayers(figure, layers) {
    const put = function (each, layer) {
      const {visible, ...rest} = each;
      return isOn(layer, layers) ? rest : {...rest, visible: false};
    };
    const named = function (kind) {
      return figure.layout[kind] && {[kind]: figure.layout[kind].map(function (each) { return put(each, each.name); })};
    };
    return {
      ...figure,
      data: figure.data.map(function (trace) { return put(trace, trace.meta && trace.meta.layer); }),
      layout: {...figure.layout, ...scaled(figure.layout, layers), ...named("shapes"), ...named("annotations")},
    };
  }

  function longest(names) { return Math.max(...names.map(function (name) { return name.length; })); }

  /* Of names along an axis so wide, the newest and as many before it as have room beside one another. Those of steps
     are each needed, and may stand aslant. */
  function thinned(axis, width, steps) {
    const names = axis.ticktext;
    if (!names) return axis;
    const every = Math.ceil(names.length * (longest(names) + 2) * LETTER / width);
    if (steps) return {...axis, tickangle: every > 1 ? -30 : 0};
    const kept = function (_, place) { return (names.length - 1 - place) % every === 0; };
    return {...axis, ticktext: names.filter(kept), tickvals: axis.tickvals.filter(kept)};
  }

  /* On a phone the words at the right lie over the lines' ends, so that the lines have the width, on a piece of paper
     of their own; names beside bars are cut; a finger that moves over the chart scrolls the page. */
  function narrowed(figure, paper) {
    if (window.innerWidth >= NARROW) return figure;
    const layout = restacked(figure.layout);
    const left = Math.min(layout.margin.l, Math.round(window.innerWidth * 0.36));
    const beside = function (words) { return words.xref === "paper" && words.x === 1; };
    const over = {xanchor: "right", xshift: -2, yanchor: "bottom", bgcolor: paper + "d0", borderpad: 0};
    const isBridge = figure.data.some(function (trace) { return trace.base && trace.orientation === "v"; });
    const title = headed(layout.title.text), above = (layout.showlegend ? 16 : 0) + title.more;
    const source = layout.annotations.find(function (words) { return words.name === "source"; });
    const told = source ? folded(source.text, SMALL) : [], below = Math.max(told.length - 1, 0) * LINE;
    const along = thinned(layout.xaxis, window.innerWidth - SIDES - left - 8, isBridge);
    const lower = below + (along.tickangle ? Math.round(longest(along.ticktext) * LETTER / 2) : 0);
    const margin = {...layout.margin, b: layout.margin.b + lower + TAKEN, l: left, r: 8, t: layout.margin.t + above};
    const cited = {text: told.join("<br>"), align: "left", xshift: 12 - left};
    const row = (layout.height - margin.t - margin.b) / (layout.yaxis.tickvals || [0]).length;
    const drawn = {
      ...layout,
      dragmode: false,
      title: {...layout.title, text: title.text},
      margin: margin,
      xaxis: {...along, nticks: 4, ticklabeloverflow: "hide past div", ...roomy(layout)},
      yaxis: left < layout.margin.l ? {...layout.yaxis, ticktext: cut(layout.yaxis.ticktext, left, row)} : layout.yaxis,
      annotations: layout.annotations.map(function (words) {
        if (words === source) return {...words, ...cited, yshift: words.yshift - lower};
        if (isBridge && words.name === "series") return {...words, font: {size: 10}}; // as narrow as its step
        return beside(words) ? {...words, ...over} : words;
      }),
    };
    const named = function (trace) {
      const read = trace.hovertext ? {...trace, hovertext: trace.hovertext.map(narrow)} : trace;
      return read.textposition ? placed(read, drawn, figure.data) : read;
    };
    const playing = function (frame) { return {...frame, data: frame.data.map(named)}; };
    return {...figure, data: figure.data.map(named), layout: drawn, frames: figure.frames && figure.frames.map(playing)};
  }

  /* Where dots lie up to the edge, the words of the lines stand beyond it and cover none. */
  function roomy(layout) {
    const [first, last] = layout.xaxis.range || [], part = layout.meta && layout.meta.beyond;
    return part ? {range: [first, last + (last - first) * part]} : {};
  }

  /* Words in as many rows as they need on a phone, of letters so wide. */
  function folded(words, letter) {
    const width = window.innerWidth - SIDES;
    return words.split(" ").reduce(function (found, word) {
      const row = (found[found.length - 1] + " " + word).trim();
      return row.length * letter < width ? found.slice(0, -1).concat(row) : found.concat(word);
    }, [""]);
  }

  /* What is read of a point, no wider than the chart. */
  function narrow(text) {
    return text.split("<br>").map(function (line) { return folded(line, BOLD).join("<br>"); }).join("<br>");
  }

  /* The words above a chart in as many lines as they need, and by how many pixels they are higher than a title of one
     line. The last part of the words under the title, the months, begins a line of its own. */
  function headed(text) {
    const more = {title: -1, small: -1};
    const counted = function (words, letter, kind) {
      const rows = folded(words, letter);
      more[kind] += rows.length;
      return rows.join("<br>");
    };
    const title = text.replace(/^<b>(.*?)<\/b>/, function (_, words) { return "<b>" + counted(words, BOLD, "title") + "</b>"; });
    const whole = title.replace(/(<span[^>]*>)(.*)<\/span>/, function (_, tag, words) {
      const parts = words.split(/ · (?=[^·]*$)/).map(function (part) { return counted(part, LETTER, "small"); });
      return tag + parts.join("<br>") + "</span>";
    });
    return {text: whole, more: Math.max(more.title, 0) * 18 + Math.max(more.small, 0) * 16};
  }

  /* Small panels stand two to a row on a phone, within the height that they have. Their names go with their axes. */
  function restacked(layout) {
    const wide = layout.meta && layout.meta.columns, axes = Object.keys(layout).filter(function (key) { return /^xaxis\d*$/.test(key); });
    if (!wide) return layout;
    const rows = Math.ceil(axes.length / 2), gap = 44 / (layout.height - layout.margin.t - layout.margin.b), moved = {};
    const places = axes.map(function (key, place) {
      const left = (place % 2) * 0.58, top = 1 - Math.floor(place / 2) / rows;
      const box = {x: [left, left + 0.42], y: [top - 1 / rows + gap / 2, top - gap / 2]};
      const was = {x: layout[key].domain[0], y: layout[key.replace("x", "y")].domain[1]};
      moved[key] = {...layout[key], domain: box.x, showticklabels: place + 2 >= axes.length};
      moved[key.replace("x", "y")] = {...layout[key.replace("x", "y")], domain: box.y};
      return {was: was, box: box};
    });
    const names = layout.annotations.map(function (words) {
      if (words.name !== "panel") return words;
      const place = places.find(function (each) { return each.was.x === words.x && each.was.y === words.y; });
      return place ? {...words, x: place.box.x[0], y: place.box.y[1]} : words;
    });
    const flat = names.filter(function (words) { return words.name !== "notes"; });
    const shapes = (layout.shapes || []).filter(function (shape) { return shape.name !== "notes"; });
    return {...layout, ...moved, annotations: flat, shapes: shapes};
  }

  /* Names of points, each where it covers no dot and no other name; one that has no such place is read on its point. The
     server has placed them for a wide chart (layouts/charts/funnel.py), which on a phone says nothing. */
  function placed(trace, layout, traces) {
    const width = window.innerWidth - SIDES - layout.margin.l - layout.margin.r;
    const height = layout.height - layout.margin.t - layout.margin.b;
    const [left, right] = layout.xaxis.range, [low, high] = layout.yaxis.range;
    const box = function (x, y, wide, tall) { return {x: x, y: y, wide: wide, tall: tall}; };
    const point = function (of, at) {
      const size = Array.isArray(of.marker.size) ? of.marker.size[at] : of.marker.size;
      const x = (of.x[at] - left) / (right - left) * width, y = (high - of.y[at]) / (high - low) * height;
      return box(x - size / 2, y - size / 2, size, size);
    };
    const meet = function (one, two) {
      return one.x < two.x + two.wide && two.x < one.x + one.wide && one.y < two.y + two.tall && two.y < one.y + one.tall;
    };
    const dots = traces.filter(function (each) { return each.mode && each.mode.includes("markers") && each.marker.opacity; });
    const taken = dots.flatMap(function (each) {
      return each.x.map(function (x, at) { return point(each, at); }).filter(function (dot) { return dot.wide < width; });
    });
    const found = trace.text.map(function (name, at) {
      if (!name || trace.x[at] === null) return null;
      const dot = point(trace, at), wide = name.length * LETTER, middle = dot.y + dot.tall / 2 - LINE / 2;
      const side = Object.entries({
        "middle right": box(dot.x + dot.wide + 1, middle, wide, LINE),
        "middle left": box(dot.x - wide - 1, middle, wide, LINE),
        "top center": box(dot.x + dot.wide / 2 - wide / 2, dot.y - LINE, wide, LINE - 1),
        "bottom center": box(dot.x + dot.wide / 2 - wide / 2, dot.y + dot.tall + 1, wide, LINE - 1),
      }).find(function ([, each]) {
        return each.x >= 0 && each.x + wide <= width && !taken.some(function (other) { return meet(each, other); });
      });
      if (side) taken.push(side[1]);
      return side && side[0];
    });
    return {
      ...trace,
      text: trace.text.map(function (name, at) { return found[at] ? name : ""; }),
      textposition: found.map(function (side) { return side || "top center"; }),
    };
  }

  /* Words cut to a margin; all of them are read on the point. Where rows are high enough a name has its value under it. */
  function cut(texts, margin, row) {
    const letters = Math.floor((margin - 18) / LETTER);
    const short = function (text) { return text.length > letters ? text.slice(0, letters - 1) + "…" : text; };
    return texts.map(function (text) {
      const plain = text.replace(/<[^>]*>/g, "");
      if (plain.length <= letters) return text;
      return row > 2 * LINE ? plain.split(" · ").map(short).join("<br>") : short(plain);
    });
  }

  /* The words of the address that hold what was chosen: it can be sent, and the server gives it back. */
  function tell(words) {
    const address = new URL(location.href);
    Object.entries(words).forEach(function ([word, text]) {
      if (text === null || text === undefined) address.searchParams.delete(word);
      else address.searchParams.set(word, text);
    });
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  function triggered() { return window.dash_clientside.callback_context.triggered[0]; }

  function idOf(prop) { return JSON.parse(prop.slice(0, prop.lastIndexOf("."))); }

  /* The chart of a name as Plotly drew it, with what it is zoomed to; nothing before it is drawn. */
  function shownAs(name) {
    const place = document.getElementById(JSON.stringify({name: name, type: "chart"}));
    return place && place.querySelector(".js-plotly-plot");
  }

  /* What was zoomed stays so when a layer, the theme or the lens changes, where both run along months. `given` holds
     the span that each chart had before anybody zoomed. */
  const given = {};
  function zoomedAs(name, figure) {
    const shown = shownAs(name), along = shown && shown.layout && shown.layout.xaxis, before = given[name];
    given[name] = figure.layout.xaxis.range;
    if (!before || !along || along.type !== "date" || figure.layout.xaxis.type !== "date") return figure;
    const day = function (end) { return String(end).slice(0, 10); };
    if (along.autorange || String(along.range.map(day)) === String(before.map(day))) return figure;
    return {...figure, layout: {...figure.layout, xaxis: {...figure.layout.xaxis, range: along.range}}};
  }

  /* Only the switches of what the lens has: the layers of a figure are those of its traces, shapes and words. */
  function offer(name, figure) {
    const found = new Set(figure.data.map(function (trace) { return trace.meta && trace.meta.layer; }));
    (figure.layout.shapes || []).concat(figure.layout.annotations || []).forEach(function (each) { found.add(each.name); });
    const id = CSS.escape(JSON.stringify({name: name, type: "layers"})); // twice while the first paint is there
    document.querySelectorAll("#" + id + " input").forEach(function (box) {
      box.parentNode.hidden = !found.has(box.value);
    });
  }

  function draw(theme, lens, layers, lenses, figure, templates) {
    const by = triggered();
    if (by && by.prop_id.includes('"type":"lens"')) tell({lens: lens});
    if (by && by.prop_id.includes('"type":"layers"')) tell({layers: layers.join("-") || "none"});
    const name = window.dash_clientside.callback_context.outputs_list.id.name;
    const chosen = zoomedAs(name, ofLens(lens, lenses, figure));
    offer(name, chosen);
    // The still picture is of the first lens: on paper another one is shown live.
    const live = document.querySelectorAll("#" + CSS.escape(JSON.stringify({name: name, type: "chart"})));
    live.forEach(function (each) { each.parentNode.classList.toggle("another", Boolean(lenses) && lens in lenses.others); });
    const template = templates[theme || document.documentElement.dataset.bsTheme] || templates.light;
    const {layout, ...drawn} = narrowed(withLayers(chosen, layers), template.layout.paper_bgcolor);
    const asked = {...drawn, layout: {...layout, template: template}};
    // Mostly it is what came with the page: Plotly would draw it a second time.
    return JSON.stringify(asked) === JSON.stringify(figure) ? window.dash_clientside.no_update : asked;
  }

  /* What is hidden and what is unfolded through a lens: each place says in its id through which it is seen. */
  function seen(lens) {
    const through = function (output) { return output.id.through.split(" ").includes(lens); };
    const [shown, unfolded] = window.dash_clientside.callback_context.outputs_list;
    return [shown.map(function (output) { return !through(output); }), unfolded.map(through)];
  }

  /* A click leads where the number is made. The page is loaded anew: that of records needs a script that others lack.
     The click is forgotten, so that the same point can be clicked again on coming back. A finger cannot hover: its
     first tap reads a point, a second on the same one follows it; a browser may say of one tap that it was two clicks.
     Where a month of several lines is read at once, that one is meant which the pointer is nearest to. */
  let height = 0, button = 0; // of the pointer, as it was last pressed; Plotly calls the right one a click too (points.js)
  document.addEventListener("pointerdown", function (event) { height = event.clientY; button = event.button; }, true);
  function nearest(points, by) {
    if (points.length < 2) return points[0];
    const top = shownAs(idOf(by.prop_id).name).getBoundingClientRect().top;
    const off = function (point) { return Math.abs((point.bbox.y0 + point.bbox.y1) / 2 + top - height); };
    return points.reduce(function (best, point) { return off(point) < off(best) ? point : best; });
  }
  const APART = 600; // milliseconds
  let tapped = {};
  function follow() {
    const by = triggered();
    const point = by && by.value && nearest(by.value.points.filter(function (each) { return each.customdata; }), by);
    if (!point) return;
    window.dash_clientside.set_props(idOf(by.prop_id), {clickData: null});
    if (button) return;
    const now = performance.now();
    const again = tapped.address === point.customdata && now - tapped.at > APART;
    tapped = {address: point.customdata, at: now};
    if (again || matchMedia("(hover: hover)").matches) location.assign(point.customdata);
  }

  /* The first month that begins on or after a day: a span begins half a month before the first that is seen. */
  function monthFrom(day) {
    const [year, month, date] = day.slice(0, 10).split("-").map(Number);
    return date === 1 ? day.slice(0, 7) : new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
  }

  /* The first and the last month that are zoomed to, [2025-05, 2026-08]; nothing where all are seen, or none are. */
  function chosenMonths(shown) {
    const along = shown && shown.layout.xaxis;
    if (!along || along.type !== "date" || !(along.rangeslider || (shown.layout.meta || {}).span)) return undefined;
    const months = function ([first, last]) { return [monthFrom(first), last.slice(0, 7)]; };
    const chosen = months(along.range);
    const all = months(along.rangeslider ? along.rangeslider.range : shown.layout.meta.span);
    return along.autorange || String(chosen) === String(all) ? null : chosen;
  }

  /* The months that are zoomed to, in the address. */
  function zoomed() {
    const by = triggered();
    if (!by || !by.value) return;
    const chosen = chosenMonths(shownAs(idOf(by.prop_id).name));
    if (chosen === undefined) return;
    const range = by.value["xaxis.autorange"] || !chosen ? null : chosen.join("--");
    tell({range: range});
    document.dispatchEvent(new CustomEvent("months-chosen", {detail: range}));
  }

  /* The words above a picture: of months that are zoomed to it says which, for its title names all. */
  function headOf(shown) {
    const chosen = chosenMonths(shown), title = shown.layout.title;
    if (!chosen) return title;
    const named = chosen.map(function (month) {
      return new Date(month + "-01T00:00Z").toLocaleDateString("en-GB", {month: "long", year: "numeric", timeZone: "UTC"});
    });
    return {...title, text: title.text.replace("</span>", "; shown here: " + named.join(" to ") + "</span>")};
  }

  /* The size of a picture: of a figure whose words must lie in its boxes as high as it is drawn, and not squeezed. */
  function sizeOf(shown) {
    const whole = shown.layout.meta && shown.layout.meta.whole;
    const grown = whole ? Math.max(1, shown._fullLayout.height / SLIDE.height) : 1;
    return {width: SLIDE.width * grown, height: SLIDE.height * grown, scale: SLIDE.scale / grown};
  }

  /* What is on the screen as a picture of its own: on white, without the strip to choose from. */
  function save(clicks, templates) {
    const by = triggered();
    if (!by || !by.value) return;
    const id = idOf(by.prop_id);
    const shown = shownAs(id.name);
    if (!shown) return;
    const along = {...shown.layout.xaxis, rangeslider: {visible: false}};
    const size = sizeOf(shown);
    const layout = {...shown.layout, ...size, template: templates.light, title: headOf(shown), xaxis: along};
    const name = shown._context.toImageButtonOptions.filename;
    window.Plotly.downloadImage({data: shown.data, layout: layout}, {...size, format: id.format, filename: name});
  }

  /* Plotly is fetched and run while a link to a page with a chart is pointed at and the server answers, and not only
     when the chart is to be drawn. Dash takes what `window.Plotly` is then, or waits for it where it is a promise. */
  function run(address) {
    const script = document.createElement("script");
    script.src = address;
    script.fetchPriority = "low";
    document.head.append(script);
    return new Promise(function (done, failed) { script.onload = done; script.onerror = failed; });
  }
  function ahead() {
    if (window.Plotly || !window._dashPlotlyJSURL || document.querySelector(".chart")) return; // there, or on its way
    run(window._dashPlotlyJSURL.replace(/plotly\/[^/]*\/[^/]*$/, "dash/dcc/async-graph.js")); // with which Dash mounts a Graph
    window.Plotly = run(window._dashPlotlyJSURL).then(
      function () { return window.Plotly; },
      function (problem) { delete window.Plotly; throw problem; }
    );
    window.Plotly.catch(function () {}); // whoever draws a chart asks again
  }
  const withCharts = (document.documentElement.dataset.charts || "").split(" ");
  function soon(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || link.origin !== location.origin) return;
    if (withCharts.some(function (path) { return link.pathname === path || link.pathname.startsWith(path + "/"); })) ahead();
  }
  ["pointerover", "focusin", "pointerdown"].forEach(function (kind) { document.addEventListener(kind, soon, {passive: true}); });

  /* A chart takes Plotly a third less where it has drawn one before, so it draws one that nobody sees or hears. */
  let rehearsed = false;
  async function rehearse() {
    if (rehearsed || !window.Plotly || !window.Plotly.newPlot) return;
    if (document.documentElement.dataset.ready !== "yes") return; // at the next page
    rehearsed = true;
    if (document.querySelector(".chart")) return; // here is a real one
    const months = ["2026-01-01", "2026-02-01", "2026-03-01"], values = [1, 2, 3], colours = ["red", "red", "red"];
    const line = {x: months, y: values, mode: "lines+markers", hovertext: months, marker: {color: colours}};
    const band = {x: months, y: values, mode: "lines", fill: "tonexty", fillcolor: "red"};
    const place = document.createElement("div");
    place.className = "visually-hidden";
    place.setAttribute("aria-hidden", "true");
    document.body.append(place);
    await window.Plotly.newPlot(place, [band, line], {
      width: 800,
      height: 450,
      hovermode: "x",
      title: {text: "<b>title</b><br><span>months</span>"},
      xaxis: {type: "date", rangeslider: {visible: true}},
      shapes: [{type: "line", x0: months[0], x1: months[2], y0: 1, y1: 1}],
      annotations: [{text: "words", x: months[1], y: 2, showarrow: false}],
    }).finally(function () { place.remove(); });
    window.Plotly.purge(place);
  }

  /* Whoever has moved to a second page looks further: then it comes while the browser has nothing else to do. Who reads
     one page pays nothing for it, nor who asks to be spared. */
  let moved = false;
  const spared = navigator.connection && navigator.connection.saveData;
  const atLeisure = window.requestIdleCallback || setTimeout;
  window.addEventListener("_dashprivate_pushstate", function () { moved = true; });
  document.addEventListener("settled", function () {
    if (moved && !spared) atLeisure(function () {
      ahead();
      Promise.resolve(window.Plotly).then(function () { atLeisure(rehearse); }, function () {});
    });
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    charts: {draw: draw, seen: seen, follow: follow, zoomed: zoomed, save: save},
  });
})();
