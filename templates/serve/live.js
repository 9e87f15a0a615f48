// The script of `guidepost serve`, and of nothing else: shows a page anew when it was made anew, and what is wrong
// over it. It waits for news as long as the page can be seen; a browser keeps but a few connections.
(function () {
  "use strict";
  var me = document.currentScript;
  var page = me.getAttribute("data-page");
  var look = me.getAttribute("data-look");
  var told = "";

  // What the browser may forget, a private window for instance.
  function kept(name) {
    try { return sessionStorage.getItem("guidepost-live-" + name); } catch (e) { return null; }
  }
  function keep(name, value) {
    try { sessionStorage.setItem("guidepost-live-" + name, value); } catch (e) { /* then it holds for this page */ }
  }

  // After a reload the reader is where he was, with open what was open.
  function folded() {
    return Array.prototype.slice.call(document.querySelectorAll("details"));
  }
  function reload() {
    var open = folded().map(function (d) { return d.open; });
    keep("place", JSON.stringify({ page: page, x: scrollX, y: scrollY, open: open }));
    location.reload();
  }
  function goBack() {
    var place = JSON.parse(kept("place") || "null");
    keep("place", "null");
    if (!place || place.page !== page) return;
    var all = folded();
    if (all.length === place.open.length) all.forEach(function (d, n) { d.open = place.open[n]; });
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  }

  // What is wrong: a button at the edge of the window, and a panel that it opens. In a tree of its own, so that no
  // style of the handbook reaches it, nor it the handbook.
  function make(name, attributes, content) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    [].concat(content || []).forEach(function (part) { made.append(part); });
    return made;
  }
  var host = make("div", { id: "gp--live", lang: "en" });
  var tree = host.attachShadow({ mode: "open" });
  var status = make("p", { role: "status", "class": "status" });
  var button = make("button", { type: "button", "class": "tell", "aria-expanded": "false", "aria-controls": "panel" });
  var close = make("button", { type: "button", "class": "close" }, "Close (Esc)");
  var title = make("h2", { id: "title" });
  var body = make("div", { "class": "body" });
  var head = make("div", { "class": "head" }, [title, close]);
  var panel = make("div", { id: "panel", role: "dialog", "aria-labelledby": "title", tabindex: "-1" }, [head, body]);
  button.hidden = panel.hidden = true;
  tree.append(make("link", { rel: "stylesheet", href: "/_guidepost/live.css" }), status, button, panel);

  function show(focus) {
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    if (focus) panel.focus();
  }
  function hide() {
    var inside = tree.activeElement !== null;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (inside && !button.hidden) button.focus();
  }
  var errors = "";
  button.addEventListener("click", function () {
    if (panel.hidden) { keep("closed", ""); show(true); } else { keep("closed", errors); hide(); }
  });
  close.addEventListener("click", function () { keep("closed", errors); hide(); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented || panel.hidden) return;
    keep("closed", errors);
    hide();
  });

  // Messages set words of the files between backticks.
  function words(text) {
    return text.split("`").map(function (part, n) { return n % 2 ? make("code", {}, part) : part; });
  }
  function finding(f) {
    var first = make("p", { "class": "what" }, [make("strong", { "class": f.severity }, f.severity), " "].concat(words(f.message)));
    var line = make("pre", {}, [f.source[0], make("mark", {}, f.source[1]), f.source[2]]);
    var item = make("li", {}, [first, make("p", { "class": "place" }, make("code", {}, f.place))]);
    if (f.source.join("")) item.append(line);
    if (f.help) item.append(make("p", { "class": "help" }, words(f.help)));
    var more = f.follows === 1 ? "1 finding follows from it. " : f.follows ? f.follows + " findings follow from it. " : "";
    item.append(make("p", { "class": "rule" }, [more, make("code", {}, "guidepost explain " + f.rule)]));
    return item;
  }

  function tell(news) {
    var all = news.findings || [];
    var before = errors;
    told = news.id;
    errors = news.errors;
    var words = news.summary || "nothing is wrong";
    status.textContent = words;
    title.textContent = words.charAt(0).toUpperCase() + words.slice(1);
    button.textContent = words;
    button.className = errors ? "tell stop" : "tell";
    button.hidden = !news.summary;
    body.textContent = "";
    if (news.stale) body.append(make("p", { "class": "stale" }, news.stale));
    if (all.length) body.append(make("ol", {}, all.map(finding)));
    if (news.more) body.append(make("p", {}, "And " + news.more + " more: guidepost check"));
    if (!all.length && !news.stale) body.append(make("p", {}, "What it is, is told on the machine of the preview."));
    // New errors show themselves; what was closed stays closed, and what is mended goes.
    if (!errors && !before && news.summary) return;
    if (!errors || kept("closed") === errors) hide(); else show(false);
  }

  // News, one answer after the other.
  var waiting = null;
  function wait() {
    if (waiting || document.hidden) return;
    var stop = waiting = new AbortController();
    var query = "?page=" + encodeURIComponent(page) + "&seen=" + encodeURIComponent(look) + "&told=" + told;
    fetch("/_guidepost/live" + query, { signal: stop.signal, cache: "no-store" }).then(function (answer) {
      if (answer.status === 204) return null;
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(function (news) {
      waiting = null;
      if (news && (news.look || "") !== look) { reload(); return; }
      if (news && news.told.id !== told) tell(news.told);
      wait();
    }, function () {
      if (waiting === stop) waiting = null;
      if (!stop.signal.aborted) setTimeout(wait, 1000);
    });
  }
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) wait();
    else if (waiting) { waiting.abort(); waiting = null; }
  });

  document.body.append(host);
  if (document.readyState === "complete") goBack();
  else window.addEventListener("load", goBack);
  wait();
})();
