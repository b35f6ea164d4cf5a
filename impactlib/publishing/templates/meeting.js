// The form can be printed without this; with it, answers stay in the browser, and come out as a file.
const form = document.getElementById("form");
const kept = document.getElementById("kept");
const place = ["impact-meeting", form.dataset.municipality, form.dataset.period, form.dataset.language].join(":");
const inputs = group => [...group.querySelectorAll("[data-field]")];
const say = words => { kept.textContent = words; };

const typed = group => {
  const found = {};
  for (const each of inputs(group)) {
    const name = each.dataset.field;
    if (each.type === "checkbox") (found[name] ??= []).push(...(each.checked ? [each.value] : []));
    else if (each.type !== "radio") found[name] = each.value;
    else if (each.checked) found[name] = each.value;
  }
  return found;
};
const groups = () => [...form.querySelectorAll("[data-kind]")].map(each => ({kind: each.dataset.kind, about: each.dataset.about, typed: typed(each)}));
const answers = () => ({form: form.dataset.form, municipality: form.dataset.municipality, period: form.dataset.period, language: form.dataset.language, release: form.dataset.release, groups: groups()});

const grow = each => {
  if (CSS.supports("field-sizing", "content")) return;
  each.style.height = "auto";
  each.style.height = `${each.scrollHeight + 2}px`;
};

const fill = saved => {
  const known = new Map(saved.map(each => [`${each.kind} ${each.about}`, each.typed]));
  for (const group of form.querySelectorAll("[data-kind]")) {
    const said = known.get(`${group.dataset.kind} ${group.dataset.about}`);
    if (said === undefined) continue;
    for (const each of inputs(group)) {
      const value = said[each.dataset.field];
      if (value === undefined) continue;
      if (each.type === "checkbox") each.checked = value.includes(each.value);
      else if (each.type === "radio") each.checked = value === each.value;
      else each.value = value;
    }
  }
};

const keep = () => {
  try {
    localStorage.setItem(place, JSON.stringify(groups()));
    say(kept.dataset.saved);
  } catch {
    say(kept.dataset.notKept);
  }
};

document.getElementById("tools").hidden = false;
try {
  const saved = localStorage.getItem(place);
  if (saved) fill(JSON.parse(saved));
} catch {
  say(kept.dataset.notKept);
}
for (const each of form.querySelectorAll("textarea")) grow(each);

form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("input", event => {
  if (event.target.tagName === "TEXTAREA") grow(event.target);
  keep();
});
document.getElementById("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(answers(), null, 1)], {type: "application/json"}));
  link.download = `${form.dataset.municipality}-${form.dataset.period}-meeting.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  say(kept.dataset.taken.replace("{file}", link.download));
});
document.getElementById("print").addEventListener("click", () => window.print());
document.getElementById("erase").addEventListener("click", () => {
  if (!window.confirm(kept.dataset.sure)) return;
  try { localStorage.removeItem(place); } catch { /* nothing was kept */ }
  form.reset();
  for (const each of form.querySelectorAll("textarea")) grow(each);
  say(kept.dataset.erased);
});
