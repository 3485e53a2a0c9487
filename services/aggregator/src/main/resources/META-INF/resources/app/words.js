// The HTML of posts is cleaned by the server; here it is rebuilt once more from what is allowed, element by element.

const ELEMENTS = new Set(["P", "BR", "A", "SPAN", "EM", "STRONG", "B", "I", "U", "DEL", "CODE", "PRE", "BLOCKQUOTE", "UL", "OL", "LI"]);
const DEEPEST = 64;

/** @param {string} html @returns {DocumentFragment} */
export function words(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  copy(parsed.body, fragment, 0);
  return fragment;
}

function copy(from, to, depth) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      to.append(node.data);
    } else if (node.nodeType === Node.ELEMENT_NODE && depth < DEEPEST) {
      const known = ELEMENTS.has(node.tagName);
      const target = known ? element(node) : to;
      copy(node, target, depth + 1);
      if (known) to.append(target);
    }
  }
}

function element(node) {
  const made = document.createElement(node.tagName);
  if (node.tagName === "A" && /^https?:/i.test(node.getAttribute("href") ?? "")) {
    made.href = node.getAttribute("href");
    made.rel = "nofollow noopener noreferrer ugc";
    made.target = "_blank";
  }
  for (const name of ["invisible", "ellipsis"]) {
    if (node.classList.contains(name)) made.classList.add(name);
  }
  return made;
}
