// What is wider than the page moves sideways in a box of its own: the keyboard has to reach it there.
function reach() {
  for (const box of document.querySelectorAll("article pre, article p, article div")) {
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
    const larger = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    if (scrolls && larger) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
addEventListener("load", reach);
addEventListener("resize", reach);
