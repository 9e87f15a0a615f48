// The one script of the site. Without it everything can be read; with it there is a search, lists can be filtered
// and sorted, charts enlarged, the colours switched, the menu of a phone folded, and a link to a step opens its
// prose and shows its place in the chart.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }
  function on(target, kind, act, how) { target.addEventListener(kind, act, how); }
  function make(name, kind, text) {
    var element = document.createElement(name);
    if (kind) element.className = kind;
    if (text) element.textContent = text;
    return element;
  }

  // ---- Colours: kept where the browser lets us; a folder on a stick may not. ----
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
    on(button, "click", () => {
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
    on(button, "click", () => {
      var open = lists.classList.toggle("open");
      button.setAttribute("aria-expanded", String(open));
    });
  }

  // ---- Words: as the index has them, in small letters without marks. ----
  var folds = {};
  function fold(text) {
    return text.toLowerCase().replace(/[\u00ad\u0300-\u036f]|[^\u0000-\u007f]/g, c => {
      if (c in folds) return folds[c];
      return /[\u00c0-\u024f\u1e00-\u1eff]/.test(c) ? c.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
        : /[\u00ad\u0300-\u036f]/.test(c) ? "" : c;
    });
  }
  var WORD = /[\p{Alphabetic}\p{N}\u00ad\u0300-\u036f]+/gu;
  function wordsOf(text) { return (text.match(WORD) || []).map(fold).filter(Boolean); }

  // ---- The index: files that each hand a string to this function, loaded when they are needed. ----
  var arrived = {}, asked = {};
  window.guidepostSearch = (name, data) => { arrived[name] = data; };
  /// The promise of a file as `read` reads it.
  function file(base, name, read) {
    if (!asked[name]) {
      asked[name] = new Promise((resolve, reject) => {
        var script = document.createElement("script");
        script.src = base + name + ".js";
        script.onload = () => {
          if (!(name in arrived)) return reject(new Error(name));
          resolve(read(arrived[name]));
          delete arrived[name];
        };
        script.onerror = () => { delete asked[name]; reject(new Error(name)); };
        document.head.appendChild(script);
      });
    }
    return asked[name];
  }

  // Numbers: the last character counts by 64, those before it by 27.
  function numbers(text) {
    var at = 0;
    function next() {
      var n = 0;
      while (at < text.length) {
        var c = text.charCodeAt(at++);
        var d = c - (c > 92 ? 36 : 35);
        if (d < 64) return n * 64 + d;
        n = n * 27 + d - 63;
      }
      return n;
    }
    next.more = () => at < text.length;
    return next;
  }
  // Words that say how much of the one before them they share.
  function unfront(before, text) { return before.slice(0, numbers(text)()) + text.slice(1); }

  // A shard: stems, the words that come to each, and where it stands (or `=` and the stem that it leads to).
  function readShard(text) {
    var stems = [], before = "";
    text.split(" ").forEach(record => {
      var parts = record.split("!");
      before = unfront(before, parts[0]);
      var stem = before;
      stems.push({ stem: stem, at: parts[parts.length - 1],
        forms: parts.slice(1, -1).map(form => unfront(stem, form)) });
    });
    return stems;
  }
  function readVocabulary(text) {
    var before = "";
    return text.split(" ").map(word => (before = unfront(before, word)));
  }
  // Strings of a file of titles: numbers first, then each string once.
  function strings(text) {
    var parts = text.split("\t"), next = numbers(parts[0]), used = 0;
    return { next: next, string: () => {
      var n = next();
      return n === 0 ? "" : n === 1 ? parts[++used] : parts[used - n + 2];
    } };
  }
  function readTitles(text) {
    var from = strings(text), rows = [];
    while (from.next.more()) {
      rows.push({ label: from.string(), title: from.string(), note: from.string(), address: from.string(), anchor: from.string() });
    }
    return rows;
  }
  function readSteps(text) {
    var from = strings(text), rows = [], document = 0;
    while (from.next.more()) {
      document += from.next();
      rows.push({ document: document, label: String(from.next()), anchor: from.string(), title: from.string(), note: from.string() });
    }
    return rows;
  }
  function readTexts(text) { return text.split("\t").slice(1); }
  // The last of sorted `firsts` that is not after `key`.
  function place(firsts, key) {
    var low = 0, high = firsts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (firsts[middle] <= key) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  // How many letters differ (one too many, too few, wrong, or two swapped); more than `most` counts as most + 1.
  // With `start` the word may go on.
  function distance(typed, word, most, start) {
    if (word.length < typed.length - most || (!start && word.length > typed.length + most)) return most + 1;
    var end = Math.min(word.length, typed.length + most), above, row = [], last;
    for (var j = 0; j <= end; j++) row.push(j);
    for (var i = 1; i <= typed.length; i++) {
      above = last;
      last = row;
      row = [i];
      var least = i;
      for (j = 1; j <= end; j++) {
        var cost = typed[i - 1] === word[j - 1] ? 0 : 1;
        var d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
        if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) d = Math.min(d, above[j - 2] + 1);
        row.push(d);
        if (d < least) least = d;
      }
      if (least > most) return most + 1;
    }
    return start ? Math.min.apply(null, row) : row[end];
  }

  // ---- Looking up. ----
  function Index(base) {
    var about, total = 0, ranges = [];

    function ready() {
      return file(base, "index", text => {
        about = JSON.parse(text);
        folds = about.folds;
        about.kinds.forEach(kind => {
          ranges.push({ kind: kind[0], folder: kind[2], from: total, to: total + kind[1] });
          total += kind[1];
        });
      });
    }

    // What a word may mean: stems with a mark for how well they fit. `open`: the word may go on.
    var SHARDS = 6, MANY = 60;
    function find(word, open) {
      var first = about.words.indexOf(word);
      if (first < 0) first = place(about.words, word);
      var last = Math.min(place(about.words, open ? word + "\uffff" : word), first + SHARDS);
      var wanted = [];
      for (var n = first; n <= last && n < about.words.length; n++) wanted.push(file(base, "w" + n, readShard));
      return Promise.all(wanted).then(shards => {
        var whole = [], begun = [], leads = [];
        shards.forEach(shard => {
          shard.forEach(record => {
            var exact = record.stem === word || record.forms.indexOf(word) >= 0;
            var begins = open && !exact && (record.stem.indexOf(word) === 0 ||
              record.forms.some(form => form.indexOf(word) === 0));
            if (!exact && !begins) return;
            if (record.at[0] === "=") leads.push({ stem: record.at.slice(1), fit: exact ? 1 : 0.5 });
            else (exact ? whole : begun).push({ record: record, fit: record.stem === word || !begins ? 1 : 0.5 });
          });
        });
        begun.sort((a, b) => b.record.at.length - a.record.at.length);
        var found = whole.concat(begun.slice(0, MANY));
        return Promise.all(leads.slice(0, 8).map(lead => {
          return find(lead.stem, false).then(there => {
            return there.filter(t => t.record.stem === lead.stem)
              .map(t => { return { record: t.record, fit: lead.fit }; });
          });
        })).then(more => {
          more.forEach(some => {
            some.forEach(t => {
              if (!found.some(f => f.record === t.record)) found.push(t);
            });
          });
          return found;
        });
      });
    }

    // Of a form that stands nowhere (`approving`) the longest stem that it begins with.
    function shorten(word) {
      var starts = [], shards = {};
      for (var end = word.length - 1; end >= Math.max(3, word.length / 2); end--) {
        starts.push(word.slice(0, end));
        shards[place(about.words, word.slice(0, end))] = true;
      }
      return Promise.all(Object.keys(shards).map(n => file(base, "w" + n, readShard))).then(lists => {
        var found = [];
        lists.forEach(list => {
          list.forEach(record => {
            if (record.at[0] === "=") return;
            var length = [record.stem].concat(record.forms).reduce((most, known) => {
              return starts.indexOf(known) >= 0 ? Math.max(most, known.length) : most;
            }, 0);
            if (length) found.push({ record: record, fit: 0.8, length: length });
          });
        });
        return found.sort((a, b) => b.length - a.length).slice(0, 1);
      });
    }

    // The words that come nearest to one that is not there.
    function guess(word, open) {
      var most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
      if (!most || /\p{N}/u.test(word)) return Promise.resolve([]);
      var files = [];
      for (var n = 0; n < about.vocabulary; n++) files.push(file(base, "v" + n, readVocabulary));
      return Promise.all(files).then(lists => {
        var best = [], least = most;
        [false, open].forEach((start, turn) => {
          if (turn && (best.length || !start)) return;
          lists.forEach(list => {
            list.forEach(known => {
              var d = distance(word, known, least, start);
              if (d > least) return;
              if (d < least) { least = d; best = []; }
              best.push(known);
            });
          });
        });
        best = best.slice(0, 8);
        return Promise.all(best.map(known => find(known, false))).then(found => {
          return found.reduce((sum, some) => sum.concat(some), []).map(t => {
            return { record: t.record, fit: 0.6, guessed: true };
          });
        }).then(found => { return { found: found, words: best }; });
      });
    }

    function term(word, open) {
      function plain(found) { return found.length ? { found: found, words: [] } : null; }
      return find(word, open).then(plain)
        .then(t => t || (open ? null : find(word, true).then(plain)))
        .then(t => t || shorten(word).then(plain))
        .then(t => t || guess(word, open))
        .then(t => { return { word: word, found: t.found || [], guesses: t.words || [] }; });
    }

    // How well each entry answers the words: a score by its number, and how many of the words it holds.
    function score(terms) {
      var scores = new Float32Array(total), held = new Uint8Array(total), best = new Float32Array(total);
      terms.forEach(t => {
        t.found.forEach(f => {
          var lists = [], next = numbers(f.record.at), count = 0;
          while (next.more()) {
            var weight = about.weights[next()] * f.fit, many = next(), entry = 0, list = new Uint32Array(many);
            for (var n = 0; n < many; n++) list[n] = (entry += next());
            lists.push([weight, list]);
            count += many;
          }
          var rare = Math.log(1 + total / (1 + count));
          lists.forEach(pair => {
            var s = pair[0] * rare, list = pair[1];
            for (var n = 0; n < list.length; n++) if (s > best[list[n]]) best[list[n]] = s;
          });
        });
        for (var e = 0; e < total; e++) {
          if (best[e] > 0) { scores[e] += best[e]; held[e] += 1; best[e] = 0; }
        }
      });
      return { scores: scores, held: held };
    }

    function search(text) {
      var open = !/[\s.,;:]$/.test(text);
      var typed = wordsOf(text), kept = typed.filter(word => about.stops.indexOf(word) < 0);
      var words = (kept.length ? kept : typed).slice(0, 12);
      return Promise.all(words.map((word, n) => term(word, open && n === words.length - 1))).then(terms => {
        var s = score(terms), most = 0;
        for (var e = 0; e < total; e++) if (s.held[e] > most) most = s.held[e];
        var groups = ranges.map(range => group(range, s, most));
        groups = groups.filter(g => g.count);
        return { groups: groups, terms: terms, partly: most < terms.length,
          guesses: terms.reduce((sum, t) => sum.concat(t.guesses), []) };
      });
    }

    // The hits of a kind; the first few are picked at once, all are sorted only when somebody wants to see more.
    var FEW = 12;
    function group(range, s, most) {
      var first = [], hits = [];
      function better(a, b) { return s.scores[b] - s.scores[a] || a - b; }
      for (var e = range.from; most && e < range.to; e++) {
        if (s.held[e] < most) continue;
        hits.push(e);
        if (first.length === FEW && s.scores[e] <= s.scores[first[FEW - 1]]) continue;
        first.push(e);
        first.sort(better);
        if (first.length > FEW) first.pop();
      }
      return { kind: range.kind, folder: range.folder, count: hits.length, score: first.length ? s.scores[first[0]] : 0,
        scores: s.scores, first: first, sort: () => hits.sort(better) };
    }

    function title(entry) {
      var steps = ranges[ranges.length - 1];
      if (entry >= steps.from) {
        var s = place(about.steps, entry);
        return file(base, "s" + s, readSteps).then(rows => {
          var row = rows[entry - about.steps[s]];
          return title(row.document).then(document => {
            return { title: row.title, label: row.label, note: row.note, of: document, address: document.address, anchor: row.anchor };
          });
        });
      }
      var t = place(about.titles, entry);
      return file(base, "t" + t, readTitles).then(rows => {
        var row = rows[entry - about.titles[t]];
        var range = ranges.filter(r => entry >= r.from && entry < r.to)[0];
        var it = { title: row.title || row.label, label: row.label, note: row.note, anchor: row.anchor,
          address: row.address || range.folder + row.label + "/index.html" };
        // What has no page of its own has a row on that of a document.
        return row.address[0] !== "=" ? it : title(Number(row.address.slice(1))).then(document => {
          it.note = document.title;
          it.address = document.address;
          it.anchor = it.anchor || "product--" + row.label;
          return it;
        });
      });
    }

    function text(entry) {
      var e = place(about.texts, entry), from = about.texts[e];
      if (from === undefined || entry < from) return Promise.resolve("");
      return file(base, "e" + e, readTexts).then(rows => rows[entry - from] || "");
    }

    return { ready: ready, search: search, title: title, text: text };
  }

  // ---- The box: a field with a list of hits, by the pattern of a combobox. ----
  function searchBox() {
    var box = document.querySelector("search.search");
    if (!box) return;
    var input = box.querySelector("input"), panel = box.querySelector(".found"), said = box.querySelector(".said");
    var list = document.getElementById("gp--hits"), status = box.querySelector("[role=status]");
    var up = box.getAttribute("data-up"), index = Index(up + "search/");
    var turn = 0, active = null, shown = {};
    function word(key) { return box.getAttribute("data-" + key) || ""; }

    function options() { return all("[role=option]", list); }
    function choose(option) {
      if (active) active.setAttribute("aria-selected", "false");
      active = option || null;
      if (!active) return input.removeAttribute("aria-activedescendant");
      active.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    }
    function close() {
      panel.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(null);
    }
    function reopen() {
      panel.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
    function say(text) {
      said.textContent = status.textContent = text;
      reopen();
    }

    // Text with the words of the search marked.
    function marked(into, text, fits) {
      var end = 0, match;
      WORD.lastIndex = 0;
      while ((match = WORD.exec(text))) {
        if (!fits(fold(match[0]))) continue;
        into.appendChild(document.createTextNode(text.slice(end, match.index)));
        into.appendChild(make("mark", "", match[0]));
        end = match.index + match[0].length;
      }
      into.appendChild(document.createTextNode(text.slice(end)));
      return into;
    }
    // The stretch of a text that holds most of the words.
    function excerpt(text, fits) {
      var LONG = 170, places = [], match, best = 0, most = 0;
      WORD.lastIndex = 0;
      while ((match = WORD.exec(text))) if (fits(fold(match[0]))) places.push({ at: match.index, word: fold(match[0]) });
      places.forEach((p, n) => {
        var seen = {}, count = 0;
        for (var m = n; m < places.length && places[m].at < p.at + LONG - 40; m++) {
          count += seen[places[m].word] ? 0.1 : 1;
          seen[places[m].word] = true;
        }
        if (count > most) { most = count; best = p.at; }
      });
      var from = best < 60 ? 0 : text.indexOf(" ", best - 50) + 1;
      var to = from + LONG >= text.length ? text.length : text.lastIndexOf(" ", from + LONG);
      if (to <= from) to = Math.min(text.length, from + LONG);
      return (from ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : "");
    }

    function hit(at, kind, it, text, fits) {
      var link = make("a", "hit");
      link.href = up + it.address.split("/").map(encodeURIComponent).join("/") + (it.anchor ? "#" + encodeURIComponent(it.anchor) : "");
      link.id = "gp--hit-" + at;
      link.tabIndex = -1;
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      marked(link.appendChild(make("span", "hit-title")), it.title, fits);
      var beside = it.of ? [it.of.title + ", " + it.of.label, it.note] : [kind === "document" ? it.label : "", it.note];
      beside = beside.filter(Boolean).join(" · ");
      if (beside) marked(link.appendChild(make("small")), beside, fits);
      if (text) marked(link.appendChild(make("span", "hit-text")), excerpt(text, fits), fits);
      return link;
    }

    function show(result, mine) {
      var exact = {}, begins = [];
      result.terms.forEach((t, n) => {
        exact[t.word] = true;
        if (n === result.terms.length - 1 && !t.guesses.length) begins.push(t.word);
        t.found.forEach(f => {
          if (f.fit < 0.6) return;
          exact[f.record.stem] = true;
          f.record.forms.forEach(form => { exact[form] = true; });
        });
      });
      function fits(folded) {
        return exact[folded] === true || begins.some(b => b.length > 1 && folded.indexOf(b) === 0);
      }
      var asked = result.terms.length;
      return Promise.all(result.groups.map(g => {
        var wanted = shown[g.kind] || 5, entries = wanted > g.first.length && g.count > g.first.length ? g.sort().slice(0, wanted) : g.first.slice();
        return Promise.all(entries.map(entry => {
          return index.title(entry).then(it => {
            // Of two that hold the words, the one that is little else comes first.
            return { entry: entry, it: it, score: g.scores[entry] * (1 + asked / (asked + wordsOf(it.title).length)) };
          });
        })).then(rows => {
          if (wanted <= 5) rows.sort((a, b) => b.score - a.score || a.entry - b.entry);
          g.rows = rows.slice(0, wanted);
          g.best = Math.max.apply(null, g.rows.map(row => row.score));
          return Promise.all(g.rows.map(row => {
            return g.kind === "product" || g.kind === "step" ? "" : index.text(row.entry).then(text => { row.text = text; });
          }));
        });
      })).then(() => {
        if (mine !== turn) return;
        var groups = result.groups.slice().sort((a, b) => b.best - a.best);
        var total = 0, at = 0, fresh = document.createDocumentFragment();
        groups.forEach(g => {
          total += g.count;
          var group = fresh.appendChild(make("div", "hits"));
          group.setAttribute("role", "group");
          group.setAttribute("aria-label", word(g.kind) + ", " + g.count);
          var head = group.appendChild(make("div", "hits-head", word(g.kind) + " "));
          head.setAttribute("aria-hidden", "true");
          head.appendChild(make("small", "", String(g.count)));
          g.rows.forEach(row => { group.appendChild(hit(at++, g.kind, row.it, row.text, fits)); });
          if (g.count > g.rows.length) {
            var more = group.appendChild(make("div", "hit more-hits", word("more") + " (" + g.rows.length + " / " + g.count + ")"));
            more.id = "gp--hit-" + at++;
            more.setAttribute("role", "option");
            more.setAttribute("aria-selected", "false");
            more.setAttribute("aria-label", word("more") + ": " + word(g.kind));
            on(more, "click", () => {
              var here = options().indexOf(more);
              shown[g.kind] = g.rows.length + 50;
              show(result, turn).then(() => { input.focus(); choose(options()[here]); });
            });
          }
        });
        // What was chosen stays so while more is typed.
        var kept = active && active.href;
        choose(null);
        list.replaceChildren(fresh);
        if (kept) choose(options().filter(option => option.href === kept)[0]);
        var words = total ? word("hits") + ": " + total : word("none");
        if (total && result.guesses.length) words += " – " + word("guessed") + ": " + result.guesses.join(", ");
        if (total && result.partly) words += " – " + word("partly");
        say(words);
      });
    }

    function run() {
      var text = input.value, mine = ++turn;
      shown = {};
      if (!wordsOf(text).length) {
        list.replaceChildren();
        said.textContent = status.textContent = "";
        return close();
      }
      index.ready().then(() => index.search(text))
        .then(result => { if (mine === turn) return show(result, mine); })
        .catch(() => { if (mine === turn) { list.replaceChildren(); say(word("broken")); } });
    }

    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", word("hits"));
    box.hidden = false;
    on(input, "input", run);
    on(input, "focus", () => {
      index.ready().catch(() => { /* said when somebody types */ });
      if (input.value && list.firstChild) reopen();
    });
    on(input, "keydown", event => {
      var every = options(), here = every.indexOf(active);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!every.length) return;
        reopen();
        event.preventDefault();
        here += event.key === "ArrowDown" ? 1 : here < 0 ? 0 : -1;
        choose(every[(here + every.length) % every.length]);
      } else if (event.key === "Enter" && every.length && !panel.hidden) {
        event.preventDefault();
        (active || every[0]).click();
      } else if (event.key === "Escape") {
        event.preventDefault();
        if (!panel.hidden) return close();
        input.value = "";
        run();
        input.blur();
      }
    });
    on(list, "click", event => {
      if (event.target.closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey)) close();
    });
    on(box, "focusout", event => {
      if (!box.contains(event.relatedTarget)) close();
    });
    on(panel, "mousedown", event => { event.preventDefault(); });
    on(document, "keydown", event => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  // ---- Charts: larger and smaller, dragged, and hand in hand with the table of steps. ----
  function zoom(line) {
    var frame = line.nextElementSibling, svg = frame && frame.querySelector("svg");
    if (!svg) return;
    var wide = parseFloat(svg.getAttribute("width")), high = parseFloat(svg.getAttribute("height"));
    if (!wide || !high) return;
    var scale = 1, output = line.querySelector("output");
    line.hidden = false;

    // The point of the picture at x, y of the window stays where it is.
    function to(next, x, y) {
      next = Math.min(4, Math.max(0.25, next));
      var before = svg.getBoundingClientRect(), by = next / scale;
      scale = next;
      svg.setAttribute("width", wide * scale);
      svg.setAttribute("height", high * scale);
      output.textContent = Math.round(scale * 100) + " %";
      if (x === undefined) {
        var seen = frame.getBoundingClientRect();
        x = seen.left + frame.clientWidth / 2;
        y = seen.top;
      }
      var after = svg.getBoundingClientRect();
      frame.scrollLeft += after.left + (x - before.left) * by - x;
      var down = after.top + (y - before.top) * by - y;
      if (y > before.top) window.scrollBy(0, down);
    }
    function act(what) {
      if (what === "in") to(scale * 1.25);
      else if (what === "out") to(scale / 1.25);
      else to(what === "fit" ? frame.clientWidth / wide : 1);
    }
    output.textContent = "100 %";
    on(line, "click", event => {
      var button = event.target.closest("[data-zoom]");
      if (button) act(button.getAttribute("data-zoom"));
    });
    on(frame, "keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      var what = { "+": "in", "=": "in", "-": "out", "0": "reset", "f": "fit" }[event.key];
      if (what) { event.preventDefault(); act(what); return; }
      // The arrows move the picture, also while one of its links has the focus.
      var step = { ArrowLeft: -60, ArrowRight: 60 }[event.key];
      if (step) { event.preventDefault(); frame.scrollLeft += step; }
    });
    on(frame, "wheel", event => {
      // A plain wheel scrolls the page; with ctrl it is a pinch.
      if (!event.ctrlKey) return;
      event.preventDefault();
      to(scale * Math.exp(-event.deltaY / 200), event.clientX, event.clientY);
    }, { passive: false });

    // Two fingers: the picture becomes larger as they go apart, and moves with them.
    var last = null;
    function pinch(event) {
      var a = event.touches[0], b = event.touches[1];
      if (!b || !event.cancelable) { last = null; return; }
      event.preventDefault();
      var now = { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2,
        apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) };
      if (last && last.apart) {
        frame.scrollLeft -= now.x - last.x;
        window.scrollBy(0, last.y - now.y);
        to(scale * now.apart / last.apart, now.x, now.y);
      }
      last = now;
    }
    ["touchstart", "touchmove", "touchend", "touchcancel"].forEach(kind => { on(frame, kind, pinch, { passive: false }); });

    // Dragged by the mouse; a finger drags by itself.
    var held = null, moved = false;
    on(frame, "pointerdown", event => {
      if (event.pointerType !== "mouse" || event.button) return;
      held = { x: event.clientX, y: event.clientY };
      moved = false;
    });
    on(window, "pointermove", event => {
      if (!held) return;
      if (!event.buttons) { held = null; frame.classList.remove("dragged"); return; }
      var x = event.clientX - held.x, y = event.clientY - held.y;
      if (!moved && Math.abs(x) + Math.abs(y) < 5) return;
      moved = true;
      frame.classList.add("dragged");
      frame.scrollLeft -= x;
      window.scrollBy(0, -y);
      held = { x: event.clientX, y: event.clientY };
    });
    on(window, "pointerup", () => { held = null; frame.classList.remove("dragged"); });
    on(frame, "dragstart", event => { event.preventDefault(); });
    on(frame, "click", event => {
      if (moved) { event.preventDefault(); event.stopPropagation(); moved = false; }
    }, true);
  }

  // A step shows its place in the chart, and the chart its row.
  function pair() {
    var nodes = all(".chart [data-step]");
    if (!nodes.length) return;
    var marks = {};
    function mark(id, kind) {
      if (marks[kind] === id) return;
      marks[kind] = id;
      all("." + kind).forEach(e => e.classList.remove(kind));
      nodes.filter(node => node.getAttribute("data-step") === id).concat(id ? document.getElementById(id) || [] : [])
        .forEach(e => e.classList.add(kind));
    }
    function at(event) {
      var near = event.target.closest && event.target.closest(".chart [data-step], tr.step[id]");
      mark(near ? near.getAttribute("data-step") || near.id : null, "near-by");
    }
    on(document, "mouseover", at);
    on(document, "focusin", at);
    function target() { mark(decodeURIComponent(location.hash.slice(1)) || null, "here"); }
    on(window, "hashchange", target);
    target();
    // The number of a step leads to its place.
    all("[data-show]").forEach(link => {
      on(link, "click", event => {
        var id = link.getAttribute("data-show");
        var node = nodes.filter(n => n.getAttribute("data-step") === id)[0];
        if (!node) return;
        event.preventDefault();
        mark(id, "here");
        node.scrollIntoView({ block: "center", inline: "center" });
        if (node.focus) node.focus({ preventScroll: true });
      });
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

  // ---- Lists: a line to filter by, heads to sort by. ----
  function filter(line) {
    var table = document.getElementById(line.getAttribute("data-filter"));
    var input = line.querySelector("input");
    var count = line.querySelector("output");
    if (!table || !input) return;
    var rows, texts;
    line.hidden = false;
    function apply() {
      if (!rows) {
        rows = Array.from(table.tBodies[0].rows);
        texts = rows.map(row => fold(row.textContent));
      }
      var words = fold(input.value).split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach((row, n) => {
        var fits = words.every(word => texts[n].indexOf(word) >= 0);
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      count.textContent = words.length ? shown + " / " + rows.length : "";
    }
    on(input, "input", apply);
    if (input.value) apply();
  }

  function sortable(table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    var order = new Intl.Collator(root.lang || undefined, { numeric: true, sensitivity: "base" });
    heads.forEach((head, column) => {
      if (head.hasAttribute("data-unsorted") || !head.textContent.trim()) return;
      var button = make("button");
      button.type = "button";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      on(button, "click", () => {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(other => { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var body = table.tBodies[0];
        var rows = Array.from(body.rows, row => {
          var cell = row.cells[column];
          return { row: row, key: cell.getAttribute("data-key") || cell.textContent.trim() };
        });
        rows.sort((a, b) => {
          // What is empty stays last whichever way.
          if (!a.key || !b.key) return a.key ? -1 : b.key ? 1 : 0;
          var by = order.compare(a.key, b.key);
          return down ? -by : by;
        });
        rows.forEach(entry => { body.appendChild(entry.row); });
      });
    });
  }

  // A print shows what is folded, and the day it was made.
  function printing() {
    var opened = [];
    on(window, "beforeprint", () => {
      var day = new Date();
      var iso = day.getFullYear() + "-" + String(day.getMonth() + 1).padStart(2, "0") + "-" + String(day.getDate()).padStart(2, "0");
      root.setAttribute("data-print-day", (root.getAttribute("data-print-on") || "") + " " + iso);
      opened = all("details").filter(d => !d.open);
      opened.forEach(d => { d.open = true; });
    });
    on(window, "afterprint", () => {
      opened.forEach(d => { d.open = false; });
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    searchBox();
    schemeSwitch();
    menu();
    open();
    printing();
    pair();
    all(".zoom").forEach(zoom);
    all("[data-filter]").forEach(filter);
    all("table[data-sort]").forEach(sortable);
  });
  on(window, "hashchange", open);
})();
