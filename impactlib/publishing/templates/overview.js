
// The list is whole without this; with it, one can search it.
const plain = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/^['’‘ ]+/, "");
const box = document.getElementById("search");
const rows = [...document.querySelectorAll("[data-name]")];
const status = document.getElementById("shown");
document.getElementById("finder").hidden = false;
box.addEventListener("input", () => {
  const wanted = plain(box.value.trim());
  for (const row of rows) row.hidden = !row.dataset.name.includes(wanted);
  const shown = rows.filter(row => !row.hidden).length;
  status.textContent = status.dataset.words.replace("{shown}", shown).replace("{all}", rows.length);
});
