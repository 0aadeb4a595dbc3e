import type { Picture, ProtocolRange } from "../../../server/src/flowProtocol";
import type { ProtocolPosition } from "../../../server/src/protocol";
import { keyAt } from "./outline";

/** The picture that a page shows, and the version of the text that it is of. */
export class Shown {
  constructor(
    readonly picture: Picture,
    readonly version: number,
  ) {}

  /** The whole of a node or an edge in the text; undefined where nothing stands for it there. */
  rangeOf(key: string): ProtocolRange | undefined {
    const { nodes, edges } = this.picture;
    return nodes.find((node) => node.key === key)?.range ?? edges.find((edge) => edge.key === key)?.range;
  }

  /** Where an editor goes to for a node or an edge. */
  placeOf(key: string): ProtocolRange | undefined {
    return this.picture.nodes.find((node) => node.key === key)?.selectionRange ?? this.rangeOf(key);
  }

  /** The key of the node or edge that a place of the text belongs to. */
  keyAt(position: ProtocolPosition): string | undefined {
    return keyAt(this.picture, position);
  }
}
