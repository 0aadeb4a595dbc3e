import type { Point } from "../../server/src/flowProtocol";

/** How round the corners of lines are, in pixels. */
const RADIUS = 8;

/** How long an arrow head is. */
const HEAD = 7;

/** The path of a line with rounded corners, which ends where its arrow head begins. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = shortened(points);
  if (!first) {
    return "";
  }
  const parts = [`M${at(first)}`];
  let from = first;
  rest.forEach((point, index) => {
    const to = rest[index + 1];
    if (to) {
      const radius = Math.min(RADIUS, distance(from, point) / 2, distance(point, to) / 2);
      parts.push(`L${at(towards(point, from, radius))}`, `Q${at(point)} ${at(towards(point, to, radius))}`);
    } else {
      parts.push(`L${at(point)}`);
    }
    from = point;
  });
  return parts.join("");
}

/** The path of the arrow head at the end of a line. */
export function headOf(points: readonly Point[]): string {
  const tip = points.at(-1);
  const before = points.findLast((point) => tip && distance(point, tip) > 0.5);
  if (!tip || !before) {
    return "";
  }
  const base = towards(tip, before, HEAD);
  const side = { x: (tip.y - base.y) * 0.55, y: (base.x - tip.x) * 0.55 };
  const left = { x: base.x + side.x, y: base.y + side.y };
  const right = { x: base.x - side.x, y: base.y - side.y };
  return `M${at(tip)}L${at(left)}L${at(right)}Z`;
}

/** How far a place is from a line, in pixels. */
export function distanceTo(points: readonly Point[], place: Point): number {
  let least = Number.POSITIVE_INFINITY;
  points.forEach((from, index) => {
    const to = points[index + 1];
    if (to) {
      least = Math.min(least, distanceToPart(from, to, place));
    }
  });
  return least;
}

function distanceToPart(from: Point, to: Point, place: Point): number {
  const length = distance(from, to);
  const share =
    length === 0
      ? 0
      : ((place.x - from.x) * (to.x - from.x) + (place.y - from.y) * (to.y - from.y)) / length ** 2;
  return distance(place, towards(from, to, Math.min(1, Math.max(0, share)) * length));
}

function shortened(points: readonly Point[]): readonly Point[] {
  const tip = points.at(-1);
  const before = points.at(-2);
  return tip && before ? [...points.slice(0, -1), towards(tip, before, HEAD - 1)] : points;
}

/** The point that is so far away from one in the direction of another. */
function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  const share = whole === 0 ? 0 : length / whole;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
