// What is wider than the page moves sideways in a box of its own: the keyboard has to reach it there. A
// table that a phone is too narrow for has its rows below each other, each cell after its column's head.
const BOXES = "article pre, article p, article div";
const NARROW = matchMedia("(max-width: 46em)");
const TALLEST = 200; // CSS pixels of a cell, beyond which its column is too narrow

function stack(table) {
  table.classList.remove("stacked");
  const wide = table.parentElement.scrollWidth > table.parentElement.clientWidth;
  const tall = [...table.querySelectorAll("td")].some((cell) => cell.offsetHeight > TALLEST);
  table.classList.toggle("stacked", NARROW.matches && (wide || tall));
}

function reach(box) {
  const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
  const larger = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  if (scrolls && larger) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

function fit() {
  document.querySelectorAll("article table.docutils").forEach(stack);
  document.querySelectorAll(BOXES).forEach(reach);
}

function name() {
  for (const table of document.querySelectorAll("article table.docutils")) {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, place) => cell.setAttribute("data-head", heads[place] ?? ""));
    }
  }
  document.querySelector(".sidebar-drawer").setAttribute("aria-label", "Site");
  document.querySelector(".toc-drawer").setAttribute("aria-label", "On this page");
}

addEventListener("DOMContentLoaded", name);
addEventListener("load", fit);
addEventListener("resize", fit);
