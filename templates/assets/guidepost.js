// The one script of the site. Without it everything can be read; with it lists can be filtered and sorted, the
// colours switched, the menu of a phone folded, and a link to a step opens its prose.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  // Colours: kept where the browser lets us; a folder on a stick may not.
  var schemes = ["auto", "light", "dark"];
  function stored() {
    try { return localStorage.getItem("guidepost-scheme"); } catch (e) { return null; }
  }
  function store(scheme) {
    try { localStorage.setItem("guidepost-scheme", scheme); } catch (e) { /* then it holds for this page */ }
  }
  function use(scheme) {
    if (scheme === "light" || scheme === "dark") root.setAttribute("data-scheme", scheme);
    else root.removeAttribute("data-scheme");
  }
  var scheme = stored() || "auto";
  use(scheme);

  function schemeSwitch() {
    var button = document.querySelector("button.scheme");
    if (!button) return;
    var word = button.querySelector("span");
    function show() { word.textContent = button.getAttribute("data-" + scheme) || scheme; }
    button.hidden = false;
    show();
    button.addEventListener("click", function () {
      scheme = schemes[(schemes.indexOf(scheme) + 1) % schemes.length];
      use(scheme);
      store(scheme);
      show();
    });
  }

  function menu() {
    var button = document.querySelector("button.menu");
    var lists = button && document.getElementById(button.getAttribute("data-menu"));
    if (!lists) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var open = lists.classList.toggle("open");
      button.setAttribute("aria-expanded", String(open));
    });
  }

  // A link to a step opens what is folded there.
  function open() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    var next = target.nextElementSibling;
    var folded = target.closest("details") || target.querySelector("details") ||
      (next && next.classList.contains("more") && next.querySelector("details"));
    if (folded) folded.open = true;
  }

  // The number of a step shows its place in the chart.
  function show(link) {
    link.addEventListener("click", function (event) {
      var nodes = document.querySelectorAll(".chart [data-step]");
      var id = link.getAttribute("data-show");
      Array.prototype.forEach.call(nodes, function (node) {
        var here = node.getAttribute("data-step") === id;
        node.classList.toggle("here", here);
        if (here) {
          event.preventDefault();
          node.scrollIntoView({ block: "center", inline: "center" });
          if (node.focus) node.focus({ preventScroll: true });
        }
      });
    });
  }

  // Lists: a line to filter by, heads to sort by.
  function filter(line) {
    var table = document.getElementById(line.getAttribute("data-filter"));
    var input = line.querySelector("input");
    var count = line.querySelector("output");
    if (!table || !input) return;
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    line.hidden = false;
    function apply() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, n) {
        var fits = words.every(function (word) { return texts[n].indexOf(word) >= 0; });
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      count.textContent = words.length ? shown + " / " + rows.length : "";
    }
    input.addEventListener("input", apply);
    apply();
  }

  function sortable(table) {
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var lang = root.lang || undefined;
    var order = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
    heads.forEach(function (head, column) {
      if (head.hasAttribute("data-unsorted") || !head.textContent.trim()) return;
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var body = table.tBodies[0];
        var rows = Array.prototype.slice.call(body.rows).map(function (row) {
          var cell = row.cells[column];
          return { row: row, key: cell.getAttribute("data-key") || cell.textContent.trim() };
        });
        rows.sort(function (a, b) {
          // What is empty stays last whichever way.
          if (!a.key || !b.key) return a.key ? -1 : b.key ? 1 : 0;
          var by = order.compare(a.key, b.key);
          return down ? -by : by;
        });
        rows.forEach(function (entry) { body.appendChild(entry.row); });
      });
    });
  }

  // A print shows what is folded, and the day it was made.
  function printing() {
    var opened = [];
    window.addEventListener("beforeprint", function () {
      var day = new Date();
      var iso = day.getFullYear() + "-" + String(day.getMonth() + 1).padStart(2, "0") + "-" + String(day.getDate()).padStart(2, "0");
      root.setAttribute("data-print-day", (root.getAttribute("data-print-on") || "") + " " + iso);
      opened = Array.prototype.filter.call(document.querySelectorAll("details"), function (d) { return !d.open; });
      opened.forEach(function (d) { d.open = true; });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (d) { d.open = false; });
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    schemeSwitch();
    menu();
    open();
    printing();
    document.querySelectorAll("[data-show]").forEach(show);
    document.querySelectorAll("[data-filter]").forEach(filter);
    document.querySelectorAll("table[data-sort]").forEach(sortable);
  });
  window.addEventListener("hashchange", open);
})();
