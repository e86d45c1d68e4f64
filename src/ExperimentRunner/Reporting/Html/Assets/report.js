"use strict";
const order = new Intl.Collator("en", { numeric: true });
const firstNumber = text => {
  const found = /-?\d[\d,]*(\.\d+)?/.exec(text);
  return found ? Number(found[0].replaceAll(",", "")) : null;
};
for (const table of document.querySelectorAll("table")) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  if (body.rows.length < 2) continue;
  const value = (row, at) => {
    const cell = row.cells[at];
    if (!("value" in cell.dataset)) return cell.classList.contains("number") ? firstNumber(cell.textContent) : cell.textContent;
    return cell.dataset.value === "" ? null : Number(cell.dataset.value);
  };
  const compare = (a, b) => typeof a === "number" ? a - b : order.compare(a, b);
  const sort = (at, sign) => {
    const rows = [...body.rows].map(row => ({ row, value: value(row, at) }));
    // What is unknown stays last, whichever way.
    rows.sort((a, b) => a.value === null || b.value === null ? (a.value === null) - (b.value === null) : sign * compare(a.value, b.value));
    body.append(...rows.map(each => each.row));
  };
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const ascending = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      sort(at, ascending ? 1 : -1);
    });
  });
}
addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("section > details")) fold.open = true; });
