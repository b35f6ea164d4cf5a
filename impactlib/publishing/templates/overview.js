
// The list is whole without this; with it, one can search it.
const plain = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/^['’‘ ]+/, "");
const box = document.getElementById("search");
const rows = [...document.querySelectorAll("[data-name]")];
const status = document.getElementById("shown");
document.getElementById("finder").hidden = false;
const look = () => {
  const wanted = plain(box.value.trim());
  const chosen = document.querySelector("[name=reason]:checked")?.id.replace("reason-", "") ?? "all";
  const has = row => chosen === "all" || (row.dataset.reasons ?? "").split(" ").includes(chosen);
  for (const row of rows) row.hidden = !row.dataset.name.includes(wanted);
  const shown = rows.filter(row => !row.hidden && has(row)).length;
  status.textContent = status.dataset.words.replace("{shown}", shown).replace("{all}", rows.length);
};
box.addEventListener("input", look);
for (const reason of document.querySelectorAll("[name=reason]")) reason.addEventListener("change", look);
