/* What a reader does to a chart without asking the server. layouts/charts/live.py says which function answers what. */
(function () {
  "use strict";
  const NARROW = 640; // pixels: a phone
  const LETTER = 6.6, MARGINS = 130; // pixels: of an average letter; of the page, the panel and the words of the upright axis
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

  /* A figure with some layers unseen. Traces say their layer in `meta`, shapes and words in `name`. */
  function withLayers(figure, layers) {
    const named = function (each) { return {...each, visible: isOn(each.name, layers)}; };
    return {
      ...figure,
      data: figure.data.map(function (trace) { return {...trace, visible: isOn(trace.meta && trace.meta.layer, layers)}; }),
      layout: {
        ...figure.layout,
        ...scaled(figure.layout, layers),
        shapes: (figure.layout.shapes || []).map(named),
        annotations: (figure.layout.annotations || []).map(named),
      },
    };
  }

  /* Of names along an axis, the newest and as many before it as have room beside one another. Those of steps are
     each needed, and may stand aslant. */
  function thinned(axis, steps) {
    const names = axis.ticktext;
    if (!names) return axis;
    const longest = Math.max(...names.map(function (name) { return name.length; }));
    const every = Math.ceil(names.length * (longest + 2) * LETTER / (window.innerWidth - MARGINS));
    if (steps) return {...axis, tickangle: every > 1 ? -30 : 0};
    const kept = function (_, place) { return (names.length - 1 - place) % every === 0; };
    return {...axis, ticktext: names.filter(kept), tickvals: axis.tickvals.filter(kept)};
  }

  /* On a phone the words at the right lie over the lines' ends, so that the lines have the width, and names beside
     bars are cut; a finger that moves over the chart scrolls the page. */
  function narrowed(figure) {
    if (window.innerWidth >= NARROW) return figure;
    const layout = restacked(figure.layout);
    const left = Math.min(layout.margin.l, Math.round(window.innerWidth * 0.36));
    const beside = function (words) { return words.xref === "paper" && words.x === 1; };
    const isBridge = figure.data.some(function (trace) { return trace.base && trace.orientation === "v"; });
    return {
      ...figure,
      data: figure.data.map(function (trace) { return trace.textposition ? inward(trace, layout.xaxis.range) : trace; }),
      layout: {
        ...layout,
        dragmode: false,
        // The last part of the words under the title, the months, gets a line of its own.
        title: {...layout.title, text: layout.title.text.replace(/ · (?=[^·]*<\/span>)/, "<br>")},
        margin: {...layout.margin, l: left, r: 8, t: layout.margin.t + (layout.showlegend ? 32 : 16)},
        xaxis: thinned({...layout.xaxis, nticks: 4}, isBridge),
        yaxis: left < layout.margin.l ? {...layout.yaxis, ticktext: cut(layout.yaxis.ticktext, left)} : layout.yaxis,
        annotations: layout.annotations.map(function (words) {
          if (words.name === "source") return {...words, xshift: 12 - left};
          return beside(words) ? {...words, xanchor: "right", xshift: -2, yanchor: "bottom"} : words;
        }),
      },
    };
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

  /* Names of points near the right end stand at their left. */
  function inward(trace, range) {
    const far = function (x) { return (x - range[0]) / (range[1] - range[0]) > 0.6; };
    return {...trace, textposition: trace.textposition.map(function (position, place) {
      return far(trace.x[place]) ? position.split(" ")[0] + " left" : position;
    })};
  }

  /* Words cut to a margin; all of them are read on the point. */
  function cut(texts, margin) {
    const letters = Math.floor((margin - 18) / LETTER);
    return texts.map(function (text) {
      const plain = text.replace(/<[^>]*>/g, "");
      return plain.length > letters ? plain.slice(0, letters - 1) + "…" : text;
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
    const drawn = narrowed(withLayers(chosen, layers));
    return {...drawn, layout: {...drawn.layout, template: templates[theme] || templates.light}};
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

  /* The months that are zoomed to, in the address. */
  function zoomed() {
    const by = triggered();
    if (!by || !by.value) return;
    const shown = shownAs(idOf(by.prop_id).name);
    const along = shown && shown.layout.xaxis;
    if (!along || along.type !== "date" || !(along.rangeslider || (shown.layout.meta || {}).span)) return;
    const months = function (range) { return range.map(function (end) { return end.slice(0, 7); }).join("--"); };
    const all = months(along.rangeslider ? along.rangeslider.range : shown.layout.meta.span);
    const chosen = months(along.range);
    const range = by.value["xaxis.autorange"] || chosen === all ? null : chosen;
    tell({range: range});
    document.dispatchEvent(new CustomEvent("months-chosen", {detail: range}));
  }

  /* What is on the screen as a picture of its own: on white, without the strip to choose from. */
  function save(clicks, templates) {
    const by = triggered();
    if (!by || !by.value) return;
    const id = idOf(by.prop_id);
    const shown = shownAs(id.name);
    if (!shown) return;
    const along = {...shown.layout.xaxis, rangeslider: {visible: false}};
    const layout = {...shown.layout, ...SLIDE, template: templates.light, xaxis: along};
    const name = shown._context.toImageButtonOptions.filename;
    window.Plotly.downloadImage({data: shown.data, layout: layout}, {...SLIDE, format: id.format, filename: name});
  }

  /* Plotly is fetched and run while a link to a page with a chart is pointed at and the server answers, and not only
     when the chart is to be drawn. Dash takes what `window.Plotly` is then, or waits for it where it is a promise. */
  const withCharts = (document.documentElement.dataset.charts || "").split(" ");
  function soon(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || window.Plotly || !window._dashPlotlyJSURL || link.origin !== location.origin) return;
    if (!withCharts.some(function (path) { return link.pathname === path || link.pathname.startsWith(path + "/"); })) return;
    const script = document.createElement("script");
    script.src = window._dashPlotlyJSURL;
    window.Plotly = new Promise(function (found, failed) {
      script.onload = function () { found(window.Plotly); };
      script.onerror = function () { delete window.Plotly; failed(); };
    });
    document.head.append(script);
  }
  ["pointerover", "focusin", "pointerdown"].forEach(function (kind) { document.addEventListener(kind, soon, {passive: true}); });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    charts: {draw: draw, seen: seen, follow: follow, zoomed: zoomed, save: save},
  });
})();
