import type { Box, Picture, PictureEdge, PictureNode } from "../../server/src/flowProtocol";

/** Where an arrow key goes: along the flow, against it, or to what stands beside. */
export type Move = "forward" | "backward" | "before" | "after";

/** What an arrow key means in a picture; undefined for other keys. */
export function moveOf(key: string, direction: Picture["direction"]): Move | undefined {
  const moves: Readonly<Record<string, Move>> =
    direction === "down"
      ? { ArrowDown: "forward", ArrowUp: "backward", ArrowLeft: "before", ArrowRight: "after" }
      : { ArrowRight: "forward", ArrowLeft: "backward", ArrowUp: "before", ArrowDown: "after" };
  return moves[key];
}

/**
 * Leads through a picture as the flow does. The stops are the nodes, and the labels of the lines between them; a
 * line without a label is passed over.
 */
export class Walk {
  readonly #nodes = new Map<string, PictureNode>();
  readonly #labels = new Map<string, PictureEdge>();
  readonly #out = new Map<string, PictureEdge[]>();
  readonly #in = new Map<string, PictureEdge[]>();

  constructor(private readonly picture: Picture) {
    for (const node of picture.nodes) {
      this.#nodes.set(node.key, node);
    }
    for (const edge of picture.edges) {
      if (isLabelled(edge)) {
        this.#labels.set(edge.key, edge);
      }
      add(this.#out, edge.from, edge);
      add(this.#in, edge.to, edge);
    }
  }

  /** The stops in the order of the text, each label behind the node that it leads away from. */
  stops(): readonly string[] {
    return this.picture.nodes.flatMap(({ key }) => [
      key,
      ...(this.#out.get(key) ?? []).filter(isLabelled).map((edge) => edge.key),
    ]);
  }

  node(key: string): PictureNode | undefined {
    return this.#nodes.get(key);
  }

  label(key: string): PictureEdge | undefined {
    return this.#labels.get(key);
  }

  /** The place of a stop in the picture. */
  boxOf(key: string): Box | undefined {
    return this.#nodes.get(key)?.box ?? this.#labels.get(key)?.labelBox;
  }

  /** The stop that a key leads to; undefined where there is none. @param cameFrom the stop before this one */
  go(key: string, move: Move, cameFrom?: string): string | undefined {
    switch (move) {
      case "forward":
        return this.#labels.get(key)?.to ?? this.#waysFrom(key)[0] ?? this.#targetOf(key);
      case "backward":
        return this.#labels.get(key)?.from ?? this.#back(key, cameFrom);
      default:
        return this.#beside(key, move === "after" ? 1 : -1, cameFrom);
    }
  }

  /** Where a jump leads, as far as that is drawn. */
  #targetOf(key: string): string | undefined {
    const target = this.#nodes.get(key)?.target;
    return target !== undefined && this.#nodes.has(target) ? target : undefined;
  }

  #waysFrom(key: string): string[] {
    return (this.#out.get(key) ?? []).map((edge) => (isLabelled(edge) ? edge.key : edge.to));
  }

  #waysTo(key: string): string[] {
    return (this.#in.get(key) ?? []).map((edge) => (isLabelled(edge) ? edge.key : edge.from));
  }

  #back(key: string, cameFrom: string | undefined): string | undefined {
    const ways = this.#waysTo(key);
    return ways.find((way) => way === cameFrom) ?? ways[0];
  }

  /** The next one of the ways that part where this one begins, else what stands nearest to that side. */
  #beside(key: string, by: 1 | -1, cameFrom: string | undefined): string | undefined {
    const label = this.#labels.get(key);
    const origin = label?.from ?? this.#back(key, cameFrom);
    const ways = origin === undefined ? [] : this.#sorted(this.#waysFrom(origin));
    const at = ways.indexOf(key);
    const sibling = at < 0 ? undefined : ways[at + by];
    return sibling ?? (label ? undefined : this.#nearest(key, by));
  }

  #sorted(keys: readonly string[]): string[] {
    return [...new Set(keys)].sort((a, b) => this.#across(this.boxOf(a)) - this.#across(this.boxOf(b)));
  }

  #nearest(key: string, by: 1 | -1): string | undefined {
    const box = this.boxOf(key);
    let nearest: { key: string; distance: number } | undefined;
    for (const node of this.picture.nodes) {
      const aside = (this.#across(node.box) - this.#across(box)) * by;
      const along = Math.abs(this.#along(node.box) - this.#along(box));
      // What is rather above or below than beside does not count.
      if (aside > 1 && along < 2 * aside) {
        const distance = aside + 2 * along;
        nearest = nearest && nearest.distance <= distance ? nearest : { key: node.key, distance };
      }
    }
    return nearest?.key;
  }

  #across(box: Box | undefined): number {
    return this.#centre(box, this.picture.direction === "down");
  }

  #along(box: Box | undefined): number {
    return this.#centre(box, this.picture.direction !== "down");
  }

  #centre(box: Box | undefined, isHorizontal: boolean): number {
    return !box ? 0 : isHorizontal ? box.x + box.width / 2 : box.y + box.height / 2;
  }
}

function isLabelled({ label, labelBox }: PictureEdge): boolean {
  return label !== undefined && labelBox !== undefined;
}

function add(lists: Map<string, PictureEdge[]>, key: string, edge: PictureEdge): void {
  const list = lists.get(key);
  if (list) {
    list.push(edge);
  } else {
    lists.set(key, [edge]);
  }
}
