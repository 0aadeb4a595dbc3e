import { withCommas } from "../workflow/numbers";
import { type Trouble, together } from "./issues";

/** Steps that are drawn as one node: those of a folded branch, or those that are left out. */
export class Fold {
  hidden = 0;
  readonly #troubles: Trouble[] = [];

  /**
   * @param key the key of the node that is drawn for them
   * @param isLeftOut whether they are left out because there are too many
   */
  constructor(
    readonly key: string,
    readonly isLeftOut = false,
  ) {}

  add(trouble: Trouble | undefined): void {
    this.hidden++;
    if (trouble) {
      this.#troubles.push(trouble);
    }
  }

  /** What is wrong with them and with the node itself. */
  troubleWith(own: Trouble | undefined): Trouble | undefined {
    return together(own ? [own, ...this.#troubles] : this.#troubles);
  }
}

/** A number of steps in words. */
export function stepCount(count: number): string {
  return `${withCommas(count)} ${count === 1 ? "step" : "steps"}`;
}
