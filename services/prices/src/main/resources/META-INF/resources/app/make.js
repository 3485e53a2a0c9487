/** An element with attributes and children; what is null is left out. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) element.setAttribute(key, value);
  element.append(...children.filter((child) => child != null));
  return element;
}

/** An amount as people read it. */
export function money(amount) {
  if (!amount) return "–";
  return new Intl.NumberFormat(undefined, { style: "currency", currency: amount.currency }).format(Number(amount.amount));
}
