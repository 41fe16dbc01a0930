// Filters the timeline by kind, person, organization and tag. Words come from the page, state lives in its address.
(function () {
  "use strict";
  var form = document.getElementById("filters");
  if (!form) return;
  var status = form.querySelector("[role=status]");
  var reset = form.querySelector("[type=reset]");
  var fields = { kind: "kind", person: "people", organization: "organizations", tag: "tags" };
  var names = Object.keys(fields);
  var events = Array.prototype.slice.call(document.querySelectorAll("article.event"));
  var years = Array.prototype.slice.call(document.querySelectorAll("section.year"));

  function read() {
    var query = new URLSearchParams(location.search);
    names.forEach(function (name) {
      var select = form.elements[name];
      if (!select) return;
      select.value = query.get(name) || "";
      if (select.selectedIndex < 0) select.value = "";
    });
  }

  function number(count) {
    try { return count.toLocaleString(document.documentElement.lang); } catch (ignored) { return count; }
  }

  function words(shown) {
    var key = shown === events.length ? "all" : shown ? "some" : "none";
    return status.dataset[key].replace("{n}", number(shown)).replace("{m}", number(events.length));
  }

  function apply() {
    var wanted = names.filter(function (name) { return form.elements[name] && form.elements[name].value; });
    var shown = 0;
    events.forEach(function (event) {
      event.hidden = !wanted.every(function (name) {
        return (event.dataset[fields[name]] || "").split(" ").indexOf(form.elements[name].value) >= 0;
      });
      if (!event.hidden) shown += 1;
    });
    years.forEach(function (year) { year.hidden = !year.querySelector("article.event:not([hidden])"); });
    reset.disabled = !wanted.length;
    status.textContent = words(shown);
  }

  function write() {
    var query = new URLSearchParams(location.search);
    names.forEach(function (name) {
      var value = form.elements[name] && form.elements[name].value;
      if (value) query.set(name, value); else query.delete(name);
    });
    var text = query.toString();
    // Some browsers refuse a new address for a page opened from a folder; the filter works all the same.
    try { history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash); } catch (ignored) {}
  }

  // A link to a year or an event that the filter hides shows everything again.
  function reveal() {
    var id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (ignored) { /* as it is */ }
    var target = id && document.getElementById(id);
    if (!target || !target.closest("[hidden]")) return;
    names.forEach(function (name) { if (form.elements[name]) form.elements[name].value = ""; });
    write();
    apply();
    target.scrollIntoView();
  }

  form.addEventListener("change", function () { write(); apply(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () {
    setTimeout(function () { write(); apply(); form.elements[names[0]].focus(); });
  });
  window.addEventListener("popstate", function () { read(); apply(); });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("pageshow", function (event) { if (event.persisted) { read(); apply(); } });
  form.hidden = false;
  read();
  apply();
  reveal();
})();
