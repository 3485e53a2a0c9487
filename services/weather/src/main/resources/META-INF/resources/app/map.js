// Places and warnings on a plain grid of the earth: no tiles, nothing from elsewhere.
import { svg, words } from "./dom.js";

/** @param {{name: string, latitude: number, longitude: number, id: string}[]} places @param {any[]} warnings @param {string} here */
export function map(places, warnings, here) {
  const place = places.find((one) => one.id === here);
  const shapes = warnings.flatMap((warning) => warning.polygons.map((ring) => ({ ring, warning })));
  const box = frame(place, shapes.map((shape) => shape.ring));
  const marks = [];
  const step = [0.5, 1, 2, 5, 10, 30].find((size) => box.width / size <= 8) ?? 60;
  for (let at = Math.ceil(box.west / step) * step; at <= box.west + box.width; at += step) {
    marks.push(svg("line", { class: "axis", x1: at, x2: at, y1: -box.north, y2: box.height - box.north, "vector-effect": "non-scaling-stroke" }));
  }
  for (let at = Math.ceil((box.north - box.height) / step) * step; at <= box.north; at += step) {
    marks.push(svg("line", { class: "axis", x1: box.west, x2: box.west + box.width, y1: -at, y2: -at, "vector-effect": "non-scaling-stroke" }));
  }
  return svg("svg", {
    viewBox: `${box.west} ${-box.north} ${box.width} ${box.height}`,
    role: "img",
    "aria-label": `${place.name} at ${place.latitude}, ${place.longitude}; ${shapes.length} warned areas around; a line each ${step} degrees`,
  },
    svg("rect", { class: "earth", x: box.west, y: -box.north, width: box.width, height: box.height, "vector-effect": "non-scaling-stroke" }),
    ...marks,
    ...shapes.map(({ ring, warning }) => svg("polygon", {
      class: "alert", "data-severity": warning.severity, "vector-effect": "non-scaling-stroke",
      points: ring.map(([latitude, longitude]) => `${longitude},${-latitude}`).join(" "),
    }, svg("title", {}, `${warning.event}, ${words(warning.severity)}`))),
    ...places.map((one) => svg("circle", {
      class: one.id === here ? "dot here" : "dot", cx: one.longitude, cy: -one.latitude, r: box.width / (one.id === here ? 60 : 110),
      "vector-effect": "non-scaling-stroke",
    }, svg("title", {}, one.name))));
}

/** At least four degrees around the place, and all of the warned areas. */
function frame(place, rings) {
  const points = [...rings.flat(), [place.latitude - 2, place.longitude - 3], [place.latitude + 2, place.longitude + 3]];
  const north = Math.max(...points.map(([latitude]) => latitude)) + 0.3;
  const south = Math.min(...points.map(([latitude]) => latitude)) - 0.3;
  const west = Math.min(...points.map(([, longitude]) => longitude)) - 0.3;
  const east = Math.max(...points.map(([, longitude]) => longitude)) + 0.3;
  return { north, west, width: east - west, height: north - south };
}
